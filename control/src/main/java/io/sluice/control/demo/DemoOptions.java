package io.sluice.control.demo;

import io.sluice.control.box.PostgresArchive;
import io.sluice.control.report.Problem;

/**
 * What to show.
 *
 * @param rows about how many the shop starts with; at least 100
 * @param writers at the same time; 0 for a quiet shop
 * @param seconds how long they write at least
 * @param sourceVersion the major version of the server that the shop moves from
 */
public record DemoOptions(long rows, int writers, int seconds, int sourceVersion) {

  public DemoOptions {
    if (rows < 100 || rows > 1_000_000_000) {
      throw new Problem("--rows must be from 100 to 1000000000");
    }
    if (writers < 0 || writers > 64) {
      throw new Problem("--writers must be from 0 to 64");
    }
    if (seconds < 0) {
      throw new Problem("--seconds must not be negative");
    }
    if (sourceVersion < PostgresArchive.OLDEST || sourceVersion > PostgresArchive.NEWEST) {
      throw new Problem(
          "--source-version must be from "
              + PostgresArchive.OLDEST
              + " to "
              + PostgresArchive.NEWEST);
    }
  }
}
