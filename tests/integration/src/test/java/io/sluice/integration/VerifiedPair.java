package io.sluice.integration;

import static org.awaitility.Awaitility.await;

import io.sluice.change.TableId;
import io.sluice.control.box.Distribution;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.Deployment;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.status.StatusReader;
import io.sluice.control.verify.TableResult;
import io.sluice.control.verify.Verification;
import io.sluice.control.verify.VerificationResult;
import io.sluice.control.verify.VerifyOptions;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two databases on two servers, a pipeline between them, and {@code sluice verify}. */
final class VerifiedPair implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CHUNK_ROWS = 400;
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  private final TestDatabase source;
  private final TestDatabase target;
  private final Migration migration;
  private final ConnectRest rest = ConnectRest.at(Connect.shared().restUrl());

  private VerifiedPair(TestDatabase source, TestDatabase target, Migration migration) {
    this.source = source;
    this.target = target;
    this.migration = migration;
  }

  /**
   * Prepares both databases; {@link #start} deploys the connectors.
   *
   * @param server of the source
   * @param tables statements for both sides
   * @param rows statements for the source
   * @param onTarget a statement for the target
   */
  static VerifiedPair of(
      PostgresServer server,
      String name,
      Map<TableId, TableId> renames,
      List<String> tables,
      List<String> rows,
      String onTarget) {
    TestDatabase source = new TestDatabase(server.createDatabase(name + "_source"));
    TestDatabase target = Postgres.shared().newDatabase(name);
    source.execute(tables.toArray(String[]::new));
    target.execute(tables.toArray(String[]::new));
    source.execute(rows.toArray(String[]::new));
    target.execute(onTarget);
    Source from =
        new Source(
            new Database("source", source.endpoint()),
            List.of(),
            "pub",
            name,
            new Source.Chunk(CHUNK_ROWS, 2));
    Migration migration =
        new Migration(
            name,
            from,
            new Database("target", target.endpoint()),
            Optional.of(KafkaBroker.shared().bootstrapServers()),
            Optional.of(Connect.shared().restUrl()),
            renames);
    return new VerifiedPair(source, target, migration);
  }

  VerifiedPair start() {
    new Deployment(rest, ConnectorConfigs.of(migration, Distribution.installed().connectConfigs()))
        .run(Patience.of(LIMIT));
    awaitCopied();
    return this;
  }

  private void awaitCopied() {
    try (StatusReader status = new StatusReader(migration, rest, consumers())) {
      await("the end of the copy").atMost(LIMIT).until(() -> status.read().isCopied());
    } catch (SQLException failed) {
      throw new AssertionError("the databases cannot be asked", failed);
    }
  }

  TestDatabase source() {
    return source;
  }

  TestDatabase target() {
    return target;
  }

  Migration migration() {
    return migration;
  }

  TopicConsumers consumers() {
    return new TopicConsumers(KafkaBroker.shared().bootstrapServers());
  }

  VerificationResult verify(VerifyOptions options) throws SQLException {
    return Verification.of(migration, options).run(new Console(NOWHERE, NOWHERE, false));
  }

  VerificationResult verify() throws SQLException {
    return verify(options(false));
  }

  VerificationResult repair() throws SQLException {
    return verify(options(true));
  }

  static VerifyOptions options(boolean repair) {
    return new VerifyOptions(repair, false, 1, 0, Duration.ofSeconds(5));
  }

  /** A table's differences, as people see them. */
  static List<String> named(VerificationResult result, String table) {
    return result.tables().stream()
        .filter(each -> each.table().toString().equals(table))
        .map(TableResult::lines)
        .flatMap(List::stream)
        .map(line -> line.substring(table.length() + 2))
        .toList();
  }

  @Override
  public void close() {
    rest.delete(migration.sinkConnector());
    rest.delete(migration.sourceConnector());
    await("a free slot")
        .atMost(LIMIT)
        .until(() -> source.texts("SELECT 1 FROM pg_replication_slots WHERE active").isEmpty());
    source.texts("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
    target.texts(
        "SELECT pg_replication_origin_drop(roname) FROM pg_replication_origin WHERE roname LIKE 'sluice:"
            + migration.sinkConnector()
            + ":%'");
  }
}
