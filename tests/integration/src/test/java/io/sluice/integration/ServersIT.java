package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import io.sluice.control.box.Distribution;
import io.sluice.control.box.PostgresArchive;
import io.sluice.control.box.PostgresServer;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.Rows;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TopicReader;
import io.sluice.testkit.TopicRecord;
import io.sluice.testkit.version.PostgresVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The servers that all other tests stand on. */
class ServersIT {

  private static final Pattern JAR = Pattern.compile("\\.jar$");
  private static final Pattern THE_WORKERS =
      Pattern.compile("^(kafka-clients|connect-(api|json|runtime)|slf4j|lz4-java|snappy|zstd)");

  @Test
  void serverIsReadyForLogicalReplication() {
    TestDatabase database = Postgres.shared().newDatabase("ready");
    assertThat(database.text("SHOW wal_level")).isEqualTo("logical");
  }

  @Test
  void serverIsOfTheVersionUnderTest() {
    TestDatabase database = Postgres.shared().newDatabase("version");
    assertThat(database.text("SHOW server_version"))
        .startsWith(PostgresVersion.underTest().major() + ".");
  }

  static List<PostgresVersion> versions() {
    return PostgresVersion.ALL;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void serverOfEveryVersionCountsInUnicode(PostgresVersion version) {
    try (PostgresServer server = Postgres.own(version.major(), Map.of("fsync", "off"))) {
      TestDatabase database = new TestDatabase(server.endpoint("postgres"));
      assertThat(database.text("SHOW server_version")).startsWith(version.major() + ".");
      assertThat(database.text("SELECT length('ü') || ' ' || ('Z' < 'a')")).isEqualTo("1 true");
    }
  }

  @Test
  void oldestServerRunsFromItsArchiveBesideTheDistribution(@TempDir Path folder) {
    PostgresArchive archive = PostgresArchive.of(Distribution.installed(), PostgresArchive.OLDEST);
    try (PostgresServer server =
        PostgresServer.start(folder.resolve("server"), Map.of("fsync", "off"), archive.url())) {
      TestDatabase database = new TestDatabase(server.endpoint("postgres"));
      assertThat(database.text("SHOW server_version")).startsWith(PostgresArchive.OLDEST + ".");
    }
  }

  @Test
  void sessionsOfOursLookInTheSystemsSchemaOnly() {
    assertThat(Postgres.shared().newDatabase("path").text("SHOW search_path"))
        .isEqualTo("pg_catalog");
  }

  @Test
  void wrongPasswordIsRejected() {
    Endpoint right = Postgres.shared().maintenance();
    Endpoint wrong =
        Endpoint.of(right.host(), right.port(), right.database(), right.user(), "not this one");
    assertThatThrownBy(() -> wrong.connect("sluice-test"))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void rowsAreEqualWhateverTheOrderOfColumns() {
    TestDatabase one = Postgres.shared().newDatabase("one");
    TestDatabase other = Postgres.shared().newDatabase("other");
    one.execute(
        "CREATE TABLE public.t (a int, b text)", "INSERT INTO public.t VALUES (1, 'x'), (2, NULL)");
    other.execute(
        "CREATE TABLE public.t (b text, a int)", "INSERT INTO public.t VALUES (NULL, 2), ('x', 1)");
    TableId table = new TableId("public", "t");
    assertThat(Rows.of(one, table)).hasSize(2).isEqualTo(Rows.of(other, table));
    other.execute("UPDATE public.t SET b = '' WHERE b IS NULL");
    assertThat(Rows.of(one, table)).isNotEqualTo(Rows.of(other, table));
  }

  @Test
  void readerSeesOnlyWhatWasCommitted() throws Exception {
    KafkaBroker broker = KafkaBroker.shared();
    String topic = "committed." + UUID.randomUUID();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", topic);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, json("1"), json("aborted")));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, json("1"), json("kept")));
      producer.commitTransaction();
    }
    assertThat(TopicReader.readAll(broker, topic))
        .extracting(TopicRecord::value)
        .extracting(value -> value.asText())
        .containsExactly("kept");
  }

  private static String json(String payload) {
    return "{\"schema\":{\"type\":\"string\"},\"payload\":\"" + payload + "\"}";
  }

  @Test
  void workerFindsEveryPluginByItsServiceEntry() throws IOException {
    assertThat(plugins())
        .contains("io.sluice.source.connect.PostgresSourceConnector")
        .contains("io.sluice.sink.connect.PostgresSinkConnector")
        .contains("io.sluice.avro.AvroConverter")
        .contains("io.sluice.transforms.TableRename");
  }

  /** A second copy of what the worker runs with breaks a plugin, or the worker. */
  @Test
  void pluginFoldersHoldNothingThatIsTheWorkers() throws IOException {
    try (Stream<Path> files = Files.walk(Distribution.installed().plugins())) {
      List<String> jars =
          files.map(file -> file.getFileName().toString()).filter(JAR.asPredicate()).toList();
      assertThat(jars).hasSizeGreaterThanOrEqualTo(4).noneMatch(THE_WORKERS.asPredicate());
    }
    try (Stream<Path> folders = Files.list(Distribution.installed().plugins())) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .anyMatch(name -> name.startsWith("sluice-avro"));
    }
  }

  private static String plugins() throws IOException {
    try (InputStream reply =
        Connect.shared()
            .restUrl()
            .resolve("/connector-plugins?connectorsOnly=false")
            .toURL()
            .openStream()) {
      return new String(reply.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
