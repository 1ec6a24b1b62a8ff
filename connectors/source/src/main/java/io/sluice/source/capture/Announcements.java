package io.sluice.source.capture;

import io.sluice.change.TableSchema;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.replication.TableMark;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the stream says of tables: makes schemas of Relation messages, and sees to it that only the
 * changes of tables that are followed are published. Used by the capture thread only.
 */
final class Announcements {

  private final RelationSchemas relations;
  private final FollowedTables followed;
  private final TableVersions versions;
  private final SnapshotRun snapshot;
  private final TransactionReader transactions;

  /** Announced by the stream and wanted, but not as the catalog has them now. */
  private final Map<Integer, Relation> passedOver = new HashMap<>();

  Announcements(
      RelationSchemas relations,
      FollowedTables followed,
      TableVersions versions,
      SnapshotRun snapshot,
      TransactionReader transactions) {
    this.relations = relations;
    this.followed = followed;
    this.versions = versions;
    this.snapshot = snapshot;
    this.transactions = transactions;
  }

  /**
   * Takes a Relation message: the changes that follow it are published, or passed over.
   *
   * @return what its table is to this capture; one that is new has to be begun
   */
  FollowedTables.Standing read(Relation relation) throws SQLException {
    FollowedTables.Standing standing = followed.standing(relation);
    if (standing == FollowedTables.Standing.UNWANTED) {
      passOver(relation);
    } else {
      adopt(relation);
    }
    return standing;
  }

  /** What the publication says of a table that has just been announced as new. */
  TableMark mark(Relation relation) throws SQLException {
    return followed.published(relation.table()).orElseThrow();
  }

  /** Tables have come: those that were passed over may be among them. */
  void lookAgain() throws SQLException {
    for (Relation relation : List.copyOf(passedOver.values())) {
      if (followed.standing(relation) == FollowedTables.Standing.FOLLOWED) {
        adopt(relation);
      }
    }
  }

  private void adopt(Relation relation) throws SQLException {
    passedOver.remove(relation.id());
    TableSchema schema = versions.renew(relations.schema(relation));
    if (versions.announce(schema)) {
      snapshot.redefined(schema.table());
    }
    transactions.announce(relation, schema);
  }

  private void passOver(Relation relation) {
    transactions.pass(relation);
    if (followed.wants(relation.table())) {
      passedOver.put(relation.id(), relation);
    }
  }
}
