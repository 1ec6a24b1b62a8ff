package io.sluice.sink.connect;

import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what the gate waits for, when that takes long. Used by the task's thread. */
final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration LONG = Duration.ofSeconds(30);

  private Set<String> awaited = Set.of();
  private long since = System.nanoTime();

  /**
   * @param topics what is waited for now
   */
  void look(Set<String> topics) {
    long now = System.nanoTime();
    if (!topics.equals(awaited) || topics.isEmpty()) {
      awaited = topics;
      since = now;
    } else if (now - since > LONG.toNanos()) {
      LOG.warn("event=waiting topics={} reason=\"records belong to others that came\"", topics);
      since = now;
    }
  }
}
