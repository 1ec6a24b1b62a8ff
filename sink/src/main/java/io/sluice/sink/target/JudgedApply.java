package io.sluice.sink.target;

import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowKey;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.Cause;
import io.sluice.sink.apply.NetEffect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies net effects as sets, each held against the row that it meets: the rows that are there are
 * locked, those that somebody else wrote are judged, and what loses is taken out of staging.
 */
final class JudgedApply {

  private final Statements statements;
  private final BulkApply bulk;
  private final RowApply rows;
  private final ApplyRules rules;
  private final CopiedTables copied;
  private final Tombstones tombstones;
  private final ConflictLog log;
  private final String connector;

  JudgedApply(
      Statements statements,
      BulkApply bulk,
      RowApply rows,
      ApplyRules rules,
      CopiedTables copied,
      Tombstones tombstones,
      ConflictLog log,
      String connector) {
    this.statements = statements;
    this.bulk = bulk;
    this.rows = rows;
    this.rules = rules;
    this.copied = copied;
    this.tombstones = tombstones;
    this.log = log;
    this.connector = connector;
  }

  /**
   * Applies effects on keys that are all different.
   *
   * @throws Overtaken if a row came while it was at work, and then some of it is done
   */
  Applied apply(BoundTable table, List<NetEffect> effects, List<Arrival.Change> changes)
      throws SQLException {
    StagedEffects staged = stage(table, effects, Cause.of(changes));
    List<Conflict> conflicts = judge(table, staged);
    Applied applied = write(table, staged);
    return applied.plus(log.note(conflicts));
  }

  /** Applies one change, in a table with a key. */
  Applied apply(BoundTable table, Arrival.Change arrival) throws SQLException {
    RowChange change = arrival.change();
    if (change instanceof RowChange.Rekey rekey) {
      return move(table, arrival, rekey);
    }
    return apply(table, List.of(effect(change)), List.of(arrival));
  }

  private static NetEffect effect(RowChange change) {
    if (change instanceof RowChange.Read read) {
      return NetEffect.of(read.row());
    } else if (change instanceof RowChange.Insert insert) {
      return NetEffect.of(insert.after());
    } else if (change instanceof RowChange.Update update) {
      return NetEffect.of(update.after());
    } else if (change instanceof RowChange.Delete delete) {
      return new NetEffect.Delete(delete.before());
    }
    throw new IllegalArgumentException("no change of one row: " + change.getClass());
  }

  /** Moves a row to its new key, unless somebody else wrote it and wins. */
  private Applied move(BoundTable table, Arrival.Change arrival, RowChange.Rekey rekey)
      throws SQLException {
    List<NetEffect> old = List.of(new NetEffect.Partial(rekey.before().onlyKey(table.topic())));
    StagedEffects staged = stage(table, old, Cause.of(List.of(arrival)));
    List<Conflict> conflicts = judge(table, staged);
    if (staged.isStaged(0)) {
      rows.move(table, rekey);
      tombstones.bury(table, BulkStatements.FIRST_PARTIAL);
    }
    return log.note(conflicts);
  }

  private StagedEffects stage(BoundTable table, List<NetEffect> effects, Map<RowKey, Cause> causes)
      throws SQLException {
    bulk.prepare(table);
    StagedEffects staged = new StagedEffects(table, effects, causes);
    try (CopyRows copy = bulk.staging(table)) {
      staged.writeTo(copy);
      copy.end();
    }
    return staged;
  }

  private List<Conflict> judge(BoundTable table, StagedEffects staged) throws SQLException {
    JudgeStatements look = new JudgeStatements(table, connector, rules);
    statements.list(look.lock(), List.of(), row -> row.getLong(1));
    List<Meeting> meetings = statements.list(look.meetings(), List.of(), Meeting::read);
    List<Conflict> conflicts = rule(table, staged, meetings);
    if (staged.anyTakenOut()) {
      statements.run(look.drop(staged.takenOutText()));
    }
    return conflicts;
  }

  private List<Conflict> rule(BoundTable table, StagedEffects staged, List<Meeting> meetings)
      throws SQLException {
    Judge judge = new Judge(rules);
    List<Conflict> conflicts = new ArrayList<>();
    for (Meeting met : meetings) {
      Cause cause = staged.cause(met.place());
      boolean isMissing = !met.found() && isMissing(table, cause);
      Judge.Ruling ruling = judge.rule(table, staged.effect(met.place()), cause, met, isMissing);
      ruling.conflict().ifPresent(conflicts::add);
      staged.rule(met, ruling.applies());
    }
    return conflicts;
  }

  /** Whether a row that is not there should be: the source had it, and it has been copied. */
  private boolean isMissing(BoundTable table, Cause cause) throws SQLException {
    if (cause.before() != Cause.Before.ROW) {
      return false;
    }
    Position position = cause.last().change().stamp().position();
    Optional<Position> end = copied.copied(table.topic().table());
    return end.isPresent() && position.compareTo(end.get()) > 0;
  }

  private void delete(BoundTable table, StagedEffects staged) throws SQLException {
    if (statements.run(table.bulk().delete())
        > staged.count(BulkStatements.DELETE) - staged.gone()) {
      throw new Overtaken();
    }
    tombstones.bury(table, BulkStatements.DELETE);
  }

  /** Rows that are there were locked; where one came since, it was not judged. */
  private Applied write(BoundTable table, StagedEffects staged) throws SQLException {
    BulkStatements sql = table.bulk();
    int deletes = staged.count(BulkStatements.DELETE);
    int upserts = staged.count(BulkStatements.UPSERT);
    if (deletes > 0) {
      delete(table, staged);
    }
    if (upserts > 0) {
      Optional<String> overwrite = sql.overwrite();
      int written = overwrite.isPresent() ? statements.run(overwrite.get()) : 0;
      written += statements.run(sql.insert());
      if (overwrite.isPresent() && written != upserts) {
        throw new Overtaken();
      }
    }
    return bulk.updatePartially(sql, staged.partials()).plus(Applied.rows(upserts, deletes, 0));
  }
}
