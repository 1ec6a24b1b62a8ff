package io.sluice.control.compare;

import java.math.BigInteger;

/**
 * What a table holds, whatever the order of its rows.
 *
 * @param rows how many
 * @param hash the sum of the rows' 64-bit hashes, so that a row that is there twice counts twice
 */
public record Digest(long rows, BigInteger hash) {}
