package io.sluice.source.snapshot;

import io.sluice.change.ColumnSchema;
import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.postgres.Sql;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.util.List;

/**
 * A row that the topics cannot take. What stops the task names its key, values included: without
 * these nobody could find the row.
 */
public final class LargeRow {

  private static final int LONGEST_KEY = 200;

  private LargeRow() {}

  /**
   * The failure of a row.
   *
   * @param bytes what it takes
   * @param limit what it may take
   * @param where it was met: in a chunk, or at a position of the stream
   */
  public static SourceFailure failure(
      TableSchema schema, RowImage row, long bytes, long limit, String where) {
    return new SourceFailure(
        ErrorCode.ROW_TOO_LARGE,
        "A row of table %s takes %d bytes as text, and row.max.bytes allows %d. %s; it was met %s. Such rows: SELECT %s FROM %s AS t WHERE octet_length(t::text) > %d. %s"
            .formatted(
                schema.table(),
                bytes,
                limit,
                key(schema, row),
                where,
                schema.key().isEmpty() ? "ctid" : Sql.identifiers(names(schema)),
                Sql.table(schema.table()),
                limit,
                remedy()));
  }

  /** The failure of a logical message. */
  public static SourceFailure message(String prefix, long bytes, long limit, String where) {
    return new SourceFailure(
        ErrorCode.ROW_TOO_LARGE,
        "A logical message with prefix %s has %d bytes, and row.max.bytes allows %d; it was met %s. %s"
            .formatted(prefix, bytes, limit, where, remedy()));
  }

  private static String remedy() {
    return "Nothing before it is missing in the topics, and nothing is lost: raise row.max.bytes, with"
        + " it producer.override.max.request.size, the topic's max.message.bytes and the consumers'"
        + " limits, or make it smaller, then restart the connector.";
  }

  private static List<String> names(TableSchema schema) {
    return schema.keyColumns().stream().map(ColumnSchema::name).toList();
  }

  private static String key(TableSchema schema, RowImage row) {
    if (schema.key().isEmpty()) {
      return "It has no key";
    }
    List<String> values =
        row.key(schema).values().stream()
            .map(value -> value instanceof Value.Text text ? text.string() : String.valueOf(value))
            .toList();
    String key = String.join(", ", values);
    return "Its key is (%s) = (%s)"
        .formatted(
            String.join(", ", names(schema)),
            key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY) + "…");
  }
}
