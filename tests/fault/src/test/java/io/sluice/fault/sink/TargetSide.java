package io.sluice.fault.sink;

import io.sluice.control.box.PostgresServer;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.network.TcpProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The target's server, seen past the proxy.
 *
 * @param server may be stopped, killed and replaced by its own past
 * @param database as superuser
 */
record TargetSide(PostgresServer server, TestDatabase database) implements AutoCloseable {

  /** Whom the sink connects as: a role with the privileges that it asks for, and no more. */
  static final String USER = "mover";

  private static final String PASSWORD = "moves";

  private static final Map<String, String> SETTINGS =
      Map.of("fsync", "off", "max_wal_size", "96MB", "min_wal_size", "32MB");

  private static final String RIGHTS =
      """
      CREATE ROLE %1$s LOGIN PASSWORD '%2$s';
      GRANT CREATE, TEMPORARY ON DATABASE shop TO %1$s;
      GRANT SET ON PARAMETER session_replication_role TO %1$s;
      GRANT EXECUTE ON FUNCTION pg_replication_origin_create, pg_replication_origin_oid,
        pg_replication_origin_session_setup, pg_replication_origin_xact_setup TO %1$s;
      GRANT USAGE ON SCHEMA public TO %1$s;
      GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE
        ON account, vault, ledger, receipt, item TO %1$s;
      """
          .formatted(USER, PASSWORD);

  /** Each effect on a receipt leaves a trace, also when ordinary triggers are quiet. */
  private static final String TRIGGERS =
      """
      CREATE TABLE effect (number bigint NOT NULL);
      CREATE FUNCTION count_effect() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = public AS $$
      BEGIN INSERT INTO effect VALUES (coalesce(NEW.number, OLD.number)); RETURN NULL; END $$;
      CREATE TRIGGER count_effect AFTER INSERT OR UPDATE OR DELETE ON receipt
        FOR EACH ROW EXECUTE FUNCTION count_effect();
      ALTER TABLE receipt ENABLE ALWAYS TRIGGER count_effect;
      CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE 'could not extend a file: No space left on device' USING ERRCODE = '53100'; END $$;
      """;

  static TargetSide start() {
    PostgresServer server = Postgres.own(SETTINGS);
    TestDatabase database = new TestDatabase(server.createDatabase("shop"));
    database.execute(Shop.TABLES, "SET search_path = public;" + TRIGGERS + RIGHTS);
    return new TargetSide(server, database);
  }

  /** As the sink sees it. */
  Endpoint through(TcpProxy proxy) {
    return Endpoint.of("127.0.0.1", proxy.port(), "shop", USER, PASSWORD);
  }

  /** How often partitions were taken over. */
  long generations() {
    return sum("generation");
  }

  /** The offsets that are applied, added up. */
  long applied() {
    return sum("next_offset");
  }

  private long sum(String column) {
    boolean begun = database.text("SELECT to_regclass('sluice.progress') IS NOT NULL").equals("t");
    return begun
        ? Long.parseLong(
            database.text("SELECT coalesce(sum(" + column + "), 0) FROM sluice.progress"))
        : 0;
  }

  /**
   * Stops, keeps a copy of everything, and goes on.
   *
   * @return what was applied by then, as {@link #applied} tells
   */
  long copyFiles() throws IOException {
    Path data = data();
    server.stop();
    FolderCopy.replace(copy(), data);
    server.start();
    return applied();
  }

  /** Is what it was when it was copied: the commits since then are lost. */
  void replaceByCopy() throws IOException {
    Path data = data();
    server.kill9();
    FolderCopy.replace(data, copy());
    server.start();
  }

  private Path data() {
    return Path.of(new TestDatabase(server.endpoint("postgres")).text("SHOW data_directory"));
  }

  private Path copy() {
    return server.log().resolveSibling("copy");
  }

  @Override
  public void close() {
    server.close();
  }
}
