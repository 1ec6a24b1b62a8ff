package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.RowKey;
import io.sluice.change.Visibility;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of one table that have to be read once more, because they moved to another key without
 * all of their columns.
 *
 * <p>Such a row may have moved from keys still to be copied to keys that were copied long ago: no
 * chunk would ever meet it.
 */
final class Rereads {

  private record Cause(int xid, Lsn commitLsn) {}

  private final Map<RowKey, Cause> causes = new LinkedHashMap<>();
  private boolean underWay;

  /** A row moved to this key. */
  void add(RowKey key, int xid, Lsn commitLsn) {
    causes.put(key, new Cause(xid, commitLsn));
  }

  /** The keys to read now; none while a read of them is on its way. */
  List<RowKey> depart() {
    if (underWay || causes.isEmpty()) {
      return List.of();
    }
    underWay = true;
    return new ArrayList<>(causes.keySet());
  }

  /** These keys were read under a snapshot: those whose move it saw are done. */
  void landed(List<RowKey> keys, Visibility visibility) {
    underWay = false;
    keys.forEach(key -> causes.computeIfPresent(key, (same, cause) -> pending(cause, visibility)));
  }

  private static Cause pending(Cause cause, Visibility visibility) {
    return visibility.invisible(cause.xid()) ? cause : null;
  }

  boolean isEmpty() {
    return causes.isEmpty();
  }

  /** The commit of the oldest move that is not yet made good. */
  Optional<Lsn> oldest() {
    return causes.values().stream().map(Cause::commitLsn).min(Lsn::compareTo);
  }
}
