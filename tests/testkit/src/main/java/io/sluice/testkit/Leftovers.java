package io.sluice.testkit;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;

/**
 * What is named after a migration on its servers, in Kafka and in Connect, whoever made it.
 *
 * @param migration its name
 * @param rest where its connectors ran
 * @param brokers where its topics were
 */
public record Leftovers(String migration, ConnectRest rest, String brokers) {

  /** Kinds of things that a database, or its whole server, names. */
  private static final Map<String, String> NAMED =
      Map.of(
          "slot",
          "SELECT slot_name FROM pg_replication_slots",
          "publication",
          "SELECT pubname FROM pg_publication",
          "subscription",
          "SELECT subname FROM pg_subscription",
          "origin",
          "SELECT roname FROM pg_replication_origin",
          "trigger",
          "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
          "relation",
          "SELECT relname FROM pg_class WHERE relnamespace <> 'pg_catalog'::regnamespace",
          "role",
          "SELECT rolname FROM pg_roles");

  private static final String OWN_TABLES =
      """
      SELECT format('%I.%I', relnamespace::regnamespace, relname) FROM pg_class
       WHERE relnamespace = to_regnamespace('sluice') AND relkind IN ('r', 'p')
      """;

  /** All of them, each with its kind; none where nothing is left. */
  public List<String> in(TestDatabase... sides) throws InterruptedException, ExecutionException {
    List<String> left = new ArrayList<>();
    for (TestDatabase side : sides) {
      NAMED.forEach((kind, query) -> add(left, kind, side.texts(query)));
      for (String table : side.texts(OWN_TABLES)) {
        add(left, "row of " + table, side.texts("SELECT t::text FROM " + table + " t"));
      }
    }
    add(left, "connector", rest.connectors());
    add(left, "topic", new TopicList(brokers).names());
    add(left, "group", groups());
    return left;
  }

  private List<String> groups() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    }
  }

  private void add(List<String> left, String kind, List<String> names) {
    names.stream().filter(this::isAfter).map(name -> kind + " " + name).forEach(left::add);
  }

  /** Where a hyphen cannot stand, an underscore does. */
  private boolean isAfter(String name) {
    return name.contains(migration) || name.contains(migration.replace('-', '_'));
  }
}
