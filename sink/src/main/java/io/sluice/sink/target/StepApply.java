package io.sluice.sink.target;

import io.sluice.change.RowImage;
import io.sluice.sink.apply.ApplyStep;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does single steps on one session, as sets where they are sets. */
final class StepApply {

  private final Statements statements;
  private final ApplyRules rules;
  private final TargetTables tables;
  private final CopiedTables copied;
  private final Tombstones tombstones;
  private final Emptying emptying;
  private final BulkApply bulk;
  private final JudgedApply judged;
  private final RowReplay rows;
  private final RowRefusal refusal;

  StepApply(
      Statements statements,
      ApplyRules rules,
      TargetTables tables,
      CopiedTables copied,
      Tombstones tombstones,
      BulkApply bulk,
      JudgedApply judged,
      RowReplay rows,
      RowRefusal refusal) {
    this.statements = statements;
    this.rules = rules;
    this.tables = tables;
    this.copied = copied;
    this.tombstones = tombstones;
    this.emptying = new Emptying(statements, copied);
    this.bulk = bulk;
    this.judged = judged;
    this.rows = rows;
    this.refusal = refusal;
  }

  /** The table of a step; made if it is missing, and to be asked for outside any savepoint. */
  BoundTable table(ApplyStep step) throws SQLException {
    BoundTable table = tables.bound(step.schema());
    if (table.topic().hasKey()) {
      tombstones.watch(table);
    }
    return table;
  }

  /** Makes staging ready, outside any savepoint. */
  void prepare(BoundTable table) throws SQLException {
    bulk.prepare(table);
  }

  /**
   * Copies rows of chunks straight into their table, if they are that and nothing is in the way.
   */
  Optional<Applied> copyStraight(BoundTable table, ApplyStep.Rows net) throws SQLException {
    if (!net.fresh() || !table.straight().isDue() || tombstones.hasAny(table)) {
      return Optional.empty();
    }
    Optional<Applied> done = statements.attempt(() -> bulk.copy(table, net.effects()));
    if (done.isPresent()) {
      table.straight().succeeded();
    } else {
      table.straight().failed();
    }
    return done;
  }

  /** Applies net effects as sets, through staging that is ready. */
  Applied rows(BoundTable table, ApplyStep.Rows net) throws SQLException {
    return rules.areJudged()
        ? judged.apply(table, net.effects(), net.changes())
        : bulk.apply(table, net);
  }

  /** Does any other step. */
  Applied other(BoundTable table, ApplyStep step) throws SQLException {
    if (step instanceof ApplyStep.Move move) {
      prepareToJudge(table);
      return rows.apply(table, move.at());
    } else if (step instanceof ApplyStep.Truncate) {
      emptying.run(List.of(table));
    } else if (step instanceof ApplyStep.Exchange exchange) {
      return exchange(table, exchange);
    } else if (step instanceof ApplyStep.Known known) {
      copied.note(known);
    }
    return Applied.NOTHING;
  }

  private void prepareToJudge(BoundTable table) throws SQLException {
    if (rules.areJudged()) {
      bulk.prepare(table);
    }
  }

  private Applied exchange(BoundTable table, ApplyStep.Exchange exchange) throws SQLException {
    Applied[] result = new Applied[1];
    try {
      statements.undoably(() -> result[0] = bulk.exchange(table, exchange));
      return result[0];
    } catch (SQLException refused) {
      List<RowImage> rows = new ArrayList<>(exchange.gone());
      rows.addAll(exchange.added());
      throw refusal.of(refused, table, rows, Where.step(exchange));
    }
  }
}
