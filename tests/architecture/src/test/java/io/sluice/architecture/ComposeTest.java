package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.junit.jupiter.api.Test;

/** Nothing here can run the stack, so these look whether its files agree with each other. */
class ComposeTest {

  private static final JsonNode SERVICES =
      Repository.tree("compose/docker-compose.yml").path("services");
  private static final JsonNode MIGRATION = Repository.tree("compose/migration.yaml");
  private static final Path BUILT = Repository.ROOT.resolve("control/target/sluice");

  @Test
  void everyMountedPathExistsOrIsBuilt() {
    assertThat(mounts())
        .isNotEmpty()
        .allSatisfy(mount -> assertThat(source(mount)).matches(ComposeTest::isThere));
  }

  @Test
  void servicesDependOnServicesWithAHealthCheck() {
    SERVICES.forEach(
        service ->
            service
                .path("depends_on")
                .fieldNames()
                .forEachRemaining(
                    name -> assertThat(SERVICES.path(name).has("healthcheck")).as(name).isTrue()));
  }

  @Test
  void workerHasOnlyKeysOfAWorker() {
    // Settings of the worker's clients and of its config providers are not among its own.
    assertThat(worker().stringPropertyNames())
        .filteredOn(key -> !key.startsWith("config.providers."))
        .filteredOn(
            key -> !ConnectConfigsTest.isBelow("producer.", key, ProducerConfig.configNames()))
        .filteredOn(
            key -> !ConnectConfigsTest.isBelow("consumer.", key, ConsumerConfig.configNames()))
        .isSubsetOf(workerKeys());
  }

  @Test
  void workerFindsBrokerAndPlugins() {
    assertThat(listeners()).contains(worker().getProperty("bootstrap.servers"));
    assertThat(mounts().map(ComposeTest::target)).contains(worker().getProperty("plugin.path"));
    assertThat(worker()).containsEntry("exactly.once.source.support", "enabled");
    assertThat(worker()).containsEntry("plugin.discovery", "service_load");
  }

  @Test
  void migrationNamesServicesAtTheirPorts() {
    assertThat(listeners()).contains(MIGRATION.at("/kafka/bootstrap.servers").asText());
    URI connect = URI.create(MIGRATION.at("/connect/url").asText());
    assertThat(connect.getHost()).isEqualTo("connect");
    assertThat(URI.create(worker().getProperty("listeners")).getPort())
        .isEqualTo(connect.getPort());
    for (String role : List.of("source", "target")) {
      JsonNode database = MIGRATION.path(role);
      JsonNode service = SERVICES.path(database.path("host").asText());
      assertThat(published(service)).contains(database.path("port").asText());
      assertThat(service.at("/environment/POSTGRES_DB")).isEqualTo(database.path("database"));
    }
  }

  @Test
  void commandIsTheOneThatWeBuild() throws ClassNotFoundException {
    JsonNode entrypoint = SERVICES.at("/start/entrypoint");
    String main = entrypoint.get(entrypoint.size() - 1).asText();
    assertThat(Class.forName(main)).hasDeclaredMethods("main");
    assertThat(mounts().map(ComposeTest::target))
        .contains("/opt/sluice", SERVICES.at("/start/command").get(2).asText());
  }

  private static List<String> workerKeys() {
    return List.copyOf(new DistributedConfig(asMap(worker())).values().keySet());
  }

  private static Map<String, String> asMap(Properties properties) {
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(Function.identity(), properties::getProperty));
  }

  private static Properties worker() {
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(Repository.text("compose/connect/worker.properties")));
      return properties;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static List<String> listeners() {
    String advertised = SERVICES.at("/kafka/environment/KAFKA_ADVERTISED_LISTENERS").asText();
    return Stream.of(advertised.split(","))
        .map(listener -> listener.substring(listener.indexOf("://") + 3))
        .toList();
  }

  private static List<String> published(JsonNode service) {
    return texts(service.path("ports"))
        .map(port -> port.substring(port.lastIndexOf(':') + 1))
        .toList();
  }

  private static Stream<String> mounts() {
    return StreamSupport.stream(SERVICES.spliterator(), false)
        .flatMap(service -> texts(service.path("volumes")));
  }

  private static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static Path source(String mount) {
    return Repository.ROOT.resolve("compose").resolve(mount.split(":")[0]).normalize();
  }

  private static String target(String mount) {
    return mount.split(":")[1];
  }

  private static boolean isThere(Path path) {
    return path.startsWith(BUILT) || Files.exists(path);
  }
}
