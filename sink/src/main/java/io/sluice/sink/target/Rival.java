package io.sluice.sink.target;

/**
 * A row that is in another's way.
 *
 * @param relation the table or partition it is in
 * @param place its place there
 * @param isTheirs whether it is known that somebody else wrote it
 * @param isOlder whether the row in whose way it is was committed later
 * @param there who it is
 */
record Rival(long relation, String place, boolean isTheirs, boolean isOlder, RowThere there) {}
