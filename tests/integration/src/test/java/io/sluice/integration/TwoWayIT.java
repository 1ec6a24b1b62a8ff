package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.testkit.Connect;
import io.sluice.testkit.ItemWriters;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TwoWay;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two databases replicate both ways, and a third into one of them. */
class TwoWayIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long MANY = 200;

  @Test
  void changesReachTheOtherSideOnceAndTravelOnOnlyWhereTheyShould() throws Exception {
    URI worker = Connect.shared().restUrl();
    TestDatabase a = TwoWay.database("two_way_a");
    TestDatabase b = TwoWay.database("two_way_b");
    TestDatabase c = TwoWay.database("two_way_c");
    try (TwoWay there = TwoWay.start(worker, "two_way_ab", a, b, "none");
        TwoWay back = TwoWay.start(worker, "two_way_ba", b, a, "none");
        TwoWay third = TwoWay.start(worker, "two_way_ca", c, a, "none")) {
      insert(a, 11);
      insert(b, 21);
      insert(c, 32);
      awaitIds(a, "11", "21", "32");
      awaitIds(b, "11", "21");
      there.awaitMark("local");
      assertThat(there.changes()).as("32 does not travel on").isEqualTo(1);

      there.travel("any");
      insert(c, 33);
      awaitIds(b, "11", "21", "33");
      back.awaitMark("any");
      assertThat(back.changes()).as("33 does not come back").isEqualTo(1);

      there.travel("none");
      b.execute("INSERT INTO public.item VALUES (32, 'b', 0)");
      long before = there.changes();
      ItemWriters one = ItemWriters.start(a, "a", 2, 1);
      ItemWriters other = ItemWriters.start(b, "b", 2, 3);
      await().atMost(LIMIT).until(() -> one.changes() > MANY && other.changes() > MANY);
      long written = one.stop();
      long writtenThere = other.stop();
      there.awaitMark("end");
      back.awaitMark("end");

      TwoWay.awaitEqual(a, b, there, back);
      assertThat(there.changes() - before).as("what a wrote itself").isEqualTo(written);
      assertThat(back.changes()).as("what b wrote itself").isEqualTo(writtenThere + 2);
    }
  }

  private static void insert(TestDatabase database, int id) {
    database.execute("INSERT INTO public.item VALUES (" + id + ", 'first', 0)");
  }

  private static void awaitIds(TestDatabase database, String... ids) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(database.texts("SELECT id FROM public.item ORDER BY id"))
                    .isEqualTo(List.of(ids)));
  }
}
