package io.sluice.control.schema;

import io.sluice.control.report.Patience;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Builds one index while the table is being written to. What an interrupted build has left is
 * dropped, and a build that goes on without its client is waited for.
 *
 * @param target a session of its own, in autocommit
 * @param patience for a build that somebody else runs
 */
record IndexBuild(Connection target, Patience patience) {

  private static final String VALID =
      "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)";
  private static final String BUILDER =
      "SELECT pid FROM pg_stat_progress_create_index WHERE index_relid = to_regclass(?)";

  /** Builds it, unless that has been done. */
  void run(SchemaObject index) throws SQLException {
    String name = index.key().name();
    patience.until(
        () -> first(BUILDER, name).isEmpty(),
        () ->
            "%s is still being built by process %s of the target"
                .formatted(index.key(), first(BUILDER, name).orElse("?")));
    Optional<String> valid = first(VALID, name);
    if (valid.filter("t"::equals).isPresent()) {
      return;
    } else if (valid.isPresent()) {
      drop(name);
    }
    build(index);
  }

  /** A half-built unique index would go on refusing rows. */
  private void build(SchemaObject index) throws SQLException {
    try {
      ObjectMaker.run(target, index.statements());
    } catch (SQLException e) {
      String name = index.key().name();
      if (!target.isClosed() && first(VALID, name).filter("f"::equals).isPresent()) {
        drop(name);
      }
      throw e;
    }
  }

  private void drop(String name) throws SQLException {
    ObjectMaker.run(target, List.of("DROP INDEX CONCURRENTLY IF EXISTS " + name));
  }

  private Optional<String> first(String question, String name) {
    try {
      return Query.of(target, question, name).first(row -> row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException("the target cannot be asked about index " + name, e);
    }
  }
}
