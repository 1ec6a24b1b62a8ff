package io.sluice.control.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.postgres.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What takes brokers of other settings than those that the tests have. */
class ClusterTest {

  private static final Map<String, Short> MODERN = Map.of("metadata.version", (short) 25);

  @Test
  void clusterWithCopiesAndBrokersEnoughHasNoProblem() {
    assertThat(cluster(3, "default.replication.factor", "3", "min.insync.replicas", "2").check())
        .isEmpty();
  }

  @Test
  void clusterOfAnOldLevelIsToldSo() {
    assertThat(new Cluster("id", 1, Map.of(), Map.of()).check())
        .extracting(Finding::check, Finding::isFailure)
        .containsExactly(tuple("features", false));
  }

  @Test
  void logOfTransactionsThatTakesMoreBrokersThanThereAreFails() {
    assertThat(cluster(1, "transaction.state.log.replication.factor", "3").check())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.isFailure()).isTrue();
              assertThat(found.check()).isEqualTo("transactions");
              assertThat(found.problem())
                  .contains("transaction.state.log.replication.factor is 3", "1 brokers");
              assertThat(found.remedy()).contains("transaction.state.log.replication.factor=1");
            });
    assertThat(cluster(1, "transaction.state.log.min.isr", "2").check())
        .extracting(Finding::check)
        .containsExactly("transactions");
  }

  @Test
  void oneCopyOnSeveralBrokersIsAWarning() {
    assertThat(cluster(3, "default.replication.factor", "1").check())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.isFailure()).isFalse();
              assertThat(found.check()).isEqualTo("replication");
              assertThat(found.remedy()).contains("topic.creation.default.replication.factor=3");
            });
  }

  private static Cluster cluster(int brokers, String... settings) {
    return new Cluster(
        "id",
        brokers,
        MODERN,
        settings.length == 2
            ? Map.of(settings[0], settings[1])
            : Map.of(settings[0], settings[1], settings[2], settings[3]));
  }
}
