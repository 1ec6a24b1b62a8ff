package io.sluice.control.migration;

import io.sluice.change.TableId;
import io.sluice.control.report.Problem;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One database on its way to another server.
 *
 * @param name the topics' prefix and the beginning of the connectors' names: lower-case letters,
 *     digits, {@code _} and {@code -}
 * @param source where from
 * @param target where to
 * @param bootstrapServers Kafka's brokers; empty with the box
 * @param connectUrl Connect's REST address; empty with the box
 * @param registryUrl a schema registry's address; empty to keep schemas in a topic
 * @param renames tables that have another name on the target
 * @param schemaRenames schemas that have another name on the target, for all their other tables
 */
public record Migration(
    String name,
    Source source,
    Database target,
    Optional<String> bootstrapServers,
    Optional<URI> connectUrl,
    Optional<String> registryUrl,
    Map<TableId, TableId> renames,
    Map<String, String> schemaRenames) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,40}");

  private static final String REVERSE = "-reverse";
  private static final int LONGEST_WITH_A_WAY_BACK = 41 - REVERSE.length();

  public Migration {
    requireName(name);
    if (connectUrl.isPresent() != bootstrapServers.isPresent()) {
      throw new Problem(
          "connect.url and kafka.bootstrap.servers belong together: give both, or neither to use"
              + " the box");
    }
    renames = Map.copyOf(renames);
    schemaRenames = Map.copyOf(schemaRenames);
    if (renames.values().stream().distinct().count() < renames.size()) {
      throw new Problem("renames give two tables the same name on the target");
    }
  }

  /** With all schemas called the same on both sides. */
  public Migration(
      String name,
      Source source,
      Database target,
      Optional<String> bootstrapServers,
      Optional<URI> connectUrl,
      Optional<String> registryUrl,
      Map<TableId, TableId> renames) {
    this(name, source, target, bootstrapServers, connectUrl, registryUrl, renames, Map.of());
  }

  /** With the schemas in a topic. */
  public Migration(
      String name,
      Source source,
      Database target,
      Optional<String> bootstrapServers,
      Optional<URI> connectUrl,
      Map<TableId, TableId> renames) {
    this(name, source, target, bootstrapServers, connectUrl, Optional.empty(), renames);
  }

  /** The same with the servers of a box; its registry counts unless the migration names one. */
  public Migration on(String bootstrapServers, URI connectUrl, Optional<String> registryUrl) {
    return new Migration(
        name,
        source,
        target,
        Optional.of(bootstrapServers),
        Optional.of(connectUrl),
        this.registryUrl.or(() -> registryUrl),
        renames,
        schemaRenames);
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Problem(
          "name must start with a lower-case letter and hold at most 41 lower-case letters, digits,"
              + " _ and -");
    }
  }

  public String sourceConnector() {
    return name + "-source";
  }

  public String sinkConnector() {
    return name + "-sink";
  }

  /**
   * The way back: from the target into the source, through topics, connectors, a publication and a
   * slot of its own.
   */
  public Migration reversed() {
    if (name.length() > LONGEST_WITH_A_WAY_BACK) {
      throw new Problem(
          "name must have at most "
              + LONGEST_WITH_A_WAY_BACK
              + " characters for a way back: its own name is this one with "
              + REVERSE);
    }
    String own = "sluice_" + name.replace('-', '_') + "_reverse";
    Map<TableId, TableId> inverse = new HashMap<>();
    renames.forEach((from, to) -> inverse.put(to, from));
    return new Migration(
        name + REVERSE,
        new Source(target, List.of(), own, own, source.chunk()),
        source.database(),
        bootstrapServers,
        connectUrl,
        registryUrl,
        inverse,
        inverseSchemas());
  }

  private Map<String, String> inverseSchemas() {
    Map<String, String> inverse = new HashMap<>();
    schemaRenames.forEach((from, to) -> inverse.put(to, from));
    if (inverse.size() < schemaRenames.size()) {
      throw new Problem(
          "renames give two schemas one name on the target, so that there is no way back: name the"
              + " tables of one of them");
    }
    return inverse;
  }

  /** A source table's name on the target. */
  public TableId onTarget(TableId table) {
    String schema = schemaRenames.getOrDefault(table.schema(), table.schema());
    return renames.getOrDefault(table, new TableId(schema, table.table()));
  }
}
