package io.sluice.source.snapshot;

import io.sluice.change.Lsn;
import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import io.sluice.change.Visibility;
import java.util.List;
import java.util.Optional;

/**
 * A chunk's rows and what is needed to merge them.
 *
 * @param schema the table's columns at the read
 * @param range which keys were read
 * @param rest the keys that were asked for and not read, because the rows before them fill a chunk:
 *     a chunk of its own, to be read before any that follows
 * @param visibility which transactions the read could see
 * @param rows in the key's order
 * @param watermark the end of the log after the read: every transaction that the read saw has its
 *     commit record before it
 * @param readMicros when the rows were read, in microseconds since 1970-01-01T00:00:00Z, by the
 *     server's clock
 */
public record ChunkRead(
    TableSchema schema,
    KeyRange range,
    Optional<KeyRange.Between> rest,
    Visibility visibility,
    List<RowImage> rows,
    Lsn watermark,
    long readMicros) {

  /** What was asked for: what was read, and the rest. */
  public KeyRange asked() {
    return range instanceof KeyRange.Between read && rest.isPresent()
        ? new KeyRange.Between(read.after(), rest.get().upTo())
        : range;
  }

  /** All that was asked for. */
  public ChunkRead(
      TableSchema schema,
      KeyRange range,
      Visibility visibility,
      List<RowImage> rows,
      Lsn watermark,
      long readMicros) {
    this(schema, range, Optional.empty(), visibility, rows, watermark, readMicros);
  }
}
