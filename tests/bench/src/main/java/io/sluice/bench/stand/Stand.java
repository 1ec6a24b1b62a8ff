package io.sluice.bench.stand;

import io.sluice.bench.measure.Processes;
import io.sluice.control.box.Box;
import io.sluice.control.box.BoxOptions;
import io.sluice.control.box.Distribution;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.box.TemporaryFolder;
import io.sluice.control.report.Console;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The servers and what is on them. Used by one thread. */
public final class Stand implements AutoCloseable {

  /** What both servers are told; the rest is PostgreSQL's default and the box's. */
  public static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.of(
              "shared_buffers", "1GB",
              "max_wal_size", "8GB",
              "checkpoint_timeout", "30min",
              "fsync", "on",
              "wal_level", "logical",
              "autovacuum", "off"));

  /** Room for a rival's queue of 65536 rows. */
  public static final BoxOptions BOX = BoxOptions.DEFAULT.withHeaps(512, 2048);

  private static final String DATABASE = "shop";

  private final Size size;
  private final Distribution distribution;
  private final Recordings recordings;
  private final Console console;
  private final TemporaryFolder folder = TemporaryFolder.create("sluice-bench-");
  private final Server source;
  private final Server target;
  private final Workload workload;
  private final Set<Table> filled = new TreeSet<>();
  private final Map<Table, Seen> digests = new EnumMap<>(Table.class);
  private int opened;
  private String scenario = "box";

  private Stand(Size size, Distribution distribution, Recordings recordings, Console console)
      throws SQLException {
    this.size = size;
    this.distribution = distribution;
    this.recordings = recordings;
    this.console = console;
    this.source = server("source");
    this.target = server("target");
    this.workload = new Workload(source, size);
  }

  /** Starts both servers, with nothing on them yet. */
  public static Stand start(
      Size size, Distribution distribution, Recordings recordings, Console console)
      throws SQLException {
    return new Stand(size, distribution, recordings, console);
  }

  public Size size() {
    return size;
  }

  public Distribution distribution() {
    return distribution;
  }

  /** The source, with a table filled; the first who asks for it waits for that. */
  public Server source(Table table) throws SQLException {
    if (filled.add(table)) {
      long rows = table == Table.ORDERS ? size.rows() : size.yolos();
      console.say(String.format("Filling %s with %,d rows ...", table.id(), rows));
      table.fill(source, rows);
      if (table == Table.ORDERS) {
        workload.prepare();
      }
    }
    return source;
  }

  /** The source's server, with whatever is there already. */
  public Server server() {
    return source;
  }

  /** The changes of {@code orders}. */
  public Workload workload() throws SQLException {
    source(Table.ORDERS);
    return workload;
  }

  /** Count and hash of a source table's rows; computed again only when there were changes. */
  public Table.Digest digest(Table table) throws SQLException {
    Seen seen = digests.get(table);
    if (seen == null || seen.changes() != workload.changes()) {
      seen = new Seen(workload.changes(), table.digest(source(table)));
      digests.put(table, seen);
    }
    return seen.digest();
  }

  /** Somebody else than the workload has changed a source table. */
  public void changed(Table table) {
    digests.remove(table);
  }

  private record Seen(long changes, Table.Digest digest) {}

  /** A new database of the target server, with one empty table. */
  public TargetDatabase target(Table table) throws SQLException {
    String name = "copy_" + ++opened;
    Server database = new Server(target.server(), target.server().createDatabase(name));
    table.create(database);
    return new TargetDatabase(database, target);
  }

  /** Says whose boxes come now; their recordings are called by it. */
  public void enter(String name) {
    scenario = name;
  }

  /** Starts a broker and a worker. */
  public KafkaStand kafka() {
    return kafka(BOX);
  }

  /**
   * The same with more in it.
   *
   * @param options made of {@link #BOX}
   */
  public KafkaStand kafka(BoxOptions options) {
    String name = scenario + "-" + ++opened;
    return new KafkaStand(
        Box.start(folder.resolve(name), distribution, recordings.of(name, options)));
  }

  /** Both servers and this process. */
  public Processes servers() {
    return Processes.bench()
        .with(Processes.SOURCE, source.pid())
        .with(Processes.TARGET, target.pid());
  }

  /** A path of the stand's own for files; nothing is created. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Vacuums the source and the target, and writes everything to disk. */
  public void settle(TargetDatabase copy) throws SQLException {
    source.settle();
    copy.database().settle();
  }

  /** Removes the slots and publications that a scenario has left on the source. */
  public void forgetReplication() throws SQLException {
    workload.awaitEnd();
    source.execute(
        """
        SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots
         WHERE active_pid IS NOT NULL
        """,
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots",
        """
        DO $$ DECLARE name text; BEGIN
          FOR name IN SELECT pubname FROM pg_publication LOOP
            EXECUTE format('DROP PUBLICATION %I', name);
          END LOOP;
        END $$
        """,
        "CHECKPOINT");
  }

  private Server server(String name) {
    PostgresServer server = PostgresServer.start(folder.resolve(name), SETTINGS);
    return new Server(server, server.createDatabase(DATABASE));
  }

  @Override
  public void close() {
    source.server().close();
    target.server().close();
    folder.close();
  }
}
