package io.sluice.sink.target;

/**
 * Whether keys whose data the target refuses are set aside, and how many.
 *
 * @param on otherwise such a change stops the task
 * @param maxKeys of all tables together, before the task stops nevertheless
 */
public record QuarantineOptions(boolean on, int maxKeys) {}
