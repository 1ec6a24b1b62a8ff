package io.sluice.control.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.report.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorStatusTest {

  private static final String FAILED =
      """
      {"name": "shop-source", "connector": {"state": "RUNNING"}, "tasks": [{"id": 0, "state": "FAILED",
       "trace": "org.apache.kafka.connect.errors.ConnectException: wrapped\\n\\tat a.B.c(B.java:1)\\nCaused by: io.sluice.source.Lost: slot s is gone; drop it\\n\\tat d"}]}
      """;

  @Test
  void failureOfATaskIsToldByItsLastCause() throws JsonProcessingException {
    ConnectorStatus status = read(FAILED);

    assertThat(status.summary()).isEqualTo("FAILED");
    assertThatThrownBy(status::requireHealthy)
        .isInstanceOf(Problem.class)
        .hasMessage("task 0 of shop-source failed: slot s is gone; drop it");
  }

  @Test
  void connectorWithoutTasksDoesNotRunYet() throws JsonProcessingException {
    assertThat(read("{\"name\": \"c\", \"connector\": {\"state\": \"RUNNING\"}, \"tasks\": []}"))
        .matches(status -> !status.isRunning())
        .matches(status -> status.complaint().isBlank());
  }

  @Test
  void subscriptionFollowsTheSinksOwnConfiguration() {
    assertThat(Subscription.of(Map.of("topics", "a, b")).contains()).accepts("a", "b").rejects("c");
    assertThat(Subscription.of(Map.of("topics.regex", "a\\..*")).contains())
        .accepts("a.x")
        .rejects("b.a.x");
    assertThatThrownBy(() -> Subscription.of(Map.of())).isInstanceOf(Problem.class);
  }

  private static ConnectorStatus read(String json) throws JsonProcessingException {
    return ConnectorStatus.read(new ObjectMapper().readTree(json));
  }
}
