package io.sluice.control.status;

/**
 * How far each hop is behind the one before it.
 *
 * @param sourceBytes of log that the source has written and Kafka does not hold yet
 * @param sourceSeconds how long the last confirmed piece of log took to be safe in Kafka
 * @param sinkRecords that Kafka holds and the target has not applied yet
 */
public record Lag(long sourceBytes, double sourceSeconds, long sinkRecords) {}
