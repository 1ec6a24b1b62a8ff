package io.sluice.sink.connect;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.change.Watermark;
import io.sluice.envelope.EnvelopeRecord;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import io.sluice.envelope.Watermarks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/** Topics in memory, written as the source writes them. */
final class Topics {

  private static final String PREFIX = "p";

  private final TopicNaming naming;
  private final EnvelopeWriter writer;
  private final Map<String, Long> ends = new HashMap<>();
  private List<SinkRecord> written = new ArrayList<>();
  private Map<String, Watermark.BatchDone.Share> shares = new HashMap<>();
  private Lsn commit = new Lsn(0x100);
  private long ordinal;
  private long micros = 1_000_000;

  Topics() {
    this(PREFIX);
  }

  /** Topics of a source. */
  Topics(String prefix) {
    this.naming = new TopicNaming(prefix);
    this.writer = new EnvelopeWriter(naming, "shop");
  }

  static TopicPartition of(TableSchema schema) {
    return of(PREFIX, schema);
  }

  static TopicPartition of(String prefix, TableSchema schema) {
    return new TopicPartition(new TopicNaming(prefix).data(schema.table()), 0);
  }

  static TopicPartition watermarks() {
    return new TopicPartition(new TopicNaming(PREFIX).watermarks(), 0);
  }

  /** What follows is of another transaction of the source. */
  Topics commit(long commitMicros) {
    commit = new Lsn(commit.value() + 0x10);
    ordinal = 0;
    micros = commitMicros;
    return this;
  }

  /** The records since the last call, which are one Kafka transaction. */
  List<SinkRecord> take() {
    return take(true);
  }

  /**
   * The same.
   *
   * @param whole whether the source's transaction ends with it
   */
  List<SinkRecord> take(boolean whole) {
    add(Watermarks.write(naming, new Watermark.BatchDone(at(ordinal), whole, shares)));
    shares = new HashMap<>();
    List<SinkRecord> taken = written;
    written = new ArrayList<>();
    return taken;
  }

  Topics read(TableSchema schema, String... row) {
    return write(new RowChange.Read(schema, stamp(), image(row)));
  }

  Topics insert(TableSchema schema, String... row) {
    return write(new RowChange.Insert(schema, stamp(), image(row)));
  }

  Topics update(TableSchema schema, String... row) {
    return write(new RowChange.Update(schema, stamp(), Optional.empty(), image(row)));
  }

  /** An update that changes the key. */
  Topics rekey(TableSchema schema, List<String> oldKey, String... row) {
    RowImage before = key(schema, oldKey);
    return write(new RowChange.Update(schema, stamp(), Optional.of(before), image(row)));
  }

  Topics delete(TableSchema schema, String... key) {
    return write(new RowChange.Delete(schema, stamp(), key(schema, List.of(key))));
  }

  /** An update of a table that logs whole old rows. */
  Topics replace(TableSchema schema, List<String> before, String... row) {
    RowImage old = image(before.toArray(String[]::new));
    return write(new RowChange.Update(schema, stamp(), Optional.of(old), image(row)));
  }

  /** A delete from such a table. */
  Topics remove(TableSchema schema, String... row) {
    return write(new RowChange.Delete(schema, stamp(), image(row)));
  }

  Topics truncate(TableSchema schema) {
    return write(new RowChange.Truncate(schema, stamp()));
  }

  Topics done(TableSchema schema) {
    Watermark done = new Watermark.TableDone(stamp().position(), schema, 0);
    add(Watermarks.write(naming, done));
    return this;
  }

  /** A row: null is NULL, {@code "?"} a column left unchanged. */
  private static RowImage image(String... row) {
    Value[] values = new Value[row.length];
    for (int i = 0; i < row.length; i++) {
      values[i] = value(row[i]);
    }
    return RowImage.of(values);
  }

  private static Value value(String text) {
    if (text == null) {
      return Value.Missing.NULL;
    }
    return text.equals("?") ? Value.Missing.UNCHANGED : Value.text(text);
  }

  private static RowImage key(TableSchema schema, List<String> key) {
    Value[] values =
        IntStream.range(0, schema.columns().size())
            .mapToObj(
                place -> {
                  int inKey = schema.key().indexOf(place);
                  return inKey < 0 ? Value.Missing.ABSENT : Value.text(key.get(inKey));
                })
            .toArray(Value[]::new);
    return RowImage.of(values);
  }

  private Stamp stamp() {
    return new Stamp(at(++ordinal), new Lsn(0x90), 7, micros);
  }

  private Position at(long place) {
    return new Position(commit, place);
  }

  private Topics write(RowChange change) {
    writer.write(change, record -> add(record, change.stamp().position()));
    return this;
  }

  private void add(EnvelopeRecord record, Position at) {
    add(record);
    if (record.value() != null) {
      shares.merge(
          record.topic(),
          new Watermark.BatchDone.Share(1, at),
          (one, more) -> new Watermark.BatchDone.Share(one.records() + 1, at));
    }
  }

  private void add(EnvelopeRecord record) {
    long offset = ends.merge(record.topic(), 1L, Long::sum) - 1;
    written.add(
        new SinkRecord(
            record.topic(),
            0,
            record.keySchema(),
            record.key(),
            record.valueSchema(),
            record.value(),
            offset,
            0L,
            TimestampType.CREATE_TIME,
            record.headers()));
  }
}
