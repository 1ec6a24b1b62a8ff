package io.sluice.testkit;

import static org.awaitility.Awaitility.await;

import io.sluice.change.TableId;
import io.sluice.control.box.Distribution;
import io.sluice.control.cleanup.Cleanup;
import io.sluice.control.cleanup.CleanupOptions;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.Deployment;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.connect.TopicList;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.status.Status;
import io.sluice.control.status.StatusReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A migration between two databases of its own, on the shared broker and worker, for tests of the
 * commands.
 *
 * @param source where from
 * @param target where to
 * @param migration between them
 */
public record Pipeline(TestDatabase source, TestDatabase target, Migration migration) {

  /** How long a test waits for anything. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  /** Two empty databases; the publication is made with the connector. */
  public static Pipeline between(String name, Map<TableId, TableId> renames) {
    TestDatabase source = Postgres.shared().newDatabase(name + "_from");
    TestDatabase target = Postgres.shared().newDatabase(name + "_to");
    String slot = name + "_" + ProcessHandle.current().pid();
    Source from =
        new Source(
            new Database("source", source.endpoint()),
            List.of(),
            "sluice_" + slot,
            "sluice_" + slot,
            Source.Chunk.DEFAULT);
    Migration migration =
        new Migration(
            name,
            from,
            new Database("target", target.endpoint()),
            Optional.of(KafkaBroker.shared().bootstrapServers()),
            Optional.of(Connect.shared().restUrl()),
            renames);
    return new Pipeline(source, target, migration);
  }

  /**
   * Creates both connectors, and waits until every table is copied and applied.
   *
   * @param settings of the source connector that differ from the template
   */
  public Pipeline start(Map<String, String> settings) {
    ConnectorConfigs configs =
        ConnectorConfigs.of(migration, Distribution.installed().connectConfigs());
    Map<String, String> changed = new HashMap<>(configs.source());
    changed.putAll(settings);
    new Deployment(rest(), new ConnectorConfigs(changed, configs.sink())).run(patience());
    await("the end of the copy")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(this::isCopied);
    return this;
  }

  private boolean isCopied() throws SQLException {
    Status status = status();
    return status.isCopied() && status.lag().sinkRecords() == 0;
  }

  /** How it is now. */
  public Status status() throws SQLException {
    try (StatusReader reader = new StatusReader(migration, rest(), consumers())) {
      return reader.read();
    }
  }

  public ConnectRest rest() {
    return ConnectRest.at(Connect.shared().restUrl());
  }

  public TopicConsumers consumers() {
    return new TopicConsumers(KafkaBroker.shared().bootstrapServers());
  }

  /** Takes it away again, as far as the options say. */
  public Cleanup cleanup(CleanupOptions options) {
    return new Cleanup(
        migration, rest(), new TopicList(consumers().bootstrapServers()), options, patience());
  }

  public static Patience patience() {
    return Patience.of(LIMIT);
  }

  /** What a command says, without a terminal. */
  public record Paper(ByteArrayOutputStream bytes) {

    public Paper() {
      this(new ByteArrayOutputStream());
    }

    public Console console() {
      PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
      return new Console(out, out, false);
    }

    public String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
