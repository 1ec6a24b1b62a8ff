package io.sluice.source.replication;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.postgres.Endpoint;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.server.SourceServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SourceWatchIT {

  private static final Duration OFTEN = Duration.ofMillis(10);

  @Test
  void foundReasonStopsTheCaptureAndNoOneElse() throws SQLException {
    AtomicInteger looks = new AtomicInteger();
    Inspection finds =
        session -> {
          if (looks.incrementAndGet() == 3) {
            throw new SourceFailure(ErrorCode.SLOT_MISSING, "gone");
          }
        };
    try (SourceWatch watch = watch(finds)) {
      assertThatCode(watch::check).doesNotThrowAnyException();
      await()
          .untilAsserted(
              () -> assertThatThrownBy(watch::check).hasMessageStartingWith("SLUICE-2013"));
    }
  }

  @Test
  void failedLookIsRepeatedAndKeepsNoOtherFromLooking() throws SQLException {
    AtomicInteger looks = new AtomicInteger();
    Inspection fails =
        session -> {
          throw new SQLException("not now", "55P03");
        };
    try (SourceWatch watch = watch(fails, session -> looks.incrementAndGet())) {
      await().until(() -> looks.get() > 3);
      assertThatCode(watch::check).doesNotThrowAnyException();
    }
  }

  @Test
  void lostSessionIsOpenedAgain() throws SQLException {
    AtomicInteger looks = new AtomicInteger();
    Inspection cuts =
        session -> {
          if (looks.incrementAndGet() == 2) {
            session.createStatement().execute("SELECT pg_terminate_backend(pg_backend_pid())");
          }
        };
    try (SourceWatch watch = watch(cuts)) {
      await().until(() -> looks.get() > 4);
      assertThatCode(watch::check).doesNotThrowAnyException();
    }
  }

  private static SourceWatch watch(Inspection... inspections) throws SQLException {
    Endpoint endpoint = SourceServer.shared().database();
    return SourceWatch.start(endpoint, OFTEN, List.of(inspections));
  }
}
