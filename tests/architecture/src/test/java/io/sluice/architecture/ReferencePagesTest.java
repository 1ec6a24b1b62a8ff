package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.avro.AvroConverter;
import io.sluice.sink.connect.PostgresSinkConnector;
import io.sluice.source.connect.PostgresSourceConnector;
import io.sluice.transforms.TableRename;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the reference that are made of the code say what it says. */
class ReferencePagesTest {

  private static final String SOURCE =
      """
      # Source connector: configuration

      `connector.class` is `io.sluice.source.connect.PostgresSourceConnector`. `exactly.once.support` has to be
      `required`, and the workers need `exactly.once.source.support=enabled`. One task owns one replication slot,
      whatever `tasks.max` says.
      """;

  private static final String SINK =
      """
      # Sink connector: configuration

      `connector.class` is `io.sluice.sink.connect.PostgresSinkConnector`; `topics` or `topics.regex` say what it reads. Let
      them include the watermarks topic, so that tables without rows are created as well, and read with
      `consumer.override.isolation.level=read_committed`.
      """;

  private static final String RENAME =
      """
      # TableRename: configuration

      `transforms.<alias>.type` is `io.sluice.transforms.TableRename`. It gives tables other names, in the topic's name and in
      the records, on either side of Kafka.
      """;

  private static final String AVRO =
      """
      # AvroConverter: configuration

      `key.converter` and `value.converter` are `io.sluice.avro.AvroConverter`; in a connector's or worker's configuration, the
      keys below follow `key.converter.` and `value.converter.`. With `schema.registry.url` the records have the wire format of
      schema registries; without it they are Avro's single objects, with the schemas in a topic. [Avro](avro.md) tells both forms.
      """;

  static Stream<Page> pages() {
    return Stream.of(
        new ReferencePage("source-connector.md", SOURCE, new PostgresSourceConnector().config()),
        new ReferencePage("sink-connector.md", SINK, new PostgresSinkConnector().config()),
        new ReferencePage("avro-converter.md", AVRO, new AvroConverter().config()),
        new ReferencePage("table-rename.md", RENAME, new TableRename<>().config()),
        new ErrorsPage(),
        new SqlStatesPage(),
        new MetricsPage(),
        new ChecksPage());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pageSaysWhatTheCodeSays(Page page) throws IOException {
    Path file = Repository.ROOT.resolve("docs/reference").resolve(page.file());
    if ("write".equals(System.getProperty("sluice.docs"))) {
      Files.writeString(file, page.text());
    }

    assertThat(Files.readString(file))
        .as("stale; write it anew with -Dsluice.docs=write")
        .isEqualTo(page.text());
  }
}
