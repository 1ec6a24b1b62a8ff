package io.sluice.e2e.types;

import io.sluice.control.box.PostgresServer;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Moves values of every type from a server of one major version to one of another, and prints what
 * arrived: {@code TypeMatrix 15 18}. Exits with 0 if nothing differs.
 */
public final class TypeMatrix {

  private static final Map<String, String> FORGETFUL = Map.of("fsync", "off");

  private TypeMatrix() {}

  public static void main(String[] majors) throws Exception {
    PostgresServer from = server(majors[0]);
    PostgresServer to = server(majors[1]);
    List<Cell> cells = new ArrayList<>();
    for (Format format : Format.values()) {
      cells.addAll(cells(from, to, format));
    }
    MatrixReport report = new MatrixReport(System.out, cells);
    report.print(ValueFile.unmoved());
    System.exit(report.different() == 0 ? 0 : 1);
  }

  private static List<Cell> cells(PostgresServer from, PostgresServer to, Format format)
      throws Exception {
    String name = "types-" + format.word().toLowerCase(Locale.ROOT);
    TestDatabase source = database(from, name);
    TestDatabase target = database(to, name);
    return new MatrixRun(source, target, new ValueFile(source).all()).cells(name, format, Map.of());
  }

  private static TestDatabase database(PostgresServer server, String name) {
    TestDatabase database = new TestDatabase(server.createDatabase(name));
    TypeDatabases.prepare(database);
    return database;
  }

  private static PostgresServer server(String major) {
    return Postgres.own(Integer.parseInt(major), FORGETFUL);
  }
}
