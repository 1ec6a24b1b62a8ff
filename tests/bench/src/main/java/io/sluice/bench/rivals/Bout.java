package io.sluice.bench.rivals;

import io.sluice.bench.measure.Gauge;
import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.TargetDatabase;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What a rival's connectors do with one source in one box, measured.
 *
 * @param run that keeps the figures
 * @param box where the connectors run
 * @param source what they copy and follow
 * @param connectors that were made for it; removed when it is over
 */
record Bout(Run run, RivalBox box, RivalSource source, List<Connector> connectors)
    implements AutoCloseable {

  private static final String CHUNKS =
      "{\"type\": \"incremental\", \"data-collections\": [\"" + RivalSource.TABLE_NAME + "\"]}";
  private static final Patience STATE = Patience.of(Duration.ofMinutes(2));

  Bout(Run run, RivalBox box, RivalSource source) {
    this(run, box, source, new ArrayList<>());
  }

  /** A source connector of this name, not started; its topic and its schemas are there. */
  DebeziumSource debezium(String name, DebeziumSource.Snapshot snapshot) throws Exception {
    RecordFormat format = box.format();
    DebeziumSource debezium =
        new DebeziumSource(
            name, source.server().endpoint(), RivalSource.TABLE_NAME, format, snapshot);
    // Whoever reads it would otherwise look for it only now and then.
    box.kafka()
        .admin()
        .createTopics(List.of(new NewTopic(debezium.topic(), 1, (short) 1)))
        .all()
        .get();
    if (format.introducing().isPresent()) {
      introduce(debezium, format.introducing().get());
    }
    return debezium;
  }

  private void introduce(DebeziumSource debezium, RecordFormat introducing) throws Exception {
    Connector connector = connector(debezium.introduction(introducing));
    connector.start();
    STATE.until(
        () -> {
          connector.requireHealth();
          return ask(() -> isIntroduced(debezium));
        },
        () -> connector.name() + " writes nothing");
    remove(connector, debezium);
  }

  private boolean isIntroduced(DebeziumSource debezium) throws Exception {
    return captured(debezium).position() > 0
        && box.kafka().ends(debezium.signalTopic()::equals).position() > 0;
  }

  /** Copies the table into a topic. */
  DebeziumSource snapshot(Part part, String name, DebeziumSource.Snapshot how) throws Exception {
    DebeziumSource debezium = debezium(name, how);
    Connector connector = connector(debezium.config());
    source.server().settle();
    long rows = source.rows();
    measure(part, rows, captured(debezium), connector::start, connector);
    remove(connector, debezium);
    return debezium;
  }

  /** Has a source connector find the place from which it will stream, and stops it there. */
  DebeziumSource prepareStream(String name) throws Exception {
    DebeziumSource debezium = debezium(name, DebeziumSource.Snapshot.NONE);
    Connector connector = connector(debezium.config());
    connector.start();
    awaitSlot(connector, debezium);
    // Without an offset it would start anew at the source's end.
    source.signal(name, "log", "{\"message\": \"here\"}");
    awaitOffset(connector);
    stop(connector, debezium);
    return debezium;
  }

  /** Makes a workload, and then captures it. */
  void stream(Part part, DebeziumSource debezium) throws Exception {
    Connector connector = connector(debezium.config());
    source.workload().run();
    source.server().settle();
    measure(part, source.changes(), captured(debezium), connector::resume, connector);
    remove(connector, debezium);
  }

  /** Copies the table in chunks while streaming, of which there is nothing. */
  void incremental(Part part, String name) throws Exception {
    DebeziumSource debezium = debezium(name, DebeziumSource.Snapshot.CHUNKS);
    Connector connector = connector(debezium.config());
    source.server().settle();
    connector.start();
    awaitSlot(connector, debezium);
    measure(
        part,
        source.rows(),
        captured(debezium),
        () -> source.signal(name, "execute-snapshot", CHUNKS),
        connector);
    remove(connector, debezium);
  }

  /** Applies a topic to a copy, which is then compared with the source. */
  void apply(Part part, String name, String topic, TargetDatabase copy, JdbcSink.Tuning tuning)
      throws Exception {
    Connector connector = sink(name, topic, copy, tuning);
    copy.database().settle();
    long records = box.kafka().ends(topic::equals).position();
    measure(part, records, new SinkOffsets(box.kafka(), name), connector::start, connector);
    connector.remove();
    check(part, copy);
  }

  /** A sink connector of this name, not started. */
  Connector sink(String name, String topic, TargetDatabase copy, JdbcSink.Tuning tuning) {
    return connector(
        new JdbcSink(
                name,
                copy.database().endpoint(),
                topic,
                RivalSource.TABLE_NAME,
                box.format(),
                tuning)
            .config());
  }

  Connector connector(Map<String, String> config) {
    Connector connector = new Connector(box.kafka().rest(), config);
    connectors.add(connector);
    return connector;
  }

  /** Measures until the gauge has moved by as many rows as there are. */
  void measure(Part part, long rows, Gauge gauge, Work.Step begin, Connector... connectors)
      throws Exception {
    long end = gauge.position() + rows;
    run.measure(
        part,
        new Work(
            box.processes(run.stand()),
            rows,
            gauge,
            begin,
            () -> {
              List.of(connectors).forEach(Connector::requireHealth);
              return gauge.position() >= end;
            }));
  }

  /** Fails a part whose copy is not what the source holds. */
  void check(Part part, TargetDatabase copy) throws SQLException {
    if (run.wants(part)) {
      run.check(part, source.isEqualTo(copy), "count or hash of the target's rows differ");
    }
  }

  void awaitSlot(Connector connector, DebeziumSource debezium) {
    STATE.until(
        () -> {
          connector.requireHealth();
          return ask(() -> source.isReady(debezium.slot()));
        },
        () -> connector.name() + " makes no slot");
  }

  private static void awaitOffset(Connector connector) {
    STATE.until(
        () -> {
          connector.requireHealth();
          return !connector.rest().offsets(connector.name()).isEmpty();
        },
        () -> connector.name() + " stores no offset");
  }

  void remove(Connector connector, DebeziumSource debezium) throws SQLException {
    stop(connector, debezium);
    connector.remove();
    source.drop(debezium.slot());
  }

  private void stop(Connector connector, DebeziumSource debezium) {
    connector.stop();
    STATE.until(
        () -> ask(() -> source.isIdle(debezium.slot())),
        () -> connector.name() + " does not leave its slot");
  }

  /** Records in its topic. */
  Gauge captured(DebeziumSource debezium) {
    return box.kafka().ends(debezium.topic()::equals);
  }

  private static boolean ask(Work.Question question) {
    try {
      return question.ask();
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new Problem("a server cannot be asked: " + failed.getMessage(), failed);
    }
  }

  /** Ends what a failure has left running. */
  @Override
  public void close() {
    connectors.forEach(Connector::forget);
  }
}
