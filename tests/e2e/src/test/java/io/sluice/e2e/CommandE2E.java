package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.box.BoxAddress;
import io.sluice.control.box.Distribution;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.box.RegistryAddress;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectRest.FieldError;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.MigrationFile;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/** The command as a user has it: a migration from beginning to end, and what it says of faults. */
class CommandE2E {

  private static final String BOX = "box";

  @TempDir static Path folder;
  private static Command sluice;
  private static PostgresServer server;
  private static BoxAddress box;
  private static RegistryAddress registry;

  @BeforeAll
  static void startServers() throws Exception {
    sluice = new Command(folder, Map.of());
    server = Postgres.own(Map.of("fsync", "off"));
    Command.Outcome up = sluice.run("up", "--registry", "--box", BOX);
    assertThat(up.exit()).as(up.err()).isZero();
    box = BoxAddress.read(folder.resolve(BOX)).orElseThrow();
    registry = box.registry().orElseThrow();
    assertThat(up.out())
        .contains(box.bootstrapServers(), box.restUrl().toString(), registry.url() + "  (pid");
  }

  /** What {@code down --delete} leaves: nothing. */
  @AfterAll
  static void endServers() throws Exception {
    try (PostgresServer ending = server) {
      Command.Outcome down = sluice.run("down", "--delete", "--box", BOX);
      assertThat(down.exit()).as(down.err()).isZero();
      assertThat(folder.resolve(BOX)).doesNotExist();
      assertThat(box.broker().isAlive()).isFalse();
      assertThat(box.worker().isAlive()).isFalse();
      assertThat(registry.process().isAlive()).isFalse();
      assertThat(sluice.run("down", "--box", BOX).exit()).as("nothing to end is fine").isZero();
    }
  }

  @Test
  void migrationRunsFromStartToCutover() throws Exception {
    MigrationYaml yaml = migration("story");
    TestDatabase source = new TestDatabase(yaml.source());
    source.execute("INSERT INTO public.things SELECT n, 'x' FROM generate_series(1, 5000) n");
    String file = yaml.write(folder).toString();

    assertGood(run("start", file, "--dry-run"));
    assertThat(ConnectRest.at(box.restUrl()).config("story-source")).as("a dry run").isEmpty();
    assertGood(run("start", file));
    assertGood(run("start", file));
    await("the end of the copy")
        .atMost(Duration.ofSeconds(60))
        .until(() -> status(file).path("phase").textValue().equals("streaming"));
    assertThat(status(file).path("tables").get(0).path("percent").intValue()).isEqualTo(100);
    Command.Outcome verify = run("verify", file, "--json");
    assertGood(verify);
    assertThat(verify.json().path("tables").get(0).path("state").textValue()).isEqualTo("verified");
    assertThat(subjects()).as("the box's registry is used").contains("public.things-value");

    TestDatabase target = new TestDatabase(yaml.target());
    target.execute("UPDATE public.things SET t = 'y' WHERE id = 1");
    Command.Outcome different = run("compare", file);
    assertThat(different.exit()).as(different.err()).isEqualTo(1);
    assertThat(different.out()).contains("public.things", "rows differ");
    Command.Outcome back = run("cutover", file, "--json", "--compare", "whole");
    assertThat(back.exit()).as(back.err()).isEqualTo(1);
    assertThat(back.json().path("outcome").textValue()).isEqualTo("back");
    assertThat(back.json().path("message").textValue()).startsWith("1 tables differ");
    target.execute(
        "SET session_replication_role = replica", "UPDATE public.things SET t = 'x' WHERE id = 1");

    source.execute("DELETE FROM public.things WHERE id % 2 = 0");
    Command.Outcome plan = run("cutover", file, "--dry-run");
    assertGood(plan);
    assertThat(plan.out()).contains("would close source", "would run no switch command");
    Command.Outcome cutover = run("cutover", file, "--json");
    assertGood(cutover);
    assertThat(cutover.json().path("ok").booleanValue()).isTrue();
    assertThat(cutover.json().path("outcome").textValue()).isEqualTo("done");
    assertThat(cutover.json().path("tables").get(0).path("rows").intValue()).isEqualTo(2500);

    Command.Outcome equal = run("compare", file, "--json");
    assertGood(equal);
    assertThat(equal.json().path("mismatches").intValue()).isZero();
    target.execute("INSERT INTO public.things VALUES (0, 'new side')");
    assertGood(run("rollback", file));
    assertThat(source.text("SELECT t FROM public.things WHERE id = 0")).isEqualTo("new side");
  }

  @Test
  void wrongPasswordIsNamed() throws Exception {
    MigrationYaml yaml = migration("password").withPassword("not this one");
    assertOneSentence(
        yaml, "database.password", "refuses the password of user " + yaml.source().user());
  }

  @Test
  void missingTableIsNamed() throws Exception {
    MigrationYaml yaml = migration("missing").withTable("public.nowhere");
    assertOneSentence(yaml, "table.include.list", "is called public.nowhere");
  }

  @Test
  void slotThatAnotherProcessUsesIsNamed() throws Exception {
    MigrationYaml yaml = migration("taken");
    new TestDatabase(yaml.source())
        .execute(
            "CREATE PUBLICATION sluice_taken FOR TABLE public.things",
            "SELECT pg_create_logical_replication_slot('sluice_taken', 'pgoutput')");
    try (Connection other = yaml.source().connectForReplication("somebody-else");
        PGReplicationStream stream = stream(other, "sluice_taken")) {
      assertThat(stream.isClosed()).isFalse();
      assertOneSentence(yaml, "slot.name", "Slot sluice_taken is in use by ");
    }
  }

  @Test
  void serverWithoutLogicalLogAndServerThatIsStoppedAreNamed() throws Exception {
    try (PostgresServer plain = Postgres.own(Map.of("wal_level", "replica", "fsync", "off"))) {
      Endpoint endpoint = plain.createDatabase("plain");
      new TestDatabase(endpoint).execute("CREATE TABLE public.things (id integer PRIMARY KEY)");
      MigrationYaml yaml = migration("plain").withSource(endpoint);
      assertOneSentence(yaml, "database.hostname", "wal_level is replica");
      plain.stop();
      assertOneSentence(yaml, "database.hostname", endpoint.address() + " cannot be reached");
    }
  }

  private static String subjects() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + "/subjects")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static MigrationYaml migration(String name) {
    Endpoint source = server.createDatabase(name + "_from");
    Endpoint target = server.createDatabase(name + "_to");
    new TestDatabase(source).execute("CREATE TABLE public.things (id integer PRIMARY KEY, t text)");
    return new MigrationYaml(name, source, source.password().value(), "public.things", target);
  }

  private static Command.Outcome run(String command, String file, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command, "-c", file, "--box", BOX));
    arguments.addAll(List.of(more));
    return sluice.run(arguments.toArray(String[]::new));
  }

  private static JsonNode status(String file) throws Exception {
    Command.Outcome status = run("status", file, "--json");
    assertGood(status);
    return status.json();
  }

  private static void assertGood(Command.Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.err() + outcome.out()).isZero();
  }

  /** One from {@code start}, with exit code 2, and one from Connect's validation beside its key. */
  private static void assertOneSentence(MigrationYaml yaml, String key, String words)
      throws Exception {
    Path file = yaml.write(folder);
    Command.Outcome start = run("start", file.toString());
    assertThat(start.exit()).as(start.err()).isEqualTo(2);
    assertThat(start.err().lines()).as(start.err()).hasSize(1);
    assertThat(start.err()).startsWith("sluice: source: ").contains(words);
    assertThat(start.err()).doesNotContain(yaml.password());

    assertThat(validate(file))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo(key);
              assertThat(error.message()).contains(words);
            });
  }

  private static List<FieldError> validate(Path file) {
    Migration migration =
        MigrationFile.read(file)
            .on(box.bootstrapServers(), box.restUrl(), Optional.of(registry.url().toString()));
    Map<String, String> config =
        ConnectorConfigs.of(migration, Distribution.installed().connectConfigs()).source();
    return ConnectRest.at(box.restUrl()).validate(config);
  }

  private static PGReplicationStream stream(Connection session, String name) throws Exception {
    return session
        .unwrap(PGConnection.class)
        .getReplicationAPI()
        .replicationStream()
        .logical()
        .withSlotName(name)
        .withSlotOption("proto_version", 1)
        .withSlotOption("publication_names", name)
        .start();
  }
}
