/** The doors to Kafka: Connect's REST API and the topics' contents. */
package io.sluice.control.connect;
