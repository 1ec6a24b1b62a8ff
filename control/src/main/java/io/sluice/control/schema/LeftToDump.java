package io.sluice.control.schema;

import io.sluice.control.migration.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code pg_dump} is for, with the commands that copy it.
 *
 * @param items by kind and name
 * @param source where they are
 * @param target where they are wanted
 */
record LeftToDump(List<Item> items, Database source, Database target) {

  /** These can be named to pg_dump itself. */
  private static final List<String> LIKE_TABLES =
      List.of("VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE");

  LeftToDump {
    items = List.copyOf(items);
  }

  /**
   * One object.
   *
   * @param kind as pg_dump's table of contents has it
   * @param name in SQL, or in words where there is none
   */
  record Item(String kind, String name) {

    String command(Database source, Database target) {
      if (kind.equals("EXTENSION")) {
        return "CREATE EXTENSION " + name;
      } else if (LIKE_TABLES.contains(kind)) {
        return "pg_dump --schema-only --table=%s %s | psql %s"
            .formatted(shell(name), options(source), options(target));
      }
      return "pg_restore -L <(pg_restore -l left.dump | grep -E %s) %s left.dump"
          .formatted(shell(" " + kind + " "), options(target));
    }

    private static String shell(String text) {
      return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String options(Database database) {
      return "-h %s -p %d -U %s -d %s"
          .formatted(
              database.endpoint().host(),
              database.endpoint().port(),
              database.endpoint().user(),
              shell(database.endpoint().database()));
    }
  }

  /** For people: each kind with its objects and the command that copies them. */
  List<String> lines() {
    if (items.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("left to pg_dump (" + items.size() + "):");
    lines.add("  first: " + dump());
    byKind()
        .forEach(
            (kind, of) -> {
              of.forEach(item -> lines.add("  " + kind + " " + ObjectKey.plain(item.name())));
              of.stream()
                  .map(item -> item.command(source, target))
                  .distinct()
                  .forEach(command -> lines.add("    " + command));
            });
    return lines;
  }

  /** For scripts. */
  List<Map<String, Object>> report() {
    List<Map<String, Object>> report = new ArrayList<>();
    for (Item item : items) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("kind", item.kind());
      each.put("name", ObjectKey.plain(item.name()));
      each.put("command", item.command(source, target));
      report.add(each);
    }
    return report;
  }

  private String dump() {
    return "pg_dump -Fc --schema-only -f left.dump " + Item.options(source);
  }

  private Map<String, List<Item>> byKind() {
    Map<String, List<Item>> kinds = new TreeMap<>();
    items.forEach(item -> kinds.computeIfAbsent(item.kind(), k -> new ArrayList<>()).add(item));
    return kinds;
  }
}
