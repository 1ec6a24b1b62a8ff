package io.sluice.envelope;

import io.sluice.change.ColumnSchema;
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
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Reads the envelopes of one schema. */
final class TableReader implements ValueReader {

  private final Field before;
  private final Field after;
  private final Field source;
  private final Field op;
  private final TableColumns columns;
  private final RowReader rows;
  private final SourceFields sources;

  /** One instance for each name, because others cache by its identity. */
  private final Map<TableId, TableSchema> tables = new HashMap<>();

  /** The table of the record before, which is mostly that of the next. */
  private Optional<TableSchema> last = Optional.empty();

  TableReader(Schema envelope) {
    this.before = field(envelope, EnvelopeFields.BEFORE);
    this.after = field(envelope, EnvelopeFields.AFTER);
    this.source = field(envelope, EnvelopeFields.SOURCE);
    this.op = field(envelope, EnvelopeFields.OP);
    this.columns = TableColumns.of(after.schema());
    this.rows = new RowReader(after.schema(), columns.columns());
    this.sources = new SourceFields(source.schema());
  }

  private static Field field(Schema envelope, String name) {
    Field field = envelope.field(name);
    if (field == null) {
      throw new DataException("the envelope has no field " + name);
    }
    return field;
  }

  @Override
  public Optional<RowChange> read(EnvelopeRecord record) {
    return Optional.of(read((Struct) record.value()));
  }

  private RowChange read(Struct envelope) {
    Struct from = (Struct) envelope.get(source);
    TableSchema schema = schema(from);
    Stamp stamp = sources.stamp(from);
    return switch (Operation.of((String) envelope.get(op))) {
      case READ -> new RowChange.Read(schema, stamp, after(envelope, from));
      case CREATE -> new RowChange.Insert(schema, stamp, after(envelope, from));
      case UPDATE ->
          new RowChange.Update(
              schema, stamp, before(envelope, from, schema), after(envelope, from));
      case DELETE -> delete(envelope, from, schema, stamp);
      case TRUNCATE -> new RowChange.Truncate(schema, stamp);
    };
  }

  private TableSchema schema(Struct from) {
    if (last.isEmpty() || !sources.name(from, last.get().table())) {
      last = Optional.of(tables.computeIfAbsent(sources.table(from), columns::of));
    }
    return last.get();
  }

  private RowChange delete(Struct envelope, Struct from, TableSchema schema, Stamp stamp) {
    RowImage old =
        before(envelope, from, schema)
            .orElseThrow(() -> new DataException("a delete has no field before"));
    Optional<RowImage> newKey = sources.newKey(from).map(texts -> newKey(texts, schema));
    return newKey.isPresent()
        ? new RowChange.Rekey(schema, stamp, old, newKey.get())
        : new RowChange.Delete(schema, stamp, old);
  }

  private RowImage after(Struct envelope, Struct from) {
    if (envelope.get(after) instanceof Struct row) {
      return rows.read(row, Footnotes.AFTER, sources.unchanged(from), sources.verbatim(from));
    }
    throw new DataException("a change other than a delete has no field after");
  }

  private Optional<RowImage> before(Struct envelope, Struct from, TableSchema schema) {
    if (envelope.get(before) instanceof Struct row) {
      RowImage old = rows.read(row, Footnotes.BEFORE, List.of(), sources.verbatim(from));
      return Optional.of(ReplicaIdentity.restrict(sources.identity(from), old, schema));
    }
    return Optional.empty();
  }

  private static RowImage newKey(Map<String, String> texts, TableSchema schema) {
    List<ColumnSchema> columns = schema.columns();
    Value[] values = new Value[columns.size()];
    for (int i = 0; i < values.length; i++) {
      String text = texts.get(columns.get(i).name());
      values[i] = text == null ? Value.Missing.ABSENT : Value.text(text);
    }
    return RowImage.of(values);
  }
}
