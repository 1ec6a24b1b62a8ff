package io.sluice.control.schema;

import io.sluice.change.TableId;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code --map old.t=new.t} and {@code --map old=new}, on top of a migration's renames. */
public final class MappingText {

  private MappingText() {}

  /**
   * The migration's names with those of the command line, which win.
   *
   * @throws Problem that shows the pair that cannot be read
   */
  public static Mapping of(Migration migration, List<String> pairs) {
    Map<TableId, TableId> tables = new HashMap<>(migration.renames());
    Map<String, String> schemas = new HashMap<>(migration.schemaRenames());
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String from = equals < 0 ? "" : pair.substring(0, equals).strip();
      String to = equals < 0 ? "" : pair.substring(equals + 1).strip();
      if (from.isEmpty() || to.isEmpty() || isTable(from) != isTable(to)) {
        throw new Problem("--map " + pair + " must be schema=schema or schema.table=schema.table");
      } else if (isTable(from)) {
        tables.put(table(from), table(to));
      } else {
        schemas.put(from, to);
      }
    }
    return new Mapping(tables, schemas);
  }

  private static boolean isTable(String name) {
    int dot = name.indexOf('.');
    return dot > 0 && dot < name.length() - 1;
  }

  private static TableId table(String name) {
    int dot = name.indexOf('.');
    return new TableId(name.substring(0, dot), name.substring(dot + 1));
  }
}
