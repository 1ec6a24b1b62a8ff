package io.sluice.control;

/** What the command's exit code says. */
final class Exit {

  /** Done, and everything is as it should be. */
  static final int GOOD = 0;

  /** Looked, and found that something is not equal, or not as it has to be. */
  static final int DIFFERENT = 1;

  /** Could not look: a mistake in usage, configuration or environment. */
  static final int UNABLE = 2;

  private Exit() {}
}
