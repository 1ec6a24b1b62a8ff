package io.sluice.control.demo;

import io.sluice.control.migration.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The shop's tables and their first rows.
 *
 * @param database where they are made
 */
record Shop(Database database) {

  /** Makes the tables and fills them, all in one transaction. */
  void open(ShopSize size) throws SQLException {
    try (Connection connection = session(database, "loader");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(script("shop.sql"));
      // Rows made here obey the foreign keys; checking each would take longer than making it.
      statement.execute("SET LOCAL session_replication_role = replica");
      for (String insert : inserts(size)) {
        statement.execute(insert);
      }
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("ANALYZE");
    }
  }

  /** Makes what a target has before rows come. */
  void prepareTarget() throws SQLException {
    try (Connection connection = session(database, "loader");
        Statement statement = connection.createStatement()) {
      statement.execute(script("target.sql"));
    }
  }

  /** A session that finds the shop's tables without their schema. */
  static Connection session(Database database, String purpose) throws SQLException {
    Connection connection = database.endpoint().connect("shop-" + purpose);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = public");
    }
    return connection;
  }

  private static List<String> inserts(ShopSize size) {
    return List.of(
        """
        INSERT INTO customers (email, name, born, credit)
        SELECT 'c' || i || '@example.org', 'Customer ' || i, date '1950-01-01' + (i %% 20000)::int,
               (i * 37 %% 100000) / 100.0
          FROM generate_series(1, %d::bigint) i
        """
            .formatted(size.customers()),
        """
        INSERT INTO products
        SELECT 'SKU-' || i, 'Product ' || i, (i * 13 %% 10000) / 100.0 + 1, sqrt(i),
               ARRAY['tag' || i %% 7, 'it''s "' || i %% 3 || '"', NULL]
          FROM generate_series(1, %d::bigint) i
        """
            .formatted(size.products()),
        """
        INSERT INTO orders (customer_id, status, total, note, created_at)
        SELECT 1 + i * 7919 %% %d, (enum_range(NULL::order_status))[1 + i %% 5], i / 8.0,
               CASE WHEN i %% 3 = 0 THEN 'note, with "quotes" and \\ of ' || i END,
               timestamptz '2024-01-01 00:00Z' + i * interval '1.000001 second'
          FROM generate_series(1, %d::bigint) i
        """
            .formatted(size.customers(), size.orders()),
        """
        INSERT INTO order_lines
        SELECT o, l, 'SKU-' || 1 + (o * 31 + l) %% %d, 1 + o %% 9, (o %% 5000) / 100.0
          FROM generate_series(1, %d::bigint) o, generate_series(1, %d) l
        """
            .formatted(size.products(), size.orders(), size.linesPerOrder()),
        """
        INSERT INTO sessions (customer_id, address, started_at, length, token)
        SELECT 1 + i * 104729 %% %d, ('10.' || i %% 250 || '.0.1')::inet,
               timestamp '2024-05-05' + i * interval '7 seconds', i %% 9999 * interval '1 second',
               decode(md5(i::text), 'hex')
          FROM generate_series(1, %d::bigint) i
        """
            .formatted(size.customers(), size.sessions()),
        """
        INSERT INTO documents (title, body)
        SELECT 'Document ' || i, %s FROM generate_series(1, %d::bigint) i
        """
            .formatted(body("i"), size.documents()));
  }

  /** An expression of a document of 4 kB that does not compress. */
  static String body(String seed) {
    return "jsonb_build_object('seed', "
        + seed
        + ", 'words', (SELECT jsonb_agg(md5("
        + seed
        + "::text || w)) FROM generate_series(1, 120) w))";
  }

  private static String script(String name) {
    try (InputStream file = Shop.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
