package io.sluice.control.verify;

import io.sluice.change.Lsn;
import io.sluice.control.compare.Digest;
import java.util.Optional;

/**
 * A range as one server has it.
 *
 * @param digest of its rows
 * @param position on the source, the end of the log after the read; on the target, how far the sink
 *     was at the read, if it has come anywhere
 */
record RangeRead(Digest digest, Optional<Lsn> position) {}
