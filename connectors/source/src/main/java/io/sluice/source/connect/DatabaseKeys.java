package io.sluice.source.connect;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;

/** The keys that say how to connect. */
final class DatabaseKeys {

  static final String HOSTNAME = "database.hostname";
  static final String PORT = "database.port";
  static final String USER = "database.user";
  static final String PASSWORD = "database.password";
  static final String DBNAME = "database.dbname";
  static final String SSLMODE = "database.sslmode";
  static final String SSLROOTCERT = "database.sslrootcert";
  static final String SSLCERT = "database.sslcert";
  static final String SSLKEY = "database.sslkey";
  static final String SSLPASSWORD = "database.sslpassword";

  private static final String GROUP = "Source database";

  private DatabaseKeys() {}

  static void define(ConfigDef keys) {
    keys.define(
            HOSTNAME,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Name or address of the source PostgreSQL server, version 15 or later.",
            GROUP,
            1,
            Width.MEDIUM,
            "Host")
        .define(
            PORT,
            Type.INT,
            5432,
            ConfigDef.Range.between(1, 65535),
            Importance.HIGH,
            "Port of the server.",
            GROUP,
            2,
            Width.SHORT,
            "Port")
        .define(
            USER,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Role that streams and reads. It needs REPLICATION, and SELECT on the captured tables.",
            GROUP,
            3,
            Width.MEDIUM,
            "User")
        .define(
            PASSWORD,
            Type.PASSWORD,
            "",
            Importance.HIGH,
            "The role's password.",
            GROUP,
            4,
            Width.MEDIUM,
            "Password")
        .define(
            DBNAME,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Database whose tables are captured.",
            GROUP,
            5,
            Width.MEDIUM,
            "Database");
    defineTls(keys);
  }

  private static void defineTls(ConfigDef keys) {
    keys.define(
        SSLMODE,
        Type.STRING,
        "prefer",
        ConfigDef.ValidString.in(
            "disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
        Importance.MEDIUM,
        "Whether the connection is encrypted and the server's certificate checked, in libpq's"
            + " words.",
        GROUP,
        6,
        Width.SHORT,
        "TLS mode");
    tlsFile(keys, SSLROOTCERT, 7, "File of the worker with the certificates that are trusted.");
    tlsFile(keys, SSLCERT, 8, "File of the worker with the client's certificate.");
    tlsFile(keys, SSLKEY, 9, "File of the worker with the client's key.");
    keys.define(
        SSLPASSWORD,
        Type.PASSWORD,
        "",
        Importance.LOW,
        "Password of the client's key.",
        GROUP,
        10,
        Width.MEDIUM,
        "TLS key password");
  }

  private static void tlsFile(ConfigDef keys, String key, int order, String text) {
    keys.define(key, Type.STRING, "", Importance.LOW, text, GROUP, order, Width.LONG, key);
  }

  static Endpoint endpoint(AbstractConfig config) {
    return new Endpoint(
        config.getString(HOSTNAME),
        config.getInt(PORT),
        config.getString(DBNAME),
        config.getString(USER),
        new Secret(config.getPassword(PASSWORD).value()),
        config.getString(SSLMODE),
        tlsOptions(config));
  }

  private static Map<String, String> tlsOptions(AbstractConfig config) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("sslrootcert", config.getString(SSLROOTCERT));
    options.put("sslcert", config.getString(SSLCERT));
    options.put("sslkey", config.getString(SSLKEY));
    Password password = config.getPassword(SSLPASSWORD);
    options.put("sslpassword", password.value());
    options.values().removeIf(String::isEmpty);
    return options;
  }
}
