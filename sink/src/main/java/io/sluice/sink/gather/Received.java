package io.sluice.sink.gather;

import io.sluice.sink.apply.PartitionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which offsets have come, of each partition that is read. Used by the task's thread alone. */
public final class Received {

  private final Map<PartitionId, Long> first = new HashMap<>();
  private final Map<PartitionId, Long> next = new HashMap<>();

  /** Reading goes on here. */
  public void startAt(PartitionId partition, long offset) {
    next.put(partition, offset);
  }

  /** Whether a record has not come before; if so, it has from now on. */
  public boolean isNew(PartitionId partition, long offset) {
    Long expected = next.get(partition);
    if (expected == null) {
      first.put(partition, offset);
    } else if (offset < expected) {
      return false;
    }
    next.put(partition, offset + 1);
    return true;
  }

  /** What comes in here has not come if taking it in fails, and may come again. */
  public <T> T allOrNothing(Supplier<T> taking) {
    Map<PartitionId, Long> before = new HashMap<>(next);
    try {
      return taking.get();
    } catch (RuntimeException failed) {
      next.clear();
      next.putAll(before);
      throw failed;
    }
  }

  /** Where a partition began that had no progress when it was opened. */
  public Optional<Long> first(PartitionId partition) {
    return Optional.ofNullable(first.get(partition));
  }

  /** These are not read any more. */
  public void forget(Collection<PartitionId> partitions) {
    first.keySet().removeAll(partitions);
    next.keySet().removeAll(partitions);
  }
}
