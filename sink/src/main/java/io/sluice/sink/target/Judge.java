package io.sluice.sink.target;

import io.sluice.sink.apply.Cause;
import io.sluice.sink.apply.NetEffect;
import java.util.Optional;

/** Says what becomes of an effect, by the rules of the connector. Knows no database. */
record Judge(ApplyRules rules) {

  /**
   * What was decided.
   *
   * @param applies whether the effect is applied
   * @param conflict what it met, if that was not as it should be
   */
  record Ruling(boolean applies, Optional<Conflict> conflict) {}

  /**
   * Rules on one effect.
   *
   * @param isMissing whether there is no row and should be one
   * @throws TargetFailure if the rules say to stop
   */
  Ruling rule(BoundTable table, NetEffect effect, Cause cause, Meeting met, boolean isMissing) {
    if (met.found()) {
      return stopOr(conflict(kind(effect, cause), wins(met), table, cause, met), isError());
    }
    return met.buried()
        ? buried(table, effect, cause, met)
        : missing(table, effect, cause, met, isMissing);
  }

  /** Two deletes of one row are no conflict; the later one counts. */
  private static Ruling buried(BoundTable table, NetEffect effect, Cause cause, Meeting met) {
    if (effect instanceof NetEffect.Delete) {
      return new Ruling(met.isLater(), Optional.empty());
    }
    boolean applies = met.isLater() && effect instanceof NetEffect.Upsert;
    return stopOr(conflict(ConflictKind.UPDATE_DELETED, applies, table, cause, met), false);
  }

  private Ruling missing(
      BoundTable table, NetEffect effect, Cause cause, Meeting met, boolean isMissing) {
    boolean isDelete = effect instanceof NetEffect.Delete;
    if (!isMissing) {
      return new Ruling(isDelete || effect instanceof NetEffect.Upsert, Optional.empty());
    }
    MissingRow rule = isDelete ? rules.missingForDelete() : rules.missingForUpdate();
    ConflictKind kind = isDelete ? ConflictKind.DELETE_MISSING : ConflictKind.UPDATE_MISSING;
    boolean comes = effect instanceof NetEffect.Upsert && rule == MissingRow.INSERT;
    Ruling ruling = stopOr(conflict(kind, comes, table, cause, met), rule == MissingRow.ERROR);
    return new Ruling(isDelete || comes, ruling.conflict());
  }

  private boolean isError() {
    return rules.conflicts() == ConflictMode.ERROR;
  }

  private boolean wins(Meeting met) {
    return switch (rules.conflicts()) {
      case ERROR, KEEP -> false;
      case APPLY -> true;
      case LAST_UPDATE_WINS -> met.isLater();
    };
  }

  private static ConflictKind kind(NetEffect effect, Cause cause) {
    if (effect instanceof NetEffect.Delete) {
      return ConflictKind.DELETE_ORIGIN_DIFFERS;
    }
    return cause.before() == Cause.Before.ROW
        ? ConflictKind.UPDATE_ORIGIN_DIFFERS
        : ConflictKind.INSERT_EXISTS;
  }

  private static Conflict conflict(
      ConflictKind kind, boolean applied, BoundTable table, Cause cause, Meeting met) {
    return new Conflict(kind, applied, table.topic(), cause.last(), met.there());
  }

  private static Ruling stopOr(Conflict conflict, boolean stops) {
    if (stops) {
      throw conflict.stop();
    }
    return new Ruling(conflict.applied(), Optional.of(conflict));
  }
}
