package io.sluice.control.operate;

import io.sluice.change.Lsn;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.RecordReader;
import io.sluice.control.connect.RecordValues;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;

/**
 * Lets the sink leave out one transaction of the source, and nothing else, and keeps a record of
 * it. What its tables lack then has to be mended by somebody.
 *
 * @param migration what moves
 * @param rest where its connectors run
 * @param consumers of its topics
 * @param request what to leave out
 * @param patience until the sink is past it
 */
public record Skip(
    Migration migration,
    ConnectRest rest,
    TopicConsumers consumers,
    SkipRequest request,
    Patience patience) {

  /**
   * Notes the transaction, starts a sink that has failed, and waits until it is past it.
   *
   * @return where the transaction's commit is
   */
  public Lsn run(Console console) throws SQLException {
    try (OperatorLock lock = OperatorLock.take(migration, "skip");
        Connection target = migration.target().open("skip")) {
      SkipTable table = new SkipTable(target, migration.sinkConnector());
      Lsn position = position(console);
      requireAhead(table, position);
      table.create();
      table.add(position, request.who(), request.reason());
      console.say("noted in sluice.skips: the transaction that commits at " + position);
      rest.restart(migration.sinkConnector());
      patience.until(
          () -> found(table, position).isPresent(),
          () -> migration.sinkConnector() + " has not come to the transaction at " + position);
      SkipTable.Skipped skipped = found(table, position).orElseThrow();
      console.say(
          "left out: %d changes, of %s; mend these tables (sluice verify --repair), then say so with sluice skip --mended --position %s"
              .formatted(skipped.changes(), skipped.tables(), position));
      return position;
    }
  }

  /** Says what would be left out. */
  public void rehearse(Console console) throws SQLException {
    try (Connection target = migration.target().open("skip")) {
      Lsn position = position(console);
      requireAhead(new SkipTable(target, migration.sinkConnector()), position);
      console.say(
          "would have %s leave out the transaction that commits at %s, all its changes in all tables"
              .formatted(migration.sinkConnector(), position));
    }
  }

  /** Notes that what was left out is mended. */
  public Lsn mended(Console console) throws SQLException {
    try (OperatorLock lock = OperatorLock.take(migration, "skip");
        Connection target = migration.target().open("skip")) {
      SkipTable table = new SkipTable(target, migration.sinkConnector());
      Lsn position = position(console);
      if (!table.exists() || !table.mend(position)) {
        throw new Problem("no transaction was left out at " + position);
      }
      console.say("noted: what the transaction at " + position + " left undone is mended");
      return position;
    }
  }

  private Lsn position(Console console) {
    if (request.record().isBlank()) {
      return lsn(request.position());
    }
    Lsn position = commit(ChangePlace.parse(request.record()));
    console.say(request.record() + " is of the transaction that commits at " + position);
    return position;
  }

  private static Lsn lsn(String text) {
    try {
      return Lsn.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new Problem("give --position as the sink says it, such as 16/B374D848", wrong);
    }
  }

  private Lsn commit(ChangePlace place) {
    requireRead(place.partition().topic());
    try (RecordValues values =
        new RecordValues(consumers.bootstrapServers(), migration.name(), migration.registryUrl())) {
      Struct change = new RecordReader(consumers, values).read(place.partition(), place.offset());
      if (change.schema().field("op") == null || change.schema().field("source") == null) {
        throw new Problem(request.record() + " is no change of a table");
      }
      if (change.getString("op").equals("r")) {
        throw new Problem(
            request.record()
                + " is a copied row, which belongs to no transaction: mend the target");
      }
      return new Lsn(change.getStruct("source").getInt64("commit_lsn"));
    }
  }

  /** Another source's positions are of another log. */
  private void requireRead(String topic) {
    if (!Subscription.of(sink()).contains().test(topic)) {
      throw new Problem(
          "%s does not read topic %s: name a record as its message does"
              .formatted(migration.sinkConnector(), topic));
    }
  }

  /** Where topics are applied apart from one another, some may be past it and others not. */
  private void requireAhead(SkipTable table, Lsn position) throws SQLException {
    if (isApart()) {
      return;
    }
    Lsn applied = table.applied();
    boolean isNoted = table.exists() && table.find(position).isPresent();
    if (applied.hasReached(position) && !isNoted) {
      throw new Problem(
          "%s has applied everything up to %s: the transaction at %s cannot be left out any more"
              .formatted(migration.sinkConnector(), applied, position));
    }
  }

  private boolean isApart() {
    Map<String, String> sink = sink();
    return "table".equals(sink.get("apply.consistency"))
        || !"1".equals(sink.getOrDefault("tasks.max", "1"));
  }

  private Map<String, String> sink() {
    return rest.config(migration.sinkConnector())
        .orElseThrow(() -> new Problem("there is no connector " + migration.sinkConnector()));
  }

  private Optional<SkipTable.Skipped> found(SkipTable table, Lsn position) {
    try {
      return table.find(position);
    } catch (SQLException e) {
      throw new Problem("the target's sluice.skips cannot be read: " + e.getMessage(), e);
    }
  }
}
