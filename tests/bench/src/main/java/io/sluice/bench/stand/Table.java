package io.sluice.bench.stand;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The tables that are moved. */
public enum Table {
  /** Rows of about 400 bytes, as an application has them. */
  ORDERS(
      """
      CREATE TABLE public.orders (
        id bigint PRIMARY KEY,
        customer_id bigint NOT NULL,
        status text NOT NULL,
        amount numeric(12,2) NOT NULL,
        note text NOT NULL,
        created_at timestamptz NOT NULL,
        payload jsonb NOT NULL)
      """,
      "INSERT INTO public.orders SELECT (public.fresh_order(id)).* FROM generate_series(1, %d) id"),

  /** Nothing but keys: what a row costs however small it is. */
  YOLOS(
      "CREATE TABLE public.yolos (id serial PRIMARY KEY)",
      "INSERT INTO public.yolos SELECT FROM generate_series(1, %d)");

  /** One row of {@code orders}, which follows from its id. Hexadecimal text, half compressible. */
  static final String FRESH_ORDER =
      """
      CREATE FUNCTION public.fresh_order(id bigint) RETURNS public.orders LANGUAGE sql IMMUTABLE AS $$
        SELECT ROW(
          id,
          1 + (id * 7919) % 100003,
          (ARRAY['new', 'paid', 'packed', 'sent'])[1 + id % 4],
          ((id * 104729) % 1000000)::numeric / 100,
          md5(id::text) || md5((id + 1)::text) || md5((id + 2)::text) || left(md5((id + 3)::text), 4),
          timestamptz '2026-01-01 00:00:00Z' + id * interval '1 second',
          jsonb_build_object(
            'sku', md5((id + 4)::text), 'lot', left(md5((id + 5)::text), 20),
            'quantity', 1 + id % 9, 'tags', jsonb_build_array('a' || id % 10, 'b' || id % 100),
            'gift', id % 7 = 0))::public.orders
      $$
      """;

  private final String definition;
  private final String filling;

  Table(String definition, String filling) {
    this.definition = definition;
    this.filling = filling;
  }

  /** Its name on both servers. */
  public TableId id() {
    return new TableId("public", name().toLowerCase(Locale.ROOT));
  }

  /** Its name as SQL has it. */
  public String sql() {
    return Sql.table(id());
  }

  /** Creates it, empty. */
  public void create(Server server) throws SQLException {
    server.execute(definition);
  }

  /** Creates it with this many rows, ids from 1 on. */
  public void fill(Server server, long rows) throws SQLException {
    create(server);
    if (this == ORDERS) {
      server.execute(FRESH_ORDER);
    }
    server.execute(filling.formatted(rows));
    server.settle();
  }

  /** How many rows it has. */
  public long rows(Server server) throws SQLException {
    return server.number("SELECT count(*) FROM " + sql());
  }

  /** Count and hash of every row, computed by the server. */
  public Digest digest(Server server) throws SQLException {
    String query =
        "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM "
            + sql()
            + " t";
    try (Connection session = server.connect();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return new Digest(row.getLong(1), row.getString(2));
    }
  }

  /** What two tables with the same rows have in common. */
  public record Digest(long rows, String hash) {}
}
