package io.sluice.control.demo;

import io.sluice.control.demo.Deal.Session;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** Everything that people do in the shop; the common things stand in the list more often. */
final class Deals {

  static final List<Deal> ALL =
      List.of(
          Deals::buy,
          Deals::buy,
          Deals::buy,
          Deals::pay,
          Deals::pay,
          Deals::cancel,
          Deals::renumberLine,
          Deals::renameProductKey,
          Deals::swapNames,
          Deals::handNameOn,
          Deals::swapEmails,
          Deals::touchDocument,
          Deals::touchDocument,
          Deals::rewriteDocument,
          Deals::replaceDocument,
          Deals::browse,
          Deals::renewSession);

  private Deals() {}

  private static void buy(Session shop) throws SQLException {
    long customer = shop.pick(shop.size().customers());
    shop.change(
        "INSERT INTO orders (customer_id, total, note) VALUES (?, ?::numeric, ?)",
        customer,
        shop.random().nextInt(100_000) + ".50",
        "bought by " + customer);
    shop.change(
        """
        INSERT INTO order_lines
        SELECT currval('orders_id_seq'), row_number() OVER (), sku, 1 + ?, price
          FROM (SELECT sku, price FROM products WHERE sku >= 'SKU-' || ? ORDER BY sku LIMIT 3) p
        """,
        shop.random().nextInt(5),
        shop.pick(shop.size().products()));
    shop.change("UPDATE customers SET credit = credit - 1.25 WHERE id = ?", customer);
  }

  private static void pay(Session shop) throws SQLException {
    shop.change(
        "UPDATE orders SET status = 'paid', total = total * 1.01 WHERE id = ?", order(shop));
  }

  private static void cancel(Session shop) throws SQLException {
    long order = order(shop);
    shop.change("DELETE FROM order_lines WHERE order_id = ?", order);
    shop.change("DELETE FROM orders WHERE id = ?", order);
  }

  /** A composite key changes. */
  private static void renumberLine(Session shop) throws SQLException {
    shop.change(
        "UPDATE order_lines SET line = line + 100 WHERE order_id = ? AND line = 1", order(shop));
  }

  /** A text key changes, and with it, by cascade, the rows that point to it. */
  private static void renameProductKey(Session shop) throws SQLException {
    shop.change(
        "UPDATE products SET sku = 'SKU-' || ? || '-' || ? WHERE sku = 'SKU-' || ?",
        shop.pick(shop.size().products()),
        shop.random().nextInt(1_000_000),
        shop.pick(shop.size().products()));
  }

  private static void swapNames(Session shop) throws SQLException {
    swap(shop, "products", "name", "sku", product(shop), product(shop));
  }

  private static void swapEmails(Session shop) throws SQLException {
    long most = shop.size().customers();
    swap(shop, "customers", "email", "id", shop.pick(most), shop.pick(most));
  }

  /** Two unique values change places, by way of a third. */
  private static void swap(
      Session shop, String table, String column, String key, Object one, Object other)
      throws SQLException {
    List<Session.Held> held = shop.lock(table, column, key, one, other);
    if (held.size() == 2) {
      String update = "UPDATE " + table + " SET " + column + " = ? WHERE " + key + " = ?";
      shop.change(update, "nobody " + shop.random().nextLong(), held.get(0).key());
      shop.change(update, held.get(0).value(), held.get(1).key());
      shop.change(update, held.get(1).value(), held.get(0).key());
    }
  }

  /** One row lets go of a unique value and another takes it, in one transaction. */
  private static void handNameOn(Session shop) throws SQLException {
    List<Session.Held> held = shop.lock("products", "name", "sku", product(shop), product(shop));
    if (held.size() == 2) {
      String update = "UPDATE products SET name = ? WHERE sku = ?";
      shop.change(update, "Formerly " + shop.random().nextLong(), held.get(1).key());
      shop.change(update, held.get(1).value(), held.get(0).key());
    }
  }

  /** The body stays where it is and does not come with the change. */
  private static void touchDocument(Session shop) throws SQLException {
    shop.change(
        "UPDATE documents SET revision = revision + 1 WHERE id = ?",
        (int) shop.pick(shop.size().documents()));
  }

  private static void rewriteDocument(Session shop) throws SQLException {
    shop.change(
        "UPDATE documents SET body = " + Shop.body("revision") + " WHERE id = ?",
        (int) shop.pick(shop.size().documents()));
  }

  /** A key goes and comes back in the same transaction. */
  private static void replaceDocument(Session shop) throws SQLException {
    int id = (int) shop.pick(shop.size().documents());
    if (shop.change("DELETE FROM documents WHERE id = ?", id) == 1) {
      shop.change(
          "INSERT INTO documents (id, title, body) OVERRIDING SYSTEM VALUE VALUES (?, 'Again', "
              + Shop.body("1")
              + ")",
          id);
    }
  }

  /** Part of the transaction is taken back. */
  private static void browse(Session shop) throws SQLException {
    String insert =
        "INSERT INTO sessions (customer_id, started_at, length) VALUES (?, now(), '5 min')";
    shop.change(insert, shop.pick(shop.size().customers()));
    Savepoint before = shop.connection().setSavepoint();
    long counted = shop.changes().count();
    shop.change("UPDATE customers SET credit = 0 WHERE id = ?", shop.pick(shop.size().customers()));
    shop.connection().rollback(before);
    shop.changes().resetTo(counted);
    shop.change(insert, shop.pick(shop.size().customers()));
  }

  /** A uuid key changes. */
  private static void renewSession(Session shop) throws SQLException {
    shop.change(
        """
        UPDATE sessions SET id = gen_random_uuid(), length = length + interval '1 day'
         WHERE id = (SELECT id FROM sessions WHERE id >= gen_random_uuid() ORDER BY id LIMIT 1)
        """);
  }

  private static String product(Session shop) {
    return "SKU-" + shop.pick(shop.size().products());
  }

  private static long order(Session shop) {
    return shop.pick(shop.size().orders());
  }
}
