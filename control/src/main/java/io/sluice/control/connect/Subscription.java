package io.sluice.control.connect;

import io.sluice.control.report.Problem;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which topics a sink reads, from its own configuration.
 *
 * @param contains whether it reads a topic of this name
 */
public record Subscription(Predicate<String> contains) {

  /** Reads {@code topics} and {@code topics.regex}. */
  public static Subscription of(Map<String, String> sinkConfig) {
    String pattern = sinkConfig.get("topics.regex");
    if (pattern != null) {
      return new Subscription(Pattern.compile(pattern).asMatchPredicate());
    }
    String topics = sinkConfig.get("topics");
    if (topics == null) {
      throw new Problem("the sink connector reads no topics: set topics or topics.regex");
    }
    Set<String> names =
        Arrays.stream(topics.split(",")).map(String::strip).collect(Collectors.toSet());
    return new Subscription(names::contains);
  }
}
