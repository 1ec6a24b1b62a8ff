package io.sluice.envelope;

import io.sluice.change.Blueprint;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.change.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;

/**
 * Watermarks as records of the watermarks topic, both ways.
 *
 * <p>The value's {@code kind} is heartbeat, begun, chunk, table, batch or mark; the key is the
 * kind, with the table's name or the mark's after a colon.
 */
public final class Watermarks {

  private static final String NAME = "io.sluice.Watermark";

  private static final Schema SHARE =
      SchemaBuilder.struct()
          .name(NAME + ".Share")
          .field("topic", Schema.STRING_SCHEMA)
          .field("records", Schema.INT64_SCHEMA)
          .field("last_commit_lsn", Schema.INT64_SCHEMA)
          .field("last_ordinal", Schema.INT64_SCHEMA)
          .build();

  /** What the parameters of a row's schema say of the table. */
  private static final Schema BLUEPRINT =
      SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).optional().build();

  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name(NAME)
          .version(2)
          .field("kind", Schema.STRING_SCHEMA)
          .field("commit_lsn", Schema.INT64_SCHEMA)
          .field("ordinal", Schema.INT64_SCHEMA)
          .field("ts_ms", Schema.INT64_SCHEMA)
          .field("schema", Schema.OPTIONAL_STRING_SCHEMA)
          .field("table", Schema.OPTIONAL_STRING_SCHEMA)
          .field("rows", Schema.OPTIONAL_INT64_SCHEMA)
          .field("columns", TableDefinition.COLUMNS)
          .field("id", Schema.OPTIONAL_STRING_SCHEMA)
          .field("whole", Schema.OPTIONAL_BOOLEAN_SCHEMA)
          .field("shares", SchemaBuilder.array(SHARE).optional().build())
          .field("blueprint", BLUEPRINT)
          .build();

  private Watermarks() {}

  /** The record of a watermark. */
  public static EnvelopeRecord write(TopicNaming naming, Watermark watermark) {
    Struct value = new Struct(SCHEMA).put("ts_ms", System.currentTimeMillis());
    value.put("commit_lsn", watermark.position().commitLsn().value());
    value.put("ordinal", watermark.position().ordinal());
    String key = fill(value, watermark);
    return new EnvelopeRecord(
        naming.watermarks(), Schema.STRING_SCHEMA, key, SCHEMA, value, new ConnectHeaders());
  }

  /** Writes what the kind has of its own; returns the record's key. */
  private static String fill(Struct value, Watermark watermark) {
    if (watermark instanceof Watermark.TableBegun begun) {
      table(value.put("kind", "begun"), begun.table());
      return "begun:" + begun.table();
    }
    if (watermark instanceof Watermark.ChunkDone chunk) {
      table(value.put("kind", "chunk"), chunk.table(), chunk.rows());
      return "chunk:" + chunk.table();
    }
    if (watermark instanceof Watermark.TableDone done) {
      table(value.put("kind", "table"), done.schema().table(), done.rows());
      value.put("columns", TableDefinition.write(done.schema()));
      value.put("blueprint", BlueprintText.write(done.schema().blueprint()));
      return "table:" + done.schema().table();
    }
    if (watermark instanceof Watermark.Mark mark) {
      value.put("kind", "mark").put("id", mark.id());
      return "mark:" + mark.id();
    }
    if (watermark instanceof Watermark.BatchDone batch) {
      value.put("kind", "batch").put("whole", batch.whole()).put("shares", shares(batch));
      return "batch";
    }
    value.put("kind", "heartbeat");
    return "heartbeat";
  }

  private static List<Struct> shares(Watermark.BatchDone batch) {
    List<Struct> shares = new ArrayList<>();
    batch
        .shares()
        .forEach(
            (topic, share) ->
                shares.add(
                    new Struct(SHARE)
                        .put("topic", topic)
                        .put("records", share.records())
                        .put("last_commit_lsn", share.last().commitLsn().value())
                        .put("last_ordinal", share.last().ordinal())));
    return shares;
  }

  private static void table(Struct value, TableId table, long rows) {
    table(value, table);
    value.put("rows", rows);
  }

  private static void table(Struct value, TableId table) {
    value.put("schema", table.schema()).put("table", table.table());
  }

  /** Whether a record of this value schema is a watermark. */
  public static boolean isWatermark(Schema valueSchema) {
    return valueSchema != null && NAME.equals(valueSchema.name());
  }

  /**
   * The watermark in a record.
   *
   * @throws DataException if the record is none, or of a kind that is not known
   */
  public static Watermark read(EnvelopeRecord record) {
    if (!(record.value() instanceof Struct value) || !isWatermark(value.schema())) {
      throw new DataException("topic " + record.topic() + ": the value is no watermark");
    }
    Position position = position(value, "");
    String kind = value.getString("kind");
    return switch (kind) {
      case "heartbeat" -> new Watermark.Heartbeat(position);
      case "begun" -> new Watermark.TableBegun(position, table(value));
      case "chunk" -> new Watermark.ChunkDone(position, table(value), value.getInt64("rows"));
      case "table" ->
          new Watermark.TableDone(
              position,
              TableDefinition.read(table(value), value.getArray("columns")).with(blueprint(value)),
              value.getInt64("rows"));
      case "batch" ->
          new Watermark.BatchDone(
              position, value.getBoolean("whole"), shares(value.getArray("shares")));
      case "mark" -> new Watermark.Mark(position, value.getString("id"));
      default ->
          throw new DataException("topic " + record.topic() + ": unknown watermark kind " + kind);
    };
  }

  /** Records that were written before there was one have none. */
  private static Blueprint blueprint(Struct value) {
    Map<String, String> text =
        value.schema().field("blueprint") == null ? null : value.getMap("blueprint");
    return text == null ? Blueprint.PLAIN : BlueprintText.read(text);
  }

  private static TableId table(Struct value) {
    return new TableId(value.getString("schema"), value.getString("table"));
  }

  private static Map<String, Watermark.BatchDone.Share> shares(List<Struct> values) {
    Map<String, Watermark.BatchDone.Share> shares = new HashMap<>();
    for (Struct value : values) {
      shares.put(
          value.getString("topic"),
          new Watermark.BatchDone.Share(value.getInt64("records"), position(value, "last_")));
    }
    return shares;
  }

  private static Position position(Struct value, String prefix) {
    return new Position(
        new Lsn(value.getInt64(prefix + "commit_lsn")), value.getInt64(prefix + "ordinal"));
  }
}
