package io.sluice.control.handover;

import io.sluice.control.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Sessions on both servers.
 *
 * @param publisher the source's side
 * @param subscriber the target's side
 */
record Sides(Publisher publisher, Subscriber subscriber) implements AutoCloseable {

  static Sides open(Migration migration) {
    Connection source = migration.source().database().open("handover");
    return new Sides(
        new Publisher(source, migration.source().slot(), migration.source().publication()),
        new Subscriber(migration.target().open("handover")));
  }

  @Override
  public void close() throws SQLException {
    publisher.session().close();
    subscriber.session().close();
  }
}
