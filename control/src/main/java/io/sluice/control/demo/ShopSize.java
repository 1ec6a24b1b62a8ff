package io.sluice.control.demo;

/**
 * How many rows each table of the shop starts with.
 *
 * @param customers and all others at least 1
 */
record ShopSize(
    long customers, long products, long orders, long linesPerOrder, long sessions, long documents) {

  // A document is a thousand times as large as another row.
  private static final long MOST_DOCUMENTS = 5_000;

  /** About {@code rows} rows in all. */
  static ShopSize of(long rows) {
    return new ShopSize(
        part(rows, 10), part(rows, 2), part(rows, 25), 2, part(rows, 12), documents(rows));
  }

  long rows() {
    return customers + products + orders * (1 + linesPerOrder) + sessions + documents;
  }

  private static long documents(long rows) {
    return Math.min(MOST_DOCUMENTS, part(rows, 1));
  }

  private static long part(long rows, long percent) {
    return Math.max(1, rows * percent / 100);
  }
}
