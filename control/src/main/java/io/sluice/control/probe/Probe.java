package io.sluice.control.probe;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.MarkReader;
import io.sluice.control.connect.Partition;
import io.sluice.control.connect.RecordValues;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.cutover.Mark;
import io.sluice.control.cutover.TargetProgress;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import io.sluice.envelope.TopicNaming;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Sends a logical message from the source's log into the topic and into every target.
 *
 * @param migration whose
 * @param rest where its connectors run
 * @param consumers of its topics
 * @param limit for the whole way
 */
public record Probe(
    Migration migration, ConnectRest rest, TopicConsumers consumers, Duration limit) {

  /** Follows the message as far as it comes. */
  public ProbeResult run() throws SQLException {
    String id = "probe-" + UUID.randomUUID();
    Voyage voyage = new Voyage(limit);
    try {
      sail(id, voyage);
    } catch (Lost lost) {
      return new ProbeResult(id, voyage.stages());
    }
    return new ProbeResult(id, voyage.stages());
  }

  private void sail(String id, Voyage voyage) throws SQLException {
    TopicNaming naming = new TopicNaming(migration.name());
    try (Connection source = migration.source().database().open("probe");
        MarkReader reader = reader(naming, voyage)) {
      Mark mark = Mark.write(migration.source().database(), id);
      voyage.passed("log", "written at " + mark.lsn());
      SlotWatch slot = new SlotWatch(source, migration.source().slot());
      voyage.await(
          "slot", () -> slot.hasSent(mark.lsn()), slot::complaint, slot.slot() + " streams");
      voyage.await(
          "topic",
          () -> reader.sees(id),
          () -> complaint(migration.sourceConnector()),
          "in " + naming.watermarks());
      Place place = new Place(new Partition(naming.watermarks(), 0), reader.offset());
      for (SinkDoor sink : sinks(naming, voyage)) {
        arrive(sink, place, voyage);
      }
    }
  }

  /** The topic is there as soon as the source connector has run once. */
  private MarkReader reader(TopicNaming naming, Voyage voyage) {
    try {
      return new MarkReader(
          consumers,
          naming,
          new RecordValues(
              consumers.bootstrapServers(), migration.name(), migration.registryUrl()));
    } catch (Problem missing) {
      throw voyage.lost("topic", missing.getMessage());
    }
  }

  private List<SinkDoor> sinks(TopicNaming naming, Voyage voyage) {
    List<SinkDoor> sinks = new ArrayList<>(SinkDoor.reading(naming.watermarks(), rest, migration));
    if (sinks.isEmpty()) {
      throw voyage.lost("sink", "no sink connector reads " + naming.watermarks());
    }
    return sinks;
  }

  /** A target that is lost does not keep the others from being looked at. */
  private void arrive(SinkDoor sink, Place place, Voyage voyage) throws SQLException {
    String stage = "sink " + sink.connector();
    try (TargetProgress progress = sink.open()) {
      voyage.look(
          stage,
          () -> SinkDoor.hasPassed(progress, place),
          () -> complaint(sink.connector()),
          "in " + sink.database());
    } catch (Problem unreachable) {
      voyage.missed(stage, unreachable.getMessage());
    }
  }

  private String complaint(String connector) {
    ConnectorStatus status = rest.status(connector).orElse(null);
    if (status == null) {
      return "there is no connector " + connector;
    }
    return status.complaint().isBlank()
        ? "%s is %s, and has not brought it on".formatted(connector, status.state())
        : status.complaint();
  }
}
