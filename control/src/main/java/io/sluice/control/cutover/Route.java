package io.sluice.control.cutover;

import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Publication;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A migration, seen from the side that is left: the same steps lead both ways.
 *
 * @param migration as its file has it
 * @param direction which way writers are moved
 */
public record Route(Migration migration, Direction direction) {

  /** The pipeline that brings everything to the side that is moved to. */
  Migration way() {
    return direction == Direction.CUTOVER ? migration : migration.reversed();
  }

  /** The pipeline that will bring back what is written there. */
  Migration wayBack() {
    return direction == Direction.CUTOVER ? migration.reversed() : migration;
  }

  Database from() {
    return way().source().database();
  }

  Database to() {
    return way().target();
  }

  /** How many sequences of the side that is moved to would give out a number again. */
  public int sequencesBehind() throws SQLException {
    try (Connection session = from().open(direction.word())) {
      return new SequenceSync(way(), 0).behind(Publication.tables(session, way().source()));
    }
  }

  /** The tables of the way, as the side that is left calls them. */
  List<TableId> tablesFrom() throws SQLException {
    try (Connection session = from().open(direction.word())) {
      return Publication.tables(session, way().source()).stream().map(CapturedTable::id).toList();
    }
  }

  /** The same tables as the side that is moved to calls them. */
  List<TableId> tablesTo() throws SQLException {
    return tablesFrom().stream().map(way()::onTarget).toList();
  }
}
