package io.sluice.control.cleanup;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicList;
import io.sluice.control.migration.Database;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What carries Sluice's names and belongs to no connector of the cluster, nor to this migration:
 * left by runs that failed, or by connectors of another cluster, so that it is only listed.
 *
 * @param rest the cluster
 * @param topics its topics
 * @param ways of this migration
 */
record Orphans(ConnectRest rest, TopicList topics, List<Way> ways) {

  private static final String SLOTS =
      """
      SELECT slot_name FROM pg_replication_slots
       WHERE starts_with(slot_name, 'sluice') AND plugin = 'pgoutput' AND NOT active
         AND database = current_database() ORDER BY 1
      """;

  private static final String PUBLICATIONS =
      "SELECT pubname FROM pg_publication WHERE starts_with(pubname, 'sluice') ORDER BY 1";

  private static final String HAS_PROGRESS = "SELECT to_regclass('sluice.progress') IS NOT NULL";
  private static final String PROGRESS =
      "SELECT DISTINCT connector FROM sluice.progress ORDER BY 1";
  private static final String WATERMARKS = ".watermarks";

  /** What the cluster's connectors and this migration call their own. */
  private record Known(
      Set<String> connectors, Set<String> slots, Set<String> publications, Set<String> prefixes) {}

  List<Thing> find() throws SQLException {
    Known known = known();
    List<Thing> orphans = new ArrayList<>(halves(known));
    Set<Database> sides = new LinkedHashSet<>();
    ways.forEach(way -> sides.addAll(List.of(way.source(), way.target())));
    Set<String> seen = new HashSet<>();
    for (Database side : sides) {
      if (seen.add(side.endpoint().address())) {
        orphans.addAll(in(side, known));
      }
    }
    orphans.addAll(topics(known));
    return orphans;
  }

  private Known known() {
    Known known = new Known(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (String name : rest.connectors()) {
      Map<String, String> config = rest.config(name).orElse(Map.of());
      known.connectors().add(name);
      known.slots().add(config.getOrDefault("slot.name", "sluice"));
      known.publications().add(config.getOrDefault("publication.name", "sluice"));
      known.prefixes().add(config.getOrDefault("topic.prefix", ""));
    }
    for (Way way : ways) {
      known.connectors().addAll(way.connectors());
      known.slots().add(way.slot());
      known.publications().add(way.publication());
      known.prefixes().add(way.prefix());
    }
    return known;
  }

  /** One of a pair without the other. */
  private List<Thing> halves(Known known) {
    return known.connectors().stream()
        .filter(name -> name.endsWith("-sink"))
        .filter(name -> !known.connectors().contains(name.replaceFirst("-sink$", "-source")))
        .filter(this::isOurs)
        .map(
            name ->
                new Thing(
                    "connectors",
                    name,
                    rest.http().url().toString(),
                    "curl -X DELETE " + rest.http().url() + "/connectors/" + name))
        .toList();
  }

  private boolean isOurs(String connector) {
    return rest.config(connector)
        .filter(config -> config.getOrDefault("connector.class", "").startsWith("io.sluice."))
        .isPresent();
  }

  private static List<Thing> in(Database side, Known known) throws SQLException {
    List<Thing> orphans = new ArrayList<>();
    String where = side.toString();
    try (Connection session = side.open("cleanup")) {
      for (String slot : texts(session, SLOTS)) {
        if (!known.slots().contains(slot)) {
          String drop = "SELECT pg_drop_replication_slot(" + Sql.literal(slot) + ");";
          orphans.add(new Thing("slot", slot, where, drop));
        }
      }
      for (String publication : texts(session, PUBLICATIONS)) {
        if (!known.publications().contains(publication)) {
          String drop = "DROP PUBLICATION " + Sql.identifier(publication) + ";";
          orphans.add(new Thing("publication", publication, where, drop));
        }
      }
      for (String origin : Origins.names(session, "sluice:")) {
        if (!known.connectors().contains(connector(origin))) {
          orphans.add(new Thing("origins", origin, where, Origins.remedy(origin)));
        }
      }
      orphans.addAll(progress(session, where, known));
    }
    return orphans;
  }

  private static List<Thing> progress(Connection session, String where, Known known)
      throws SQLException {
    List<Thing> orphans = new ArrayList<>();
    if (Query.of(session, HAS_PROGRESS).holds()) {
      for (String connector : texts(session, PROGRESS)) {
        if (!known.connectors().contains(connector)) {
          String delete =
              "DELETE FROM sluice.progress WHERE connector = " + Sql.literal(connector) + ";";
          orphans.add(new Thing("progress", connector, where, delete));
        }
      }
    }
    return orphans;
  }

  /** A source connector's topics stand beside its watermarks. */
  private List<Thing> topics(Known known) {
    return topics.names().stream()
        .filter(name -> name.endsWith(WATERMARKS))
        .map(name -> name.substring(0, name.length() - WATERMARKS.length()))
        .filter(prefix -> !known.prefixes().contains(prefix))
        .map(
            prefix ->
                new Thing(
                    "topics",
                    prefix + ".*",
                    topics.bootstrapServers(),
                    Topics.remedy(topics.bootstrapServers(), "'" + prefix + "\\..*'")))
        .toList();
  }

  private static String connector(String origin) {
    int colon = origin.indexOf(':');
    return origin.substring(colon + 1, Math.max(colon + 1, origin.lastIndexOf(':')));
  }

  private static List<String> texts(Connection session, String question) throws SQLException {
    return Query.of(session, question).list(row -> row.getString(1));
  }
}
