package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.box.Box;
import io.sluice.control.box.BoxOptions;
import io.sluice.control.box.Distribution;
import io.sluice.control.check.CheckReport;
import io.sluice.control.check.Checkup;
import io.sluice.control.check.CutoverIntent;
import io.sluice.control.check.Outcome;
import io.sluice.control.check.Side;
import io.sluice.control.check.Verdict;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Fencing;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code sluice check} finds in Kafka and in Connect; CheckIT has what it finds in servers.
 */
class CheckConnectIT {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name = "check" + NUMBER.incrementAndGet();
  private final TestDatabase source = Postgres.shared().newDatabase("check_source");
  private final TestDatabase target = Postgres.shared().newDatabase("check_target");
  private final Map<String, String> sourceSettings = new HashMap<>();
  private final Map<String, String> sinkSettings = new HashMap<>();
  private String brokers = KafkaBroker.shared().bootstrapServers();
  private URI connect = Connect.shared().restUrl();

  CheckConnectIT() {
    for (TestDatabase database : List.of(source, target)) {
      database.execute("CREATE TABLE public.t (id int PRIMARY KEY, note text)");
    }
  }

  @Test
  void soundWorkerAndBrokersHaveNoProblem() {
    CheckReport report = check();

    assertThat(problems(report)).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(report.outcomes().stream().map(Outcome::line))
        .contains("kafka.reachable: OK (1 brokers)", "connect.source-config: OK")
        .anyMatch(
            line -> line.startsWith("kafka.features: OK (") && line.contains("metadata.version="))
        .anyMatch(line -> line.startsWith("connect.version: OK (Kafka Connect "));
  }

  @Test
  void kafkaThatDoesNotAnswerLeavesTheOthersToBeLookedAt() {
    brokers = "127.0.0.1:1";

    assertThat(lines(check()))
        .singleElement()
        .asString()
        .startsWith("kafka.reachable: FAILED (Kafka at 127.0.0.1:1 does not answer")
        .contains("Check kafka.bootstrap.servers");
  }

  @Test
  void workerThatDoesNotAnswerLeavesTheOthersToBeLookedAt() {
    connect = URI.create("http://127.0.0.1:1");

    assertThat(lines(check()))
        .singleElement()
        .asString()
        .startsWith("connect.reachable: FAILED (The worker at http://127.0.0.1:1")
        .contains("Check connect.url");
  }

  @Test
  void connectorThatTheWorkerDoesNotHave() {
    sinkSettings.put("connector.class", "io.example.Nowhere");

    assertThat(lines(check()))
        .singleElement()
        .asString()
        .startsWith("connect.plugins: FAILED")
        .contains("does not know io.example.Nowhere", "plugin.path");
  }

  @Test
  void keyThatOnlyTheWorkerCanJudge() {
    sinkSettings.put("value.converter", "io.example.Nowhere");

    assertThat(lines(check()))
        .singleElement()
        .asString()
        .startsWith("connect.sink-config: FAILED (")
        .contains("value.converter", "io.example.Nowhere", "migration.yaml");
  }

  @Test
  void keyOfTheSourceThatOnlyTheWorkerCanJudge() {
    sourceSettings.put("value.converter", "io.example.Nowhere");

    assertThat(lines(check()))
        .singleElement()
        .asString()
        .startsWith("connect.source-config: FAILED (")
        .contains("value.converter", "io.example.Nowhere", "migration.yaml");
  }

  @Test
  void whatTheConnectorsSayOfTheirKeysIsSaidOnce() {
    source.execute("ALTER TABLE public.t DROP CONSTRAINT t_pkey");

    CheckReport report = check();
    assertThat(lines(report))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("source.table-key: FAILED (Table public.t has no usable key");
    assertThat(report.outcomes().stream().map(Outcome::line))
        .contains("connect.source-config: OK (nothing but what is said above)");
    Outcome found = problems(report).get(0);
    assertThat(ConnectRest.at(connect).validate(configs().source()))
        .containsExactly(
            new ConnectRest.FieldError(
                "table.include.list", found.problem() + " " + found.remedy()));
  }

  @Test
  void topicsThatLoseRecordsAndAreTooNarrow() throws Exception {
    String topic = name + ".public.t";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, 1, (short) 1)
                      .configs(Map.of("retention.ms", "1000", "max.message.bytes", "2000"))))
          .all()
          .get();

      assertThat(lines(check()))
          .hasSize(2)
          .anyMatch(
              line ->
                  line.startsWith("kafka.topic-retention: FAILED (Topic " + topic)
                      && line.contains("--entity-name " + topic)
                      && line.contains("retention.ms=-1"))
          .anyMatch(
              line ->
                  line.startsWith("kafka.topic-record-limit: WARNING (Topic " + topic)
                      && line.contains("max.message.bytes=33554432"));

      alter(
          admin,
          new ConfigResource(ConfigResource.Type.TOPIC, topic),
          Map.of("retention.ms", "-1", "max.message.bytes", "33554432"));
      assertThat(problems(check())).isEmpty();
    }
  }

  /** One worker for all that takes another worker: it starts for some ten seconds. */
  @Test
  void workerThatIsNotSetUpForExactlyOnce(@TempDir Path folder) throws Exception {
    BoxOptions options =
        BoxOptions.DEFAULT
            .withHeaps(256, 256)
            .withWorkerSettings(
                Map.of(
                    "exactly.once.source.support",
                    "disabled",
                    "connector.client.config.override.policy",
                    "None"));
    try (Box box = Box.start(folder.resolve("box"), Distribution.installed(), options)) {
      connect = box.address().restUrl();

      CheckReport report = check();
      assertThat(problems(report))
          .extracting(outcome -> outcome.side() + "." + outcome.name())
          .contains("connect.cluster", "connect.exactly-once", "connect.override-policy");
      assertThat(problems(report)).extracting(Outcome::level).containsOnly(Verdict.FAILED);
      assertThat(lines(report).toString())
          .contains(
              "exactly.once.source.support=enabled",
              "connector.client.config.override.policy=All",
              "kafka.bootstrap.servers names");
      brokers = box.address().bootstrapServers();
      assertThatTopicsThatNobodyCanWriteToAreFound();
    }
  }

  /** It is a setting of all brokers, so that only brokers of one's own can be broken so. */
  private void assertThatTopicsThatNobodyCanWriteToAreFound() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      alter(
          admin,
          new ConfigResource(ConfigResource.Type.BROKER, ""),
          Map.of("min.insync.replicas", "2"));

      assertThat(lines(check()))
          .anyMatch(
              line ->
                  line.startsWith("kafka.replication: FAILED (min.insync.replicas is 2, and new")
                      && line.contains("default.replication.factor=2"));
    }
  }

  private static void alter(Admin admin, ConfigResource resource, Map<String, String> settings)
      throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                resource,
                settings.entrySet().stream()
                    .map(
                        setting ->
                            new AlterConfigOp(
                                new ConfigEntry(setting.getKey(), setting.getValue()),
                                AlterConfigOp.OpType.SET))
                    .toList()))
        .all()
        .get();
  }

  /** Whoever else writes to the shared server just now is no matter of these tests. */
  private static List<Outcome> problems(CheckReport report) {
    return report.problems().stream()
        .filter(outcome -> outcome.side() != Side.SOURCE || outcome.level() == Verdict.FAILED)
        .toList();
  }

  private static List<String> lines(CheckReport report) {
    return problems(report).stream().map(Outcome::line).toList();
  }

  private CheckReport check() {
    return Checkup.of(
            migration(),
            configs(),
            CutoverIntent.by(new Fencing.Tables()),
            Distribution.installed().connectConfigs())
        .run();
  }

  private ConnectorConfigs configs() {
    ConnectorConfigs plain =
        ConnectorConfigs.of(migration(), Distribution.installed().connectConfigs());
    return new ConnectorConfigs(
        with(plain.source(), sourceSettings), with(plain.sink(), sinkSettings));
  }

  private static Map<String, String> with(Map<String, String> config, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(config);
    all.putAll(others);
    return all;
  }

  private Migration migration() {
    return new Migration(
        name,
        new Source(
            new Database("source", source.endpoint()),
            List.of(),
            "pub",
            "sluice_" + name,
            Source.Chunk.DEFAULT),
        new Database("target", target.endpoint()),
        Optional.of(brokers),
        Optional.of(connect),
        Map.of());
  }
}
