package io.sluice.control.handover;

import io.sluice.control.migration.Migration;
import java.sql.Connection;

/**
 * Both servers.
 *
 * @param publisher the source's side
 * @param subscriber the target's side
 */
record Sides(Publisher publisher, Subscriber subscriber) {

  /** With a session on each, which whoever opened it closes. */
  static Sides of(Migration migration, Connection source, Connection target) {
    return new Sides(
        new Publisher(source, migration.source().slot(), migration.source().publication()),
        new Subscriber(target));
  }
}
