package io.sluice.control.cutover;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.Subscription;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import io.sluice.envelope.TopicNaming;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sink that reads a migration's topics.
 *
 * @param connector its name
 * @param target where it writes, and keeps its progress
 * @param topics which it reads
 */
record Follower(String connector, Database target, Subscription topics) {

  private static final String CLASS = "io.sluice.sink.connect.PostgresSinkConnector";

  /**
   * The migration's own sink first, and every other one of the Connect cluster that reads its
   * watermarks.
   *
   * @param without connectors that nobody waits for
   */
  static List<Follower> of(Migration migration, ConnectRest rest, Collection<String> without) {
    List<Follower> followers = new ArrayList<>();
    followers.add(
        new Follower(
            migration.sinkConnector(),
            migration.target(),
            Subscription.of(config(rest, migration.sinkConnector()))));
    String watermarks = new TopicNaming(migration.name()).watermarks();
    for (String name : rest.connectors()) {
      if (!name.equals(migration.sinkConnector()) && !without.contains(name)) {
        other(name, rest.config(name).orElse(Map.of()), watermarks).ifPresent(followers::add);
      }
    }
    return followers;
  }

  private static Optional<Follower> other(
      String name, Map<String, String> config, String watermarks) {
    if (!CLASS.equals(config.get("connector.class"))) {
      return Optional.empty();
    }
    Subscription topics = Subscription.of(config);
    return topics.contains().test(watermarks)
        ? Optional.of(
            new Follower(name, new Database("target of " + name, endpoint(name, config)), topics))
        : Optional.empty();
  }

  private static Endpoint endpoint(String name, Map<String, String> config) {
    String password = config.getOrDefault("database.password", "");
    if (password.startsWith("${")) {
      throw new Problem(
          "connector %1$s reads the same topics, and its password is kept where only Connect finds it: give --without-sink %1$s, and look after it yourself"
              .formatted(name));
    }
    return new Endpoint(
        config.getOrDefault("database.hostname", ""),
        Integer.parseInt(config.getOrDefault("database.port", "5432")),
        config.getOrDefault("database.dbname", ""),
        config.getOrDefault("database.user", ""),
        new Secret(password),
        config.getOrDefault("database.sslmode", "prefer"),
        Map.of());
  }

  private static Map<String, String> config(ConnectRest rest, String name) {
    return rest.config(name)
        .orElseThrow(
            () -> new Problem("there is no connector " + name + ": run sluice start first"));
  }
}
