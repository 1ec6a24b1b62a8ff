package io.sluice.sink.target;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.postgres.SqlFailure;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.Cause;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Applies changes one by one, and settles what stands in the way of one: another row with one of
 * its unique values.
 */
final class RowReplay {

  private static final int TRIES = 5;

  private final Statements statements;
  private final ApplyRules rules;
  private final RowApply rows;
  private final JudgedApply judged;
  private final Rivals rivals;
  private final ConflictLog log;
  private final RowRefusal refusal;

  RowReplay(
      Statements statements,
      ApplyRules rules,
      RowApply rows,
      JudgedApply judged,
      Rivals rivals,
      ConflictLog log,
      RowRefusal refusal) {
    this.statements = statements;
    this.rules = rules;
    this.rows = rows;
    this.judged = judged;
    this.rivals = rivals;
    this.log = log;
    this.refusal = refusal;
  }

  /**
   * Applies changes in the source's order.
   *
   * @throws TargetFailure naming the change, and where it can the column, that the target refuses
   */
  Applied replay(BoundTable table, List<Arrival.Change> changes) throws SQLException {
    Applied[] sum = {Applied.replayed(changes.size())};
    Arrival.Change[] at = new Arrival.Change[1];
    try {
      statements.undoably(
          () -> {
            for (Arrival.Change change : changes) {
              at[0] = change;
              sum[0] = sum[0].plus(applyOrFail(table, change));
            }
          });
      return sum[0];
    } catch (SQLException refused) {
      throw refusal.of(refused, table, at[0]);
    }
  }

  /**
   * Applies one change.
   *
   * @throws TargetFailure naming the change if the target refuses it
   */
  Applied apply(BoundTable table, Arrival.Change arrival) {
    try {
      return applyOrFail(table, arrival);
    } catch (SQLException refused) {
      throw TargetFailure.of(refused, Where.row(table.topic(), arrival)).at(arrival);
    }
  }

  private Applied applyOrFail(BoundTable table, Arrival.Change arrival) throws SQLException {
    return isCareful() ? settle(table, arrival) : rows.apply(table, arrival.change());
  }

  /**
   * Applies both halves of a change of a key.
   *
   * @throws TargetFailure naming the change if the target refuses it
   */
  Applied move(BoundTable table, Arrival.Change old, Arrival.Change insert) throws SQLException {
    RowChange.Rekey rekey = (RowChange.Rekey) old.change();
    RowImage after = ((RowChange.Insert) insert.change()).after();
    if (!rules.areJudged() && rows.move(table, rekey, after)) {
      return Applied.rows(1, 0, 0);
    }
    return apply(table, old).plus(apply(table, insert));
  }

  /** A savepoint for each change is worth it only where what is in the way can be settled. */
  private boolean isCareful() throws SQLException {
    return rules.areJudged() || rivals.areKnown();
  }

  private Applied settle(BoundTable table, Arrival.Change arrival) throws SQLException {
    try {
      return write(table, arrival);
    } catch (SQLException refused) {
      if (!isClash(refused)) {
        throw refused;
      }
      return clear(table, arrival, refused);
    }
  }

  private static boolean isClash(SQLException refused) {
    SqlFailure failure = SqlFailure.of(refused);
    return failure == SqlFailure.UNIQUE_CONFLICT || failure == SqlFailure.EXCLUSION_CONFLICT;
  }

  /** Leaves nothing where it fails. */
  private Applied write(BoundTable table, Arrival.Change arrival) throws SQLException {
    Applied[] result = new Applied[1];
    for (int i = 1; ; i++) {
      try {
        statements.undoably(() -> result[0] = writeOnce(table, arrival));
        return result[0];
      } catch (Overtaken again) {
        if (i == TRIES) {
          throw again;
        }
      }
    }
  }

  private Applied writeOnce(BoundTable table, Arrival.Change arrival) throws SQLException {
    return rules.areJudged() ? judged.apply(table, arrival) : rows.apply(table, arrival.change());
  }

  private Applied clear(BoundTable table, Arrival.Change arrival, SQLException refused)
      throws SQLException {
    Optional<RowImage> image = image(arrival.change());
    if (image.isEmpty() || !rivals.areKnown()) {
      throw refused;
    }
    List<Rival> inTheWay = rivals.find(table, image.get(), micros(arrival));
    if (inTheWay.isEmpty() || isOursToKeep(inTheWay)) {
      throw refused;
    }
    boolean wins = wins(inTheWay);
    List<Conflict> conflicts = conflicts(table, arrival, inTheWay, wins);
    if (rules.conflicts() == ConflictMode.ERROR) {
      throw conflicts.get(0).stop();
    }
    if (wins) {
      rivals.remove(table, inTheWay);
      return write(table, arrival).plus(log.note(conflicts));
    }
    return lose(table, image.get()).plus(log.note(conflicts));
  }

  private static Optional<RowImage> image(RowChange change) {
    if (change instanceof RowChange.Read read) {
      return Optional.of(read.row());
    } else if (change instanceof RowChange.Insert insert) {
      return Optional.of(insert.after());
    }
    return change instanceof RowChange.Update update
        ? Optional.of(update.after())
        : Optional.empty();
  }

  private static long micros(Arrival.Change arrival) {
    return new Cause(arrival, Cause.Before.UNKNOWN).micros();
  }

  /**
   * A row of our own in the way is nobody's conflict: another task may be about to change it, or
   * the target has another constraint than the source.
   */
  private boolean isOursToKeep(List<Rival> inTheWay) {
    boolean onlyTheirs = inTheWay.stream().allMatch(Rival::isTheirs);
    return switch (rules.conflicts()) {
      case ERROR, APPLY -> !onlyTheirs;
      case KEEP, LAST_UPDATE_WINS -> false;
    };
  }

  private boolean wins(List<Rival> inTheWay) {
    return switch (rules.conflicts()) {
      case ERROR, KEEP -> false;
      case APPLY -> true;
      case LAST_UPDATE_WINS ->
          inTheWay.stream().allMatch(rival -> !rival.isTheirs() || rival.isOlder());
    };
  }

  private static List<Conflict> conflicts(
      BoundTable table, Arrival.Change arrival, List<Rival> inTheWay, boolean wins) {
    ConflictKind kind = kind(arrival.change(), inTheWay.size());
    return inTheWay.stream()
        .map(rival -> new Conflict(kind, wins, table.topic(), arrival, rival.there()))
        .toList();
  }

  private static ConflictKind kind(RowChange change, int rivals) {
    if (rivals > 1) {
      return ConflictKind.MULTIPLE_UNIQUE_CONFLICTS;
    }
    return change instanceof RowChange.Update
        ? ConflictKind.UPDATE_EXISTS
        : ConflictKind.INSERT_EXISTS;
  }

  /**
   * What loses by time is gone on its own side too, where the winner takes its place: the row that
   * it would have been goes here as well.
   */
  private Applied lose(BoundTable table, RowImage image) throws SQLException {
    return rules.goByTime() ? rows.delete(table, image) : Applied.NOTHING;
  }
}
