package io.sluice.sink.target;

import io.sluice.change.RowImage;
import io.sluice.sink.apply.ApplyStep;
import io.sluice.sink.apply.NetEffect;
import io.sluice.sink.failure.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies net effects as sets: COPY into staging, then one statement for each kind. */
final class BulkApply {

  private static final int BUFFER = 128 * 1024;

  private final Connection connection;
  private final Statements statements;
  private final CopyText text = new CopyText(BUFFER);
  private final Set<BoundTable> staged = new HashSet<>();
  private final Set<BoundTable> usedInTransaction = new HashSet<>();

  BulkApply(Connection connection) {
    this.connection = connection;
    this.statements = new Statements(connection);
  }

  /** To be called when a transaction begins: a commit has emptied all staging. */
  void begin() {
    usedInTransaction.clear();
  }

  /** Makes staging ready, outside any savepoint, so that it outlives a replay. */
  void prepare(BoundTable table) throws SQLException {
    if (staged.add(table)) {
      statements.run(table.staging().create());
    }
    if (!usedInTransaction.add(table)) {
      statements.run(table.staging().empty());
    }
  }

  /** Copies rows of chunks straight into the table. */
  Applied copy(BoundTable table, List<NetEffect> rows) throws SQLException {
    List<BoundColumn> columns = table.map().columns();
    try (CopyRows copy = new CopyRows(connection, table.bulk().copyToTable(), text)) {
      for (NetEffect effect : rows) {
        copy.row(columns, effect.row());
      }
      copy.end();
    }
    return Applied.rows(rows.size(), 0, 0);
  }

  /** Deletes first, so that what a deleted row held is free for others. */
  Applied apply(BoundTable table, ApplyStep.Rows rows) throws SQLException {
    PartialGroups partials = new PartialGroups(table.map());
    int[] counts = stage(table, rows.effects(), partials);
    int run = 1;
    BulkStatements bulk = table.bulk();
    if (counts[BulkStatements.DELETE] > 0) {
      statements.run(bulk.delete());
      run++;
    }
    if (counts[BulkStatements.UPSERT] > 0) {
      statements.run(bulk.upsert());
      run++;
    }
    Applied partial = updatePartially(bulk, partials);
    return partial.plus(
        Applied.rows(counts[BulkStatements.UPSERT], counts[BulkStatements.DELETE], 0, run));
  }

  /**
   * Deletes and inserts whole rows.
   *
   * @throws TargetFailure if a row that goes is not there
   */
  Applied exchange(BoundTable table, ApplyStep.Exchange rows) throws SQLException {
    Applied sum = Applied.NOTHING;
    if (!rows.gone().isEmpty()) {
      sum = sum.plus(deleteWhole(table, rows.gone()));
    }
    if (!rows.added().isEmpty()) {
      sum = sum.plus(copyWhole(table, rows.added()));
    }
    return sum;
  }

  private Applied deleteWhole(BoundTable table, List<RowImage> gone) throws SQLException {
    prepare(table);
    try (CopyRows copy = staging(table)) {
      for (RowImage row : gone) {
        copy.number(BulkStatements.DELETE);
        if (table.staging().isJudged()) {
          copy.number(0);
          copy.number(0);
        }
        copy.row(table.map().columns(), row);
      }
      copy.end();
    }
    int deleted = statements.run(table.bulk().deleteWhole());
    if (deleted != gone.size()) {
      throw TargetFailure.stop(
          ErrorCode.ROW_MISSING_IN_TARGET,
          "table %s, which has no key, lacks %d of %d rows that go. To do: see that nobody else writes to it, empty it and copy it anew"
              .formatted(table.topic().table(), gone.size() - deleted, gone.size()));
    }
    return Applied.rows(0, deleted, 0);
  }

  private Applied copyWhole(BoundTable table, List<RowImage> rows) throws SQLException {
    try (CopyRows copy = new CopyRows(connection, table.bulk().copyToTable(), text)) {
      for (RowImage row : rows) {
        copy.row(table.map().columns(), row);
      }
      copy.end();
    }
    return Applied.rows(rows.size(), 0, 0);
  }

  private int[] stage(BoundTable table, List<NetEffect> effects, PartialGroups partials)
      throws SQLException {
    List<BoundColumn> columns = table.map().columns();
    int[] counts = new int[2];
    try (CopyRows copy = staging(table)) {
      for (NetEffect effect : effects) {
        RowImage row = effect.row();
        int number = number(effect, partials);
        copy.number(number);
        copy.row(columns, row);
        if (number < counts.length) {
          counts[number]++;
        }
      }
      copy.end();
    }
    return counts;
  }

  /** Starts a COPY into a table's staging; its buffer is shared, so that one runs at a time. */
  CopyRows staging(BoundTable table) throws SQLException {
    return new CopyRows(connection, table.staging().copy(), text);
  }

  static int number(NetEffect effect, PartialGroups partials) {
    if (effect instanceof NetEffect.Delete) {
      return BulkStatements.DELETE;
    }
    return effect instanceof NetEffect.Upsert
        ? BulkStatements.UPSERT
        : partials.numberOf(effect.row());
  }

  /** Updates the staged rows of each group. */
  Applied updatePartially(BulkStatements bulk, PartialGroups partials) throws SQLException {
    Applied sum = Applied.NOTHING;
    for (Map.Entry<List<BoundColumn>, Integer> group : partials.numbers().entrySet()) {
      if (!group.getKey().isEmpty()) {
        int updated = statements.run(bulk.partial(group.getValue(), group.getKey()));
        sum = sum.plus(Applied.rows(updated, 0, partials.size(group.getValue()) - updated));
      }
    }
    return sum;
  }
}
