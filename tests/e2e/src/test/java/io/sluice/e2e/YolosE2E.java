package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.change.TableId;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.demo.XminWatch;
import io.sluice.control.migration.Database;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.Rows;
import io.sluice.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * One big table goes from one server to another under another name, by {@code
 * examples/yolos/migration.yaml}, while rows come and go. As big as the example says: {@code
 * -Dsluice.yolos.rows=10000000}.
 */
class YolosE2E {

  private static final long ROWS = Long.getLong("sluice.yolos.rows", 100_000);
  private static final Duration COPY = Duration.ofSeconds(300 + ROWS / 2_000);
  private static final long OLDEST_SNAPSHOT_MS = 5_000;
  private static final String FILE =
      Path.of("..", "..", "examples", "yolos", "migration.yaml").toAbsolutePath().toString();
  private static final String BOX = "box";

  /** So many rows are still handed over to be compared one by one. */
  private static final long FEW = 1_000_000;

  @TempDir static Path folder;

  @Test
  void bigTableMovesWhileRowsComeAndGo(TestReporter report) throws Exception {
    try (PostgresServer from = Postgres.own(Map.of("max_wal_size", "4GB"));
        PostgresServer to = Postgres.own(Map.of("max_wal_size", "4GB"))) {
      TestDatabase source = new TestDatabase(from.createDatabase("yolo"));
      TestDatabase target = new TestDatabase(to.createDatabase("yolo"));
      fill(source);
      Command sluice = new Command(folder, environment(source.endpoint(), target.endpoint()));
      try {
        move(sluice, source, target, report);
      } finally {
        assertThat(sluice.run("down", "--delete", "--box", BOX).exit()).isZero();
      }
    }
  }

  private static void fill(TestDatabase source) {
    source.execute(
        "SET search_path = public",
        "CREATE TABLE yolos (id serial PRIMARY KEY)",
        "INSERT INTO yolos SELECT generate_series(1, " + ROWS + ")",
        "SELECT setval('yolos_id_seq', " + ROWS + ")",
        "CREATE PUBLICATION pub_on_yolos FOR TABLE yolos",
        "ANALYZE yolos");
  }

  private static void move(
      Command sluice, TestDatabase source, TestDatabase target, TestReporter report)
      throws Exception {
    run(sluice, "up");
    try (XminWatch watch = XminWatch.start(new Database("source", source.endpoint()));
        Comings comings = Comings.start(source)) {
      long began = System.nanoTime();
      run(sluice, "start", "-c", FILE);
      await("the end of the copy")
          .atMost(COPY)
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> isCopied(run(sluice, "status", "-c", FILE, "--json").json()));
      double seconds = (System.nanoTime() - began) / 1e9;
      long changes = comings.stop();
      JsonNode cutover = run(sluice, "cutover", "-c", FILE, "--json").json();

      report.publishEntry(
          "yolos",
          "%d rows in %.0f s are %.0f rows/s, %d changes meanwhile, oldest snapshot %d ms"
              .formatted(ROWS, seconds, ROWS / seconds, changes, watch.oldestMillis()));
      assertThat(cutover.path("ok").booleanValue()).as(cutover.toString()).isTrue();
      assertThat(changes).isPositive();
      assertThat(watch.oldestMillis()).isLessThan(OLDEST_SNAPSHOT_MS);
    }
    assertSameRows(source, target);
  }

  private static boolean isCopied(JsonNode status) {
    assertThat(status.path("complaint").textValue()).isEmpty();
    return status.path("phase").textValue().equals("streaming");
  }

  private static void assertSameRows(TestDatabase source, TestDatabase target) {
    String summary = "SELECT count(*) || ' ' || min(id) || ' ' || max(id) || ' ' || sum(id) FROM ";
    assertThat(target.text(summary + "public.yolos2"))
        .isEqualTo(source.text(summary + "public.yolos"));
    if (ROWS <= FEW) {
      assertThat(Rows.of(target, new TableId("public", "yolos2")))
          .isEqualTo(Rows.of(source, new TableId("public", "yolos")));
    }
  }

  private static Command.Outcome run(Command sluice, String command, String... arguments)
      throws Exception {
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--box";
    all[all.length - 1] = BOX;
    Command.Outcome outcome = sluice.run(all);
    assertThat(outcome.exit()).as(outcome.err() + outcome.out()).isZero();
    return outcome;
  }

  private static Map<String, String> environment(Endpoint source, Endpoint target) {
    Map<String, String> variables = new HashMap<>();
    put(variables, "SOURCE_", source);
    put(variables, "TARGET_", target);
    return variables;
  }

  private static void put(Map<String, String> variables, String side, Endpoint endpoint) {
    variables.put(side + "HOST", endpoint.host());
    variables.put(side + "PORT", Integer.toString(endpoint.port()));
    variables.put(side + "DATABASE", endpoint.database());
    variables.put(side + "USER", endpoint.user());
    variables.put(side + "PASSWORD", endpoint.password().value());
  }
}
