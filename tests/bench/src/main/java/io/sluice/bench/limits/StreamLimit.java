package io.sluice.bench.limits;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.Server;
import io.sluice.bench.stand.Table;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/** The replication stream, read and thrown away: what the source's walsender can do. */
public final class StreamLimit implements Scenario {

  private static final Part PART =
      Part.limit("limits.stream", "replication stream, read and thrown away");
  private static final String NAME = "bench_stream";

  @Override
  public List<Part> parts() {
    return List.of(PART);
  }

  @Override
  public void run(Run run) throws Exception {
    Server source = run.stand().source(Table.ORDERS);
    source.execute("CREATE PUBLICATION " + NAME + " FOR TABLE " + Table.ORDERS.sql());
    source.number("SELECT 1 FROM pg_create_logical_replication_slot('" + NAME + "', 'pgoutput')");
    run.stand().workload().run();
    source.settle();
    AtomicLong changes = new AtomicLong();
    try (Background reader = new Background()) {
      run.measure(
          PART,
          new Work(
              run.stand().servers(),
              run.stand().size().changes(),
              changes::get,
              () ->
                  reader.start(
                      () -> {
                        read(source, changes, run.stand().size().changes());
                        return null;
                      }),
              reader::isDone));
    }
  }

  private static void read(Server source, AtomicLong changes, long expected) throws SQLException {
    try (Connection session = source.endpoint().connectForReplication("sluice-bench");
        PGReplicationStream stream = open(session)) {
      while (changes.get() < expected) {
        if (isChange(stream.read())) {
          changes.incrementAndGet();
        }
      }
    }
  }

  private static PGReplicationStream open(Connection session) throws SQLException {
    return session
        .unwrap(PGConnection.class)
        .getReplicationAPI()
        .replicationStream()
        .logical()
        .withSlotName(NAME)
        .withSlotOption("proto_version", "1")
        .withSlotOption("publication_names", NAME)
        .start();
  }

  /** Whether it is an insert, an update or a delete; others are few. */
  private static boolean isChange(ByteBuffer message) {
    byte kind = message.get(message.position());
    return kind == 'I' || kind == 'U' || kind == 'D';
  }
}
