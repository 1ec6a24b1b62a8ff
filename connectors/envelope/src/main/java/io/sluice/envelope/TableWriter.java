package io.sluice.envelope;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import io.sluice.envelope.codec.HandlingModes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;

/** Writes the changes of one version of a table. */
final class TableWriter {

  private final String topic;
  private final TableSchema table;
  private final TableSchemas schemas;
  private final RowWriter keys;
  private final RowWriter befores;
  private final RowWriter afters;
  private final SourceBlock source;
  private final Commits commits;
  private final EnvelopeLayout layout;

  /** The envelope's fields, looked up once. */
  private record EnvelopeLayout(
      Field before, Field after, Field source, Field op, Field millis, Field micros, Field nanos) {

    static EnvelopeLayout of(TableSchemas schemas) {
      return new EnvelopeLayout(
          Slots.of(schemas.envelope(), EnvelopeFields.BEFORE),
          Slots.of(schemas.envelope(), EnvelopeFields.AFTER),
          Slots.of(schemas.envelope(), EnvelopeFields.SOURCE),
          Slots.of(schemas.envelope(), EnvelopeFields.OP),
          Slots.of(schemas.envelope(), EnvelopeFields.TS_MS),
          Slots.of(schemas.envelope(), EnvelopeFields.TS_US),
          Slots.of(schemas.envelope(), EnvelopeFields.TS_NS));
    }
  }

  TableWriter(
      TableSchema table, String topic, HandlingModes modes, SourceBlock source, Commits commits) {
    this.topic = topic;
    this.table = table;
    this.source = source;
    this.commits = commits;
    this.schemas = TableSchemas.of(table, topic, modes);
    List<Integer> all = IntStream.range(0, table.columns().size()).boxed().toList();
    this.keys = new RowWriter(schemas.key(), table.columns(), table.key(), "key.", modes);
    this.befores = new RowWriter(schemas.value(), table.columns(), all, Footnotes.BEFORE, modes);
    this.afters = new RowWriter(schemas.value(), table.columns(), all, Footnotes.AFTER, modes);
    this.layout = EnvelopeLayout.of(schemas);
  }

  void write(RowChange change, Consumer<EnvelopeRecord> out) {
    if (change instanceof RowChange.Read read) {
      out.accept(upsert(Operation.READ, change, Optional.empty(), read.row()));
    } else if (change instanceof RowChange.Insert insert) {
      out.accept(upsert(Operation.CREATE, change, Optional.empty(), insert.after()));
    } else if (change instanceof RowChange.Update update) {
      write(update, out);
    } else if (change instanceof RowChange.Delete delete) {
      delete(change, delete.before(), new ConnectHeaders(), out);
    } else if (change instanceof RowChange.Rekey rekey) {
      write(rekey, out);
    } else {
      out.accept(truncate(change));
    }
  }

  private void write(RowChange.Update update, Consumer<EnvelopeRecord> out) {
    if (!update.changesKey()) {
      out.accept(upsert(Operation.UPDATE, update, update.before(), update.after()));
      return;
    }
    RowImage before = update.before().orElseThrow();
    RowImage newKey = update.after().onlyKey(table);
    write(new RowChange.Rekey(table, update.stamp(), before, newKey), out);
    RowChange create = new RowChange.Insert(table, update.stamp(), update.after());
    EnvelopeRecord record = upsert(Operation.CREATE, create, Optional.empty(), update.after());
    record.headers().add(EnvelopeFields.OLD_KEY_HEADER, key(before), schemas.key());
    out.accept(record);
  }

  private void write(RowChange.Rekey rekey, Consumer<EnvelopeRecord> out) {
    Headers headers = new ConnectHeaders();
    headers.add(EnvelopeFields.NEW_KEY_HEADER, key(rekey.newKey()), schemas.key());
    delete(rekey, rekey.before(), headers, out);
  }

  private EnvelopeRecord upsert(
      Operation operation, RowChange change, Optional<RowImage> before, RowImage after) {
    Struct value = envelope(operation, change, before, Optional.of(after));
    return record(key(after), value, new ConnectHeaders());
  }

  private void delete(
      RowChange change, RowImage before, Headers headers, Consumer<EnvelopeRecord> out) {
    Struct key = key(before);
    Struct value = envelope(Operation.DELETE, change, Optional.of(before), Optional.empty());
    out.accept(record(key, value, headers));
    if (table.hasKey()) {
      out.accept(new EnvelopeRecord(topic, schemas.key(), key, null, null, headers.duplicate()));
    }
  }

  private EnvelopeRecord truncate(RowChange change) {
    Struct value = envelope(Operation.TRUNCATE, change, Optional.empty(), Optional.empty());
    return new EnvelopeRecord(topic, null, null, schemas.envelope(), value, new ConnectHeaders());
  }

  private EnvelopeRecord record(Struct key, Struct value, Headers headers) {
    return table.hasKey()
        ? new EnvelopeRecord(topic, schemas.key(), key, schemas.envelope(), value, headers)
        : new EnvelopeRecord(topic, null, null, schemas.envelope(), value, headers);
  }

  /** The key needs no footnotes: what it cannot say, the row says. */
  private Struct key(RowImage row) {
    return keys.write(row, new Footnotes());
  }

  private Struct envelope(
      Operation operation, RowChange change, Optional<RowImage> before, Optional<RowImage> after) {
    Footnotes notes = new Footnotes();
    Struct envelope = new Struct(schemas.envelope());
    before.ifPresent(row -> envelope.put(layout.before, befores.write(row, notes)));
    after.ifPresent(row -> envelope.put(layout.after, afters.write(row, notes)));
    Commit commit = commits.of(change.stamp());
    envelope.put(layout.op, operation.code());
    envelope.put(layout.source, source.write(change, commit, before, notes));
    envelope.put(layout.millis, commit.written().millis());
    envelope.put(layout.micros, commit.written().micros());
    envelope.put(layout.nanos, commit.written().nanos());
    return envelope;
  }
}
