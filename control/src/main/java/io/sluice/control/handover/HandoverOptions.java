package io.sluice.control.handover;

import io.sluice.postgres.Endpoint;

/**
 * What an operator says of a handover.
 *
 * @param subscription its name on the target
 * @param conninfo how the target reaches the source, in libpq's words, where that is otherwise than
 *     the migration says; blank if it is not
 */
public record HandoverOptions(String subscription, String conninfo) {

  /** Of two words of the same name libpq takes the last; an address as a URI stands alone. */
  String conninfo(Endpoint source) {
    return conninfo.contains("://") ? conninfo : (Conninfo.of(source) + " " + conninfo).strip();
  }

  /**
   * Where the target is to look for the source is no secret, but what the operator wrote may be.
   */
  @Override
  public String toString() {
    return "subscription " + subscription;
  }
}
