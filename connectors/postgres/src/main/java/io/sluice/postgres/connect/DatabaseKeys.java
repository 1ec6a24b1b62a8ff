package io.sluice.postgres.connect;

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

/** The keys that say how to connect, the same for source and target. */
public final class DatabaseKeys {

  /**
   * What a database is to its connector.
   *
   * @param group under which the keys are listed
   * @param host what the server has to be
   * @param user what the role has to be allowed
   * @param database what the database is for
   */
  public record Words(String group, String host, String user, String database) {}

  public static final String HOSTNAME = "database.hostname";
  public static final String PORT = "database.port";
  public static final String USER = "database.user";
  public static final String PASSWORD = "database.password";
  public static final String DBNAME = "database.dbname";
  public static final String SSLMODE = "database.sslmode";
  private static final String SSLROOTCERT = "database.sslrootcert";
  private static final String SSLCERT = "database.sslcert";
  private static final String SSLKEY = "database.sslkey";
  private static final String SSLPASSWORD = "database.sslpassword";

  private DatabaseKeys() {}

  /** Adds the keys. */
  public static void define(ConfigDef keys, Words words) {
    keys.define(
            HOSTNAME,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            words.host(),
            words.group(),
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
            words.group(),
            2,
            Width.SHORT,
            "Port")
        .define(
            USER,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            words.user(),
            words.group(),
            3,
            Width.MEDIUM,
            "User")
        .define(
            PASSWORD,
            Type.PASSWORD,
            "",
            Importance.HIGH,
            "The role's password.",
            words.group(),
            4,
            Width.MEDIUM,
            "Password")
        .define(
            DBNAME,
            Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            words.database(),
            words.group(),
            5,
            Width.MEDIUM,
            "Database");
    defineTls(keys, words.group());
  }

  private static void defineTls(ConfigDef keys, String group) {
    keys.define(
        SSLMODE,
        Type.STRING,
        "prefer",
        ConfigDef.ValidString.in(
            "disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
        Importance.MEDIUM,
        "Whether the connection is encrypted and the server's certificate checked, in libpq's"
            + " words.",
        group,
        6,
        Width.SHORT,
        "TLS mode");
    tlsFile(
        keys, group, SSLROOTCERT, 7, "File of the worker with the certificates that are trusted.");
    tlsFile(keys, group, SSLCERT, 8, "File of the worker with the client's certificate.");
    tlsFile(keys, group, SSLKEY, 9, "File of the worker with the client's key.");
    keys.define(
        SSLPASSWORD,
        Type.PASSWORD,
        "",
        Importance.LOW,
        "Password of the client's key.",
        group,
        10,
        Width.MEDIUM,
        "TLS key password");
  }

  private static void tlsFile(ConfigDef keys, String group, String key, int order, String text) {
    keys.define(key, Type.STRING, "", Importance.LOW, text, group, order, Width.LONG, key);
  }

  /** The database that a configuration names. */
  public static Endpoint endpoint(AbstractConfig config) {
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
