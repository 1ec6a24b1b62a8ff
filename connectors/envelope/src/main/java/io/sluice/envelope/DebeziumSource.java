package io.sluice.envelope;

import io.sluice.change.Lsn;
import io.sluice.change.Origin;
import io.sluice.change.Position;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;

/**
 * What the {@code source} block of Debezium's PostgreSQL connector says.
 *
 * <p>It has the log position of a change, but neither that of its commit nor its place in the
 * transaction. So the change's own position stands for both: the order of the records of a
 * partition is that of their offsets.
 */
final class DebeziumSource {

  private static final long MICROS_PER_MILLI = 1_000;

  private DebeziumSource() {}

  static TableId table(Object source) {
    if (Fields.string(source, "connector").filter("postgresql"::equals).isEmpty()) {
      throw new DataException("the change comes from no PostgreSQL connector");
    }
    return new TableId(name(source, SourceBlock.SCHEMA_NAME), name(source, SourceBlock.TABLE_NAME));
  }

  private static String name(Object source, String field) {
    return Fields.string(source, field)
        .filter(name -> !name.isEmpty())
        .orElseThrow(() -> new DataException("the source block has no " + field));
  }

  static Stamp stamp(Object source) {
    Lsn lsn = new Lsn(Fields.number(source, SourceBlock.LSN).orElse(0L));
    int xid = Fields.number(source, SourceBlock.TX_ID).orElse(0L).intValue();
    return new Stamp(Position.before(lsn), lsn, xid, micros(source), origin(source));
  }

  /** Older versions have milliseconds only. */
  private static long micros(Object source) {
    return Fields.number(source, EnvelopeFields.TS_US)
        .or(() -> Fields.number(source, EnvelopeFields.TS_MS).map(ms -> ms * MICROS_PER_MILLI))
        .orElse(0L);
  }

  private static Optional<Origin> origin(Object source) {
    return Fields.string(source, "origin")
        .map(name -> new Origin(name, new Lsn(Fields.number(source, "origin_lsn").orElse(0L))));
  }
}
