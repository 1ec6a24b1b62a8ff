package io.sluice.control.verify;

/**
 * A table as a whole.
 *
 * @param rows how many it has
 * @param sighting of all of them together
 */
record WholeRead(long rows, Sighting sighting) {}
