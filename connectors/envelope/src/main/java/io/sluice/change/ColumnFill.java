package io.sluice.change;

/**
 * What fills a column where a new row does not say it. Expressions are SQL, with every name in full
 * as only {@code pg_catalog} on the search path makes the server write it.
 */
public sealed interface ColumnFill {

  /**
   * A default.
   *
   * @param expression such as {@code nextval('shop.orders_id_seq'::regclass)}
   */
  record Default(String expression) implements ColumnFill {}

  /**
   * An identity.
   *
   * @param always whether an INSERT has to ask for its own values
   * @param options of its sequence, as {@code CREATE SEQUENCE} takes them
   */
  record Identity(boolean always, String options) implements ColumnFill {}

  /**
   * The column is computed from others of its row.
   *
   * @param expression what it is
   * @param stored whether it is kept in the row, rather than computed when it is read
   */
  record Computed(String expression, boolean stored) implements ColumnFill {}
}
