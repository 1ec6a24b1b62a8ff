package io.sluice.source.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class SlotCreationIT {

  private static final Duration OFTEN = Duration.ofMillis(20);

  @Test
  void creationNamesTheWriterItWaitsForAndGoesOnWhenThatEnds() throws Exception {
    Endpoint endpoint = SourceServer.shared().database("CREATE TABLE public.a (id int)");
    SlotOptions slot = new SlotOptions("waits", "pub", "it", Duration.ofSeconds(10));
    try (Connection writer = writing(endpoint);
        Connection session = endpoint.connect("sluice-it");
        Connection replication = endpoint.connectForReplication("sluice-it")) {
      CompletableFuture<Boolean> made =
          CompletableFuture.supplyAsync(() -> creates(session, replication, slot));
      try (Connection look = endpoint.connect("sluice-look")) {
        await().until(() -> ReplicationSlot.find(look, "waits").isPresent());
        assertThat(SlotWaits.of(look))
            .anySatisfy(
                line -> assertThat(line).contains("application=\"a writer\"").contains("age="));
      }
      assertThat(made).isNotDone();
      writer.rollback();

      assertThat(made.get()).isTrue();
      Slot.drop(session, "waits");
    }
  }

  @Test
  void interruptedCreationLeavesNoSlotThoughTheWriterGoesOn() throws Exception {
    Endpoint endpoint = SourceServer.shared().database("CREATE TABLE public.a (id int)");
    SlotOptions slot = new SlotOptions("stopped", "pub", "it", Duration.ofSeconds(10));
    try (Connection writer = writing(endpoint);
        Connection session = endpoint.connect("sluice-it");
        Connection replication = endpoint.connectForReplication("sluice-it");
        Connection look = endpoint.connect("sluice-look")) {
      FutureTask<Boolean> making = new FutureTask<>(() -> creates(session, replication, slot));
      Thread maker = new Thread(making);
      maker.start();
      await().until(() -> ReplicationSlot.find(look, "stopped").isPresent());
      maker.interrupt();

      assertThat(making.get()).isFalse();
      assertThat(ReplicationSlot.find(look, "stopped")).isEmpty();
      writer.rollback();
    }
  }

  private static Connection writing(Endpoint endpoint) throws SQLException {
    Connection writer = endpoint.connect("a writer");
    writer.setAutoCommit(false);
    try (Statement statement = writer.createStatement()) {
      statement.execute("INSERT INTO public.a VALUES (1)");
    }
    return writer;
  }

  /** Whether it was made rather than stopped. */
  private static boolean creates(Connection session, Connection replication, SlotOptions slot) {
    try {
      new SlotCreation(session, replication, slot, OFTEN).run();
      return true;
    } catch (InterruptedException stopped) {
      return false;
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }
}
