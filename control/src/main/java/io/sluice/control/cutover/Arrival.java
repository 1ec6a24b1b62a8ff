package io.sluice.control.cutover;

import io.sluice.change.Lsn;
import io.sluice.control.connect.Partition;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sees sinks arrive at a barrier, over sessions that are open. Used by one thread.
 *
 * @param sinks with their progress, the migration's own first
 */
record Arrival(List<Sink> sinks) implements AutoCloseable {

  /** A sink, and a session to where its progress is. */
  record Sink(Follower follower, TargetProgress progress) {}

  static Arrival open(Collection<Follower> followers) throws SQLException {
    List<Sink> sinks = new ArrayList<>();
    try {
      for (Follower each : followers) {
        sinks.add(new Sink(each, TargetProgress.open(each.target(), each.connector())));
      }
      return new Arrival(List.copyOf(sinks));
    } catch (RuntimeException e) {
      new Arrival(sinks).close();
      throw e;
    }
  }

  /** Whether any of the sinks reads a topic. */
  boolean isRead(String topic) {
    return sinks.stream().anyMatch(sink -> sink.follower().topics().contains().test(topic));
  }

  /**
   * Returns when all have arrived.
   *
   * @param barrier of all topics; each sink has to come to the ends of those that it reads
   * @param last the final position, for messages
   * @param forced whether a sink that does not arrive is left behind
   * @param health fails when waiting has become pointless
   * @return up to where the migration's own sink has applied the source's log
   */
  Lsn await(Barrier barrier, Lsn last, Patience patience, boolean forced, Runnable health)
      throws SQLException {
    for (Sink sink : sinks) {
      Drain drain =
          new Drain(sink.follower(), of(barrier, sink.follower()), last, sink.progress(), health);
      try {
        patience.until(drain::isDone, drain::complaint);
      } catch (Problem late) {
        if (!forced) {
          throw late;
        }
        patience.teller().accept("forced: " + late.getMessage());
      }
    }
    return sinks.get(0).progress().appliedLsn();
  }

  private static Barrier of(Barrier barrier, Follower follower) {
    Map<Partition, Long> ends =
        barrier.ends().entrySet().stream()
            .filter(end -> follower.topics().contains().test(end.getKey().topic()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Barrier(ends);
  }

  @Override
  public void close() throws SQLException {
    for (Sink sink : sinks) {
      sink.progress().close();
    }
  }
}
