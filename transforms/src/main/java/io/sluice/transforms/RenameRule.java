package io.sluice.transforms;

import io.sluice.change.TableId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/** Which table gets which name. */
sealed interface RenameRule {

  /** A table's new name; empty if it keeps its own. */
  Optional<TableId> target(TableId table);

  /**
   * Names that are given one by one.
   *
   * @param names of tables
   * @param schemas for the tables that are not named themselves
   */
  record Listed(Map<TableId, TableId> names, Map<String, String> schemas) implements RenameRule {

    public Listed {
      names = Map.copyOf(names);
      schemas = Map.copyOf(schemas);
    }

    @Override
    public Optional<TableId> target(TableId table) {
      return Optional.ofNullable(names.get(table)).or(() -> inSchema(table));
    }

    private Optional<TableId> inSchema(TableId table) {
      return Optional.ofNullable(schemas.get(table.schema()))
          .map(schema -> new TableId(schema, table.table()));
    }
  }

  /**
   * Every table whose {@code schema.table} a pattern matches as a whole.
   *
   * @param replacement with Java's group references; gives {@code schema.table}
   */
  record Matched(Pattern pattern, String replacement) implements RenameRule {

    @Override
    public Optional<TableId> target(TableId table) {
      Matcher matcher = pattern.matcher(table.toString());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String name = matcher.replaceFirst(replacement);
      try {
        return Optional.of(TableNames.table(name));
      } catch (IllegalArgumentException notAName) {
        throw new DataException(
            "replacement turns table %s into %s, which is not schema.table".formatted(table, name),
            notAName);
      }
    }
  }
}
