package io.sluice.source.capture;

import io.sluice.change.TableId;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.Finding;
import io.sluice.postgres.TableDefinition;
import io.sluice.postgres.TablePrerequisites;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.replication.Inspection;
import io.sluice.source.replication.Publication;
import io.sluice.source.replication.SourcePreflight;
import io.sluice.source.replication.TableMark;
import io.sluice.source.replication.TableMarks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether the publication still is what the capture relies on, and which tables have come, have
 * been replaced or have been given other columns. The stream says nothing of a publication that
 * loses a table, nor of a table to which nobody writes.
 */
final class TableInspection implements Inspection {

  private static final String EXISTS = "SELECT 1 FROM pg_class WHERE oid = CAST(? AS oid)";

  private final SourcePreflight preflight;
  private final String fingerprint;
  private final FollowedTables followed;
  private final Consumer<Discovery> discoveries;
  private final UnpublishedTables unpublished;

  /**
   * An inspection.
   *
   * @param preflight says what is wanted, and from where
   * @param fingerprint of the publication at the start
   * @param discoveries hears of every table that is otherwise than it is followed, at each look
   */
  TableInspection(
      SourcePreflight preflight,
      String fingerprint,
      FollowedTables followed,
      Consumer<Discovery> discoveries) {
    this.preflight = preflight;
    this.fingerprint = fingerprint;
    this.followed = followed;
    this.discoveries = discoveries;
    this.unpublished = new UnpublishedTables(preflight);
  }

  @Override
  public void inspect(Connection session) throws SQLException {
    Publication publication = publication(session);
    TableMarks marks = TableMarks.of(session, publication.name());
    for (TableId table : followed.names()) {
      Optional<TableMark> known = followed.find(table);
      if (known.isPresent()) {
        check(session, publication, table, known.get(), marks);
      }
    }
    for (Map.Entry<TableId, TableMark> mark : marks.marks().entrySet()) {
      if (followed.wants(mark.getKey())) {
        compare(session, mark.getKey(), mark.getValue(), marks);
      }
    }
    unpublished.look(session, publication);
  }

  private Publication publication(Connection session) throws SQLException {
    String name = preflight.slot().publication();
    Publication publication =
        Publication.find(session, name)
            .orElseThrow(
                () ->
                    SourceFailure.withRemedy(
                        ErrorCode.PUBLICATION_MISSING,
                        "Publication %s has been dropped; changes made without it are not streamed."
                            .formatted(name)));
    if (!publication.fingerprint().equals(fingerprint)) {
      throw changed("Publication %s has been changed, or dropped and made again".formatted(name));
    }
    return publication;
  }

  /** A table that is dropped leaves nothing to follow; one that got another name announces it. */
  private void check(
      Connection session, Publication publication, TableId table, TableMark known, TableMarks now)
      throws SQLException {
    Optional<TableMark> mark = now.find(table);
    if (mark.filter(found -> found.oid() == known.oid()).isPresent()) {
      if (!mark.get().published().equals(known.published())) {
        throw changed(
            "What publication %s publishes of table %s has been changed"
                .formatted(publication.name(), table));
      }
      return;
    }
    Optional<TableId> renamed = now.nameOf(known.oid());
    if (renamed.isPresent()) {
      followed.refuseUnwanted(table, renamed.get());
    } else if (exists(session, known.oid())) {
      throw changed("Publication %s no longer has table %s".formatted(publication.name(), table));
    }
  }

  private static boolean exists(Connection session, int oid) throws SQLException {
    try (PreparedStatement select = session.prepareStatement(EXISTS)) {
      select.setLong(1, Integer.toUnsignedLong(oid));
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private void compare(Connection session, TableId table, TableMark mark, TableMarks marks)
      throws SQLException {
    Optional<TableMark> known = followed.find(table);
    if (known.filter(mark::equals).isPresent()) {
      return;
    }
    if (known.filter(before -> before.oid() == mark.oid()).isEmpty()) {
      refuseUnfit(session, table);
    }
    discoveries.accept(new Discovery(table, mark, marks.asOf()));
  }

  private void refuseUnfit(Connection session, TableId table) throws SQLException {
    List<TableDefinition> found = new Catalog(session).table(table).stream().toList();
    List<Finding> findings =
        new TablePrerequisites(session, preflight.endpoint().user()).check(found);
    if (!findings.isEmpty()) {
      throw new SourceFailure(
          ErrorCode.PREREQUISITES,
          findings.stream().map(Finding::sentence).collect(Collectors.joining("\n")));
    }
  }

  private static SourceFailure changed(String what) {
    return SourceFailure.withRemedy(
        ErrorCode.PUBLICATION_CHANGED, what + " while the connector ran; changes may be missing.");
  }
}
