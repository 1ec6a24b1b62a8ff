package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.report.Patience;
import io.sluice.testkit.Connect;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a sink in a real worker makes of topics that are not whole, and of a new password. */
class SinkGuardIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ConnectRest rest = ConnectRest.at(Connect.shared().restUrl());
  private String sink;
  private TestDatabase target;
  private ItemsTopic topic;

  @BeforeEach
  void create(TestInfo test) throws Exception {
    String prefix = "g" + Math.abs(test.getDisplayName().hashCode());
    sink = prefix + "-sink";
    target = Postgres.shared().newDatabase("guard");
    topic = new ItemsTopic(prefix);
    topic.insert(1);
    topic.insert(2);
  }

  @AfterEach
  void drop() throws Exception {
    rest.delete(sink);
    topic.close();
    target.texts(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    target.texts(
        "SELECT pg_replication_origin_drop(roname) FROM pg_replication_origin"
            + " WHERE roname LIKE 'sluice:"
            + sink
            + ":%'");
    Postgres.shared().drop(target);
  }

  @Test
  void recordsThatRetentionDeletedWhileTheSinkWasAwayStopIt() throws Exception {
    start(topic.sinkInto(target));
    awaitItems("1 2");
    rest.stop(sink);
    awaitSessions(0);
    topic.insert(3);
    topic.insert(4);
    topic.deleteBefore(3);
    rest.resume(sink);

    assertThat(awaitComplaint())
        .contains("SLUICE-3012 RECORDS_DELETED")
        .contains("public.items-0 begins at offset 3, but offset 2 is the next to apply")
        .contains("UPDATE sluice.progress SET next_offset = 3 WHERE connector = '" + sink + "'");
    assertThat(items()).isEqualTo("1 2");

    target.execute("UPDATE sluice.progress SET next_offset = 3");
    restart();
    awaitItems("1 2 4");
  }

  @Test
  void recordsThatRetentionDeletedBeforeTheRunningSinkStopIt() throws Exception {
    start(topic.sinkInto(target));
    awaitItems("1 2");
    rest.pause(sink);
    await().atMost(LIMIT).until(() -> status().contains("PAUSED"));
    topic.insert(3);
    topic.insert(4);
    topic.deleteBefore(3);
    rest.resume(sink);

    assertThat(awaitComplaint())
        .contains("SLUICE-3012")
        .contains("public.items-0 begins at offset 3, but offset 2 is the next to apply");
    assertThat(items()).isEqualTo("1 2");
  }

  @Test
  void recordsThatWereDeletedBeforeTheFirstStartStopIt() throws Exception {
    topic.deleteBefore(1);
    start(topic.sinkInto(target));

    assertThat(awaitComplaint())
        .contains("SLUICE-3012")
        .contains("public.items-0 begins at offset 1, but offset 0 is the next to apply");
  }

  @Test
  void topicThatWasMadeAnewStopsItWhateverItsOffsets() throws Exception {
    start(topic.sinkInto(target));
    awaitItems("1 2");
    rest.stop(sink);
    awaitSessions(0);
    topic.replace();
    topic.insert(7);
    rest.resume(sink);

    assertThat(awaitComplaint())
        .contains("SLUICE-3013 TOPIC_REPLACED")
        .contains("public.items-0 ends at offset 1, but was applied up to offset 2");
    topic.insert(8);
    topic.insert(9);
    restart();
    assertThat(awaitComplaint()).contains("SLUICE-3013").contains("was deleted and made anew");
    assertThat(items()).isEqualTo("1 2");
  }

  @Test
  void passwordThatIsRotatedInItsFileIsTakenUpWithoutARestart(@TempDir Path folder)
      throws Exception {
    Path secrets = folder.resolve("target.properties");
    target.execute("CREATE ROLE " + role() + " LOGIN SUPERUSER PASSWORD 'old one'", "CHECKPOINT");
    Files.writeString(secrets, "password=old one\n");
    Map<String, String> config = new HashMap<>(topic.sinkInto(target));
    config.put("database.user", role());
    config.put("database.password", "${file:" + secrets + ":password}");
    config.put("retry.backoff.max.ms", "500");
    try {
      start(config);
      awaitItems("1 2");
      target.execute("ALTER ROLE " + role() + " PASSWORD 'new one'");
      target.texts(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '"
              + role()
              + "'");
      topic.insert(3);
      Files.writeString(secrets, "password=new one\n");

      awaitItems("1 2 3");
      assertThat(status()).contains("RUNNING");
    } finally {
      rest.delete(sink);
      awaitSessions(0);
      target.execute("DROP OWNED BY " + role() + " CASCADE", "DROP ROLE " + role());
    }
  }

  private void restart() {
    rest.stop(sink);
    await()
        .atMost(LIMIT)
        .until(() -> rest.status(sink).map(ConnectorStatus::complaint).orElse("").isEmpty());
    rest.resume(sink);
  }

  private String role() {
    return sink.replace('-', '_');
  }

  private void start(Map<String, String> config) {
    rest.put(sink, config);
  }

  private String status() {
    return rest.status(sink).map(ConnectorStatus::toString).orElse("none");
  }

  private String awaitComplaint() {
    return await()
        .atMost(LIMIT)
        .until(
            () -> rest.status(sink).map(ConnectorStatus::complaint).orElse(""),
            complaint -> !complaint.isEmpty());
  }

  private void awaitItems(String ids) {
    Patience.of(LIMIT)
        .until(
            () -> {
              rest.status(sink).ifPresent(ConnectorStatus::requireHealthy);
              return items().equals(ids);
            },
            () -> "the target has " + items() + ", not " + ids);
  }

  private String items() {
    String exists = target.text("SELECT to_regclass('public.items') IS NOT NULL");
    return exists.equals("t")
        ? target.text(
            "SELECT coalesce(string_agg(id::text, ' ' ORDER BY id), '') FROM public.items")
        : "";
  }

  private void awaitSessions(int count) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                target
                    .text(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name LIKE 'sluice sink "
                            + sink
                            + "%'")
                    .equals(Integer.toString(count)));
  }
}
