package io.sluice.envelope;

import io.sluice.change.TableId;

/**
 * The names of a pipeline's topics.
 *
 * @param prefix {@code topic.prefix}
 */
public record TopicNaming(String prefix) {

  /** The topic of a table's changes. */
  public String data(TableId table) {
    throw new UnsupportedOperationException();
  }

  /** The topic of positions: heartbeats, chunk and table completion, cutover marks. */
  public String watermarks() {
    return prefix + ".watermarks";
  }
}
