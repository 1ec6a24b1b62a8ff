package io.sluice.avro.registry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;

/** The keys that say where a registry is and how it is spoken to; the names are Confluent's. */
public final class RegistryKeys {

  /** Addresses of the registry; without them there is none. */
  public static final String URL = "schema.registry.url";

  static final String NAMESPACE = "schema.registry.";
  static final String TLS_PREFIX = NAMESPACE + "ssl.";
  static final String BASIC_SOURCE = "basic.auth.credentials.source";
  static final String BASIC_USER_INFO = "basic.auth.user.info";
  static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  static final String BEARER_TOKEN = "bearer.auth.token";
  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String SUBJECT_NAMING = "subject.name.strategy";
  static final String KEY_SUBJECT_NAMING = "key." + SUBJECT_NAMING;
  static final String VALUE_SUBJECT_NAMING = "value." + SUBJECT_NAMING;
  static final String CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";
  static final String READ_TIMEOUT_MS = "http.read.timeout.ms";

  static final String FROM_URL = "URL";
  static final String FROM_USER_INFO = "USER_INFO";
  static final String FROM_TOKEN = "STATIC_TOKEN";

  private static final String GROUP = "Registry";
  private static final int FIRST_OF_TLS = 20;
  private static final int LONGEST_TIMEOUT_MS = 3_600_000;

  private RegistryKeys() {}

  /** Adds them all. */
  public static void define(ConfigDef keys) {
    defineRegistry(keys);
    defineSubjects(keys);
    defineCredentials(keys, "", "");
    defineCredentials(keys, NAMESPACE, " Another name of the key without schema.registry.");
    keys.embed(NAMESPACE, "", FIRST_OF_TLS, tls());
  }

  /** The TLS settings of Kafka's clients, without our prefix; other engines would not be used. */
  static ConfigDef tls() {
    ConfigDef tls = new ConfigDef();
    new ConfigDef()
        .withClientSslSupport().configKeys().values().stream()
            .filter(key -> !key.name.equals(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG))
            .forEach(tls::define);
    return tls;
  }

  private static void defineRegistry(ConfigDef keys) {
    keys.define(
            URL,
            Type.PASSWORD,
            null,
            ConfigDef.LambdaValidator.with(
                RegistryKeys::checkUrls, () -> "addresses with http:// or https://, and commas"),
            Importance.HIGH,
            "Addresses of a schema registry with Confluent's REST API, with commas between them; the"
                + " next is asked when one is away. An address may carry user and password. For"
                + " Apicurio's registry the path is /apis/ccompat/v7. Hidden like a password,"
                + " since it may hold one.",
            GROUP,
            1,
            Width.LONG,
            "Addresses")
        .define(
            AUTO_REGISTER,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether a schema that the registry does not have is registered. Otherwise it has to"
                + " be there.",
            GROUP,
            2,
            Width.SHORT,
            "Register schemas");
    timeout(keys, CONNECT_TIMEOUT_MS, 5_000, 3, "a connection to the registry is waited for");
    timeout(keys, READ_TIMEOUT_MS, 30_000, 4, "an answer of the registry is waited for");
  }

  private static void timeout(ConfigDef keys, String key, int millis, int order, String what) {
    keys.define(
        key,
        Type.INT,
        millis,
        ConfigDef.Range.between(1, LONGEST_TIMEOUT_MS),
        Importance.LOW,
        "How long " + what + ", in milliseconds.",
        GROUP,
        order,
        Width.SHORT,
        key);
  }

  private static void defineSubjects(ConfigDef keys) {
    naming(
        keys,
        SUBJECT_NAMING,
        SubjectNaming.names().get(0),
        5,
        "Which subject a schema is registered under. TopicNameStrategy: <topic>-key or"
            + " <topic>-value. RecordNameStrategy: the record's full name."
            + " TopicRecordNameStrategy: the topic, a hyphen and the record's full name."
            + " Confluent's class names are understood too.");
    naming(keys, KEY_SUBJECT_NAMING, null, 6, "The same for keys only.");
    naming(keys, VALUE_SUBJECT_NAMING, null, 7, "The same for values only.");
  }

  private static void naming(ConfigDef keys, String key, String standard, int order, String doc) {
    keys.define(
        key,
        Type.STRING,
        standard,
        ConfigDef.LambdaValidator.with(
            RegistryKeys::checkNaming, () -> String.join(", ", SubjectNaming.names())),
        Importance.LOW,
        doc,
        GROUP,
        order,
        Width.MEDIUM,
        key);
  }

  private static void defineCredentials(ConfigDef keys, String prefix, String note) {
    source(
        keys,
        prefix + BASIC_SOURCE,
        8,
        List.of(FROM_URL, FROM_USER_INFO),
        "Where user and password come from. URL: from the address. USER_INFO: from"
            + " basic.auth.user.info."
            + note);
    secret(keys, prefix + BASIC_USER_INFO, 9, "User and password, with a colon between." + note);
    source(
        keys,
        prefix + BEARER_SOURCE,
        10,
        List.of(FROM_TOKEN),
        "Where a token comes from. STATIC_TOKEN: from bearer.auth.token." + note);
    secret(keys, prefix + BEARER_TOKEN, 11, "The token." + note);
  }

  private static void source(
      ConfigDef keys, String key, int order, List<String> choices, String doc) {
    String[] allowed =
        Stream.concat(choices.stream(), Stream.of((String) null)).toArray(String[]::new);
    keys.define(
        key,
        Type.STRING,
        null,
        ConfigDef.ValidString.in(allowed),
        Importance.MEDIUM,
        doc,
        GROUP,
        order,
        Width.SHORT,
        key);
  }

  private static void secret(ConfigDef keys, String key, int order, String doc) {
    keys.define(key, Type.PASSWORD, null, Importance.MEDIUM, doc, GROUP, order, Width.MEDIUM, key);
  }

  private static void checkUrls(String key, Object urls) {
    if (urls != null) {
      RegistryOptions.endpoints((Password) urls);
    }
  }

  private static void checkNaming(String key, Object name) {
    if (name != null) {
      SubjectNaming.of(key, (String) name);
    }
  }

  /** The parts of a list with commas. */
  static List<String> parts(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
