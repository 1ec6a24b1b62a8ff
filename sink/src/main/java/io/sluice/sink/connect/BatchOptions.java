package io.sluice.sink.connect;

import java.time.Duration;

/**
 * How much goes into a transaction of the target.
 *
 * @param records with so many it is full
 * @param bytes with so many it is full
 * @param linger how long one that is not full waits for more
 * @param bufferBytes how much may wait for what belongs to it; a larger transaction of the source
 *     is written in pieces, all of them in one transaction of the target
 */
record BatchOptions(int records, long bytes, Duration linger, long bufferBytes) {}
