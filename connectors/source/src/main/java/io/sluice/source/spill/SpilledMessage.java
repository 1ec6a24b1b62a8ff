package io.sluice.source.spill;

import io.sluice.change.Lsn;
import java.nio.ByteBuffer;

/**
 * One message of a transaction in progress, as it came.
 *
 * @param lsn where it stands in the log
 * @param order how many messages the stream had brought when it came
 * @param bytes shared with nobody who writes to them
 */
record SpilledMessage(Lsn lsn, long order, ByteBuffer bytes) {}
