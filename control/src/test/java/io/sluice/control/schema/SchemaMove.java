package io.sluice.control.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies schemas from one database to the other. */
record SchemaMove(Database source, Database target, List<String> tables, Mapping mapping) {

  private static final Patience PATIENCE = Patience.of(Duration.ofSeconds(30));

  SchemaMove(Database source, Database target) {
    this(source, target, List.of(), new Mapping(Map.of(), Map.of()));
  }

  /** The roles that the rich database names, unless they are there. */
  static void makeRoles(Database database) throws SQLException {
    for (String role : List.of("sluice_reader", "sluice_owner")) {
      OneServer.run(
          database,
          "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s; END IF; END $$"
              .formatted(role));
    }
  }

  /** What an operator does: one half, the functions by pg_dump, both halves. */
  void both() throws SQLException, IOException {
    run(Half.BEFORE_DATA);
    OneServer.run(target, Portrait.functions().toArray(new String[0]));
    assertGood(run(Half.BEFORE_DATA));
    assertGood(run(Half.AFTER_DATA));
  }

  private static void assertGood(SchemaResult result) {
    assertThat(result.failures()).isEmpty();
    assertThat(result.plan().different()).isEmpty();
    assertThat(result.left()).isEmpty();
  }

  SchemaResult run(Half half) throws SQLException {
    return new SchemaCopy(migration(), mapping).run(half, 2, PATIENCE, console());
  }

  SchemaResult look(Half half) throws SQLException {
    return new SchemaCopy(migration(), mapping).look(half);
  }

  Migration migration() {
    Source from = new Source(source, tables, "p", "s", Source.Chunk.DEFAULT);
    return new Migration("m", from, target, Optional.empty(), Optional.empty(), Map.of());
  }

  /** The first column of a query's rows. */
  static List<String> texts(Database database, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.open("test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  static Console console() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    return new Console(nowhere, nowhere, false);
  }
}
