package io.sluice.source.replication;

import static io.sluice.source.server.SourceServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.postgres.Endpoint;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.server.SelfSigned;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EncryptedStreamIT {

  private static final int ROWS = 20_000;

  @Test
  void streamOverTlsIsReadWhole() throws Exception {
    SourceServer server =
        SourceServer.start(
            Map.of("wal_level", "logical", "ssl", "on"), SelfSigned::writeCertificate);
    try {
      Endpoint plain =
          server.database(
              "CREATE TABLE public.t (id int PRIMARY KEY, pad text)",
              "CREATE PUBLICATION pub FOR TABLE public.t");
      Endpoint endpoint =
          new Endpoint(
              plain.host(),
              plain.port(),
              plain.database(),
              plain.user(),
              plain.password(),
              "require",
              Map.of());
      SlotOptions slot = new SlotOptions("tls", "pub", "sluice-it", Duration.ofSeconds(10));
      try (Connection replication = endpoint.connectForReplication("sluice-it")) {
        Slot.create(replication, slot.name());
      }
      run(
          plain,
          "INSERT INTO public.t SELECT n, repeat('x', 30) FROM generate_series(1, %d) n"
              .formatted(ROWS));

      try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, Lsn.ZERO)) {
        AtomicInteger inserts = new AtomicInteger();
        await()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .atMost(Duration.ofSeconds(30))
            .until(() -> drain(stream, inserts));
        assertThat(inserts).hasValue(ROWS);
      }
    } finally {
      server.stop();
    }
  }

  /** Reads what has arrived, and says whether the transaction's end was in it. */
  private static boolean drain(ReplicationStream stream, AtomicInteger inserts) throws Exception {
    boolean ended = false;
    for (var next = stream.next(); next.isPresent(); next = stream.next()) {
      if (next.get() instanceof Insert) {
        inserts.incrementAndGet();
      }
      ended |= next.get() instanceof Commit;
    }
    return ended;
  }
}
