/** The door to Kafka Connect: configuration, life cycle, records in. */
package io.sluice.sink.connect;
