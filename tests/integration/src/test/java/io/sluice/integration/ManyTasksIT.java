package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.Partition;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.connect.TopicTails;
import io.sluice.control.cutover.Barrier;
import io.sluice.control.cutover.TargetProgress;
import io.sluice.control.migration.Database;
import io.sluice.control.report.Patience;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.Rows;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code apply.consistency=table}: tables whose topics have several partitions, shared out among
 * several tasks, are what the source's are at every watermark.
 */
class ManyTasksIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String PREFIX = "many_tasks";
  private static final int TASKS = 3;
  private static final List<TableId> TABLES =
      List.of(
          new TableId("public", "goods"),
          new TableId("public", "parts"),
          new TableId("public", "notes"));

  private final TestDatabase source = Postgres.shared().newDatabase(PREFIX + "_from");
  private final TestDatabase target = Postgres.shared().newDatabase(PREFIX + "_to");
  private final ConnectRest rest = ConnectRest.at(Connect.shared().restUrl());

  @Test
  void tablesAreEqualAtEveryWatermarkWhicheverTaskReadsTheirPartitions() throws Exception {
    source.execute(
        "CREATE TABLE public.goods (id int PRIMARY KEY, n int NOT NULL, body text)",
        "CREATE TABLE public.parts (of int, no int, n int NOT NULL, PRIMARY KEY (of, no))",
        "CREATE TABLE public.notes (t text)",
        "INSERT INTO public.goods SELECT i, 0, repeat('x', 50) FROM generate_series(1, 3000) i",
        "INSERT INTO public.parts SELECT i, 1, 0 FROM generate_series(1, 3000) i",
        "ALTER TABLE public.notes REPLICA IDENTITY FULL",
        "CREATE PUBLICATION pub FOR TABLE public.goods, public.parts, public.notes");
    try (SourceConnector capture =
        SourceConnector.of(
                Connect.shared().restUrl(),
                source,
                PREFIX,
                Map.of("topic.creation.default.partitions", "4", "snapshot.chunk.rows", "500"))
            .start()) {
      Map<String, String> sink = new HashMap<>(capture.sinkInto(target));
      sink.put("tasks.max", Integer.toString(TASKS));
      String name = sink.get("name");
      rest.put(name, sink);
      rest.awaitRunning(name, Patience.of(LIMIT));
      for (int round = 1; round <= 3; round++) {
        write(round);
        capture.awaitMark("round-" + round);
        awaitBarrier(sink);
        assertEqual("round " + round);
      }
      assertThat(writers()).as("tasks that have written").hasSize(TASKS);

      sink.put("tasks.max", "1");
      rest.put(name, sink);
      awaitComplaint(name, "SLUICE-3017", "topic " + PREFIX + ".");
      sink.put("tasks.max", "2");
      rest.put(name, sink);
      write(4);
      capture.awaitMark("round-4");
      awaitBarrier(sink);
      assertEqual("round 4, by other tasks");
      rest.delete(name);
    }
  }

  @Test
  void tableThatIsEmptiedWhereNobodyKnowsTheOrderStopsTheSinkBeforeIt() {
    source.execute(
        "CREATE TABLE public.goods (id int PRIMARY KEY, n int NOT NULL)",
        "INSERT INTO public.goods SELECT i, 0 FROM generate_series(1, 100) i",
        "CREATE PUBLICATION pub FOR TABLE public.goods");
    try (SourceConnector capture =
        SourceConnector.of(
                Connect.shared().restUrl(),
                source,
                PREFIX + "_t",
                Map.of("topic.creation.default.partitions", "4"))
            .start()) {
      Map<String, String> sink = new HashMap<>(capture.sinkInto(target));
      sink.put("tasks.max", "2");
      String name = sink.get("name");
      rest.put(name, sink);
      await().atMost(LIMIT).until(() -> count().equals("100"));

      source.execute("TRUNCATE public.goods", "INSERT INTO public.goods VALUES (1, 1), (7, 7)");
      String complaint =
          awaitComplaint(name, "SLUICE-3015", "public.goods", PREFIX + "_t.public.goods-0-");
      assertThat(Integer.parseInt(count())).as("nothing is emptied").isGreaterThanOrEqualTo(100);

      Matcher remedy = Pattern.compile("TRUNCATE .*; UPDATE .*;").matcher(complaint);
      assertThat(remedy.find()).as(complaint).isTrue();
      target.execute(remedy.group());
      rest.restart(name);
      rest.put(capture.name(), reread(capture));
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertEqual("after the remedy", TABLES.subList(0, 1)));
      rest.delete(name);
    }
  }

  private String awaitComplaint(String connector, String... words) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> rest.status(connector).map(ConnectorStatus::complaint).orElse(""),
            complaint -> List.of(words).stream().allMatch(complaint::contains));
  }

  private Map<String, String> reread(SourceConnector capture) {
    Map<String, String> config = new HashMap<>(rest.config(capture.name()).orElseThrow());
    config.put("snapshot.reread", "mended:public.goods");
    return config;
  }

  private String count() {
    return target.texts("SELECT to_regclass('public.goods')").get(0) == null
        ? "0"
        : target.text("SELECT count(*) FROM public.goods");
  }

  /** Changes of all kinds in many transactions, keys that move to other partitions among them. */
  private void write(int round) {
    source.execute(
        """
        DO $$ BEGIN
          FOR i IN 1..200 LOOP
            UPDATE public.goods SET n = n + 1 WHERE id = 1 + (i * 7919 + %1$d) %% 3000;
            UPDATE public.parts SET n = n + %1$d WHERE of = 1 + (i * 104729) %% 3000;
            INSERT INTO public.goods VALUES (%1$d * 10000 + i, i, NULL);
            DELETE FROM public.goods WHERE id = (%1$d - 1) * 10000 + i;
            UPDATE public.parts SET no = no + 1 WHERE of = 1 + (i * 31) %% 3000;
            INSERT INTO public.notes VALUES ('round %1$d'), ('twice'), ('twice');
            COMMIT;
          END LOOP;
          DELETE FROM public.notes WHERE ctid = ANY (ARRAY(SELECT ctid FROM public.notes LIMIT 200));
        END $$"""
            .formatted(round));
  }

  private void awaitBarrier(Map<String, String> sink) throws Exception {
    Barrier barrier =
        new Barrier(
            new TopicTails(new TopicConsumers(KafkaBroker.shared().bootstrapServers()))
                .ends(Subscription.of(sink)));
    Set<String> several =
        barrier.ends().keySet().stream()
            .filter(partition -> partition.number() > 0)
            .map(Partition::topic)
            .collect(Collectors.toSet());
    assertThat(several).as("topics with rows in several partitions").hasSizeGreaterThan(1);
    try (TargetProgress progress =
        TargetProgress.open(new Database("target", target.endpoint()), sink.get("name"))) {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                rest.status(sink.get("name")).orElseThrow().requireHealthy();
                return barrier.isReached(progress.nextOffsets());
              });
    }
  }

  /** Each task has a session of its own name. */
  private List<String> writers() {
    return target.texts(
        "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name ~ '^sluice sink "
            + PREFIX
            + "-sink [0-9]+$'");
  }

  private void assertEqual(String when) {
    assertEqual(when, TABLES);
  }

  private void assertEqual(String when, List<TableId> tables) {
    for (TableId table : tables) {
      assertThat(Rows.of(target, table)).as(table + ", " + when).isEqualTo(Rows.of(source, table));
    }
  }
}
