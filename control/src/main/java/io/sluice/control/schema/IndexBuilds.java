package io.sluice.control.schema;

import io.sluice.control.migration.Database;
import io.sluice.control.report.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Builds indexes in parallel: those of one table one after the other, since the server would make
 * them wait for each other.
 *
 * @param target where
 * @param jobs how many tables at the same time
 * @param patience for builds that somebody else runs
 */
record IndexBuilds(Database target, int jobs, Patience patience, Outcome outcome) {

  /** Builds them all; every failure is noted. */
  void run(List<SchemaObject> indexes, IndexProgress progress) throws SQLException {
    if (indexes.isEmpty()) {
      return;
    }
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<?>> tables = new ArrayList<>();
      byTable(indexes).values().forEach(table -> tables.add(workers.submit(() -> build(table))));
      progress.watch(tables, outcome);
    } finally {
      workers.shutdownNow();
    }
  }

  private Void build(List<SchemaObject> indexes) throws SQLException {
    try (Connection session = target.open("schema-index")) {
      IndexBuild build = new IndexBuild(session, patience);
      for (SchemaObject index : indexes) {
        build(build, index);
      }
    }
    return null;
  }

  /** Concurrent builds wait for transactions, each other's among them, and may do so in a ring. */
  private void build(IndexBuild build, SchemaObject index) {
    patience.until(
        () -> isSettled(build, index), () -> index.key() + " waits for others on the target");
  }

  private boolean isSettled(IndexBuild build, SchemaObject index) {
    try {
      build.run(index);
      outcome.made(index.key());
      return true;
    } catch (SQLException e) {
      if (ServerMessage.isTransient(e)) {
        return false;
      }
      outcome.failed(index.key(), ServerMessage.of(e));
      return true;
    }
  }

  private static Map<String, List<SchemaObject>> byTable(List<SchemaObject> indexes) {
    Map<String, List<SchemaObject>> tables = new LinkedHashMap<>();
    indexes.forEach(
        index ->
            tables
                .computeIfAbsent(index.table().orElse(""), table -> new ArrayList<>())
                .add(index));
    return tables;
  }
}
