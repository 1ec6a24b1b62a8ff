package io.sluice.control.check;

import java.util.Locale;

/** Whose matter a check is. */
public enum Side {
  /** The server that is read. */
  SOURCE,
  /** The server that is written, by itself and beside the source. */
  TARGET,
  /** The brokers and the migration's topics. */
  KAFKA,
  /** The worker and the connectors' own checks. */
  CONNECT,
  /** The checking itself. */
  CHECK;

  /** In lower case, as it stands before a check's name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
