package io.sluice.control.demo;

/**
 * A finished snapshot.
 *
 * @param rows of all tables
 * @param seconds from the connectors' creation to the last chunk
 */
record Copy(long rows, double seconds) {}
