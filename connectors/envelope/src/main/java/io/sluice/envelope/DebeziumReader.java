package io.sluice.envelope;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads the envelopes that Debezium's own PostgreSQL connector wrote: all of one schema, or all
 * that have none.
 */
final class DebeziumReader implements ValueReader {

  private final DebeziumTables tables;
  private final Map<Layout, DebeziumTable> versions = new HashMap<>();

  /** Of the record before, which is mostly that of the next. */
  private Optional<DebeziumTable> last = Optional.empty();

  private Schema lastKey;

  /**
   * What versions of tables are told apart by.
   *
   * @param fields of a row without a schema; otherwise none, for the reader has one schema only
   * @param key the fields of the key
   */
  private record Layout(TableId table, List<String> fields, List<String> key) {}

  DebeziumReader(DebeziumTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<RowChange> read(EnvelopeRecord record) {
    Object source = Fields.of(record.value(), EnvelopeFields.SOURCE);
    TableId table = DebeziumSource.table(source);
    Stamp stamp = DebeziumSource.stamp(source);
    Operation operation =
        Operation.of(Fields.string(record.value(), EnvelopeFields.OP).orElse("missing"));
    return operation == Operation.TRUNCATE
        ? tables.emptied(table).map(schema -> new RowChange.Truncate(schema, stamp))
        : Optional.of(change(operation, version(table, record, row(record)), record, stamp));
  }

  private static RowChange change(
      Operation operation, DebeziumTable version, EnvelopeRecord record, Stamp stamp) {
    return switch (operation) {
      case READ -> read(version, record, stamp);
      case CREATE -> insert(version, record, stamp);
      case UPDATE -> update(version, record, stamp);
      case DELETE -> delete(version, record, stamp);
      case TRUNCATE -> throw new IllegalArgumentException("a truncate has no row");
    };
  }

  /** The row after a change; of a delete, the one before. */
  private static Object row(EnvelopeRecord record) {
    Object after = Fields.of(record.value(), EnvelopeFields.AFTER);
    Object row = after == null ? Fields.of(record.value(), EnvelopeFields.BEFORE) : after;
    if (!Fields.in(row)) {
      throw new DataException("a change has no row");
    }
    return row;
  }

  private DebeziumTable version(TableId table, EnvelopeRecord record, Object row) {
    if (!isOfLast(table, record)) {
      last = Optional.of(find(table, record, row));
      lastKey = record.keySchema();
    }
    return last.orElseThrow();
  }

  /** Without a schema, each row may be of another version. */
  @SuppressWarnings("ReferenceEquality") // converters mostly give the same one
  private boolean isOfLast(TableId table, EnvelopeRecord record) {
    return lastKey != null
        && record.keySchema() == lastKey
        && record.value() instanceof Struct
        && last.isPresent()
        && last.get().schema().table().equals(table);
  }

  private DebeziumTable find(TableId table, EnvelopeRecord record, Object row) {
    List<String> fields = row instanceof Struct ? List.of() : Fields.names(row);
    Layout layout = new Layout(table, fields, keyFields(record.key()));
    return versions.computeIfAbsent(layout, l -> tables.of(table, row, l.key));
  }

  private static List<String> keyFields(Object key) {
    if (key != null && !Fields.in(key)) {
      throw new DataException("the key has no fields; its converter is not the one that wrote it");
    }
    return key == null ? List.of() : Fields.names(key);
  }

  private static RowChange read(DebeziumTable version, EnvelopeRecord record, Stamp stamp) {
    return new RowChange.Read(version.schema(), stamp, whole(version, after(version, record)));
  }

  /** The second half of a key change may leave columns out, as its first half moves the row. */
  private static RowChange insert(DebeziumTable version, EnvelopeRecord record, Stamp stamp) {
    RowImage after = after(version, record);
    boolean enough = !after.hasUnchanged() || KeyChange.isSecondHalf(version, record);
    return new RowChange.Insert(version.schema(), stamp, enough ? after : whole(version, after));
  }

  private static RowChange update(DebeziumTable version, EnvelopeRecord record, Stamp stamp) {
    Optional<RowImage> before =
        Optional.ofNullable(Fields.of(record.value(), EnvelopeFields.BEFORE))
            .map(row -> old(version, row));
    return new RowChange.Update(version.schema(), stamp, before, after(version, record));
  }

  private static RowChange delete(DebeziumTable version, EnvelopeRecord record, Stamp stamp) {
    RowImage old = old(version, Fields.of(record.value(), EnvelopeFields.BEFORE));
    Optional<RowImage> newKey = KeyChange.newKey(version, record);
    return newKey.isPresent()
        ? new RowChange.Rekey(version.schema(), stamp, old, newKey.get())
        : new RowChange.Delete(version.schema(), stamp, old);
  }

  private static RowImage after(DebeziumTable version, EnvelopeRecord record) {
    Object row = Fields.of(record.value(), EnvelopeFields.AFTER);
    if (row == null) {
      throw new DataException("a change other than a delete has no field after");
    }
    return keyed(version.read(row), version.schema());
  }

  /** How much is known of an old row is not said; the key is, where there is one. */
  private static RowImage old(DebeziumTable version, Object row) {
    if (row == null) {
      throw new DataException("a delete has no field before");
    }
    TableSchema schema = version.schema();
    RowImage before = keyed(version.read(row), schema);
    return schema.hasKey() ? before.onlyKey(schema) : before;
  }

  private static RowImage keyed(RowImage row, TableSchema schema) {
    for (int place : schema.key()) {
      if (!(row.at(place) instanceof Value.Text)) {
        throw new DataException(
            "a change of table "
                + schema.table()
                + " does not hold its key column "
                + schema.columns().get(place).name());
      }
    }
    return row;
  }

  private static RowImage whole(DebeziumTable version, RowImage row) {
    if (row.hasUnchanged()) {
      throw new RecordRefused(
          "ROW_NOT_WHOLE",
          "a new row of table "
              + version.schema().table()
              + " has the placeholder of unchanged values, and no readable header "
              + EnvelopeFields.OLD_KEY_HEADER
              + " that says which row it was",
          "set header.converter to org.apache.kafka.connect.json.JsonConverter at the source"
              + " connector and here, or unavailable.value.placeholder to what the source connector"
              + " has, if that text is a value of the row");
    }
    return row;
  }
}
