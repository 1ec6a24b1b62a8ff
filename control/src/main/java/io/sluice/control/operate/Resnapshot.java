package io.sluice.control.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Publication;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.SignalWriter;
import io.sluice.control.connect.TablePattern;
import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.source.snapshot.GivenBounds;
import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import io.sluice.source.snapshot.TableSources;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Has a table, or a range of its keys, read again beside the stream.
 *
 * @param migration what moves
 * @param rest where its connectors run
 * @param rows which rows of which table
 * @param patience until that is done
 */
public record Resnapshot(Migration migration, ConnectRest rest, Rows rows, Patience patience)
    implements TableRequest {

  /**
   * Rows to read again.
   *
   * @param table {@code schema.table} on the source
   * @param after only keys greater than this, a value for each column; empty for all
   * @param upTo only keys not greater than this
   */
  public record Rows(String table, List<String> after, List<String> upTo) {
    public Rows {
      after = List.copyOf(after);
      upTo = List.copyOf(upTo);
    }

    boolean isRange() {
      return !after.isEmpty() || !upTo.isEmpty();
    }

    KeyRange.Between range() {
      return new KeyRange.Between(bound(after), bound(upTo));
    }

    private static Optional<KeyBound> bound(List<String> values) {
      return values.isEmpty() ? Optional.empty() : Optional.of(new KeyBound(values));
    }
  }

  @Override
  public void run(boolean wait, Console console) throws SQLException {
    try (OperatorLock lock = OperatorLock.take(migration, "resnapshot")) {
      TableId table = table(lock.session());
      TableSnapshot snapshot = new TableSnapshot(rest, migration.sourceConnector(), table);
      snapshot.awaitHandled(ask(table), patience);
      console.say("table " + table + " is being read again");
      if (wait) {
        snapshot.awaitCopied(patience);
        console.say("table " + table + " is in its topic again");
      }
    }
  }

  @Override
  public void rehearse(Console console) throws SQLException {
    try (Connection source = migration.source().database().open("resnapshot")) {
      TableId table = table(source);
      boolean signal = config().containsKey("signal.kafka.topic");
      console.say(
          "would have table %s read again, by %s"
              .formatted(
                  table, signal ? "a signal" : "snapshot.reread in the connector's configuration"));
    }
  }

  private TableId table(Connection source) throws SQLException {
    TableId table = published(source);
    requireRange(source, table);
    return table;
  }

  private TableId published(Connection source) throws SQLException {
    return Publication.tables(source, migration.source()).stream()
        .map(CapturedTable::id)
        .filter(id -> id.toString().equals(rows.table()))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    "publication %s has no table %s: give it as schema.table, or run sluice add-table"
                        .formatted(migration.source().publication(), rows.table())));
  }

  /** The connector would pass over a range that it cannot read, with no more than a warning. */
  private void requireRange(Connection source, TableId table) throws SQLException {
    TableSources tables = new TableSources(source, migration.source().publication());
    Optional<String> problem = GivenBounds.problem(source, tables.of(table).schema(), rows.range());
    if (problem.isPresent()) {
      throw new Problem(
          problem.get() + ": give --after and --up-to once for each column of the key, or neither");
    }
  }

  private Map<String, String> config() {
    return rest.config(migration.sourceConnector())
        .orElseThrow(() -> new Problem("there is no connector " + migration.sourceConnector()));
  }

  private Predicate<JsonNode> ask(TableId table) {
    Map<String, String> config = config();
    String topic = config.getOrDefault("signal.kafka.topic", "");
    return topic.isEmpty() ? configure(table, config) : signal(table);
  }

  private Predicate<JsonNode> signal(TableId table) {
    try (SignalWriter writer =
        SignalWriter.open(
            rest,
            migration.sourceConnector(),
            migration.name(),
            migration.bootstrapServers().orElseThrow())) {
      long offset = writer.reread(table, rows.after(), rows.upTo());
      return signals -> signals.path("next_offset").asLong() > offset;
    }
  }

  /** The connector's task is restarted for it. */
  private Predicate<JsonNode> configure(TableId table, Map<String, String> config) {
    if (rows.isRange()) {
      throw new Problem(
          "a range needs a signal topic, and %s has none: run sluice start, which gives it one, or read the whole table again"
              .formatted(migration.sourceConnector()));
    }
    String request = Instant.now().toString().replace(':', '.') + ":" + TablePattern.of(table);
    Map<String, String> changed = new TreeMap<>(config);
    changed.put("snapshot.reread", request);
    rest.put(migration.sourceConnector(), changed);
    return signals -> signals.path("reread").asText().equals(request);
  }
}
