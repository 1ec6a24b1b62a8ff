package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.postgres.Endpoint;
import io.sluice.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a native subscription does with a slot that somebody hands over to it. */
class SubscriptionFactsIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private TestDatabase source;
  private TestDatabase target;

  @BeforeEach
  void create() {
    source = FactServer.database();
    target = FactServer.database();
    source.execute("CREATE PUBLICATION pub FOR TABLE public.t");
  }

  @AfterEach
  void drop() {
    target.execute(
        "ALTER SUBSCRIPTION sub DISABLE",
        "ALTER SUBSCRIPTION sub SET (slot_name = NONE)",
        "DROP SUBSCRIPTION sub");
    await()
        .atMost(LIMIT)
        .until(() -> source.texts("SELECT 1 FROM pg_replication_slots WHERE active").isEmpty());
    FactServer.drop(target);
    FactServer.drop(source);
  }

  @Test
  void subscriptionWhoseSlotIsBehindTheTargetMeetsDuplicateKeys() {
    FactSlot behind = FactSlot.pgoutput(source);
    source.execute("INSERT INTO public.t VALUES (1)");
    target.execute("INSERT INTO public.t VALUES (1)");
    subscribe(behind);

    await().atMost(LIMIT).until(() -> !target.text(ERRORS).equals("0"));
    source.execute("INSERT INTO public.t VALUES (2)");
    assertThat(target.texts("SELECT id FROM public.t")).as("it never gets further").hasSize(1);
  }

  @Test
  void subscriptionWhoseSlotIsWhereTheTargetIsGoesOn() {
    FactSlot level = FactSlot.pgoutput(source);
    source.execute("INSERT INTO public.t VALUES (1)");
    target.execute("INSERT INTO public.t VALUES (1)");
    level.rows("pub");
    subscribe(level);

    source.execute("INSERT INTO public.t VALUES (2)");
    await().atMost(LIMIT).until(() -> target.texts("SELECT id FROM public.t").size() == 2);
    assertThat(target.text(ERRORS)).isEqualTo("0");
  }

  private static final String ERRORS =
      "SELECT apply_error_count FROM pg_stat_subscription_stats WHERE subname = 'sub'";

  private void subscribe(FactSlot slot) {
    Endpoint endpoint = source.endpoint();
    String connection =
        "host=127.0.0.1 port=%d dbname=%s user=%s password=%s"
            .formatted(
                endpoint.port(), endpoint.database(), endpoint.user(), endpoint.password().value());
    target.execute(
        "CREATE SUBSCRIPTION sub CONNECTION '%s' PUBLICATION pub WITH (slot_name = '%s', %s)"
            .formatted(connection, slot.name(), "create_slot = false, copy_data = false"));
  }
}
