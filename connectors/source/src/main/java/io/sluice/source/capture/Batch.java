package io.sluice.source.capture;

import io.sluice.change.LogicalMessage;
import io.sluice.change.Lsn;
import io.sluice.change.RowChange;
import io.sluice.change.Watermark;
import java.util.List;

/**
 * What goes into the topics at once: whole transactions, a piece of a huge one, or one chunk.
 *
 * @param changes in order
 * @param messages in order
 * @param watermarks what holds after them
 * @param progress what is stored with them
 * @param confirm how far the slot may be confirmed once the progress is stored
 * @param whole whether all transactions that have begun up to its end have ended
 */
public record Batch(
    List<RowChange> changes,
    List<LogicalMessage> messages,
    List<Watermark> watermarks,
    Progress progress,
    Lsn confirm,
    boolean whole) {

  public Batch {
    changes = List.copyOf(changes);
    messages = List.copyOf(messages);
    watermarks = List.copyOf(watermarks);
    if (changes.isEmpty() && messages.isEmpty() && watermarks.isEmpty()) {
      throw new IllegalArgumentException("a batch has a record to carry its progress");
    }
  }

  /** Between two transactions, without messages. */
  public Batch(
      List<RowChange> changes, List<Watermark> watermarks, Progress progress, Lsn confirm) {
    this(changes, List.of(), watermarks, progress, confirm, true);
  }

  /** The same in the middle of a transaction. */
  Batch inTransaction() {
    return new Batch(changes, messages, watermarks, progress, confirm, false);
  }

  /** What the values of its rows and its messages take, in bytes. */
  long bytes() {
    return changes.stream().mapToLong(RowChange::bytes).sum()
        + messages.stream().mapToLong(LogicalMessage::bytes).sum();
  }

  /** How many rows, messages and watermarks it has. */
  public int size() {
    return changes.size() + messages.size() + watermarks.size();
  }
}
