package io.sluice.control.verify;

/**
 * A row as one read saw it, without its values.
 *
 * @param hash of the text of all its columns
 * @param version what tells this version of the row from any other, on its own server: the
 *     transaction that wrote it
 */
record Sighting(long hash, String version) {}
