package io.sluice.source.replication;

import io.sluice.change.Lsn;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a cluster's history parted from earlier ones: what {@code TIMELINE_HISTORY} says.
 *
 * @param switches for each earlier timeline the position up to which its log is this one's too
 */
record TimelineHistory(Map<Integer, Lsn> switches) {

  TimelineHistory {
    switches = Map.copyOf(switches);
  }

  /**
   * Asks the server. The first timeline has no history.
   *
   * @param replication a session that speaks the replication protocol
   */
  static TimelineHistory of(Connection replication, SystemIdentity system) throws SQLException {
    if (system.timeline() == 1) {
      return new TimelineHistory(Map.of());
    }
    try (Statement statement = replication.createStatement();
        ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + system.timeline())) {
      row.next();
      return parse(new String(row.getBytes(2), StandardCharsets.UTF_8));
    }
  }

  /** Each line has a timeline, its end and a reason, with tabs between. */
  static TimelineHistory parse(String file) {
    return new TimelineHistory(
        file.lines()
            .map(line -> line.strip().split("\\s+", 3))
            .filter(part -> part.length >= 2 && !part[0].startsWith("#"))
            .collect(
                Collectors.toMap(
                    part -> Integer.valueOf(part[0]),
                    part -> Lsn.parse(part[1]),
                    (earlier, later) -> later)));
  }

  /**
   * Up to where the log of an earlier timeline is this one's too; empty if it is none of its
   * ancestors.
   */
  Optional<Lsn> endOf(int timeline) {
    return Optional.ofNullable(switches.get(timeline));
  }
}
