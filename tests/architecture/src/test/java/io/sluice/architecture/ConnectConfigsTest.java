package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code connect-configs} name real plugins and real keys. */
class ConnectConfigsTest {

  private static final String FOLDER = "connect-configs";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

  static List<String> files() {
    return Repository.names(FOLDER, ".json");
  }

  @ParameterizedTest
  @MethodSource("files")
  void fileNamesOnlyKeysThatSomebodyReads(String file) throws ReflectiveOperationException {
    Map<String, String> config = config(file);
    Set<String> known = connectorKeys(config);
    List<String> unknown = config.keySet().stream().filter(key -> !isKnown(key, known)).toList();
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void fileNamesConvertersThatExist(String file) throws ReflectiveOperationException {
    Map<String, String> config = config(file);
    for (String key : List.of("key.converter", "value.converter")) {
      assertThat(instance(config.get(key))).isInstanceOf(Converter.class);
    }
  }

  /**
   * Rows of a table keep their order in one partition, and a sink that comes late finds them all.
   */
  @ParameterizedTest
  @MethodSource("files")
  void nothingIsToleratedAndTopicsForgetNothing(String file) {
    Map<String, String> config = config(file);
    assertThat(config).doesNotContainKey("errors.tolerance");
    if (config.containsKey("topics.regex")) {
      assertThat(config).containsEntry("consumer.override.isolation.level", "read_committed");
    } else {
      assertThat(config)
          .containsEntry("exactly.once.support", "required")
          .containsEntry("topic.creation.default.partitions", "1")
          .containsEntry("topic.creation.default.cleanup.policy", "delete")
          .containsEntry("topic.creation.default.retention.ms", "-1");
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyPlaceholderIsExplained(String file) {
    String manual = Repository.text(FOLDER + "/README.md");
    Matcher placeholder = PLACEHOLDER.matcher(Repository.text(FOLDER + "/" + file));
    assertThat(placeholder.results().map(found -> found.group()).distinct())
        .isNotEmpty()
        .allMatch(found -> manual.contains("`" + found + "`"));
  }

  private static Map<String, String> config(String file) {
    JsonNode config = Repository.tree(FOLDER + "/" + file).path("config");
    return config.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }

  private static Set<String> connectorKeys(Map<String, String> config)
      throws ReflectiveOperationException {
    Connector connector = (Connector) instance(config.get("connector.class"));
    Set<String> keys = new TreeSet<>(connector.config().names());
    keys.addAll(
        connector instanceof SinkConnector
            ? SinkConnectorConfig.configDef().names()
            : SourceConnectorConfig.configDef().names());
    for (String converter : List.of("key.converter", "value.converter")) {
      ConfigDef settings = ((Converter) instance(config.get(converter))).config();
      settings.names().forEach(name -> keys.add(converter + "." + name));
    }
    for (String alias : config.getOrDefault("transforms", "").split(",")) {
      keys.addAll(transformKeys("transforms." + alias + ".", config));
    }
    return keys;
  }

  private static List<String> transformKeys(String prefix, Map<String, String> config)
      throws ReflectiveOperationException {
    String type = config.get(prefix + "type");
    return type == null
        ? List.of()
        : Stream.concat(
                Stream.of("type"), ((Transformation<?>) instance(type)).config().names().stream())
            .map(prefix::concat)
            .toList();
  }

  private static boolean isKnown(String key, Set<String> connectorKeys) {
    return connectorKeys.contains(key)
        || isBelow("producer.override.", key, ProducerConfig.configNames())
        || isBelow("consumer.override.", key, ConsumerConfig.configNames())
        || isBelow("topic.creation.default.", key, topicKeys());
  }

  /** Whether a key is one of these with a prefix before it. */
  static boolean isBelow(String prefix, String key, Set<String> names) {
    return key.startsWith(prefix) && names.contains(key.substring(prefix.length()));
  }

  private static Set<String> topicKeys() {
    Set<String> keys =
        Stream.of(TopicConfig.class.getFields())
            .filter(field -> field.getName().endsWith("_CONFIG"))
            .map(ConnectConfigsTest::constant)
            .collect(Collectors.toCollection(TreeSet::new));
    keys.addAll(Set.of("partitions", "replication.factor"));
    return keys;
  }

  private static String constant(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Object instance(String type) throws ReflectiveOperationException {
    return Class.forName(type).getDeclaredConstructor().newInstance();
  }
}
