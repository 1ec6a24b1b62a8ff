package io.sluice.control.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.report.Problem;
import java.net.URI;
import java.util.Optional;

/**
 * What the REST API answered.
 *
 * @param asked for
 * @param status HTTP's code
 * @param body an empty object where there was none
 */
record RestReply(URI asked, int status, JsonNode body) {

  /** The body of a success. */
  JsonNode expect() {
    if (status / 100 == 2) {
      return body;
    }
    throw new Problem("Kafka Connect answered " + status + " to " + asked + ": " + message());
  }

  /** The body of a success, or nothing where there is no such thing. */
  Optional<JsonNode> found() {
    return status == 404 ? Optional.empty() : Optional.of(expect());
  }

  /**
   * Whether the worker is busy with a rebalance and wants to be asked again; some of its calls say
   * so with a 500.
   */
  boolean isRebalancing() {
    return status == 409 || status == 500 && message().contains("rebalance");
  }

  /** Connect's own words; the first line of them. */
  String message() {
    return body.path("message").asText("no message").lines().findFirst().orElse("no message");
  }
}
