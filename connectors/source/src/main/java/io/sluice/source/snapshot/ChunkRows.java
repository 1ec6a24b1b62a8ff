package io.sluice.source.snapshot;

import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.source.failure.SourceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chunk's rows as they come, until there are enough of them. Rows that are too large for the
 * topics are refused, but only where a chunk begins: those before them are a chunk of their own.
 */
final class ChunkRows {

  private final TableSchema schema;
  private final KeyRange asked;
  private final ChunkOptions options;
  private final List<RowImage> rows = new ArrayList<>();
  private long bytes;
  private boolean cut;

  ChunkRows(TableSchema schema, KeyRange asked, ChunkOptions options) {
    this.schema = schema;
    this.asked = asked;
    this.options = options;
  }

  /**
   * Takes a row.
   *
   * @param line as COPY has it; taken over
   * @return whether another one is wanted
   * @throws SourceFailure if the first row is too large
   */
  boolean add(byte[] line) {
    RowImage row = CopyRow.decode(line, schema.columns().size());
    if (line.length > options.rowBytes() && isRefused(row)) {
      return false;
    }
    rows.add(row);
    bytes += line.length;
    cut = bytes >= options.bytes() && asked instanceof KeyRange.Between;
    return !cut;
  }

  /** A line is longer than what its escapes stand for. */
  private boolean isRefused(RowImage row) {
    long size = row.bytes();
    if (size <= options.rowBytes()) {
      return false;
    }
    if (rows.isEmpty() || asked instanceof KeyRange.Keys) {
      throw LargeRow.failure(schema, row, size, options.rowBytes(), "in the initial copy");
    }
    cut = true;
    return true;
  }

  List<RowImage> rows() {
    return rows;
  }

  /** Which keys were read. */
  KeyRange range() {
    return rest().isPresent() && asked instanceof KeyRange.Between whole
        ? new KeyRange.Between(whole.after(), Optional.of(last()))
        : asked;
  }

  /** Which keys were not. */
  Optional<KeyRange.Between> rest() {
    return cut
            && asked instanceof KeyRange.Between whole
            && !whole.upTo().equals(Optional.of(last()))
        ? Optional.of(new KeyRange.Between(Optional.of(last()), whole.upTo()))
        : Optional.empty();
  }

  private KeyBound last() {
    RowImage row = rows.get(rows.size() - 1);
    return new KeyBound(
        row.key(schema).values().stream().map(value -> ((Value.Text) value).string()).toList());
  }
}
