package io.sluice.control.verify;

import io.sluice.change.Lsn;
import io.sluice.control.connect.Partition;
import java.util.Map;

/**
 * One verification, from its beginning until the next one begins.
 *
 * @param startedAt as the target's clock has it
 * @param isFinished whether it came to its end
 * @param position the end of the source's log before it began
 * @param offsets where the topics ended before it began: what changed since is behind them
 */
record Run(String startedAt, boolean isFinished, Lsn position, Map<Partition, Long> offsets) {

  Run {
    offsets = Map.copyOf(offsets);
  }
}
