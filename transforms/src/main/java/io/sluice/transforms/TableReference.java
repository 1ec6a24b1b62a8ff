package io.sluice.transforms;

import io.sluice.change.TableId;
import io.sluice.envelope.Watermarks;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Where a record's value names its table: in an envelope's source block, or in a watermark itself.
 *
 * @param value the record's value
 * @param holder the struct with the fields {@code schema} and {@code table}: the value, or its
 *     source block
 */
record TableReference(Struct value, Struct holder) {

  private static final String SOURCE = "source";
  private static final String SCHEMA = "schema";
  private static final String TABLE = "table";

  /** Debezium's logical name of the connector: {@code topic.prefix}. */
  private static final String PIPELINE = "name";

  /** Empty if the value names no table. */
  static Optional<TableReference> in(Object value) {
    if (!(value instanceof Struct struct)) {
      return Optional.empty();
    }
    return holder(struct)
        .filter(holder -> names(holder, SCHEMA) && names(holder, TABLE))
        .map(holder -> new TableReference(struct, holder));
  }

  private static Optional<Struct> holder(Struct value) {
    if (Watermarks.isWatermark(value.schema())) {
      return Optional.of(value);
    }
    Field source = value.schema().field(SOURCE);
    boolean isEnvelope = source != null && source.schema().type() == Schema.Type.STRUCT;
    return isEnvelope ? Optional.ofNullable(value.getStruct(SOURCE)) : Optional.empty();
  }

  private static boolean names(Struct holder, String field) {
    return holder.schema().field(field) != null && holder.get(field) instanceof String;
  }

  TableId table() {
    return new TableId(holder.getString(SCHEMA), holder.getString(TABLE));
  }

  /** The prefix of the table's topic; empty if the record is no change. */
  Optional<String> pipeline() {
    return !isWatermark() && names(holder, PIPELINE)
        ? Optional.of(holder.getString(PIPELINE))
        : Optional.empty();
  }

  /** The same value under another name; the rows in it are shared. */
  Struct renamed(TableId target) {
    Struct named = copy(holder).put(SCHEMA, target.schema()).put(TABLE, target.table());
    return isWatermark() ? named : copy(value).put(SOURCE, named);
  }

  private boolean isWatermark() {
    return Watermarks.isWatermark(value.schema());
  }

  private static Struct copy(Struct struct) {
    Struct copy = new Struct(struct.schema());
    for (Field field : struct.schema().fields()) {
      copy.put(field, struct.get(field));
    }
    return copy;
  }
}
