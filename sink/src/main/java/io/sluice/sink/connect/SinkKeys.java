package io.sluice.sink.connect;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of the sink connector's configuration: names, groups, defaults, validators, words. */
final class SinkKeys {

  static final String NAME = "name";
  static final String HOSTNAME = "database.hostname";
  static final String PORT = "database.port";
  static final String DATABASE = "database.dbname";
  static final String USER = "database.user";
  static final String PASSWORD = "database.password";
  static final String SSL_MODE = "database.sslmode";
  static final String SSL_ROOT_CERT = "database.sslrootcert";
  static final String SSL_CERT = "database.sslcert";
  static final String SSL_KEY = "database.sslkey";
  static final String SSL_PASSWORD = "database.sslpassword";
  static final String RETRY_BACKOFF = "retry.backoff.ms";
  static final String RETRY_BACKOFF_MAX = "retry.backoff.max.ms";

  /** Which of the connector's tasks this is; the connector sets it, nobody else. */
  static final String TASK = "sluice.task.number";

  private static final String TARGET = "Target";
  private static final String SECURITY = "Encryption";
  private static final String RETRY = "Retry";

  private SinkKeys() {}

  static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    defineTarget(definition);
    defineSecurity(definition);
    defineRetry(definition);
    return definition;
  }

  private static void defineTarget(ConfigDef definition) {
    definition
        .define(
            HOSTNAME,
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Name or address of the target's primary server.",
            TARGET,
            1,
            Width.MEDIUM,
            "Host")
        .define(
            PORT,
            ConfigDef.Type.INT,
            5432,
            Range.between(1, 65535),
            Importance.HIGH,
            "Port of the target server.",
            TARGET,
            2,
            Width.SHORT,
            "Port")
        .define(
            DATABASE,
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Database that rows are written to. Progress is kept in its schema" + " sluice.",
            TARGET,
            3,
            Width.MEDIUM,
            "Database")
        .define(
            USER,
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Role that writes. It needs INSERT, UPDATE, DELETE and TRUNCATE on the"
                + " tables or owns them, may create what is missing, and may SET"
                + " session_replication_role.",
            TARGET,
            4,
            Width.MEDIUM,
            "User")
        .define(
            PASSWORD,
            ConfigDef.Type.PASSWORD,
            "",
            Importance.HIGH,
            "Password of the role.",
            TARGET,
            5,
            Width.MEDIUM,
            "Password");
  }

  private static void defineSecurity(ConfigDef definition) {
    definition
        .define(
            SSL_MODE,
            ConfigDef.Type.STRING,
            "prefer",
            ValidString.in("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
            Importance.MEDIUM,
            "How far the connection is encrypted and the server verified;" + " libpq's words.",
            SECURITY,
            1,
            Width.SHORT,
            "SSL mode")
        .define(
            SSL_ROOT_CERT,
            ConfigDef.Type.STRING,
            null,
            Importance.MEDIUM,
            "File with the certificates that the server's is verified by.",
            SECURITY,
            2,
            Width.LONG,
            "Root certificate")
        .define(
            SSL_CERT,
            ConfigDef.Type.STRING,
            null,
            Importance.LOW,
            "File with the client's certificate.",
            SECURITY,
            3,
            Width.LONG,
            "Client certificate")
        .define(
            SSL_KEY,
            ConfigDef.Type.STRING,
            null,
            Importance.LOW,
            "File with the client's key, PKCS-8 or PKCS-12.",
            SECURITY,
            4,
            Width.LONG,
            "Client key")
        .define(
            SSL_PASSWORD,
            ConfigDef.Type.PASSWORD,
            null,
            Importance.LOW,
            "Password of the client's key.",
            SECURITY,
            5,
            Width.MEDIUM,
            "Key password");
  }

  private static void defineRetry(ConfigDef definition) {
    definition
        .define(
            RETRY_BACKOFF,
            ConfigDef.Type.LONG,
            500L,
            Range.atLeast(1),
            Importance.LOW,
            "Milliseconds before a batch is tried again after a failure that may pass; doubled each"
                + " time.",
            RETRY,
            1,
            Width.SHORT,
            "First pause")
        .define(
            RETRY_BACKOFF_MAX,
            ConfigDef.Type.LONG,
            30_000L,
            Range.atLeast(1),
            Importance.LOW,
            "The longest such pause in milliseconds.",
            RETRY,
            2,
            Width.SHORT,
            "Longest pause");
  }
}
