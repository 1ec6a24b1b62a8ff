package io.sluice.control.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.postgres.Endpoint;
import org.junit.jupiter.api.Test;

class SubscriptionPlanTest {

  private static final Endpoint SOURCE = Endpoint.of("old", 5433, "Shöp's", "me", "it's \\ hush");

  @Test
  void statementHasWhatTheTargetsVersionKnows() {
    assertThat(plan(15).creation())
        .isEqualTo(
            "CREATE SUBSCRIPTION \"Of \"\"mine\"\"\" CONNECTION 'host=''old''' PUBLICATION \"a.b\""
                + " WITH (copy_data = false, create_slot = false, enabled = false, slot_name = 's')");
    assertThat(plan(16).creation()).contains("origin = none, run_as_owner = true)");
    assertThat(plan(17).creation()).contains("failover = true)");
    assertThat(plan(17).trial()).contains("slot_name = NONE");
  }

  @Test
  void addressIsWrittenInLibpqsWords() {
    assertThat(Conninfo.of(SOURCE))
        .isEqualTo(
            "host='old' port='5433' dbname='Shöp\\'s' user='me' password='it\\'s \\\\ hush'"
                + " sslmode='prefer'");
  }

  @Test
  void operatorsWordsWinOverTheMigrations() {
    assertThat(new HandoverOptions("s", "host=10.0.0.5").conninfo(SOURCE))
        .startsWith("host='old'")
        .endsWith(" host=10.0.0.5");
    assertThat(new HandoverOptions("s", "postgresql://there/shop").conninfo(SOURCE))
        .isEqualTo("postgresql://there/shop");
  }

  @Test
  void secretIsNotPrinted() {
    SubscriptionPlan plan =
        new SubscriptionPlan("n", Conninfo.of(SOURCE), "p", "s", 18, false, "none", false);
    assertThat(plan.toString()).doesNotContain("hush");
    assertThat(new HandoverOptions("s", "password=hush").toString()).doesNotContain("hush");
  }

  private static SubscriptionPlan plan(int major) {
    return new SubscriptionPlan("Of \"mine\"", "host='old'", "a.b", "s", major, true, "none", true);
  }
}
