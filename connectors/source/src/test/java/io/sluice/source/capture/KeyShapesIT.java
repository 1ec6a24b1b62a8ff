package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables with keys of every kind, copied in chunks of two rows while they change. */
class KeyShapesIT {

  private static final int WRITES = 1000;

  /**
   * A table.
   *
   * @param key its key's columns, as SQL declares them
   * @param values of the key, as SQL writes them; some are equal for the index and not the same
   */
  private record Shape(String table, List<String> key, List<String> values) {

    static Shape of(String type, String... texts) {
      return new Shape(
          "k_" + type.replaceAll("[^a-z0-9]+", "_"),
          List.of("k " + type),
          List.of(texts).stream()
              .map(text -> "('" + text + "'::" + type.replaceAll(" COLLATE.*", "") + ")")
              .toList());
    }

    String columns() {
      return key.stream()
          .map(column -> column.replaceAll(" .*", ""))
          .collect(Collectors.joining(", "));
    }

    List<String> creation() {
      return List.of(
          "CREATE TABLE public.%s (v int, %s, big text, PRIMARY KEY (%s))"
              .formatted(table, String.join(", ", key), columns()),
          "ALTER TABLE public.%s ALTER big SET STORAGE EXTERNAL".formatted(table));
    }

    TableId id() {
      return new TableId("public", table);
    }

    String row(Random random) {
      return values.get(random.nextInt(values.size()));
    }

    /** A statement that may meet any row, or none. */
    String write(Random random) {
      String excluded =
          key.stream()
              .map(column -> "EXCLUDED." + column.replaceAll(" .*", ""))
              .collect(Collectors.joining(", "));
      int v = random.nextInt(1000);
      return switch (random.nextInt(5)) {
        case 0 -> "DELETE FROM %s WHERE %s".formatted(table, is(row(random)));
        case 1 -> "UPDATE %s SET v = %d WHERE %s".formatted(table, v, is(row(random)));
        case 2 ->
            "UPDATE %s SET (%s) = ROW%s, v = %d WHERE %s"
                .formatted(table, columns(), row(random), v, is(row(random)));
        default ->
            ("INSERT INTO %s (%s, v, big) VALUES (%s, %d, repeat(md5('%d'), 100))"
                    + " ON CONFLICT (%s) DO UPDATE SET (%s) = ROW(%s), v = %d")
                .formatted(
                    table, columns(), inner(row(random)), v, v, columns(), columns(), excluded, v);
      };
    }

    private static String inner(String row) {
      return row.substring(1, row.length() - 1);
    }

    private String is(String row) {
      return "(%s) = %s".formatted(columns(), key.size() == 1 ? row : "ROW" + row);
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(
              "numeric",
              "1",
              "1.0",
              "1.00",
              "0",
              "-0.00",
              "NaN",
              "Infinity",
              "-Infinity",
              "1e-20",
              "2",
              "3.5"),
          Shape.of("citext", "a", "A", "b", "B", "Ä", "ä", "", "zz", "ZZ", "c", "_"),
          Shape.of("ltree", "a.b", "A.b", "", "a", "a.c", "b"),
          Shape.of("folded", "a", "A", "b", "B", "zz", "ZZ", "c"),
          Shape.of("text COLLATE public.loose", "a", "A", "á", "b", "B", "Zz", "zz", ""),
          Shape.of("text COLLATE \"C\"", "a", "A", "á", "b", "B", "Zz", "zz", "", "''", "\\"),
          Shape.of("text COLLATE \"en-x-icu\"", "a", "A", "á", "b", "B", "Zz", "zz", "", "😀"),
          Shape.of("varchar(5)", "a", "A", "á", "b ", "b", ""),
          Shape.of(
              "uuid",
              "00000000-0000-0000-0000-000000000001",
              "ffffffff-0000-0000-0000-000000000001",
              "7fffffff-0000-0000-0000-000000000001"),
          Shape.of(
              "timestamptz",
              "infinity",
              "-infinity",
              "2020-01-01 00:00+02",
              "2020-01-01 00:00:00.000001+00",
              "0044-03-15 00:00:00+00 BC",
              "2021-03-28 02:30:00+01"),
          Shape.of("timetz", "12:00+00", "14:00+02", "24:00:00+00", "00:00:00+15"),
          Shape.of("interval", "1 mon", "30 days", "720:00:00", "-1 day", "1 day", "24:00:00", "0"),
          Shape.of("bytea", "\\x", "\\x00", "\\xff", "\\x5c", "\\x0a"),
          Shape.of("mood", "sad", "ok", "happy", "a b"),
          Shape.of("bool", "t", "f"),
          Shape.of("bit(4)", "0000", "1010", "1111", "0001"),
          Shape.of("varbit", "", "0", "00", "1", "10101"),
          Shape.of("inet", "10.0.0.1", "10.0.0.1/8", "::1", "::ffff:1.2.3.4", "9.0.0.0/24"),
          Shape.of("cidr", "10.0.0.0/8", "10.0.0.0/16", "::/0"),
          Shape.of("int4range", "empty", "[1,5)", "[1,2)", "(,)", "[3,)", "(,3)"),
          Shape.of("int[]", "{}", "{1}", "{1,2}", "{NULL}", "[0:1]={1,2}", "{{1},{2}}"),
          Shape.of("citext[]", "{a}", "{A}", "{b,C}", "{B,c}", "{}"),
          Shape.of("pair", "(1,a)", "(1,A)", "(1,)", "(,x)", "(2,\"a,b\")"),
          Shape.of("char(5)", "a", "ab", "ab ", "", "abcde"),
          Shape.of("name", "a", "A", "b c", "_"),
          Shape.of("\"char\"", "a", "A", "", "\\\\", " "),
          Shape.of("float8", "0", "-0", "NaN", "Infinity", "-Infinity", "5e-324", "0.1", "1e308"),
          Shape.of("float4", "0", "-0", "NaN", "1e-45", "0.1"),
          Shape.of("oid", "0", "1", "4294967295", "2147483648"),
          Shape.of("bigint", "9223372036854775807", "-9223372036854775808", "0", "-1", "1"),
          Shape.of("date", "infinity", "-infinity", "4713-01-01 BC", "2020-02-29"),
          Shape.of("jsonb", "{}", "{\"a\": 1}", "{\"a\": 1.0}", "[1]", "1", "1.0", "null", "\"x\""),
          Shape.of("pg_lsn", "0/0", "FFFFFFFF/FFFFFFFF", "1/0"),
          new Shape(
              "k_mixed",
              List.of("c citext", "n numeric", "f char(3)"),
              List.of(
                  "('a', 1, 'x')",
                  "('A', 1.0, 'x')",
                  "('a', 2, 'x')",
                  "('b', 1, '')",
                  "('B', 1.00, '')",
                  "('b', 1, 'y')")),
          new Shape(
              "k_swapped",
              List.of("b text COLLATE \"C\"", "a int"),
              List.of("('x', 1)", "('x', 2)", "('X', 1)", "('', 0)", "('y', -1)")),
          new Shape(
              "k_toasted",
              List.of("k text"),
              List.of(
                  "(repeat(md5('a'), 80))", "(repeat(md5('b'), 80))", "(repeat(md5('c'), 80))")),
          new Shape(
              "k_many",
              IntStream.range(0, 32).mapToObj(i -> "c" + i + " int").toList(),
              List.of(many(0), many(1), many(2), many(3))));

  private static String many(int last) {
    return "(" + "7, ".repeat(31) + last + ")";
  }

  @Test
  void tablesOfEveryKeyAreCopiedWhole() throws Throwable {
    assertReplayed(0);
  }

  @Test
  void tablesOfEveryKeyComeOutAsTheyAreThoughTheyChange() throws Throwable {
    assertReplayed(WRITES);
  }

  private static void assertReplayed(int writes) throws Throwable {
    Endpoint endpoint = database();
    try (ReplayedCapture replayed = ReplayedCapture.of(endpoint)) {
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> write(endpoint, 1, writes));
      replayed.start(2, 100);
      write(endpoint, 2, writes);
      writing.join();
      replayed.takeAll();

      for (Shape shape : SHAPES) {
        assertThat(replayed.rows(shape.id()))
            .as(shape.table())
            .containsExactlyInAnyOrderElementsOf(
                replayed.source("SELECT * FROM public." + shape.table()));
      }
    }
  }

  private static Endpoint database() throws SQLException {
    List<String> statements =
        new ArrayList<>(
            List.of(
                "CREATE EXTENSION citext SCHEMA public",
                "CREATE EXTENSION ltree SCHEMA public",
                "CREATE DOMAIN public.folded AS public.citext CHECK (VALUE IS NOT NULL)",
                "CREATE COLLATION public.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'happy', 'a b')",
                "CREATE TYPE public.pair AS (n int, t text)",
                "SET search_path = public, pg_catalog"));
    SHAPES.forEach(shape -> statements.addAll(shape.creation()));
    statements.add("ALTER TABLE k_toasted ALTER k SET STORAGE EXTERNAL");
    statements.add("ALTER TABLE k_mixed REPLICA IDENTITY FULL");
    statements.add("ALTER TABLE k_swapped ADD UNIQUE (a, b)");
    statements.add("ALTER TABLE k_swapped REPLICA IDENTITY USING INDEX k_swapped_a_b_key");
    Endpoint endpoint = SourceServer.shared().database(statements.toArray(String[]::new));
    write(endpoint, 0, 2 * WRITES);
    return endpoint;
  }

  private static void write(Endpoint endpoint, int seed, int writes) {
    Random random = new Random(seed);
    try (Connection session = endpoint.connect("sluice-test");
        Statement statement = session.createStatement()) {
      statement.execute("SET search_path = public, pg_catalog");
      for (int i = 0; i < writes; i++) {
        write(statement, SHAPES.get(random.nextInt(SHAPES.size())).write(random));
      }
    } catch (SQLException failed) {
      throw new CompletionException(failed);
    }
  }

  private static void write(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
    } catch (SQLException refused) {
      if (!List.of("23505", "40P01").contains(refused.getSQLState())) {
        throw new SQLException(sql, refused);
      }
    }
  }
}
