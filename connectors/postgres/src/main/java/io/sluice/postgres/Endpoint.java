package io.sluice.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.postgresql.PGProperty;

/**
 * A database that can be connected to.
 *
 * <p>Every session has the same pinned settings, so that a value's text is the same wherever it is
 * read: only {@code pg_catalog} on the search path, ISO dates, the {@code postgres} interval style,
 * UTC, shortest-precise floats and hexadecimal bytea.
 *
 * @param host a name or an address
 * @param port of the server
 * @param database its name
 * @param user who connects
 * @param password may be empty
 * @param sslMode libpq's name: disable, allow, prefer, require, verify-ca, verify-full
 * @param options further pgjdbc properties, from {@link #ALLOWED_OPTIONS} only
 */
public record Endpoint(
    String host,
    int port,
    String database,
    String user,
    Secret password,
    String sslMode,
    Map<String, String> options) {

  /**
   * The pgjdbc properties that a configuration may set: none of them loads a class or a file of the
   * worker's but keys.
   */
  public static final Set<String> ALLOWED_OPTIONS =
      Set.of(
          PGProperty.SSL_CERT.getName(),
          PGProperty.SSL_KEY.getName(),
          PGProperty.SSL_PASSWORD.getName(),
          PGProperty.SSL_ROOT_CERT.getName(),
          PGProperty.CONNECT_TIMEOUT.getName(),
          PGProperty.TCP_KEEP_ALIVE.getName());

  private static final String PINNED_SETTINGS =
      "-c search_path=pg_catalog -c DateStyle=ISO,MDY -c IntervalStyle=postgres -c TimeZone=UTC"
          + " -c extra_float_digits=3 -c bytea_output=hex -c standard_conforming_strings=on"
          + " -c client_encoding=UTF8 -c xmloption=content -c array_nulls=on -c lc_monetary=C"
          + " -c quote_all_identifiers=off -c statement_timeout=0"
          + " -c idle_in_transaction_session_timeout=0 -c lock_timeout=0";

  private static final String LOGIN_SECONDS = "10";

  public Endpoint {
    options = Map.copyOf(options);
    for (String name : options.keySet()) {
      if (!ALLOWED_OPTIONS.contains(name)) {
        throw new IllegalArgumentException(
            "connection option " + name + " is not allowed; allowed are " + ALLOWED_OPTIONS);
      }
    }
  }

  /** An endpoint with {@code sslmode=prefer} and no further options. */
  public static Endpoint of(String host, int port, String database, String user, String password) {
    return new Endpoint(host, port, database, user, new Secret(password), "prefer", Map.of());
  }

  /** The same server and user, another database. */
  public Endpoint withDatabase(String other) {
    return new Endpoint(host, port, other, user, password, sslMode, options);
  }

  /**
   * Opens an ordinary session, in autocommit.
   *
   * @param applicationName what {@code pg_stat_activity} shows; starts with {@code sluice}
   */
  public Connection connect(String applicationName) throws SQLException {
    return DriverManager.getConnection(url(), properties(applicationName));
  }

  /** Opens a session that speaks the replication protocol. */
  public Connection connectForReplication(String applicationName) throws SQLException {
    Properties properties = properties(applicationName);
    PGProperty.REPLICATION.set(properties, "database");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.SOCKET_FACTORY.set(properties, GatheringSockets.class.getName());
    return DriverManager.getConnection(url(), properties);
  }

  /** Host, port and database, for messages. */
  public String address() {
    return host + ":" + port + "/" + database;
  }

  /** With the slashes: without them the driver takes the database's name from the URL, as empty. */
  private static String url() {
    return "jdbc:postgresql:///";
  }

  private Properties properties(String applicationName) {
    Properties properties = new Properties();
    PGProperty.CONNECT_TIMEOUT.set(properties, LOGIN_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, "true");
    options.forEach(properties::setProperty);
    PGProperty.PG_HOST.set(properties, host);
    PGProperty.PG_PORT.set(properties, port);
    PGProperty.PG_DBNAME.set(properties, database);
    PGProperty.USER.set(properties, user);
    PGProperty.PASSWORD.set(properties, password.value());
    PGProperty.SSL_MODE.set(properties, sslMode);
    PGProperty.APPLICATION_NAME.set(properties, applicationName);
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "15");
    PGProperty.OPTIONS.set(properties, PINNED_SETTINGS);
    return properties;
  }
}
