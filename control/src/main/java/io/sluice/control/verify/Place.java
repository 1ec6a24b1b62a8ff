package io.sluice.control.verify;

/**
 * Where a version of a row is stored.
 *
 * @param table the oid of the table or partition, as text
 * @param row its {@code ctid}, as text
 */
record Place(String table, String row) {}
