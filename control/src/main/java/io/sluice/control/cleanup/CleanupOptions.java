package io.sluice.control.cleanup;

import java.util.Set;

/**
 * What is to be removed.
 *
 * @param kinds their words, such as {@code slot}; none to look only
 * @param everything whether all kinds were asked for at once: a publication that Sluice did not
 *     name is left then
 */
public record CleanupOptions(Set<String> kinds, boolean everything) {

  public CleanupOptions {
    kinds = Set.copyOf(kinds);
  }

  boolean removes(Kind kind, Thing thing) {
    boolean named = thing.name().startsWith("sluice_") || !kind.word().equals("publication");
    return everything ? named : kinds.contains(kind.word());
  }

  boolean has(String word) {
    return everything || kinds.contains(word);
  }
}
