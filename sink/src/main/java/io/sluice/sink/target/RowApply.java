package io.sluice.sink.target;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Value;
import io.sluice.sink.apply.NetEffect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Applies changes one by one. */
final class RowApply {

  private final Statements statements;

  RowApply(Connection connection) {
    this.statements = new Statements(connection);
  }

  /** Applies one change that is no truncate. */
  Applied apply(BoundTable table, RowChange change) throws SQLException {
    if (change instanceof RowChange.Read read) {
      return image(table, read.row());
    } else if (change instanceof RowChange.Insert insert) {
      return image(table, insert.after());
    } else if (change instanceof RowChange.Update update) {
      return image(table, update.after());
    } else if (change instanceof RowChange.Delete delete) {
      return delete(table, delete.before());
    } else if (change instanceof RowChange.Rekey rekey) {
      move(table, rekey);
      return Applied.NOTHING;
    }
    throw new IllegalArgumentException("a truncate is a step of its own");
  }

  private Applied image(BoundTable table, RowImage row) throws SQLException {
    if (NetEffect.isComplete(row)) {
      statements.run(table.rows().upsert(), values(table.map().columns(), row));
      return Applied.rows(1, 0, 0);
    }
    List<BoundColumn> known = PartialGroups.known(table.map(), row);
    if (known.isEmpty()) {
      return Applied.NOTHING;
    }
    List<Value> parameters = values(known, row);
    parameters.addAll(key(table, row));
    int updated = statements.run(table.rows().partial(known), parameters);
    return Applied.rows(updated, 0, 1 - updated);
  }

  /** Deletes the row with this key. */
  Applied delete(BoundTable table, RowImage before) throws SQLException {
    statements.run(table.rows().delete(), key(table, before));
    return Applied.rows(0, 1, 0);
  }

  /**
   * Moves a row and gives it its new columns in one statement, as the source did: what refers to
   * it, itself perhaps, follows.
   *
   * @param after its new image
   * @return whether it was there
   */
  boolean move(BoundTable table, RowChange.Rekey rekey, RowImage after) throws SQLException {
    List<BoundColumn> known = PartialGroups.known(table.map(), after);
    List<Value> parameters =
        join(values(known, after), key(table, rekey.newKey()), key(table, rekey.before()));
    return statements.run(table.rows().moveWith(known), parameters) > 0;
  }

  /** Moves a row to its new key; does nothing where the row is not there. */
  void move(BoundTable table, RowChange.Rekey rekey) throws SQLException {
    List<Value> from = key(table, rekey.before());
    List<Value> to = key(table, rekey.newKey());
    statements.run(table.rows().move(), join(to, from, to, from));
    statements.run(table.rows().deleteMoved(), join(from, to));
  }

  private static List<Value> key(BoundTable table, RowImage row) {
    return values(table.map().key().stream().map(BoundKey::bound).toList(), row);
  }

  private static List<Value> values(List<BoundColumn> columns, RowImage row) {
    List<Value> values = new ArrayList<>(columns.size());
    columns.forEach(column -> values.add(column.of(row)));
    return values;
  }

  @SafeVarargs
  private static List<Value> join(List<Value>... parts) {
    List<Value> all = new ArrayList<>();
    for (List<Value> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
