package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.TableId;
import io.sluice.control.box.Distribution;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.Deployment;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.cutover.Cutover;
import io.sluice.control.cutover.CutoverResult;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.status.Phase;
import io.sluice.control.status.Status;
import io.sluice.control.status.StatusReader;
import io.sluice.control.verify.Verification;
import io.sluice.control.verify.VerificationResult;
import io.sluice.control.verify.VerifyOptions;
import io.sluice.postgres.Sql;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Roles;
import io.sluice.testkit.TestDatabase;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * A migration on the shared broker and worker: what {@code sluice start}, {@code status} and {@code
 * cutover} do, step by step. Closing it takes connectors, slot, origin and topics away. Used by one
 * thread.
 */
public final class Move implements AutoCloseable {

  private static final Patience START = Patience.of(Duration.ofSeconds(90));
  private static final Console SILENT = silent();

  private final TestDatabase source;
  private final TestDatabase target;
  private final Migration migration;
  private final Map<String, String> changed;
  private final ConnectRest rest = ConnectRest.at(Connect.shared().restUrl());
  private final TopicConsumers topics = new TopicConsumers(KafkaBroker.shared().bootstrapServers());
  private final Duration patience;

  private Move(
      TestDatabase source,
      TestDatabase target,
      Migration migration,
      Map<String, String> changed,
      Duration patience) {
    this.source = source;
    this.target = target;
    this.migration = migration;
    this.changed = changed;
    this.patience = patience;
  }

  /**
   * Prepares a migration of everything in a database or in a publication.
   *
   * @param name of topics, connectors and slot: lower-case letters, digits and hyphens
   * @param publication one that exists; otherwise one is made
   * @param patience for each step that waits
   */
  static Move of(
      String name,
      TestDatabase source,
      TestDatabase target,
      Optional<String> publication,
      Source.Chunk chunk,
      Map<TableId, TableId> renames,
      Duration patience) {
    return of(name, source, target, publication, chunk, renames, Map.of(), patience);
  }

  /**
   * Prepares a migration whose connectors differ from the template.
   *
   * @param changed keys of both connectors, and their values
   */
  public static Move of(
      String name,
      TestDatabase source,
      TestDatabase target,
      Optional<String> publication,
      Source.Chunk chunk,
      Map<TableId, TableId> renames,
      Map<String, String> changed,
      Duration patience) {
    String slot = "e2e_" + name.replace('-', '_');
    Source from =
        new Source(
            new Database("source", source.endpoint()),
            List.of(),
            publication.orElse(slot),
            slot,
            chunk);
    Migration migration =
        new Migration(
            name,
            from,
            new Database("target", target.endpoint()),
            Optional.of(KafkaBroker.shared().bootstrapServers()),
            Optional.of(Connect.shared().restUrl()),
            renames);
    return new Move(source, target, migration, changed, patience);
  }

  /** The same migration, by the roles of {@code connect-configs} in place of superusers. */
  Move byRoles() {
    Source from = migration.source();
    Source captured =
        new Source(
            new Database("source", Roles.AS_TOLD.asCapture(source).endpoint()),
            from.tables(),
            from.publication(),
            from.slot(),
            from.chunk());
    Migration limited =
        new Migration(
            migration.name(),
            captured,
            new Database("target", Roles.AS_TOLD.asApply(target).endpoint()),
            migration.bootstrapServers(),
            migration.connectUrl(),
            migration.renames());
    return new Move(source, target, limited, changed, patience);
  }

  public Migration migration() {
    return migration;
  }

  /**
   * Creates both connectors and waits until they run.
   *
   * @throws io.sluice.control.report.Problem if one of them refuses
   */
  public void start() {
    ConnectorConfigs configs =
        ConnectorConfigs.of(migration, Distribution.installed().connectConfigs());
    new Deployment(rest, new ConnectorConfigs(with(configs.source()), with(configs.sink())))
        .run(START);
  }

  private Map<String, String> with(Map<String, String> config) {
    Map<String, String> all = new HashMap<>(config);
    all.putAll(changed);
    return all;
  }

  /** Returns once the stream is open; the copy has just begun. */
  public void awaitStream() {
    await("an active slot")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> source.texts(slots("slot_name", "AND active")).size() == 1);
  }

  /** Returns once every table is in its topic. */
  public Status awaitCopied() {
    return awaitStatus(
        "the end of the copy",
        status -> {
          assertThat(status.complaint()).isEmpty();
          return status.isCopied();
        });
  }

  /** Returns once a connector has stopped for good, with its complaint. */
  public String awaitFailure() {
    return awaitStatus("a failure", status -> status.phase() == Phase.FAILED).complaint();
  }

  public CutoverResult cutover() throws SQLException {
    return new Cutover(migration, rest, topics, 0, Patience.of(patience)).run(SILENT);
  }

  public VerificationResult repair() throws SQLException {
    VerifyOptions options = new VerifyOptions(true, true, 1, 0, patience);
    return Verification.of(migration, options).run(SILENT);
  }

  @Override
  public void close() throws ExecutionException, InterruptedException {
    rest.delete(migration.sinkConnector());
    rest.delete(migration.sourceConnector());
    await("a free slot")
        .atMost(Duration.ofSeconds(30))
        .until(() -> source.texts(slots("slot_name", "AND active")).isEmpty());
    source.texts(slots("pg_drop_replication_slot(slot_name)", ""));
    // A server has few places for origins, and keeps them for whoever may come back.
    target.texts(
        "SELECT pg_replication_origin_drop(roname) FROM pg_replication_origin WHERE roname LIKE "
            + Sql.literal("sluice:" + migration.sinkConnector() + ":%"));
    deleteTopics();
  }

  private Status awaitStatus(String what, Predicate<Status> condition) {
    try (StatusReader reader = new StatusReader(migration, rest, topics)) {
      return await(what)
          .atMost(patience)
          .pollInterval(Duration.ofMillis(500))
          .until(reader::read, condition);
    } catch (SQLException failed) {
      throw new AssertionError("the databases cannot be asked", failed);
    }
  }

  private String slots(String what, String more) {
    return "SELECT "
        + what
        + " FROM pg_replication_slots WHERE slot_name = "
        + Sql.literal(migration.source().slot())
        + " "
        + more;
  }

  private void deleteTopics() throws ExecutionException, InterruptedException {
    String brokers = KafkaBroker.shared().bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      Set<String> own =
          admin.listTopics().names().get().stream()
              .filter(topic -> topic.startsWith(migration.name() + "."))
              .collect(Collectors.toSet());
      admin.deleteTopics(own).all().get();
    }
  }

  private static Console silent() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Console(nowhere, nowhere, false);
  }
}
