package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;

/**
 * Each hop by itself, one after the other: rows into a topic, from there into a copy, changes into
 * a topic, and from there into the same copy.
 *
 * @param snapshot rows into the topic
 * @param rows rows into the copy
 * @param stream changes into the topic
 * @param changes changes into the copy
 * @param tuning of the sink
 */
record Relay(Part snapshot, Part rows, Part stream, Part changes, JdbcSink.Tuning tuning) {

  /** For a hop that only prepares the next one. */
  static Part unmeasured(String what) {
    return Part.rival("unmeasured." + what, "preparation");
  }

  void run(Bout bout) throws Exception {
    if (bout.run().isDone(snapshot, rows, stream, changes)) {
      return;
    }
    if (bout.run().isDone(rows, changes)) {
      captureOnly(bout);
      return;
    }
    DebeziumSource first =
        bout.snapshot(snapshot, word(bout) + "-rows", DebeziumSource.Snapshot.ONLY);
    DebeziumSource then = bout.prepareStream(word(bout) + "-changes");
    try (TargetDatabase copy = bout.run().stand().target(Table.ORDERS)) {
      bout.apply(rows, then.name() + "-jdbc-rows", first.topic(), copy, tuning);
      if (!bout.run().isDone(stream, changes)) {
        bout.stream(stream, then);
        bout.apply(changes, then.name() + "-jdbc-changes", then.topic(), copy, tuning);
      }
    }
  }

  private void captureOnly(Bout bout) throws Exception {
    if (!bout.run().isDone(snapshot)) {
      bout.snapshot(snapshot, word(bout) + "-rows", DebeziumSource.Snapshot.ONLY);
    }
    if (!bout.run().isDone(stream)) {
      bout.stream(stream, bout.prepareStream(word(bout) + "-changes"));
    }
  }

  private static String word(Bout bout) {
    return bout.box().format().word();
  }
}
