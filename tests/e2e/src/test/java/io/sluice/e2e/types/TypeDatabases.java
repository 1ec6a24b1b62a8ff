package io.sluice.e2e.types;

import io.sluice.e2e.Script;
import io.sluice.postgres.Sql;
import io.sluice.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What both databases have beforehand: extensions and types of users, and settings that change how
 * values are written and read, which no session of ours may fall for.
 */
final class TypeDatabases {

  private static final Script TYPES =
      Script.read(Path.of("src", "test", "resources", "types", "types.sql"));

  private static final Map<String, String> MISLEADING =
      new TreeMap<>(
          Map.of(
              "DateStyle", "German, DMY",
              "IntervalStyle", "iso_8601",
              "TimeZone", "Asia/Kathmandu",
              "extra_float_digits", "-10",
              "bytea_output", "escape",
              "xmloption", "document",
              "array_nulls", "off",
              "quote_all_identifiers", "on",
              "search_path", "public",
              "standard_conforming_strings", "off"));

  private TypeDatabases() {}

  static void prepare(TestDatabase database) {
    TYPES.run(database);
    List<String> settings =
        MISLEADING.entrySet().stream()
            .map(
                setting ->
                    "ALTER DATABASE %s SET %s = %s"
                        .formatted(
                            Sql.identifier(database.endpoint().database()),
                            setting.getKey(),
                            values(setting.getValue())))
            .toList();
    database.execute(settings.toArray(String[]::new));
  }

  private static String values(String setting) {
    return String.join(", ", List.of(setting.split(", ")).stream().map(Sql::literal).toList());
  }
}
