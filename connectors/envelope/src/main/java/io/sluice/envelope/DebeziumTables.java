package io.sluice.envelope;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.envelope.debezium.ColumnReaders;
import io.sluice.envelope.debezium.DerivedTypes;
import io.sluice.envelope.debezium.ProducerOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** The tables of other producers: what their records leave open, the catalog says. */
final class DebeziumTables {

  private static final String COLUMN_NAME = EnvelopeFields.COLUMN_NAME;

  private final TableCatalog catalog;
  private final ColumnReaders readers;

  /** The last version of each, for truncates, which say nothing of columns and keys. */
  private final Map<TableId, TableSchema> known = new HashMap<>();

  DebeziumTables(TableCatalog catalog, ProducerOptions options) {
    this.catalog = catalog;
    this.readers = new ColumnReaders(options);
  }

  /**
   * The version of a table that a row is of.
   *
   * @param row a struct, or the map that it is without its schema
   * @param key the names of the key's fields; none if the table has no key
   */
  DebeziumTable of(TableId table, Object row, List<String> key) {
    DebeziumTable version =
        row instanceof Struct struct
            ? described(table, struct.schema(), key)
            : undescribed(table, Fields.names(row), key);
    known.put(table, version.schema());
    return version;
  }

  /** The version of a table that is emptied; none if there is no such table yet. */
  Optional<TableSchema> emptied(TableId table) {
    return Optional.ofNullable(known.get(table)).or(() -> catalog.find(table));
  }

  private DebeziumTable described(TableId table, Schema row, List<String> key) {
    Optional<TableSchema> target = catalog.find(table);
    List<ColumnSchema> columns = new ArrayList<>();
    List<DebeziumTable.Column> fields = new ArrayList<>();
    for (Field field : row.fields()) {
      String name = columnName(field);
      ColumnType type = type(target, name).orElseGet(() -> DerivedTypes.of(table, field.schema()));
      boolean nullable = field.schema().isOptional() && !key.contains(field.name());
      columns.add(new ColumnSchema(name, type, nullable));
      fields.add(column(table, field, type));
    }
    return new DebeziumTable(
        new TableSchema(table, columns, places(table, fields, key)),
        fields,
        "set binary.handling.mode to what the source connector has, or change the column's type");
  }

  private static String columnName(Field field) {
    Map<String, String> parameters = field.schema().parameters();
    return parameters == null ? field.name() : parameters.getOrDefault(COLUMN_NAME, field.name());
  }

  private static Optional<ColumnType> type(Optional<TableSchema> target, String column) {
    return target
        .filter(table -> table.indexOf(column) >= 0)
        .map(table -> table.columns().get(table.indexOf(column)).type());
  }

  private DebeziumTable.Column column(TableId table, Field field, ColumnType type) {
    try {
      return new DebeziumTable.Column(
          field.name(), readers.of(type, field.schema()), readers.loose(type, field.schema()));
    } catch (DataException unknown) {
      throw new DataException(
          "column " + field.name() + " of table " + table + ": " + unknown.getMessage(), unknown);
    }
  }

  private DebeziumTable undescribed(TableId table, List<String> names, List<String> key) {
    TableSchema target = catalog.find(table).orElseThrow(() -> unknown(table));
    for (String name : names) {
      if (target.indexOf(name) < 0) {
        throw missing(table, name);
      }
    }
    List<ColumnSchema> columns =
        target.columns().stream().filter(column -> names.contains(column.name())).toList();
    List<DebeziumTable.Column> fields =
        columns.stream()
            .map(
                column -> {
                  var reader = readers.of(column.type());
                  return new DebeziumTable.Column(column.name(), reader, reader);
                })
            .toList();
    return new DebeziumTable(
        new TableSchema(table, columns, places(table, fields, key)),
        fields,
        "give the column the type that it has in the source, set decimal.handling.mode,"
            + " time.precision.mode and binary.handling.mode to what the source connector has, or"
            + " have it write records with schemas");
  }

  private static RecordRefused unknown(TableId table) {
    return new RecordRefused(
        "TABLE_WITHOUT_TYPES",
        "table "
            + table
            + " is not in the target, and records without schemas do not say the"
            + " types of its columns",
        "create the table as it is in the source, or set value.converter.schemas.enable=true at"
            + " the source connector and here; then restart");
  }

  private static RecordRefused missing(TableId table, String column) {
    return new RecordRefused(
        "COLUMN_MISSING_IN_TARGET",
        "table "
            + table
            + " has no column "
            + column
            + " in the target, but its topic has, and"
            + " records without schemas do not say its type",
        "add the column with the type that it has in the source; then restart");
  }

  private static List<Integer> places(
      TableId table, List<DebeziumTable.Column> fields, List<String> key) {
    List<String> names = fields.stream().map(DebeziumTable.Column::field).toList();
    for (String part : key) {
      if (!names.contains(part)) {
        throw new DataException(
            "the key has a field " + part + ", but table " + table + " has no such column");
      }
    }
    return key.stream().map(names::indexOf).toList();
  }
}
