package io.sluice.control.probe;

import io.sluice.control.connect.Partition;

/**
 * Where a record stands.
 *
 * @param partition of its topic
 * @param offset of the record itself
 */
record Place(Partition partition, long offset) {}
