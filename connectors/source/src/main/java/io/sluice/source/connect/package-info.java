/** The source connector's door to Kafka Connect: its configuration, its validation, its task. */
package io.sluice.source.connect;
