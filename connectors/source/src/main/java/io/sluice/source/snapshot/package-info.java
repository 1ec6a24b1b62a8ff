/**
 * The initial copy: keyset chunks of a table, planned by the server and read in short transactions
 * of their own.
 *
 * <p>What a chunk read saw goes with its rows, so that they can be merged into the stream exactly.
 */
package io.sluice.source.snapshot;
