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

/** Two databases replicate both ways, a third into one of them, and that one into a fourth. */
class TwoDatabasesIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long MANY = 60;

  @Test
  void changesReachTheOtherSideOnceAndTravelOnOnlyWhereTheyShould() throws Exception {
    URI worker = Connect.shared().restUrl();
    TestDatabase a = TwoWay.database("two_way_a");
    TestDatabase b = TwoWay.database("two_way_b");
    TestDatabase c = TwoWay.database("two_way_c");
    TestDatabase d = TwoWay.database("two_way_d");
    try (TwoWay there = TwoWay.start(worker, "two_way_ab", a, b, "none");
        TwoWay back = TwoWay.start(worker, "two_way_ba", b, a, "none");
        TwoWay third = TwoWay.start(worker, "two_way_ca", c, a, "none");
        TwoWay further = TwoWay.start(worker, "two_way_ad", a, d, "any")) {
      insert(a, 11);
      insert(b, 21);
      insert(c, 32);
      awaitIds(a, "11", "21", "32");
      awaitIds(d, "11", "21", "32");
      awaitIds(b, "11", "21");
      there.awaitMark("first");
      back.awaitMark("first");
      assertThat(there.changes()).as("21 does not come back, 32 does not travel on").isEqualTo(1);
      assertThat(back.changes()).as("11 does not come back").isEqualTo(1);

      insert(b, 32);
      ItemWriters one = ItemWriters.start(a, "a", 2, 1);
      ItemWriters other = ItemWriters.start(b, "b", 2, 3);
      await().atMost(LIMIT).until(() -> one.changes() > MANY && other.changes() > MANY);
      long written = one.stop();
      long writtenThere = other.stop();
      there.awaitMark("end");
      back.awaitMark("end");

      TwoWay.awaitEqual(a, b, there, back);
      TwoWay.awaitEqual(a, d, further);
      assertThat(there.changes()).as("what a wrote itself").isEqualTo(written + 1);
      assertThat(back.changes()).as("what b wrote itself").isEqualTo(writtenThere + 2);
      third.awaitMark("end");
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
