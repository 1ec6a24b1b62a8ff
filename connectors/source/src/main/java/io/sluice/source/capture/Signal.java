package io.sluice.source.capture;

import io.sluice.source.snapshot.KeyRange;
import java.util.List;
import java.util.regex.Pattern;

/** What an operator asks of a running capture. */
public sealed interface Signal {

  /**
   * Read tables once more, beside the stream.
   *
   * @param tables regular expressions over {@code schema.table}
   * @param range which rows of them; {@link KeyRange.Between#ALL} for all
   */
  record Reread(List<Pattern> tables, KeyRange.Between range) implements Signal {
    public Reread {
      tables = List.copyOf(tables);
    }
  }

  /** Let no chunk be read until {@link Resume}. */
  record Pause() implements Signal {}

  /** Read chunks again. */
  record Resume() implements Signal {}

  /**
   * Change the size of the chunks to come.
   *
   * @param rows at least 1
   */
  record ChunkRows(int rows) implements Signal {}

  /**
   * Nothing, because it was not understood.
   *
   * @param reason what was wrong with it
   */
  record Unreadable(String reason) implements Signal {}
}
