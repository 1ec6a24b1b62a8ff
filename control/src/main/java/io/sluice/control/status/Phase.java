package io.sluice.control.status;

import java.util.Locale;

/** What a migration is busy with. */
public enum Phase {
  /** The connectors do not exist, or have stored nothing yet. */
  STARTING,
  /** Tables are being copied, and changes follow meanwhile. */
  SNAPSHOT,
  /** All tables are copied; changes follow. */
  STREAMING,
  /** Somebody paused or stopped a connector. */
  PAUSED,
  /** A connector or a task has failed. */
  FAILED;

  /** The name in lower case, for people and scripts. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
