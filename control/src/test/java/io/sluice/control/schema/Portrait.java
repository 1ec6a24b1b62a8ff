package io.sluice.control.schema;

import io.sluice.control.migration.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What the catalogs say of some schemas, in words that the copy itself does not use. */
final class Portrait {

  private Portrait() {}

  static TreeSet<String> of(Database database, String... schemas) throws SQLException, IOException {
    try (Connection connection = database.open("test");
        PreparedStatement query = connection.prepareStatement(resource("portrait.sql"))) {
      for (int i = 1; i <= query.getParameterMetaData().getParameterCount(); i++) {
        query.setArray(i, connection.createArrayOf("text", schemas));
      }
      TreeSet<String> lines = new TreeSet<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          lines.add(row.getString(1));
        }
      }
      return lines;
    }
  }

  /** The lines that only one of them has. */
  static List<String> differences(TreeSet<String> one, TreeSet<String> other) {
    List<String> differences = new ArrayList<>();
    one.stream().filter(line -> !other.contains(line)).forEach(l -> differences.add("- " + l));
    other.stream().filter(line -> !one.contains(line)).forEach(l -> differences.add("+ " + l));
    return differences;
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Portrait.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The functions that the rich database needs, which pg_dump would bring. */
  static List<String> functions() throws IOException {
    return resource("rich.sql").lines().filter(line -> line.startsWith("CREATE FUNCTION")).toList();
  }
}
