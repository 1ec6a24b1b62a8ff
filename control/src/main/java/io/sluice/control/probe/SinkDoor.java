package io.sluice.control.probe;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.Subscription;
import io.sluice.control.cutover.TargetProgress;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Secret;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sink that reads a migration's topics, and its database.
 *
 * @param connector the sink's name
 * @param database where its progress is
 */
record SinkDoor(String connector, Database database) {

  private static final String CLASS = "io.sluice.sink.connect.PostgresSinkConnector";

  /** The migration's own sink, and whatever others in the cluster read this topic. */
  static List<SinkDoor> reading(String topic, ConnectRest rest, Migration migration) {
    List<SinkDoor> doors = new ArrayList<>();
    for (String name : rest.connectors()) {
      Map<String, String> config = rest.config(name).orElse(Map.of());
      if (CLASS.equals(config.get("connector.class"))
          && Subscription.of(config).contains().test(topic)) {
        doors.add(new SinkDoor(name, database(name, config, migration)));
      }
    }
    return doors;
  }

  private static Database database(String name, Map<String, String> config, Migration migration) {
    return name.equals(migration.sinkConnector())
        ? migration.target()
        : new Database("target of " + name, endpoint(config));
  }

  private static Endpoint endpoint(Map<String, String> config) {
    return new Endpoint(
        config.getOrDefault("database.hostname", ""),
        Integer.parseInt(config.getOrDefault("database.port", "5432")),
        config.getOrDefault("database.dbname", ""),
        config.getOrDefault("database.user", ""),
        new Secret(config.getOrDefault("database.password", "")),
        config.getOrDefault("database.sslmode", "prefer"),
        Map.of());
  }

  /** Opens its progress. */
  TargetProgress open() {
    return TargetProgress.open(database, connector);
  }

  /** Whether a progress has passed a record. */
  static boolean hasPassed(TargetProgress progress, Place place) {
    try {
      return Optional.ofNullable(progress.nextOffsets().get(place.partition())).orElse(0L)
          > place.offset();
    } catch (SQLException e) {
      throw new Problem("the target's progress cannot be read: " + e.getMessage(), e);
    }
  }
}
