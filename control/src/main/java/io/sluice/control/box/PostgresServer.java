package io.sluice.control.box;

import io.sluice.control.box.ChildProcess.Life;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Sql;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PostgreSQL server of our own, on 127.0.0.1, that ends with this process and takes its folder
 * with it.
 *
 * <p>Passwords are checked (scram-sha-256), and it writes as durably as any server unless a setting
 * says otherwise. Used by one thread at a time.
 */
public final class PostgresServer implements AutoCloseable {

  /** The superuser; its password is the server's secret. */
  public static final String SUPERUSER = "postgres";

  private static final Duration START = Duration.ofSeconds(60);
  private static final String STOP_SECONDS = "20";
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "wal_level", "logical",
          "max_wal_senders", "20",
          "max_replication_slots", "20",
          "max_connections", "100");

  private final Path folder;
  private final Path data;
  private final Map<String, String> settings = new TreeMap<>(DEFAULTS);
  private final String password = Long.toUnsignedString(new SecureRandom().nextLong(), 36);
  private final int port = FreePort.find();
  private final ServerAccount account;
  private final PostgresBinaries binaries;
  private final Runnable atExit = this::close;
  private ChildProcess process;

  private PostgresServer(Path folder, ServerAccount account, URL archive) {
    this.folder = Folders.create(folder.toAbsolutePath());
    this.account = account;
    this.binaries = PostgresBinaries.unpackedFor(account, archive);
    this.data = account.dataFolder(this.folder.resolve("data"));
  }

  /**
   * Makes a new server in a folder and starts it.
   *
   * @param folder for data and log; deleted by {@link #close}
   * @param settings as in {@code postgresql.conf}; what is not said is PostgreSQL's default, except
   *     {@code wal_level=logical} and room for 20 slots
   */
  public static PostgresServer start(Path folder, Map<String, String> settings) {
    return start(folder, settings, PostgresArchive.newest().url());
  }

  /**
   * The same with other programs than those on the class path.
   *
   * @param archive with {@code bin}, {@code lib} and {@code share} (tar, xz)
   */
  public static PostgresServer start(Path folder, Map<String, String> settings, URL archive) {
    return start(folder, settings, archive, ServerAccount.choose());
  }

  static PostgresServer start(
      Path folder, Map<String, String> settings, URL archive, ServerAccount account) {
    PostgresServer server = new PostgresServer(folder, account, archive);
    AtExit.run(server.atExit);
    server.settings.putAll(settings);
    try {
      server.initialize();
      server.start();
      return server;
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  /** Starts again after {@link #stop} or {@link #kill9}; returns once sessions are accepted. */
  public void start() {
    Folders.write(data.resolve("sluice.conf"), configuration());
    process = run("PostgreSQL", "postgres", "-D", data.toString());
    process.awaitReady(this::isReady, START);
  }

  /** Stops, changes settings and starts. */
  public void restart(Map<String, String> changed) {
    stop();
    settings.putAll(changed);
    start();
  }

  /** Ends it in order; sessions are cut. */
  public void stop() {
    if (process.isAlive()) {
      pgCtl("fast");
    }
    process.stop(Duration.ofSeconds(5));
  }

  /** Kills it and all its backends as a power cut would, and returns when they are gone. */
  public void kill9() {
    process.kill();
  }

  /** Stops at once and deletes the folder. */
  @Override
  public void close() {
    AtExit.forget(atExit);
    if (process != null) {
      if (process.isAlive()) {
        pgCtl("immediate");
      }
      process.kill();
    }
    Folders.delete(data);
    Folders.delete(folder);
  }

  /** A database of this server, as superuser. */
  public Endpoint endpoint(String database) {
    return Endpoint.of("127.0.0.1", port, database, SUPERUSER, password);
  }

  /** Creates an empty database. */
  public Endpoint createDatabase(String name) {
    try (Connection session = endpoint(SUPERUSER).connect("sluice box");
        Statement statement = session.createStatement()) {
      statement.execute("CREATE DATABASE " + Sql.identifier(name));
      return endpoint(name);
    } catch (SQLException failed) {
      throw new BoxException("cannot create database " + name + ": " + failed.getMessage(), failed);
    }
  }

  public int port() {
    return port;
  }

  public Pid pid() {
    return process.pid();
  }

  public Path log() {
    return folder.resolve("postgres.log");
  }

  private void initialize() {
    Path secret = account.secret(password);
    List<String> arguments = new ArrayList<>();
    arguments.add("--pgdata=" + data);
    arguments.add("--username=" + SUPERUSER);
    arguments.add("--pwfile=" + secret);
    arguments.add("--auth=scram-sha-256");
    arguments.add("--no-sync");
    arguments.add("--no-instructions");
    arguments.addAll(binaries.localeArguments());
    ChildProcess initdb = run("initdb", "initdb", arguments.toArray(String[]::new));
    int exit = initdb.awaitExit(START);
    Folders.delete(secret);
    if (exit != 0) {
      throw new BoxException("initdb failed:\n" + initdb.logTail());
    }
    Folders.append(data.resolve("postgresql.conf"), "include 'sluice.conf'\n");
  }

  private String configuration() {
    StringBuilder lines = new StringBuilder();
    lines.append("listen_addresses = '127.0.0.1'\n");
    lines.append("port = ").append(port).append('\n');
    // A path of a socket is limited to 100 bytes, and nobody needs it.
    lines.append("unix_socket_directories = ''\n");
    settings.forEach(
        (name, value) ->
            lines.append(name).append(" = '").append(value.replace("'", "''")).append("'\n"));
    return lines.toString();
  }

  /** The postmaster says so in the last line of its pid file. */
  private boolean isReady() {
    Path file = data.resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return lines.size() >= 8
          && lines.get(0).equals(Long.toString(process.pid().pid()))
          && lines.get(7).strip().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }

  private void pgCtl(String mode) {
    run(
            "pg_ctl",
            "pg_ctl",
            "stop",
            "--pgdata=" + data,
            "--mode=" + mode,
            "--timeout=" + STOP_SECONDS,
            "--silent")
        .awaitExit(START);
  }

  private ChildProcess run(String name, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program(program));
    command.addAll(List.of(arguments));
    Map<String, String> environment = Map.of("LC_ALL", "C", "TZ", "UTC");
    return ChildProcess.start(name, account.command(command), environment, log(), Life.OWNED);
  }
}
