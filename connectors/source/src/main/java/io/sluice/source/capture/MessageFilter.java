package io.sluice.source.capture;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which logical messages are captured, by the prefixes that their writers gave them. Sluice's own,
 * which begin with {@code sluice.}, never are.
 *
 * @param included each matches a whole prefix; empty for all
 * @param excluded in the same way
 */
public record MessageFilter(List<Pattern> included, List<Pattern> excluded) {

  /** Captures every message. */
  public static final MessageFilter ALL = new MessageFilter(List.of(), List.of());

  private static final String OWN = "sluice.";

  public MessageFilter {
    included = List.copyOf(included);
    excluded = List.copyOf(excluded);
  }

  /** Whether messages of this prefix are captured. */
  public boolean captures(String prefix) {
    return !prefix.startsWith(OWN)
        && (included.isEmpty() || anyMatches(included, prefix))
        && !anyMatches(excluded, prefix);
  }

  private static boolean anyMatches(List<Pattern> patterns, String prefix) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(prefix).matches());
  }
}
