package io.sluice.control.verify;

/**
 * A row as one read saw it, without its values.
 *
 * @param hash of the text of all its columns
 * @param version what tells this version of the row from any other, on its own server: the
 *     transaction that wrote it
 */
record Sighting(long hash, String version) {

  /** Two rows of one key, which is none that a key allows: the same as no single row. */
  Sighting and(Sighting other) {
    boolean first = version.compareTo(other.version) < 0;
    return new Sighting(
        31 * (hash + other.hash) + 1,
        first ? version + "," + other.version : other.version + "," + version);
  }
}
