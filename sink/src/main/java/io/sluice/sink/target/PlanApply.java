package io.sluice.sink.target;

import io.sluice.change.RowChange;
import io.sluice.change.TableSchema;
import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.ApplyStep;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.SourceOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies plans on one session: as sets, and where a constraint objects to that once more change by
 * change.
 */
final class PlanApply {

  private final Statements statements;
  private final ApplyRules rules;
  private final OriginStamp stamp;
  private final CopiedTables copied;
  private final ConflictLog log;
  private final Tombstones tombstones;
  private final TargetTables tables;
  private final BulkApply bulk;
  private final RowReplay rows;
  private final StepApply steps;
  private final SourceReplay replay;

  PlanApply(Connection connection, TargetOptions options) {
    this.statements = new Statements(connection);
    this.rules = options.rules();
    String connector = options.connector();
    this.stamp = new OriginStamp(connection);
    this.copied = new CopiedTables(connection, connector);
    this.log = new ConflictLog(connection, connector, rules.recorded());
    this.tombstones = new Tombstones(statements, rules);
    this.bulk = new BulkApply(connection);
    this.tables = new TargetTables(connection, options.evolution(), rules.areJudged());
    RowApply single = new RowApply(connection);
    JudgedApply judged =
        new JudgedApply(statements, bulk, single, rules, copied, tombstones, log, connector);
    Rivals rivals = new Rivals(statements, connector);
    RowRefusal refusal = new RowRefusal(connection, options.evolution());
    this.rows = new RowReplay(statements, rules, single, judged, rivals, log, refusal);
    this.steps =
        new StepApply(statements, rules, tables, copied, tombstones, bulk, judged, rows, refusal);
    this.replay = new SourceReplay(tables, bulk, rows, new Emptying(statements, copied));
  }

  /** Creates what is missing of the sink's own tables. */
  void create() throws SQLException {
    copied.create();
    log.create();
    tombstones.create();
  }

  /** Sees to it that a table is there. */
  void define(TableSchema table) throws SQLException {
    tables.bound(table);
  }

  /** To be called when a transaction begins. */
  void begin() {
    bulk.begin();
  }

  /**
   * Applies a plan.
   *
   * @throws TargetFailure naming table and place
   */
  Applied apply(ApplyPlan plan) {
    try {
      stamp.put(plan);
      tombstones.forgetSometimes();
      if (rules.triggersFire()) {
        return checked(plan.steps(), plan.whole());
      }
    } catch (SQLException failed) {
      throw TargetFailure.of(failed, Where.plan(plan.steps()));
    }
    Applied sum = Applied.NOTHING;
    for (ApplyStep step : plan.steps()) {
      sum = sum.plus(alone(step));
    }
    return sum;
  }

  /** Where foreign keys are quiet no table waits for another. */
  private Applied alone(ApplyStep step) {
    try {
      BoundTable table = steps.table(step);
      Applied applied =
          step instanceof ApplyStep.Rows net ? rows(table, net) : steps.other(table, step);
      return applied.in(step.schema().table());
    } catch (SQLException failed) {
      throw TargetFailure.of(failed, Where.step(step));
    }
  }

  private Applied rows(BoundTable table, ApplyStep.Rows net) throws SQLException {
    Optional<Applied> copy = steps.copyStraight(table, net);
    if (copy.isPresent()) {
      return copy.get();
    }
    steps.prepare(table);
    Optional<Applied> applied = statements.attempt(() -> steps.rows(table, net));
    if (applied.isPresent()) {
      return applied.get();
    }
    return rows.replay(table, net.changes());
  }

  /**
   * Where foreign keys are checked, the order of the tables matters. What may be checked at the end
   * is; if that is not enough, everything is undone and done again in the source's order. A row
   * that moves is not deleted and inserted: that would take along what refers to it.
   *
   * @param whole whether the source's constraints hold behind it
   */
  private Applied checked(List<ApplyStep> plan, boolean whole) throws SQLException {
    List<BoundTable> tables = prepare(plan);
    statements.run("SET CONSTRAINTS ALL DEFERRED");
    if (plan.stream().map(ApplyStep::changes).flatMap(List::stream).noneMatch(PlanApply::moves)) {
      Optional<Applied> applied = statements.attempt(() -> asSets(plan, tables, whole));
      if (applied.isPresent()) {
        return applied.get();
      }
    }
    Applied replayed = replay.apply(SourceOrder.changes(plan));
    check(whole);
    return replayed;
  }

  private void check(boolean whole) throws SQLException {
    if (whole) {
      statements.run("SET CONSTRAINTS ALL IMMEDIATE");
    }
  }

  private static boolean moves(Arrival.Change change) {
    return change.change() instanceof RowChange.Rekey;
  }

  private List<BoundTable> prepare(List<ApplyStep> plan) throws SQLException {
    List<BoundTable> tables = new ArrayList<>();
    for (ApplyStep step : plan) {
      BoundTable table = steps.table(step);
      tables.add(table);
      if (step instanceof ApplyStep.Known) {
        steps.other(table, step);
      } else {
        steps.prepare(table);
      }
    }
    return tables;
  }

  private Applied asSets(List<ApplyStep> plan, List<BoundTable> tables, boolean whole)
      throws SQLException {
    Applied sum = Applied.NOTHING;
    for (int i = 0; i < plan.size(); i++) {
      sum = sum.plus(asSet(tables.get(i), plan.get(i)).in(plan.get(i).schema().table()));
    }
    check(whole);
    return sum;
  }

  private Applied asSet(BoundTable table, ApplyStep step) throws SQLException {
    if (step instanceof ApplyStep.Rows net) {
      Optional<Applied> copied = steps.copyStraight(table, net);
      steps.prepare(table);
      return copied.isPresent() ? copied.get() : steps.rows(table, net);
    }
    return step instanceof ApplyStep.Known ? Applied.NOTHING : steps.other(table, step);
  }
}
