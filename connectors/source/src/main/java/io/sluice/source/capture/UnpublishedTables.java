package io.sluice.source.capture;

import io.sluice.change.TableId;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.Finding;
import io.sluice.postgres.SqlFailure;
import io.sluice.postgres.TableDefinition;
import io.sluice.postgres.TableKind;
import io.sluice.postgres.TablePrerequisites;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.replication.Publication;
import io.sluice.source.replication.SourcePreflight;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables that appear and are in no publication: those that the lists name are added where that is
 * allowed and the table is fit; of all others it is said that they are left out. Used by the thread
 * of the watch.
 */
final class UnpublishedTables {

  private static final Logger LOG = LoggerFactory.getLogger(UnpublishedTables.class);

  /** A warning that still holds is given again after so many looks. */
  private static final int REPEATED_AFTER = 30;

  private final SourcePreflight preflight;
  private final Map<TableId, Integer> looks = new HashMap<>();
  private Optional<Set<TableId>> atFirst = Optional.empty();

  UnpublishedTables(SourcePreflight preflight) {
    this.preflight = preflight;
  }

  void look(Connection session, Publication publication) throws SQLException {
    Set<TableId> lacking = new HashSet<>(new Catalog(session).userTables());
    lacking.removeIf(table -> !preflight.filter().captures(table));
    publication.tableIds().forEach(lacking::remove);
    looks.keySet().retainAll(lacking);
    if (preflight.filter().namesTables()) {
      for (TableId table : lacking) {
        take(session, publication, table);
      }
    } else {
      Set<TableId> known = atFirst.orElse(lacking);
      lacking.stream().filter(table -> !known.contains(table)).forEach(this::unlisted);
      atFirst = Optional.of(known);
    }
  }

  private void take(Connection session, Publication publication, TableId table)
      throws SQLException {
    Optional<TableDefinition> found = new Catalog(session).table(table);
    if (found.isEmpty() || isPartsOnly(found.get(), publication)) {
      return;
    }
    List<Finding> findings =
        new TablePrerequisites(session, preflight.endpoint().user()).check(List.of(found.get()));
    if (!findings.isEmpty()) {
      warn(table, findings.get(0).sentence());
    } else if (!preflight.createsPublication()) {
      warn(table, "publication.autocreate.mode is disabled");
    } else {
      add(session, publication, table);
    }
  }

  /** Where partitions are published as tables of their own, their root has no changes. */
  private static boolean isPartsOnly(TableDefinition table, Publication publication) {
    return table.kind() == TableKind.PARTITIONED && !publication.viaRoot();
  }

  private void add(Connection session, Publication publication, TableId table) throws SQLException {
    try {
      Publication.add(session, publication.name(), List.of(table));
      LOG.info("event=table-published table={} publication={}", table, publication.name());
    } catch (SQLException refused) {
      warn(table, SqlFailure.describe(refused));
    }
  }

  private void unlisted(TableId table) {
    warn(table, "no list names it and the publication does not have it");
  }

  private void warn(TableId table, String reason) {
    if (looks.merge(table, 1, Integer::sum) % REPEATED_AFTER == 1) {
      LOG.warn(
          "event=table-left-out code={} table=\"{}\" reason=\"{}\" remedy=\"{}\"",
          ErrorCode.TABLE_NOT_PUBLISHED.code(),
          table,
          reason,
          ErrorCode.TABLE_NOT_PUBLISHED.remedy());
    }
  }
}
