package io.sluice.change;

/**
 * Where a transaction was made first, if it was replicated into the source.
 *
 * @param name of the replication origin on the source
 * @param lsn of its commit there; zero if the source had not seen that yet
 */
public record Origin(String name, Lsn lsn) {}
