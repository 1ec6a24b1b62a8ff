package io.sluice.sink.target;

import java.time.Duration;

/**
 * What the sink does where the target is not as the source left it.
 *
 * @param conflicts who wins against a row that somebody else wrote
 * @param missingForUpdate what becomes of an update without its row, once the table is copied
 * @param missingForDelete what becomes of a delete without its row, once the table is copied
 * @param recorded whether each conflict also goes into {@code sluice.conflicts}
 * @param tombstones how long deletes are remembered where commits are told apart by time; zero for
 *     not at all
 * @param triggersFire whether triggers and foreign keys act as they do for any session
 */
public record ApplyRules(
    ConflictMode conflicts,
    MissingRow missingForUpdate,
    MissingRow missingForDelete,
    boolean recorded,
    Duration tombstones,
    boolean triggersFire) {

  /** The source is right, and nobody looks. */
  public static final ApplyRules DEFAULT =
      new ApplyRules(
          ConflictMode.APPLY, MissingRow.INSERT, MissingRow.IGNORE, false, Duration.ZERO, false);

  /** Whether each change is held against the row that it meets. */
  public boolean areJudged() {
    return conflicts != ConflictMode.APPLY
        || missingForUpdate != MissingRow.INSERT
        || missingForDelete != MissingRow.IGNORE;
  }

  /** Whether deletes have to be remembered. */
  public boolean rememberDeletes() {
    return goByTime() && !tombstones.isZero();
  }

  /** Whether the time of each of the source's commits has to be told apart. */
  public boolean goByTime() {
    return conflicts == ConflictMode.LAST_UPDATE_WINS;
  }
}
