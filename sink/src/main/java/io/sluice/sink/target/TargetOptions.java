package io.sluice.sink.target;

import io.sluice.postgres.Endpoint;

/**
 * Which target, and on whose behalf.
 *
 * @param endpoint the database
 * @param connector the connector's name, under which progress is kept
 * @param task the task's number in the connector, from 0
 * @param aligned whether all partitions are moved together, from one committed state of the source
 *     to another
 * @param evolution what happens to a table that lacks what its topic has
 * @param rules what to do where the target is not as the source left it
 * @param quarantine what becomes of rows that the target refuses
 */
public record TargetOptions(
    Endpoint endpoint,
    String connector,
    int task,
    boolean aligned,
    SchemaEvolution evolution,
    ApplyRules rules,
    QuarantineOptions quarantine) {}
