package io.sluice.sink.apply;

import io.sluice.change.Position;

/**
 * How far a partition has been applied.
 *
 * @param nextOffset the offset after the last record applied; the next record's offset may be
 *     greater, because offsets are not dense
 * @param position the source's position that this has reached; {@link Position#START} while no
 *     record of the batch had one
 */
public record Progress(long nextOffset, Position position) {}
