package io.sluice.sink.target;

import io.sluice.sink.apply.Arrival;

/**
 * Why a key is held, and what has been set aside of it.
 *
 * @param code what happened first
 * @param first the record that it happened to
 * @param last the one that was set aside last
 * @param records how many were
 */
record Holding(String code, Arrival first, Arrival last, long records) {

  Holding and(Holding later) {
    return new Holding(code, first, later.last, records + later.records);
  }
}
