package io.sluice.sink.target;

import io.sluice.change.TableSchema;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.failure.ErrorCode;
import java.util.Locale;

/**
 * A change that met something else than what the source had, and what became of it.
 *
 * @param kind what it met
 * @param applied whether the change won
 * @param table its table
 * @param at the change
 * @param there who is in the way
 */
record Conflict(
    ConflictKind kind, boolean applied, TableSchema table, Arrival.Change at, RowThere there) {

  /** For the log: which key it is says the record at its place. */
  String facts() {
    return "table="
        + table.table()
        + " kind="
        + word()
        + " resolution="
        + resolution()
        + " at="
        + at.place();
  }

  /** The kind in PostgreSQL's spelling. */
  String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** {@code apply} or {@code keep}. */
  String resolution() {
    return applied ? "apply" : "keep";
  }

  /** What stops a sink that does not settle conflicts. */
  TargetFailure stop() {
    return TargetFailure.stop(
        ErrorCode.CONFLICT,
        "%s: %s, but %s. To do: make the row what the source has, or set %s to what shall become of such changes, then restart"
            .formatted(kind, Where.row(table, at), said(), key()));
  }

  private String key() {
    return switch (kind) {
      case UPDATE_MISSING -> "update.missing.row.mode";
      case DELETE_MISSING -> "delete.missing.row.mode";
      default -> "conflict.mode";
    };
  }

  private String said() {
    return switch (kind) {
      case INSERT_EXISTS -> "a row that somebody else wrote is there already";
      case UPDATE_ORIGIN_DIFFERS, DELETE_ORIGIN_DIFFERS ->
          "somebody else was the last to write its row";
      case UPDATE_EXISTS -> "another row that somebody else wrote holds one of its unique values";
      case MULTIPLE_UNIQUE_CONFLICTS -> "several other rows hold its unique values";
      case UPDATE_MISSING, DELETE_MISSING -> "its row is not there";
      case UPDATE_DELETED -> "its row was deleted here";
    };
  }
}
