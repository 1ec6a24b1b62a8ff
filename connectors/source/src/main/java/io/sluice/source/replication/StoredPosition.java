package io.sluice.source.replication;

import io.sluice.change.Lsn;

/**
 * How far an earlier run got, as its offsets say.
 *
 * @param systemIdentifier the cluster it read
 * @param timeline the cluster's history at that time
 * @param slot the slot it read
 * @param fingerprint of the publication, see {@link Publication#fingerprint}
 * @param lsn up to here Kafka has everything, and no further may the slot have been confirmed: the
 *     end of the last transaction stored, or a later heartbeat; for a transaction that is stored in
 *     part, no further than its commit record's start
 */
public record StoredPosition(
    String systemIdentifier, int timeline, String slot, String fingerprint, Lsn lsn) {}
