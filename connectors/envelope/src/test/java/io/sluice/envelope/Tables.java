package io.sluice.envelope;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import java.util.Arrays;
import java.util.List;

/** Tables and rows for the tests. */
final class Tables {

  static final TopicNaming NAMING = new TopicNaming("shop");

  static final Stamp STAMP =
      new Stamp(
          new Position(Lsn.parse("16/B374D848"), 7),
          Lsn.parse("16/B374D800"),
          0xFFFFFFF0,
          1_700_000_000_123_456L);

  static final Stamp READ_STAMP =
      new Stamp(
          new Position(Lsn.parse("16/B374D848"), 0),
          Lsn.parse("16/B374D848"),
          0,
          1_700_000_000_123_456L);

  /** {@code id, note, amount, body}; body is optional, all others are not. */
  static final TableSchema ORDERS =
      new TableSchema(
          new TableId("public", "orders"),
          List.of(
              required("id", "integer"),
              required("note", "text"),
              required("amount", "numeric(12,2)"),
              optional("body", "jsonb")),
          List.of(0));

  private Tables() {}

  static ColumnSchema required(String name, String type) {
    return new ColumnSchema(name, ColumnType.of(type), false);
  }

  static ColumnSchema optional(String name, String type) {
    return new ColumnSchema(name, ColumnType.of(type), true);
  }

  /** A row of these texts; null is SQL's NULL. */
  static RowImage row(String... texts) {
    return RowImage.of(
        Arrays.stream(texts)
            .map(text -> text == null ? Value.Missing.NULL : Value.text(text))
            .toArray(Value[]::new));
  }

  /** A table with the key {@code id} and one optional column {@code v} of a type. */
  static TableSchema withColumn(ColumnType type) {
    return new TableSchema(
        new TableId("public", "t"),
        List.of(required("id", "bigint"), new ColumnSchema("v", type, true)),
        List.of(0));
  }
}
