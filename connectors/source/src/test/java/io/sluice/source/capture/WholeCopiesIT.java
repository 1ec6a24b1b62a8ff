package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.RowChange;
import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Tables without a key, copied whole while they change. */
class WholeCopiesIT {

  private static final TableId BAG = new TableId("public", "bag");
  private static final TableId OTHER = new TableId("public", "other");
  private static final String ALL = "SELECT * FROM public.bag";

  private static final List<String> CHANGES =
      List.of(
          "INSERT INTO public.bag SELECT %1$d, 'again' FROM generate_series(1, 3)",
          "UPDATE public.bag SET t = 'x%1$d' WHERE a = %1$d",
          "DELETE FROM public.bag WHERE ctid = (SELECT ctid FROM public.bag WHERE a = %1$d LIMIT 1)",
          "UPDATE public.other SET t = 'x%1$d' WHERE id = %1$d",
          "BEGIN; INSERT INTO public.other VALUES (1000 + %1$d) ON CONFLICT DO NOTHING;"
              + " DELETE FROM public.bag WHERE a = %1$d; INSERT INTO public.bag VALUES (%1$d, NULL);"
              + " COMMIT");

  @Test
  void bagOfRowsComesOutAsItIsThoughItChanges() throws Throwable {
    Endpoint endpoint = database();
    try (ReplayedCapture replayed = ReplayedCapture.of(endpoint)) {
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(endpoint, 1));
      replayed.start(10, 50);
      write(endpoint, 2);
      writing.join();
      replayed.takeAll();

      assertEqual(replayed);
      assertThat(replayed.rows(OTHER))
          .containsExactlyInAnyOrderElementsOf(replayed.source("SELECT * FROM public.other"));
    }
  }

  @Test
  void copyThatWasBrokenOffEmptiesTheTopicFirst() throws Throwable {
    Endpoint endpoint = database();
    try (ReplayedCapture replayed = ReplayedCapture.of(endpoint)) {
      replayed.start(10, 50);
      replayed.takeUntil(
          batch ->
              batch.progress() instanceof Progress.Snapshot snapshot
                  && snapshot.table().equals(BAG)
                  && snapshot.hasBegun());
      replayed.stop();
      assertThat(replayed.rows(BAG)).hasSizeBetween(50, 500);
      write(endpoint, 3);
      replayed.start(10, 50).takeAll();

      assertEqual(replayed);
      assertThat(replayed.changes()).filteredOn(RowChange.Truncate.class::isInstance).hasSize(1);
    }
  }

  @Test
  void changesBeforeTheCopyDoNotComeAfterARestart() throws Throwable {
    Endpoint endpoint = database();
    try (ReplayedCapture replayed = ReplayedCapture.of(endpoint);
        Connection writer = endpoint.connect("sluice-test");
        Statement statement = writer.createStatement()) {
      // The copy's point is known when this has ended.
      writer.setAutoCommit(false);
      statement.execute("CREATE TABLE public.unpublished (id int PRIMARY KEY)");
      replayed.start(10, 50).takeUntil(batch -> batch.progress() instanceof Progress.Stream);
      SourceServer.run(endpoint, "UPDATE public.bag SET t = 'before the copy' WHERE a < 10");
      writer.commit();
      replayed.takeUntil(batch -> isDone(batch));
      replayed.stop();
      SourceServer.run(endpoint, "DELETE FROM public.bag WHERE a < 5");
      replayed.start(10, 50).takeAll();

      assertEqual(replayed);
      assertThat(replayed.changes()).noneMatch(RowChange.Truncate.class::isInstance);
    }
  }

  @Test
  void truncatedAndRewrittenTableIsCopiedAsItIs() throws Throwable {
    Endpoint endpoint = database();
    try (ReplayedCapture replayed = ReplayedCapture.of(endpoint);
        Connection writer = endpoint.connect("sluice-test");
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO public.other VALUES (5000)");
      replayed.start(10, 50);
      SourceServer.run(
          endpoint,
          "TRUNCATE public.bag",
          "INSERT INTO public.bag VALUES (1, 'new'), (1, 'new')",
          "ALTER TABLE public.bag ALTER a TYPE bigint");
      writer.commit();
      SourceServer.run(endpoint, "DELETE FROM public.bag WHERE a = 2");
      replayed.takeAll();

      assertEqual(replayed);
    }
  }

  private static boolean isDone(Batch batch) {
    return batch.progress() instanceof Progress.Snapshot snapshot
        && snapshot.table().equals(BAG)
        && snapshot.done();
  }

  private static void assertEqual(ReplayedCapture replayed) throws SQLException {
    assertThat(replayed.rows(BAG)).containsExactlyInAnyOrderElementsOf(replayed.source(ALL));
  }

  private static Endpoint database() throws SQLException {
    return SourceServer.shared()
        .database(
            "CREATE TABLE public.bag (a int, t text)",
            "ALTER TABLE public.bag REPLICA IDENTITY FULL",
            "INSERT INTO public.bag SELECT n % 100, 'first' FROM generate_series(1, 1000) n",
            "CREATE TABLE public.other (id int PRIMARY KEY, t text)",
            "INSERT INTO public.other SELECT n, 'first' FROM generate_series(0, 500) n");
  }

  private static void write(Endpoint endpoint, int seed) {
    Random random = new Random(seed);
    try (Connection session = endpoint.connect("sluice-test");
        Statement statement = session.createStatement()) {
      for (int i = 0; i < 200; i++) {
        statement.execute(
            CHANGES.get(random.nextInt(CHANGES.size())).formatted(random.nextInt(100)));
      }
    } catch (SQLException failed) {
      throw new CompletionException(failed);
    }
  }
}
