package io.sluice.source.replication;

import static io.sluice.source.server.SourceServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.server.SourceServer;
import io.sluice.testkit.version.PostgresVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary that is lost, and a standby that is promoted in its place. */
class FailoverIT {

  private static final int FAILOVER_SLOTS = 17;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Map<String, String> SETTINGS =
      Map.of("wal_level", "logical", "max_replication_slots", "5", "max_wal_senders", "5");

  private final SlotOptions slot =
      new SlotOptions("follows", "pub", "it", Duration.ofSeconds(10)).withFailover();

  private final List<SourceServer> servers = new ArrayList<>();

  private SourceServer running(Path data) {
    SourceServer server = SourceServer.on(data, SETTINGS);
    servers.add(server);
    return server;
  }

  /** Those that were stopped on the way have nothing to do any more. */
  @AfterEach
  void stopServers() throws IOException {
    for (SourceServer server : servers) {
      server.stop();
    }
  }

  @Test
  void captureGoesOnAtAPromotedStandbyThatHasTheSlotAndAllThatWasRead(@TempDir Path folder)
      throws Exception {
    assumeThat(PostgresVersion.underTest().major()).isGreaterThanOrEqualTo(FAILOVER_SLOTS);
    Path data = folder.resolve("primary");
    Path copy = folder.resolve("standby");
    SourceServer primary = running(data);
    run(
        primary.endpoint("postgres"),
        "CREATE TABLE public.a (id int PRIMARY KEY)",
        "SELECT pg_create_physical_replication_slot('standby', true)");
    primary.stop();
    copy(data, copy);
    primary = running(data);
    Endpoint old = primary.endpoint("postgres");
    makeStandby(copy, old);
    SourceServer standby = running(copy);
    Endpoint fresh = standby.endpoint("postgres");
    CaptureStart first = start(old).prepare(Optional.empty(), table -> Optional.empty());

    Lsn read = readUntilCopied(old, fresh, first.start());
    await().atMost(LIMIT).until(() -> lsn(fresh, "pg_last_wal_replay_lsn()").hasReached(read));
    primary.stop();
    run(fresh, "SELECT pg_promote()");

    CaptureStart next =
        start(fresh).prepare(Optional.of(stored(first, read)), table -> Optional.empty());
    assertThat(next.system().timeline()).isEqualTo(2);
    assertThat(read.hasReached(next.start())).as("%s, %s", read, next.start()).isTrue();
    Lsn never = new Lsn(read.value() + (1 << 30));
    assertThatThrownBy(
            () ->
                start(fresh).prepare(Optional.of(stored(first, never)), table -> Optional.empty()))
        .hasMessageStartingWith("SLUICE-2011")
        .hasMessageContaining("has the same log only up to");
  }

  /** Reads and confirms what is written, until the standby has a slot that is fit for use. */
  private Lsn readUntilCopied(Endpoint old, Endpoint fresh, Lsn from) throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(old, slot, from)) {
      await()
          .atMost(LIMIT)
          .pollInSameThread()
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                run(
                    old,
                    "INSERT INTO public.a SELECT coalesce(max(id), 0) + 1 FROM public.a",
                    "SELECT pg_log_standby_snapshot()");
                while (stream.next().isPresent()) {
                  assertThat(stream.lastLsn()).isNotNull();
                }
                stream.confirm(stream.received());
                stream.sendStatus();
                return isCopied(fresh);
              });
      return stream.received();
    }
  }

  private boolean isCopied(Endpoint fresh) throws SQLException {
    try (Connection session = fresh.connect("sluice-it")) {
      return ReplicationSlot.find(session, slot.name())
          .map(found -> found.failover().isComplete())
          .orElse(false);
    }
  }

  private static Lsn lsn(Endpoint endpoint, String function) throws SQLException {
    try (Connection session = endpoint.connect("sluice-it");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + function)) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }

  private ReplicationStart start(Endpoint endpoint) {
    return new ReplicationStart(new SourcePreflight(endpoint, slot, TableFilter.EVERYTHING, true));
  }

  private StoredPosition stored(CaptureStart first, Lsn lsn) {
    return new StoredPosition(
        first.system().systemIdentifier(),
        first.system().timeline(),
        slot.name(),
        first.fingerprint(),
        lsn);
  }

  private static void makeStandby(Path data, Endpoint primary) throws IOException {
    Files.createFile(data.resolve("standby.signal"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        """
        primary_conninfo = 'host=127.0.0.1 port=%d user=postgres dbname=postgres'
        primary_slot_name = 'standby'
        hot_standby_feedback = on
        sync_replication_slots = on
        wal_receiver_status_interval = 1s
        """
            .formatted(primary.port()),
        StandardOpenOption.APPEND);
  }

  /** A server's folder, without its slots and without what says that it runs. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (!isOfTheProcess(from.relativize(file))) {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static boolean isOfTheProcess(Path file) {
    return List.of("postmaster.pid", "postmaster.opts").contains(file.toString())
        || file.startsWith("pg_replslot") && file.getNameCount() > 1;
  }
}
