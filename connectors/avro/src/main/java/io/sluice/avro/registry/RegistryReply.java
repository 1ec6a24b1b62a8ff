package io.sluice.avro.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What a registry answered.
 *
 * @param from who
 * @param status HTTP's
 * @param body what it says; missing if it is not JSON
 */
record RegistryReply(RegistryEndpoint from, int status, JsonNode body) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_REASON = 1000;

  static RegistryReply of(RegistryEndpoint from, int status, String text) {
    return new RegistryReply(from, status, json(text));
  }

  boolean isGood() {
    return status == 200;
  }

  /** Whether it may answer better later: overloaded, starting, without its own storage. */
  boolean isAway() {
    return status >= 500 || status == 429 || status == 408;
  }

  boolean isNotFound() {
    return status == 404;
  }

  /** Whether it answers as a registry does; a page of another server does not. */
  boolean isOfRegistry() {
    return isGood() ? body.isObject() : body.path("error_code").isInt();
  }

  /** Why it refused, in its own words. */
  String reason() {
    String message = body.path("message").asText("no reason given").strip();
    return message.length() <= LONGEST_REASON
        ? message
        : message.substring(0, LONGEST_REASON) + " …";
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException somethingElse) {
      return MissingNode.getInstance();
    }
  }
}
