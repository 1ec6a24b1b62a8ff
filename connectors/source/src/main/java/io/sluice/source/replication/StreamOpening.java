package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Opens a stream, again and again for a while if a process that is about to leave has the slot. */
record StreamOpening(Endpoint endpoint, SlotOptions slot, Duration patience) {

  private static final String OBJECT_IN_USE = "55006";
  private static final Duration PAUSE = Duration.ofMillis(200);

  StreamOpening(Endpoint endpoint, SlotOptions slot) {
    this(endpoint, slot, Duration.ofSeconds(10));
  }

  ReplicationStream open(Lsn start) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<ReplicationStream> stream = attempt(start);
      if (stream.isPresent()) {
        return stream.get();
      }
      if (System.nanoTime() - deadline > 0) {
        throw inUse();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private Optional<ReplicationStream> attempt(Lsn start) throws SQLException {
    Connection connection = endpoint.connectForReplication(slot.application());
    try {
      return Optional.of(ReplicationStream.on(connection, slot, start));
    } catch (SQLException refused) {
      connection.close();
      if (OBJECT_IN_USE.equals(refused.getSQLState())) {
        return Optional.empty();
      }
      Optional<SourceFailure> known = StreamRefusal.of(refused, slot);
      if (known.isPresent()) {
        throw known.get();
      }
      throw refused;
    }
  }

  private SourceFailure inUse() throws SQLException {
    try (Connection connection = endpoint.connect("sluice-preflight")) {
      String holder =
          ReplicationSlot.find(connection, slot.name())
              .flatMap(ReplicationSlot::holder)
              .map(Object::toString)
              .orElse("another process");
      return SourceFailure.withRemedy(
          ErrorCode.SLOT_IN_USE,
          ("Slot %s is in use by %s. Two readers of one slot would each miss what the other got.")
              .formatted(slot.name(), holder));
    }
  }
}
