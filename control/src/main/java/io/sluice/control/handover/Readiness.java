package io.sluice.control.handover;

import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Publication;
import io.sluice.control.connect.StoredOffset;
import io.sluice.control.migration.Migration;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a subscription could not go on with. Asks only.
 *
 * @param migration what moves
 * @param source a session
 * @param target a session
 */
record Readiness(Migration migration, Connection source, Connection target) {

  private static final String HELD =
      "SELECT DISTINCT table_schema || '.' || table_name FROM sluice.quarantine WHERE connector = ?";

  private static final String SKIPPED =
      """
      SELECT DISTINCT unnest(tables) FROM sluice.skips
       WHERE connector = ? AND skipped_at IS NOT NULL AND mended_at IS NULL
      """;

  /** A worker looks for the row of an update or a delete by one of these. */
  private static final String HAS_KEY =
      """
      SELECT EXISTS (SELECT FROM pg_index WHERE indrelid = to_regclass(?)
                        AND (indisprimary OR indisreplident))
      """;

  private static final String IS_FULL =
      "SELECT relreplident = 'f' FROM pg_class WHERE oid = to_regclass(?)";

  /** Every reason at once, each with what to do; empty if there is none. */
  List<String> refusals(Map<String, String> sink, List<StoredOffset> offsets) throws SQLException {
    List<String> refusals = new ArrayList<>();
    if (!migration.renames().isEmpty() || !migration.schemaRenames().isEmpty()) {
      refusals.add(
          "tables are renamed on the way, and a subscription cannot rename: it writes into the table of the same name. Move without renames, or stay with the connectors");
    } else if (sink.containsKey("transforms")) {
      refusals.add(
          "the sink connector has transforms ("
              + sink.get("transforms")
              + "), and a subscription has none: what arrived so far would differ from what follows");
    }
    notCopied(offsets)
        .forEach(table -> refusals.add("table " + table + " is not copied yet: wait for it"));
    dirty("sluice.quarantine", HELD)
        .forEach(
            table ->
                refusals.add(
                    "table "
                        + table
                        + " has rows in sluice.quarantine, whose changes the target lacks: mend them"
                        + " first (docs/dead-letters.md)"));
    dirty("sluice.skips", SKIPPED)
        .forEach(
            table ->
                refusals.add(
                    "table "
                        + table
                        + " lacks a transaction that was skipped: mend it, and say so with sluice skip"
                        + " --mended"));
    unfit(refusals);
    return refusals;
  }

  /** Published tables whose copy is not whole. */
  Set<TableId> notCopied(List<StoredOffset> offsets) throws SQLException {
    Set<TableId> missing = new LinkedHashSet<>();
    for (CapturedTable table : Publication.tables(source, migration.source())) {
      if (offsets.stream().noneMatch(offset -> isCopied(offset, table.id()))) {
        missing.add(table.id());
      }
    }
    return missing;
  }

  private static boolean isCopied(StoredOffset offset, TableId table) {
    return offset.kind().equals("snapshot")
        && offset.partition().path("schema").asText().equals(table.schema())
        && offset.partition().path("table").asText().equals(table.table())
        && offset.offset().path("done").asBoolean();
  }

  private List<String> dirty(String table, String question) throws SQLException {
    return holds(target, "SELECT to_regclass(?) IS NOT NULL", table)
        ? Query.of(target, question, migration.sinkConnector()).list(row -> row.getString(1))
        : List.of();
  }

  private void unfit(List<String> refusals) throws SQLException {
    for (CapturedTable table : Publication.tables(source, migration.source())) {
      String name = Sql.table(table.id());
      if (!holds(target, "SELECT to_regclass(?) IS NOT NULL", name)) {
        refusals.add("table " + table.id() + " is not in the target yet: wait for the sink");
      } else if (!holds(target, HAS_KEY, name) && !holds(source, IS_FULL, name)) {
        refusals.add(
            "table %s has no primary key on the target, so that a subscription finds no row to change: ALTER TABLE %s ADD PRIMARY KEY (…) on the target"
                .formatted(table.id(), name));
      }
    }
  }

  private static boolean holds(Connection session, String question, String name)
      throws SQLException {
    return Query.of(session, question, name).holds();
  }
}
