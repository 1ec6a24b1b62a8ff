package io.sluice.source.capture;

import io.sluice.change.TableId;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.replication.TableFilter;
import io.sluice.source.replication.TableMark;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables whose changes go into the topics. The capture thread changes them; any thread may ask
 * for them.
 */
final class FollowedTables {

  /** What the publication says of a table now. */
  interface Lookup {

    /** Empty if the publication does not have the table. */
    Optional<TableMark> find(TableId table) throws SQLException;
  }

  /** What a Relation message's table is to this capture. */
  enum Standing {
    /** It is followed. */
    FOLLOWED,
    /** Its changes are nobody's business here. */
    UNWANTED,
    /** It is followed from here on. */
    NEW,
    /** It has taken the place of a table of the same name, and is followed from here on. */
    IN_PLACE_OF_ANOTHER
  }

  private final Map<TableId, TableMark> marks;
  private final TableFilter filter;
  private final Lookup published;

  FollowedTables(Map<TableId, TableMark> marks, TableFilter filter, Lookup published) {
    this.marks = new ConcurrentHashMap<>(marks);
    this.filter = filter;
    this.published = published;
  }

  /** Their names. */
  Set<TableId> names() {
    return marks.keySet();
  }

  /** What is known of a table that is followed; empty for any other. */
  Optional<TableMark> find(TableId table) {
    return Optional.ofNullable(marks.get(table));
  }

  /** What the publication says of a table now; empty if it does not have it. */
  Optional<TableMark> published(TableId table) throws SQLException {
    return published.find(table);
  }

  /** Whether the lists name it. */
  boolean wants(TableId table) {
    return filter.captures(table);
  }

  /** Follows a table, or another one under the same name, or one that looks different now. */
  void follow(TableId table, TableMark mark) {
    marks.put(table, mark);
  }

  /** No longer follows a table. */
  void forget(TableId table) {
    marks.remove(table);
  }

  /** Another name under which a relation is followed; empty if there is none. */
  Optional<TableId> formerName(int oid, TableId now) {
    return marks.entrySet().stream()
        .filter(entry -> entry.getValue().oid() == oid)
        .map(Map.Entry::getKey)
        .filter(name -> !name.equals(now))
        .findFirst();
  }

  /**
   * What to make of a table that the stream announces. The stream may be behind the catalog: a
   * table that is not there any more, or is another one there, is passed over, and whatever came in
   * its place announces itself.
   *
   * @throws SourceFailure if a table that is followed got a name that the lists leave out
   */
  Standing standing(Relation relation) throws SQLException {
    TableMark known = marks.get(relation.table());
    if (known != null && known.oid() == relation.id()) {
      return Standing.FOLLOWED;
    }
    if (!filter.captures(relation.table())) {
      formerName(relation.id(), relation.table())
          .ifPresent(former -> refuseUnwanted(former, relation.table()));
      return Standing.UNWANTED;
    }
    if (published.find(relation.table()).filter(m -> m.oid() == relation.id()).isEmpty()) {
      return Standing.UNWANTED;
    }
    return known == null ? Standing.NEW : Standing.IN_PLACE_OF_ANOTHER;
  }

  /**
   * Goes on only if a table's new name is wanted as well.
   *
   * @throws SourceFailure if the lists leave it out
   */
  void refuseUnwanted(TableId former, TableId now) {
    if (!filter.captures(now)) {
      throw new SourceFailure(
          ErrorCode.TABLE_RENAMED,
          ("Table %s was renamed to %s, which the include and exclude lists leave out. Rename it"
                  + " back, or change the lists so that they have %s; it is then copied under its"
                  + " new name.")
              .formatted(former, now, now));
    }
  }
}
