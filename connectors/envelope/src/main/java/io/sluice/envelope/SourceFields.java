package io.sluice.envelope;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Reads {@code source} blocks of one schema, whose fields are looked up once. */
final class SourceFields {

  private final Field schemaName;
  private final Field tableName;
  private final Field micros;
  private final Field txId;
  private final Field lsn;
  private final Field commitLsn;
  private final Field ordinal;
  private final Field identity;
  private final Field newKey;
  private final Field unchanged;
  private final Field verbatim;

  SourceFields(Schema source) {
    this.schemaName = field(source, SourceBlock.SCHEMA_NAME);
    this.tableName = field(source, SourceBlock.TABLE_NAME);
    this.micros = field(source, EnvelopeFields.TS_US);
    this.txId = field(source, SourceBlock.TX_ID);
    this.lsn = field(source, SourceBlock.LSN);
    this.commitLsn = field(source, SourceBlock.COMMIT_LSN);
    this.ordinal = field(source, SourceBlock.ORDINAL);
    this.identity = field(source, SourceBlock.IDENTITY);
    this.newKey = field(source, SourceBlock.NEW_KEY);
    this.unchanged = field(source, SourceBlock.UNCHANGED);
    this.verbatim = field(source, SourceBlock.VERBATIM);
  }

  private static Field field(Schema source, String name) {
    Field field = source.field(name);
    if (field == null) {
      throw new DataException(
          "the source block has no field " + name + "; was the record written by Sluice?");
    }
    return field;
  }

  TableId table(Struct source) {
    return new TableId((String) source.get(schemaName), (String) source.get(tableName));
  }

  /** Whether the block names this table. */
  boolean name(Struct source, TableId table) {
    return table.table().equals(source.get(tableName))
        && table.schema().equals(source.get(schemaName));
  }

  Stamp stamp(Struct source) {
    Position position =
        new Position(new Lsn((Long) source.get(commitLsn)), (Long) source.get(ordinal));
    Long xid = (Long) source.get(txId);
    return new Stamp(
        position,
        new Lsn((Long) source.get(lsn)),
        xid == null ? 0 : xid.intValue(),
        (Long) source.get(micros));
  }

  String identity(Struct source) {
    return (String) source.get(identity);
  }

  /** The new key's texts by column, on the first half of a key change. */
  @SuppressWarnings("unchecked") // the schema says so
  Optional<Map<String, String>> newKey(Struct source) {
    return Optional.ofNullable((Map<String, String>) source.get(newKey));
  }

  @SuppressWarnings("unchecked") // the schema says so
  List<String> unchanged(Struct source) {
    List<String> names = (List<String>) source.get(unchanged);
    return names == null ? List.of() : names;
  }

  @SuppressWarnings("unchecked") // the schema says so
  Map<String, String> verbatim(Struct source) {
    Map<String, String> texts = (Map<String, String>) source.get(verbatim);
    return texts == null ? Map.of() : texts;
  }
}
