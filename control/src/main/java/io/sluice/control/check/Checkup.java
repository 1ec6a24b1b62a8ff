package io.sluice.control.check;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Migration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A look at everything that a migration needs: both databases, Kafka and Connect. It changes
 * nothing (what {@link FreeDisk} writes is rolled back), and comes to its end in time, with what it
 * has seen until then.
 *
 * @param migration where Kafka and Connect are not named, they are not looked at
 * @param configs of its connectors, as they are deployed
 * @param intent which cutover it is to come to
 * @param templates the folder {@code connect-configs}, for the connectors of a way back
 * @param limit how long all of it may take
 */
public record Checkup(
    Migration migration,
    ConnectorConfigs configs,
    CutoverIntent intent,
    Path templates,
    Duration limit) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A look that takes 30 s at the most. */
  public static Checkup of(
      Migration migration, ConnectorConfigs configs, CutoverIntent intent, Path templates) {
    return new Checkup(migration, configs, intent, templates, LIMIT);
  }

  /** Looks, and says everything at once. */
  public CheckReport run() {
    Ledger ledger = new Ledger();
    try (Sessions sessions = new Sessions(limit.dividedBy(3))) {
      await(lanes(ledger, sessions));
      ledger.close();
    }
    return ledger.report(limit.toSeconds());
  }

  private List<Runnable> lanes(Ledger ledger, Sessions sessions) {
    List<Runnable> lanes = new ArrayList<>();
    CutoverLook cutover = new CutoverLook(migration, intent, templates);
    lanes.add(new DatabaseLane(migration, configs, cutover, sessions, ledger));
    if (migration.connectUrl().isEmpty()) {
      String reason = "no connect.url is given and no box runs (sluice start starts one)";
      ledger.skipRest(Side.KAFKA, reason);
      ledger.skipRest(Side.CONNECT, reason);
      return lanes;
    }
    CompletableFuture<String> cluster = new CompletableFuture<>();
    lanes.add(new KafkaLane(migration, configs, ledger, cluster));
    ConnectRest rest = ConnectRest.of(migration);
    lanes.add(new ConnectLane(rest, configs, ledger, cluster));
    return lanes;
  }

  /** Whoever is late goes on without an audience, and ends with the process at the latest. */
  private void await(List<Runnable> lanes) {
    CountDownLatch running = new CountDownLatch(lanes.size());
    List<Thread> threads = new ArrayList<>();
    for (Runnable lane : lanes) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  lane.run();
                } finally {
                  running.countDown();
                }
              },
              "sluice-check-" + threads.size());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    try {
      if (!running.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.forEach(Thread::interrupt);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
