package io.sluice.control.cutover;

import io.sluice.control.connect.Partition;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a sink has to get: one offset for each partition that holds records. Pure.
 *
 * @param ends the offset after the last record, by partition
 */
public record Barrier(Map<Partition, Long> ends) {

  public Barrier {
    ends = Map.copyOf(ends);
  }

  /**
   * Which partitions are not there yet, and by how many offsets.
   *
   * @param applied the sink's next offset, by partition; a partition may be absent
   */
  public Map<Partition, Long> missing(Map<Partition, Long> applied) {
    Map<Partition, Long> missing = new TreeMap<>();
    ends.forEach(
        (partition, end) -> {
          long behind = end - applied.getOrDefault(partition, 0L);
          if (behind > 0) {
            missing.put(partition, behind);
          }
        });
    return missing;
  }

  /** Whether every partition is at its end or past it. */
  public boolean isReached(Map<Partition, Long> applied) {
    return missing(applied).isEmpty();
  }
}
