package io.sluice.testkit.network;

/** A moment in what a client says to PostgreSQL, at which a connection can be cut. */
public enum Moment {
  /** The client begins a transaction; the server does not hear of it. */
  BEGIN,
  /** The client sends rows of a COPY; the server does not get the message at hand. */
  COPY_ROWS,
  /** The client commits; the server does not hear of it. */
  COMMIT_ASKED,
  /** The server heard that the client commits; its answer is lost. */
  COMMIT_ANSWERED
}
