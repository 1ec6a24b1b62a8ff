package io.sluice.control.verify;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row that is not the same on both sides, by its name: the values of its key and no others.
 *
 * @param kind in which way
 * @param key its key columns' texts, in the key's order
 */
public record Difference(Kind kind, List<String> key) {

  /** The ways in which a row can differ. */
  public enum Kind {
    /** The source has it, the target has not. */
    MISSING,
    /** The target has it, the source has not. */
    EXTRA,
    /** Both have it, with other contents. */
    DIFFERENT;

    /** For people and for scripts. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Difference {
    key = List.copyOf(key);
  }

  /** {@code id=5: missing}. */
  public String sentence(List<String> columns) {
    return IntStream.range(0, key.size())
            .mapToObj(i -> columns.get(i) + "=" + key.get(i))
            .collect(Collectors.joining(", "))
        + ": "
        + kind.word();
  }
}
