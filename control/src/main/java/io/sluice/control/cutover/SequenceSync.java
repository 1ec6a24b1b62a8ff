package io.sluice.control.cutover;

import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Sets the target's sequences ahead of the source's. Logical decoding does not carry sequences.
 * Never sets one back, so it can be run again.
 *
 * @param migration which databases
 * @param margin how many values more to skip
 */
record SequenceSync(Migration migration, long margin) {

  private static final String OWNED = "SELECT pg_get_serial_sequence(?, ?)::regclass::oid";
  private static final String NAME =
      """
      SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.oid = ?
      """;

  /**
   * @param tables the captured ones; every sequence of their schemas counts
   * @return how many sequences are now at or ahead of the source's
   */
  int run(List<CapturedTable> tables) throws SQLException {
    try (Connection source = migration.source().database().open("cutover");
        Connection target = migration.target().open("cutover")) {
      List<Sequence> sequences = new SourceSequences(source).in(schemas(tables));
      for (Sequence sequence : sequences) {
        advance(target, sequence);
      }
      return sequences.size();
    }
  }

  /** How many are missing on the target, or behind the source's; changes nothing. */
  int behind(List<CapturedTable> tables) throws SQLException {
    try (Connection source = migration.source().database().open("cutover");
        Connection target = migration.target().open("cutover")) {
      int behind = 0;
      for (Sequence sequence : new SourceSequences(source).in(schemas(tables))) {
        behind += isAhead(target, sequence) ? 0 : 1;
      }
      return behind;
    }
  }

  private boolean isAhead(Connection target, Sequence sequence) throws SQLException {
    TableId onTarget = named(target, sequence);
    return exists(target, onTarget)
        && SourceSequences.state(target, onTarget)
            .isAtOrAheadOf(sequence.state(), sequence.definition().increment());
  }

  private void advance(Connection target, Sequence sequence) throws SQLException {
    TableId onTarget = onTarget(target, sequence);
    SequenceState goal = sequence.goal(margin);
    long increment = sequence.definition().increment();
    if (!SourceSequences.state(target, onTarget).isAtOrAheadOf(goal, increment)) {
      set(target, onTarget, goal);
    }
    if (!SourceSequences.state(target, onTarget).isAtOrAheadOf(sequence.state(), increment)) {
      throw new Problem("sequence " + onTarget + " on the target is behind: run cutover again");
    }
  }

  /** The sequence of the same column, else the one of the same name, which is made if missing. */
  private TableId onTarget(Connection target, Sequence sequence) throws SQLException {
    TableId named = named(target, sequence);
    if (!exists(target, named)) {
      create(target, sequence, named);
    }
    return named;
  }

  private TableId named(Connection target, Sequence sequence) throws SQLException {
    TableId same = migration.onTarget(sequence.id());
    return sequence.owner().isPresent() ? owned(target, sequence.owner().get()).orElse(same) : same;
  }

  /** {@code IF NOT EXISTS} alone would ask for the right to create even where nothing is to do. */
  private static void create(Connection target, Sequence sequence, TableId named)
      throws SQLException {
    String schema = named.schema();
    try (Statement statement = target.createStatement()) {
      if (!holds(target, "SELECT to_regnamespace(?) IS NOT NULL", Sql.identifier(schema))) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.identifier(schema));
      }
      statement.execute(sequence.create(named));
    }
  }

  private Optional<TableId> owned(Connection target, Sequence.Column column) throws SQLException {
    TableId table = migration.onTarget(column.table());
    if (!exists(target, table)) {
      return Optional.empty();
    }
    String oid = Query.of(target, OWNED, Sql.table(table), column.name()).text();
    return oid.isEmpty() ? Optional.empty() : Optional.of(name(target, Long.parseLong(oid)));
  }

  private static boolean exists(Connection target, TableId table) throws SQLException {
    return holds(target, "SELECT to_regclass(?) IS NOT NULL", Sql.table(table));
  }

  private static boolean holds(Connection target, String question, String name)
      throws SQLException {
    return Query.of(target, question, name).holds();
  }

  private static TableId name(Connection target, long oid) throws SQLException {
    return Query.of(target, NAME, oid)
        .first(row -> new TableId(row.getString(1), row.getString(2)))
        .orElseThrow();
  }

  private static void set(Connection target, TableId sequence, SequenceState state)
      throws SQLException {
    String setval = "SELECT setval(?::regclass, ?, ?)";
    try (PreparedStatement statement = target.prepareStatement(setval)) {
      statement.setString(1, Sql.table(sequence));
      statement.setLong(2, state.lastValue());
      statement.setBoolean(3, state.isCalled());
      statement.execute();
    }
  }

  private static Collection<String> schemas(List<CapturedTable> tables) {
    TreeSet<String> schemas = new TreeSet<>();
    tables.forEach(table -> schemas.add(table.id().schema()));
    return schemas;
  }
}
