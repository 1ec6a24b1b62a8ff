package io.sluice.envelope;

import io.sluice.change.RowChange;
import io.sluice.envelope.debezium.ProducerOptions;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Turns records into changes. Used by one thread; caches by the identity of Connect schemas.
 *
 * <p>The table is the one that {@code source.schema} and {@code source.table} name, whatever the
 * topic is called. All records of one table with equal schemas share one {@code TableSchema}, also
 * when a converter makes new schemas for each.
 *
 * <p>Who wrote a record is told by its schema, once for all that share it.
 */
public final class EnvelopeReader {

  /** A converter that makes a schema for each record must not fill the memory. */
  private static final int CACHED_SCHEMAS = 10_000;

  private final IdentityHashMap<Schema, ValueReader> byIdentity = new IdentityHashMap<>();
  private final Map<Schema, ValueReader> byEquality = new HashMap<>();
  private final DebeziumTables others;
  private final ValueReader schemaless;

  /** Reads what needs no knowledge of the tables that it is for. */
  public EnvelopeReader() {
    this(TableCatalog.EMPTY, ProducerOptions.DEFAULTS);
  }

  /**
   * @param catalog is asked for tables whose records were not written by Sluice
   * @param options what the producer of such records does not say in them
   */
  public EnvelopeReader(TableCatalog catalog, ProducerOptions options) {
    this.others = new DebeziumTables(catalog, options);
    this.schemaless = new SchemalessReader(new DebeziumReader(others));
  }

  /**
   * Reads one record of a data topic.
   *
   * @return the change; empty for a tombstone, and for a record about no row, such as a logical
   *     message, which changes nothing
   * @throws DataException if the record is not an envelope with types that this reader knows; the
   *     message names topic and field, never a value
   */
  public Optional<RowChange> read(EnvelopeRecord record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      return reader(record.value()).read(record);
    } catch (RecordRefused refused) {
      throw refused;
    } catch (DataException unknown) {
      throw new DataException("topic " + record.topic() + ": " + unknown.getMessage(), unknown);
    }
  }

  private ValueReader reader(Object value) {
    if (value instanceof Struct struct) {
      return reader(struct.schema());
    }
    return schemaless;
  }

  private ValueReader reader(Schema schema) {
    ValueReader known = byIdentity.get(schema);
    if (known != null) {
      return known;
    }
    if (byIdentity.size() >= CACHED_SCHEMAS) {
      byIdentity.clear();
    }
    ValueReader reader = byEquality.computeIfAbsent(schema, this::newReader);
    byIdentity.put(schema, reader);
    return reader;
  }

  private ValueReader newReader(Schema schema) {
    if (OtherRecords.include(schema)) {
      return ValueReader.PASSES_OVER;
    }
    Field source = schema.field(EnvelopeFields.SOURCE);
    if (!isEnvelope(schema) || source == null) {
      throw new DataException("the value is no envelope");
    }
    return source.schema().field(SourceBlock.COMMIT_LSN) == null
        ? new DebeziumReader(others)
        : new TableReader(schema);
  }

  private static boolean isEnvelope(Schema schema) {
    return schema.name() != null && schema.name().endsWith(EnvelopeFields.ENVELOPE_SUFFIX);
  }
}
