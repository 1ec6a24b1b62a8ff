package io.sluice.control.demo;

import io.sluice.control.demo.Deal.Session;
import java.sql.SQLException;
import java.util.List;

/** Everything that people do on the market. */
final class MarketDeals {

  static final List<Deal> ALL =
      List.of(
          MarketDeals::buy,
          MarketDeals::buy,
          MarketDeals::pay,
          MarketDeals::cancel,
          MarketDeals::moveEvent,
          MarketDeals::report,
          MarketDeals::revise,
          MarketDeals::tidy,
          MarketDeals::ship,
          MarketDeals::oddities);

  private MarketDeals() {}

  private static void buy(Session market) throws SQLException {
    market.change(
        "INSERT INTO trade.orders (customer, total) VALUES (?, ?)",
        market.pick(market.size().customers()),
        market.random().nextInt(1000));
    market.change(
        "INSERT INTO trade.lines VALUES (currval('trade.orders_id_seq'), 1, 'SKU-' || ?, 2)",
        market.pick(500));
    market.change(
        "UPDATE trade.stock SET pieces = pieces - 2 WHERE sku = 'SKU-' || ?", market.pick(500));
  }

  private static void pay(Session market) throws SQLException {
    market.change(
        "UPDATE trade.orders SET state = 'paid', total = total + 1 WHERE id = ?",
        market.pick(market.size().orders()));
    market.change(
        "UPDATE trade.customers SET credit = credit + 0.25, home.zip = '0' WHERE id = ?",
        market.pick(market.size().customers()));
  }

  private static void cancel(Session market) throws SQLException {
    market.change("DELETE FROM trade.orders WHERE id = ?", market.pick(market.size().orders()));
    market.change("INSERT INTO trade.audit VALUES (?, 'cancelled')", market.random().nextInt(9));
  }

  /** A row moves to another partition. */
  private static void moveEvent(Session market) throws SQLException {
    market.change(
        """
        UPDATE trade.events SET at = date '2019-06-01' + ?, kind = 'sale'
         WHERE (id, at) = (SELECT id, at FROM trade.events WHERE id >= gen_random_uuid() LIMIT 1)
        """,
        market.random().nextInt(4000));
  }

  private static void report(Session market) throws SQLException {
    market.change(
        "INSERT INTO trade.events (at, kind, body) VALUES (?::date, 'visit', '{\"new\": true}')",
        "2025-01-0" + market.pick(9));
    market.change(
        "DELETE FROM trade.audit WHERE who = ? AND at IS NULL", market.random().nextInt(90));
    market.change(
        "INSERT INTO trade.bookings (during) SELECT tstzrange(max(upper(during)), max(upper(during)) + interval '1 minute') FROM trade.bookings");
  }

  /** The body stays out of line, and out of the log. */
  private static void revise(Session market) throws SQLException {
    market.change(
        "UPDATE trade.documents SET revision = revision + 1 WHERE id = ?", (int) market.pick(200));
    market.change(
        "UPDATE trade.codes SET uses = uses + 1 WHERE code = 'code ' || ?", market.pick(100));
    market.change(
        "UPDATE trade.wholes SET a = 'by ' || ?, b = NULL WHERE id = ?",
        market.pick(9),
        (int) market.pick(100));
  }

  private static void tidy(Session market) throws SQLException {
    market.change(
        "UPDATE trade.products SET sku = sku || '*', title = title || '!' WHERE sku = 'SKU-' || ?",
        market.pick(500));
    market.change(
        "UPDATE trade.devices SET ip = ip + 1, seen = seen * 1.5, flags = ~flags WHERE mac = ('08:00:2b:01:00:' || lpad(to_hex(?), 2, '0'))::macaddr",
        (int) market.pick(200));
  }

  private static void ship(Session market) throws SQLException {
    market.change(
        "INSERT INTO trade.shipments (customer, order_id, weight) SELECT customer, id, 'NaN' FROM trade.orders WHERE id = ?",
        market.pick(market.size().orders()));
    market.change(
        "UPDATE trade.places SET who = 'who ' || ? || ' of ' || n WHERE n = ?",
        market.pick(1_000_000),
        (int) market.pick(50));
  }

  private static void oddities(Session market) throws SQLException {
    market.change(
        "INSERT INTO \"Odd Names\".\"Käse \"\"x\"\".y 🧀\" (\"sel ect\", \"ü\") VALUES ('where', ?)",
        market.random().nextInt(100));
    market.change(
        "UPDATE trade.countdown SET n = nextval('trade.down') WHERE id = ?", (int) market.pick(20));
    market.change(
        "UPDATE trade.children SET toy = 'toy ' || ? WHERE id = ?",
        market.pick(9),
        (int) (50 + market.pick(50)));
  }
}
