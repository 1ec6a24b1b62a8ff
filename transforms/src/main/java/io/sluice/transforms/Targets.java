package io.sluice.transforms;

import io.sluice.change.TableId;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/**
 * The new names of the tables seen so far. Two tables never get one name, the tables that keep
 * theirs included. Used by one thread.
 */
final class Targets {

  private final RenameRule rule;
  private final Map<TableId, TableId> targets = new HashMap<>();
  private final Map<TableId, TableId> owners = new HashMap<>();

  Targets(RenameRule rule) {
    this.rule = rule;
  }

  /**
   * The name under which a table goes on; its own if no rule says otherwise.
   *
   * @throws DataException if another table has taken that name
   */
  TableId of(TableId table) {
    TableId known = targets.get(table);
    return known != null ? known : claim(table, rule.target(table).orElse(table));
  }

  private TableId claim(TableId table, TableId target) {
    TableId owner = owners.putIfAbsent(target, table);
    if (owner != null) {
      throw new DataException(
          "tables %s and %s would both become %s; rename one of them to something else"
              .formatted(owner, table, target));
    }
    targets.put(table, target);
    return target;
  }
}
