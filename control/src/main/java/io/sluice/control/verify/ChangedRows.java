package io.sluice.control.verify;

import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Publication;
import io.sluice.control.connect.ChangeValues;
import io.sluice.control.connect.Partition;
import io.sluice.control.connect.RecordValues;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.connect.TopicSpans;
import io.sluice.control.migration.Migration;
import io.sluice.envelope.TopicNaming;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What changed since the last verification, from the topics; and the comparison of exactly that,
 * when nobody writes any more. Used by one thread.
 *
 * <p>Topics may be read ahead while writers still write, so that little is left for the time in
 * which they wait.
 */
public final class ChangedRows implements AutoCloseable {

  /** The most keys that are kept of one table; with more it is compared whole. */
  public static final int MOST_KEYS = 200_000;

  private final Migration migration;
  private final TopicSpans spans;
  private final ChangeValues values;
  private final Map<String, ChangedKeys> byTopic;
  private final Map<CapturedTable, ChangedKeys> tables;
  private final Map<Partition, Long> read;

  private ChangedRows(
      Migration migration,
      TopicConsumers consumers,
      Map<CapturedTable, ChangedKeys> tables,
      Map<Partition, Long> read) {
    this.migration = migration;
    this.spans = new TopicSpans(consumers);
    this.values =
        new ChangeValues(
            new RecordValues(
                consumers.bootstrapServers(), migration.name(), migration.registryUrl()));
    this.tables = tables;
    this.read = new HashMap<>(read);
    TopicNaming naming = new TopicNaming(migration.name());
    this.byTopic =
        tables.entrySet().stream()
            .filter(entry -> !entry.getValue().isWhole())
            .collect(Collectors.toMap(e -> naming.data(e.getKey().id()), Map.Entry::getValue));
  }

  /** Begins where the last verification did. Reads no topic yet. */
  public static ChangedRows sinceVerification(Migration migration, TopicConsumers consumers)
      throws SQLException {
    Map<CapturedTable, ChangedKeys> tables = new LinkedHashMap<>();
    Map<Partition, Long> offsets = new HashMap<>();
    Optional<VerificationStore> found =
        VerificationStore.find(migration.target(), migration.name());
    try (Connection source = migration.source().database().open("verify");
        Connection target = migration.target().open("verify")) {
      Map<TableId, TableStore.Kept> kept = new HashMap<>();
      if (found.isPresent()) {
        try (VerificationStore store = found.get()) {
          store.run().ifPresent(run -> offsets.putAll(run.offsets()));
          store.tables().forEach(table -> kept.put(table.table(), table));
        }
      }
      TableOpening opening = new TableOpening(migration, source, target);
      for (CapturedTable table : Publication.tables(source, migration.source())) {
        tables.put(table, keys(table, Optional.ofNullable(kept.get(table.id())), opening));
      }
    }
    return new ChangedRows(migration, consumers, tables, offsets);
  }

  /** Knows nothing of any verification, so that all tables are compared whole. */
  public static ChangedRows everything(Migration migration, TopicConsumers consumers)
      throws SQLException {
    Map<CapturedTable, ChangedKeys> tables = new LinkedHashMap<>();
    try (Connection source = migration.source().database().open("verify")) {
      for (CapturedTable table : Publication.tables(source, migration.source())) {
        tables.put(table, new ChangedKeys(List.of(), 0));
      }
    }
    return new ChangedRows(migration, consumers, tables, Map.of());
  }

  /**
   * Only of a table that agreed as a whole, and is still the same, is it enough to know changes.
   */
  private static ChangedKeys keys(
      CapturedTable table, Optional<TableStore.Kept> kept, TableOpening opening)
      throws SQLException {
    boolean agreed =
        kept.map(TableStore.Kept::state)
            .filter(state -> state == TableState.VERIFIED || state == TableState.HOT)
            .isPresent();
    if (!agreed || !opening.identity(table).equals(kept.get().identity())) {
      return new ChangedKeys(List.of(), 0);
    }
    return new ChangedKeys(kept.get().keyColumns(), MOST_KEYS);
  }

  /**
   * Reads the topics on.
   *
   * @param ends the offset after the last record, by partition, as a {@code Barrier} has it; others
   *     than the tables' topics are passed over
   */
  public void readUpTo(Map<Partition, Long> ends) {
    Map<Partition, Long> to = new HashMap<>(ends);
    to.keySet().removeIf(partition -> keys(partition).isEmpty());
    Set<Partition> broken = spans.read(read, to, this::add);
    broken.forEach(partition -> keys(partition).ifPresent(ChangedKeys::everything));
    read.putAll(to);
  }

  private Optional<ChangedKeys> keys(Partition partition) {
    return Optional.ofNullable(byTopic.get(partition.topic())).filter(keys -> !keys.isWhole());
  }

  private void add(Partition partition, byte[] value) {
    keys(partition).ifPresent(keys -> values.read(partition.topic(), value).ifPresent(keys::add));
  }

  /** How many rows are to be compared one by one. */
  public long keys() {
    return tables.values().stream().mapToLong(keys -> keys.keys().size()).sum();
  }

  /** Which tables are to be compared whole. */
  public List<TableId> wholeTables() {
    return tables.entrySet().stream()
        .filter(entry -> entry.getValue().isWhole())
        .map(entry -> entry.getKey().id())
        .toList();
  }

  /**
   * Compares what changed, as far as the topics were read, and all of the tables of which that is
   * not known. Only when nobody writes to the source and the target has applied everything.
   */
  public FinalComparison compare() throws SQLException {
    List<FinalResult> results = new ArrayList<>();
    try (Connection source = migration.source().database().open("verify");
        Connection target = migration.target().open("verify")) {
      ReadSession.prepare(source);
      ReadSession.prepare(target);
      QuietComparison comparison = new QuietComparison(migration, source, target);
      for (Map.Entry<CapturedTable, ChangedKeys> table : tables.entrySet()) {
        results.add(comparison.compare(table.getKey(), table.getValue()));
      }
    }
    return new FinalComparison(results);
  }

  @Override
  public void close() {
    values.close();
  }
}
