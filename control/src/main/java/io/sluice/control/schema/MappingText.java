package io.sluice.control.schema;

import io.sluice.change.TableId;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.WrittenName;
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
      WrittenName from = name(pair, equals < 0 ? "" : pair.substring(0, equals));
      WrittenName to = name(pair, equals < 0 ? "" : pair.substring(equals + 1));
      if (from.table().isPresent() != to.table().isPresent()) {
        throw unpaired(pair);
      }
      from.id()
          .ifPresentOrElse(
              table -> tables.put(table, to.id().orElseThrow()),
              () -> schemas.put(from.schema(), to.schema()));
    }
    return new Mapping(tables, schemas);
  }

  private static WrittenName name(String pair, String text) {
    return WrittenName.read(text.strip()).orElseThrow(() -> unpaired(pair));
  }

  private static Problem unpaired(String pair) {
    return new Problem("--map " + pair + " must be schema=schema or schema.table=schema.table");
  }
}
