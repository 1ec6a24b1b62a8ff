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
      "INSERT INTO public.orders SELECT "
          + FreshOrder.COLUMNS
          + " FROM generate_series(1, $rows) id"),

  /** Nothing but keys: what a row costs however small it is. */
  YOLOS(
      "CREATE TABLE public.yolos (id serial PRIMARY KEY)",
      "INSERT INTO public.yolos SELECT FROM generate_series(1, $rows)");

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
    server.execute(filling.replace("$rows", Long.toString(rows)));
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
