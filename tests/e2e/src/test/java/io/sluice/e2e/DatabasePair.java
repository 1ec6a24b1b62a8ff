package io.sluice.e2e;

import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;

/**
 * Two empty databases of the shared server, dropped in the end.
 *
 * @param source where from
 * @param target where to
 */
record DatabasePair(TestDatabase source, TestDatabase target) implements AutoCloseable {

  /**
   * @param purpose lower-case letters, digits and hyphens
   */
  static DatabasePair create(String purpose) {
    String name = purpose.replace('-', '_');
    Postgres server = Postgres.shared();
    return new DatabasePair(server.newDatabase(name + "_from"), server.newDatabase(name + "_to"));
  }

  @Override
  public void close() {
    Postgres.shared().drop(source);
    Postgres.shared().drop(target);
  }
}
