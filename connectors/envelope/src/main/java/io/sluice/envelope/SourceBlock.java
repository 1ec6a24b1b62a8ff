package io.sluice.envelope;

import io.sluice.change.LogicalMessage;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes the {@code source} block: where a change comes from. Debezium's fields first, then ours.
 */
final class SourceBlock {

  static final String SCHEMA_NAME = "schema";
  static final String TABLE_NAME = "table";
  static final String COMMIT_LSN = "commit_lsn";
  static final String ORDINAL = "ordinal";
  static final String TX_ID = "txId";
  static final String LSN = "lsn";

  /** How much of the old row {@code before} holds: {@code key} or {@code full}. */
  static final String IDENTITY = "identity";

  /** On a delete that is the first half of a key change: the new key, as PostgreSQL's text. */
  static final String NEW_KEY = "new_key";

  /** The columns of {@code after} that an update left out. */
  static final String UNCHANGED = "unchanged";

  /** Values that their fields cannot carry, as PostgreSQL's text, by row and column. */
  static final String VERBATIM = "verbatim";

  static final Schema SCHEMA = schema();

  private static final String CONNECTOR = "postgresql";

  /** Debezium's word for rows that are read while the stream goes on. */
  private static final String INCREMENTAL = "incremental";

  private static final String NO_SNAPSHOT = "false";

  private final String pipeline;
  private final String database;
  private final String version = Version.current();

  SourceBlock(String pipeline, String database) {
    this.pipeline = pipeline;
    this.database = database;
  }

  private static Schema schema() {
    Schema texts = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).optional().build();
    return SchemaBuilder.struct()
        .name("io.debezium.connector.postgresql.Source")
        .version(1)
        .field("version", Schema.STRING_SCHEMA)
        .field("connector", Schema.STRING_SCHEMA)
        .field("name", Schema.STRING_SCHEMA)
        .field(EnvelopeFields.TS_MS, Schema.INT64_SCHEMA)
        .field("snapshot", snapshot())
        .field("db", Schema.STRING_SCHEMA)
        .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
        .field(EnvelopeFields.TS_US, Schema.OPTIONAL_INT64_SCHEMA)
        .field(EnvelopeFields.TS_NS, Schema.OPTIONAL_INT64_SCHEMA)
        .field(SCHEMA_NAME, Schema.STRING_SCHEMA)
        .field(TABLE_NAME, Schema.STRING_SCHEMA)
        .field(TX_ID, Schema.OPTIONAL_INT64_SCHEMA)
        .field(LSN, Schema.OPTIONAL_INT64_SCHEMA)
        .field("xmin", Schema.OPTIONAL_INT64_SCHEMA)
        .field("origin", Schema.OPTIONAL_STRING_SCHEMA)
        .field("origin_lsn", Schema.OPTIONAL_INT64_SCHEMA)
        .field(COMMIT_LSN, Schema.INT64_SCHEMA)
        .field(ORDINAL, Schema.INT64_SCHEMA)
        .field(IDENTITY, Schema.OPTIONAL_STRING_SCHEMA)
        .field(NEW_KEY, texts)
        .field(UNCHANGED, SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
        .field(VERBATIM, texts)
        .build();
  }

  private static Schema snapshot() {
    return SchemaBuilder.string()
        .name("io.debezium.data.Enum")
        .version(1)
        .parameter(
            "allowed",
            "true,first,first_in_data_collection,last_in_data_collection,last,false,incremental")
        .optional()
        .defaultValue(NO_SNAPSHOT)
        .build();
  }

  /** The block of a change whose rows left these footnotes. */
  Struct write(RowChange change, Commit commit, Optional<RowImage> before, Footnotes notes) {
    Struct block = new FittingStruct(SCHEMA);
    where(block, change);
    when(block, change.stamp(), commit);
    before.ifPresent(row -> put(block, Fields.IDENTITY, ReplicaIdentity.of(row).word()));
    if (change instanceof RowChange.Rekey rekey) {
      put(block, Fields.NEW_KEY, texts(rekey.newKey(), change.schema()));
    }
    if (!notes.unchanged().isEmpty()) {
      put(block, Fields.UNCHANGED, notes.unchanged());
    }
    if (!notes.verbatim().isEmpty()) {
      put(block, Fields.VERBATIM, notes.verbatim());
    }
    return block;
  }

  /** The block of a logical message, which is of no table. */
  Struct write(LogicalMessage message, Commit commit) {
    Struct block = new FittingStruct(SCHEMA);
    where(block);
    put(block, Fields.SCHEMA_NAME, "");
    put(block, Fields.TABLE_NAME, "");
    when(block, message.stamp(), commit);
    return block;
  }

  private void where(Struct block, RowChange change) {
    where(block);
    if (change instanceof RowChange.Read) {
      put(block, Fields.SNAPSHOT, INCREMENTAL);
    }
    put(block, Fields.SCHEMA_NAME, change.schema().table().schema());
    put(block, Fields.TABLE_NAME, change.schema().table().table());
  }

  private void where(Struct block) {
    put(block, Fields.VERSION, version);
    put(block, Fields.CONNECTOR, CONNECTOR);
    put(block, Fields.NAME, pipeline);
    put(block, Fields.DB, database);
  }

  private static void when(Struct block, Stamp stamp, Commit commit) {
    put(block, Fields.TS_MS, commit.made().millis());
    put(block, Fields.TS_US, commit.made().micros());
    put(block, Fields.TS_NS, commit.made().nanos());
    put(block, Fields.LSN, stamp.lsn().value());
    if (commit.xid() != 0) {
      put(block, Fields.TX_ID, commit.xid());
    }
    if (commit.origin().isPresent()) {
      put(block, Fields.ORIGIN, commit.origin().get().name());
      put(block, Fields.ORIGIN_LSN, commit.origin().get().lsn().value());
    }
    put(block, Fields.COMMIT_LSN, commit.lsn());
    put(block, Fields.ORDINAL, stamp.position().ordinal());
  }

  private static Map<String, String> texts(RowImage newKey, TableSchema schema) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int place : schema.key()) {
      if (newKey.at(place) instanceof Value.Text text) {
        texts.put(schema.columns().get(place).name(), text.string());
      }
    }
    return texts;
  }

  private static void put(Struct block, Field field, Object value) {
    block.put(field, value);
  }

  /** The block's fields, looked up once. */
  private static final class Fields {
    static final Field VERSION = Slots.of(SCHEMA, "version");
    static final Field CONNECTOR = Slots.of(SCHEMA, "connector");
    static final Field NAME = Slots.of(SCHEMA, "name");
    static final Field TS_MS = Slots.of(SCHEMA, EnvelopeFields.TS_MS);
    static final Field SNAPSHOT = Slots.of(SCHEMA, "snapshot");
    static final Field DB = Slots.of(SCHEMA, "db");
    static final Field TS_US = Slots.of(SCHEMA, EnvelopeFields.TS_US);
    static final Field TS_NS = Slots.of(SCHEMA, EnvelopeFields.TS_NS);
    static final Field SCHEMA_NAME = Slots.of(SCHEMA, SourceBlock.SCHEMA_NAME);
    static final Field TABLE_NAME = Slots.of(SCHEMA, SourceBlock.TABLE_NAME);
    static final Field TX_ID = Slots.of(SCHEMA, SourceBlock.TX_ID);
    static final Field LSN = Slots.of(SCHEMA, SourceBlock.LSN);
    static final Field ORIGIN = Slots.of(SCHEMA, "origin");
    static final Field ORIGIN_LSN = Slots.of(SCHEMA, "origin_lsn");
    static final Field COMMIT_LSN = Slots.of(SCHEMA, SourceBlock.COMMIT_LSN);
    static final Field ORDINAL = Slots.of(SCHEMA, SourceBlock.ORDINAL);
    static final Field IDENTITY = Slots.of(SCHEMA, SourceBlock.IDENTITY);
    static final Field NEW_KEY = Slots.of(SCHEMA, SourceBlock.NEW_KEY);
    static final Field UNCHANGED = Slots.of(SCHEMA, SourceBlock.UNCHANGED);
    static final Field VERBATIM = Slots.of(SCHEMA, SourceBlock.VERBATIM);
  }
}
