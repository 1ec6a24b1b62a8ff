package io.sluice.change;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which transactions one chunk read can see: what {@code pg_current_snapshot()} said inside it.
 *
 * <p>Transaction ids are PostgreSQL's 32-bit ones and compare modulo 2^32, as in the server's
 * {@code TransactionIdPrecedes}.
 *
 * @param xmin every transaction that precedes it had ended
 * @param xmax one past the latest transaction that had ended; a transaction from here on had not,
 *     and one in a gap before it may still be running without being listed
 * @param running the top-level transactions between the two that had not ended
 * @param standby whether the snapshot was taken on a hot standby, where {@code running} is empty
 *     while transactions run
 */
public record Visibility(int xmin, int xmax, Set<Integer> running, boolean standby) {

  public Visibility {
    running = Set.copyOf(running);
  }

  /**
   * Reads the text form of {@code pg_snapshot}.
   *
   * @param snapshot {@code xmin:xmax:xip,xip…} with 64-bit ids, of which the low 32 bits count
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Visibility parse(String snapshot, boolean standby) {
    String[] parts = snapshot.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a snapshot: " + snapshot);
    }
    Set<Integer> running =
        Arrays.stream(parts[2].split(","))
            .filter(xid -> !xid.isEmpty())
            .map(Visibility::low32)
            .collect(Collectors.toUnmodifiableSet());
    return new Visibility(low32(parts[0]), low32(parts[1]), running, standby);
  }

  /**
   * Whether a read under this snapshot may have missed the rows of a transaction that has committed
   * since, or commits while the read goes on. False means that the read certainly saw them.
   */
  public boolean invisible(int xid) {
    if (precedes(xid, xmin)) {
      return false;
    }
    return standby || !precedes(xid, xmax) || running.contains(xid);
  }

  private static boolean precedes(int one, int other) {
    return one - other < 0;
  }

  private static int low32(String xid8) {
    return (int) Long.parseUnsignedLong(xid8);
  }
}
