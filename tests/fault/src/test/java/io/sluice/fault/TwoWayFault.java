package io.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.testkit.Connect;
import io.sluice.testkit.ItemWriters;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TwoWay;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Two databases write to the same rows for a minute (a load, not a wait for a state), each with
 * what the other writes coming in.
 */
class TwoWayFault {

  private static final Duration LOAD = Duration.ofSeconds(Long.getLong("sluice.load.seconds", 60));

  @Test
  void twoDatabasesUnderLoadEndEqualWithoutALoop(TestReporter report) throws Exception {
    URI worker = Connect.shared().restUrl();
    TestDatabase a = TwoWay.database("load_a");
    TestDatabase b = TwoWay.database("load_b");
    try (TwoWay there = TwoWay.start(worker, "load_ab", a, b, "none");
        TwoWay back = TwoWay.start(worker, "load_ba", b, a, "none")) {
      ItemWriters one = ItemWriters.start(a, "a", 2, 11);
      ItemWriters other = ItemWriters.start(b, "b", 2, 21);
      await().atMost(LOAD.plusSeconds(10)).pollDelay(LOAD).until(() -> true);
      long written = one.stop();
      long writtenThere = other.stop();
      there.awaitMark("end");
      back.awaitMark("end");

      TwoWay.awaitEqual(a, b, there, back);
      report.publishEntry(
          "two way",
          "%d s: %d and %d row changes, %s rows equal in the end"
              .formatted(
                  LOAD.toSeconds(),
                  written,
                  writtenThere,
                  a.text("SELECT count(*) FROM public.item")));
      assertThat(written).isGreaterThan(10 * LOAD.toSeconds());
      assertThat(there.changes()).as("what a wrote itself").isEqualTo(written);
      assertThat(back.changes()).as("what b wrote itself").isEqualTo(writtenThere);
    }
  }
}
