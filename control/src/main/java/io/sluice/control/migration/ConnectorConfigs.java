package io.sluice.control.migration;

import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The two connectors of a migration, ready to be deployed.
 *
 * @param source the source connector's configuration, its {@code name} included
 * @param sink the sink connector's
 */
public record ConnectorConfigs(Map<String, String> source, Map<String, String> sink) {

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$-]+");
  private static final String ORIGIN = "origin";

  public ConnectorConfigs {
    source = Map.copyOf(source);
    sink = Map.copyOf(sink);
  }

  /**
   * Fills the templates of a folder.
   *
   * @param folder {@code connect-configs}
   */
  public static ConnectorConfigs of(Migration migration, Path folder) {
    boolean keepsNames = migration.renames().isEmpty() && migration.schemaRenames().isEmpty();
    String kind = keepsNames ? "shop" : "yolos";
    Map<String, String> values = values(migration);
    return new ConnectorConfigs(
        filled(folder.resolve(kind + "-source.json"), migration.sourceConnector(), values),
        filled(folder.resolve(kind + "-sink.json"), migration.sinkConnector(), values));
  }

  /**
   * The same; a capture that has been told to bring own changes only, because a way back runs, goes
   * on to.
   *
   * @param running the source connector's configuration as Connect holds it
   */
  public ConnectorConfigs keepingOrigin(Optional<Map<String, String>> running) {
    Optional<String> origin = running.map(config -> config.get(ORIGIN));
    if (origin.isEmpty()) {
      return this;
    }
    Map<String, String> kept = new TreeMap<>(source);
    kept.putIfAbsent(ORIGIN, origin.get());
    return new ConnectorConfigs(kept, sink);
  }

  private static Map<String, String> filled(Path file, String name, Map<String, String> values) {
    Map<String, String> config = new TreeMap<>(TemplatedConfig.read(file).fill(values));
    config.put("name", name);
    return config;
  }

  private static Map<String, String> values(Migration migration) {
    Source source = migration.source();
    Map<String, String> values = new HashMap<>();
    values.put("name", migration.name());
    values.put("kafka.bootstrap.servers", migration.bootstrapServers().orElse(""));
    values.put("schema.registry.url", migration.registryUrl().orElse(""));
    put(values, "source", source.database().endpoint());
    put(values, "target", migration.target().endpoint());
    values.put("source.tables", String.join(",", source.tables()));
    values.put("source.publication", source.publication());
    values.put("source.slot", source.slot());
    values.put("source.chunk.rows", Integer.toString(source.chunk().rows()));
    values.put("source.chunk.threads", Integer.toString(source.chunk().threads()));
    values.put("renames", renames(migration));
    return values;
  }

  private static void put(Map<String, String> values, String side, Endpoint endpoint) {
    values.put(side + ".host", endpoint.host());
    values.put(side + ".port", Integer.toString(endpoint.port()));
    values.put(side + ".database", endpoint.database());
    values.put(side + ".user", endpoint.user());
    values.put(side + ".password", endpoint.password().value());
    values.put(side + ".sslmode", endpoint.sslMode());
  }

  private static String renames(Migration migration) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(migration.renames())
        .forEach((from, to) -> pairs.add(written(from) + ":" + written(to)));
    new TreeMap<>(migration.schemaRenames())
        .forEach((from, to) -> pairs.add(written(from) + ":" + written(to)));
    return String.join(",", pairs);
  }

  private static String written(TableId table) {
    return written(table.schema()) + "." + written(table.table());
  }

  /** The transform wants quotes around a name that holds more than letters. */
  private static String written(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
