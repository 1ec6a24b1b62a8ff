package io.sluice.control.check;

/** Checks that are made together: they share a session and come to their ends at once. */
public enum Part {
  /** Whether one gets in. */
  LOGIN,
  /** The connector's configuration. */
  CONFIG,
  /** What the connector refuses to start over. */
  PREFLIGHT,
  /** What the connector starts in spite of. */
  ADVICE,
  /** The servers side by side. */
  DATABASE,
  /** The target's disk. */
  DISK,
  /** The tables side by side. */
  TABLES,
  /** What only the target has. */
  EXTRAS,
  /** What cutover sets ahead. */
  SEQUENCES,
  /** A sample of the rows. */
  ROWS,
  /** What only the cutover needs. */
  CUTOVER,
  /** What only a cutover needs that can be taken back. */
  WAY_BACK,
  /** Whether the server answered all questions. */
  CATALOG,
  /** The brokers. */
  BROKERS,
  /** The migration's topics. */
  TOPICS,
  /** The worker. */
  WORKER,
  /** The connectors, asked through the worker. */
  CONNECTORS,
  /** The time that all of it took. */
  TIME
}
