package io.sluice.envelope;

import io.sluice.change.LogicalMessage;
import io.sluice.change.RowChange;
import io.sluice.change.TableSchema;
import io.sluice.envelope.codec.HandlingModes;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.function.Consumer;

/**
 * Turns changes into records. Used by one thread; caches schemas by the identity of {@code
 * TableSchema}.
 */
public final class EnvelopeWriter {

  /** Beyond this many versions of tables, the oldest are surely over. */
  private static final int CACHED_TABLES = 10_000;

  private final TopicNaming naming;
  private final HandlingModes modes;
  private final SourceBlock source;
  private final Commits commits;
  private final MessageWriter messages;
  private final IdentityHashMap<TableSchema, TableWriter> tables = new IdentityHashMap<>();

  public EnvelopeWriter(TopicNaming naming, String database) {
    this(naming, database, HandlingModes.EXACT);
  }

  /**
   * @param modes which shape values have
   */
  public EnvelopeWriter(TopicNaming naming, String database, HandlingModes modes) {
    this(naming, database, modes, InstantSource.system());
  }

  /**
   * @param modes which shape values have
   * @param clock says when changes are written: the envelope's {@code ts_ms}
   */
  public EnvelopeWriter(
      TopicNaming naming, String database, HandlingModes modes, InstantSource clock) {
    this.naming = naming;
    this.modes = modes;
    this.source = new SourceBlock(naming.prefix(), database);
    this.commits = new Commits(clock);
    this.messages = new MessageWriter(naming.messages(), source, commits);
  }

  /**
   * Writes the records that a change becomes, in order: one for a read, insert, update or truncate;
   * a delete and its tombstone; for an update that changes the key, a delete with {@code
   * __debezium.newkey}, a tombstone and a create with {@code __debezium.oldkey}.
   */
  public void write(RowChange change, Consumer<EnvelopeRecord> out) {
    writer(change.schema()).write(change, out);
  }

  /** Writes the record of a logical message. */
  public EnvelopeRecord write(LogicalMessage message) {
    return messages.write(message);
  }

  private TableWriter writer(TableSchema table) {
    TableWriter known = tables.get(table);
    if (known != null) {
      return known;
    }
    if (tables.size() >= CACHED_TABLES) {
      tables.clear();
    }
    TableWriter writer = new TableWriter(table, naming.data(table.table()), modes, source, commits);
    tables.put(table, writer);
    return writer;
  }
}
