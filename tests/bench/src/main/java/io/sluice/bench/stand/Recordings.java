package io.sluice.bench.stand;

import io.sluice.control.box.BoxOptions;

/** What watches over brokers and workers that are started. */
@FunctionalInterface
public interface Recordings {

  /** Nothing does. */
  Recordings NONE = (name, options) -> options;

  /**
   * A box's options with those that record it.
   *
   * @param name of the box, which no other has
   */
  BoxOptions of(String name, BoxOptions options);
}
