package io.sluice.sink.connect;

import static java.util.stream.Collectors.joining;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A database that is a source: triggers write down, in order, what its own sessions do to its
 * tables, and what they wrote goes into topics. A sink's session, whose triggers are quiet, leaves
 * nothing there, as for a capture with {@code origin=none}.
 */
final class LoggedDatabase implements AutoCloseable {

  private static final String LOG =
      """
      CREATE TABLE public.log (seq bigserial PRIMARY KEY, rel text, op text, old text[], new text[])
      """;

  private final TargetDatabase database;
  private final Connection session;
  private final Map<String, TableSchema> tables = new TreeMap<>();
  private final Topics topics = new Topics();
  private long read;
  private String transaction = "";

  private LoggedDatabase(TargetDatabase database) throws SQLException {
    this.database = database;
    this.session = database.endpoint().connect("local");
  }

  /**
   * Watches tables.
   *
   * @param definitions what makes them
   */
  static LoggedDatabase of(List<String> definitions, TableSchema... tables) throws SQLException {
    LoggedDatabase logged = new LoggedDatabase(TargetDatabase.create());
    logged.database.run("CREATE SCHEMA shop", LOG);
    logged.database.run(definitions.toArray(String[]::new));
    for (TableSchema table : tables) {
      logged.watch(table);
    }
    return logged;
  }

  private void watch(TableSchema table) throws SQLException {
    String name = table.table().table();
    tables.put(name, table);
    database.run(
        """
        CREATE FUNCTION public.log_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO public.log (rel, op, old, new) VALUES ('%1$s', TG_OP, ARRAY[%2$s], ARRAY[%3$s]);
          RETURN NULL;
        END $$
        """
            .formatted(name, texts(table, "OLD"), texts(table, "NEW")),
        "CREATE TRIGGER \"A first\" AFTER INSERT OR UPDATE OR DELETE ON shop."
            + name
            + " FOR EACH ROW EXECUTE FUNCTION public.log_"
            + name
            + "()",
        "CREATE TRIGGER log_all AFTER TRUNCATE ON shop."
            + name
            + " EXECUTE FUNCTION public.log_"
            + name
            + "()");
  }

  private static String texts(TableSchema table, String row) {
    return table.columns().stream()
        .map(ColumnSchema::name)
        .map(name -> row + "." + name + "::text")
        .collect(joining(", "));
  }

  TargetDatabase database() {
    return database;
  }

  Topics topics() {
    return topics;
  }

  /** Runs one transaction; false if a constraint refused it, and then nothing happened. */
  boolean run(String... sql) throws SQLException {
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
      session.commit();
      return true;
    } catch (SQLException refused) {
      session.rollback();
      if (refused.getSQLState().startsWith("23")) {
        return false;
      }
      throw refused;
    }
  }

  /**
   * Writes what happened since the last call into the topics.
   *
   * @param large a column whose value an update leaves out when it stays as it is
   */
  void publish(String large) throws SQLException {
    session.setAutoCommit(true);
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT seq, rel, op, old, new, xmin::text,"
                    + " (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::bigint"
                    + " FROM public.log WHERE seq > "
                    + read
                    + " ORDER BY seq")) {
      while (row.next()) {
        read = row.getLong(1);
        if (!transaction.equals(row.getString(6))) {
          transaction = row.getString(6);
          topics.commit(row.getLong(7));
        }
        write(tables.get(row.getString(2)), row.getString(3), list(row, 4), list(row, 5), large);
      }
    }
  }

  private void write(
      TableSchema table, String op, List<String> old, List<String> row, String large) {
    int keySize = table.key().size();
    switch (op) {
      case "INSERT" -> topics.insert(table, row.toArray(String[]::new));
      case "DELETE" -> topics.delete(table, old.subList(0, keySize).toArray(String[]::new));
      case "TRUNCATE" -> topics.truncate(table);
      default -> {
        int place = table.indexOf(large);
        if (place >= 0 && row.get(place) != null && row.get(place).equals(old.get(place))) {
          row.set(place, "?");
        }
        if (old.subList(0, keySize).equals(row.subList(0, keySize))) {
          topics.update(table, row.toArray(String[]::new));
        } else {
          topics.rekey(table, old.subList(0, keySize), row.toArray(String[]::new));
        }
      }
    }
  }

  private static List<String> list(ResultSet row, int column) throws SQLException {
    var array = row.getArray(column);
    return array == null
        ? Collections.emptyList()
        : new ArrayList<>(Arrays.asList((String[]) array.getArray()));
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
