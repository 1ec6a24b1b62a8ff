package io.sluice.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.change.Watermark;
import io.sluice.envelope.EnvelopeReader;
import io.sluice.envelope.EnvelopeRecord;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import io.sluice.envelope.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class TableRenameTest {

  private static final TopicNaming NAMING = new TopicNaming("shop");
  private static final Position POSITION = new Position(new Lsn(42), 1);
  private static final Stamp STAMP = new Stamp(POSITION, new Lsn(40), 7, 1_000_000);

  private final EnvelopeWriter writer = new EnvelopeWriter(NAMING, "db");

  @Test
  void aChangeGetsTheNewNameAndTheNewTopic() {
    SourceRecord renamed = listed("public.yolos:public.yolos2").apply(insert("public", "yolos"));
    assertThat(renamed.topic()).isEqualTo("shop.public.yolos2");
    assertThat(table(renamed)).isEqualTo(new TableId("public", "yolos2"));
  }

  @Test
  void theRowAndTheKeyAreTheSame() {
    SourceRecord record = insert("public", "yolos");
    SourceRecord renamed = listed("public.yolos:archive.yolos").apply(record);
    assertThat(renamed.key()).isSameAs(record.key());
    assertThat(after(renamed)).isSameAs(after(record));
    assertThat(table(record)).isEqualTo(new TableId("public", "yolos"));
  }

  @Test
  void aTombstoneFollowsItsDelete() {
    TableRename<SourceRecord> rename = listed("public.yolos:public.yolos2");
    List<SourceRecord> renamed = delete("public", "yolos").stream().map(rename::apply).toList();
    assertThat(renamed)
        .extracting(SourceRecord::topic)
        .containsExactly("shop.public.yolos2", "shop.public.yolos2");
    assertThat(renamed.get(1).value()).isNull();
  }

  @Test
  void aTopicThatSomebodyRoutedElsewhereStays() {
    SourceRecord record = insert("public", "yolos");
    SourceRecord routed =
        record.newRecord(
            "elsewhere",
            null,
            record.keySchema(),
            record.key(),
            record.valueSchema(),
            record.value(),
            null);
    SourceRecord renamed = listed("public.yolos:public.yolos2").apply(routed);
    assertThat(renamed.topic()).isEqualTo("elsewhere");
    assertThat(table(renamed)).isEqualTo(new TableId("public", "yolos2"));
  }

  @Test
  void aWatermarkOfTheTableIsRenamedInItsTopic() {
    Watermark chunk = new Watermark.ChunkDone(POSITION, new TableId("public", "yolos"), 5);
    SourceRecord renamed =
        listed("public.yolos:public.yolos2").apply(source(Watermarks.write(NAMING, chunk)));
    assertThat(renamed.topic()).isEqualTo("shop.watermarks");
    assertThat(Watermarks.read(envelope(renamed)))
        .isEqualTo(new Watermark.ChunkDone(POSITION, new TableId("public", "yolos2"), 5));
  }

  @Test
  void otherRecordsPassUntouched() {
    TableRename<SourceRecord> rename = listed("public.yolos:public.yolos2");
    SourceRecord heartbeat = source(Watermarks.write(NAMING, new Watermark.Heartbeat(POSITION)));
    SourceRecord other = insert("public", "orders");
    SourceRecord plain = new SourceRecord(null, null, "t", null, Schema.STRING_SCHEMA, "text");
    assertThat(rename.apply(heartbeat)).isSameAs(heartbeat);
    assertThat(rename.apply(other)).isSameAs(other);
    assertThat(rename.apply(plain)).isSameAs(plain);
  }

  @Test
  void quotedNamesMayHoldWhatSeparatesNames() {
    SourceRecord renamed =
        listed("\"a.b\".\"c:d,e\" : public.\"say \"\"x\"\"\"").apply(insert("a.b", "c:d,e"));
    assertThat(table(renamed)).isEqualTo(new TableId("public", "say \"x\""));
  }

  @Test
  void aSchemaTakesAlongTheTablesThatAreNotNamed() {
    TableRename<SourceRecord> rename = listed("public:\"new.one\", public.a:other.b");
    SourceRecord kept = insert("publication", "c");
    assertThat(table(rename.apply(insert("public", "c")))).isEqualTo(new TableId("new.one", "c"));
    assertThat(table(rename.apply(insert("public", "a")))).isEqualTo(new TableId("other", "b"));
    assertThat(rename.apply(kept)).isSameAs(kept);
  }

  @Test
  void twoTablesMayTradeNames() {
    TableRename<SourceRecord> rename = listed("public.a:public.b, public.b:public.a");
    assertThat(table(rename.apply(insert("public", "a")))).isEqualTo(new TableId("public", "b"));
    assertThat(table(rename.apply(insert("public", "b")))).isEqualTo(new TableId("public", "a"));
  }

  @Test
  void aPatternRenamesWhatItMatchesAsAWhole() {
    TableRename<SourceRecord> rename =
        configured(Map.of("pattern", "public\\.(\\w+)_old", "replacement", "archive.$1"));
    SourceRecord partly = insert("public", "x_older");
    assertThat(table(rename.apply(insert("public", "x_old"))))
        .isEqualTo(new TableId("archive", "x"));
    assertThat(rename.apply(partly)).isSameAs(partly);
  }

  @Test
  void twoTablesUnderOneNameAreRefusedWithAllThreeNames() {
    TableRename<SourceRecord> rename =
        configured(Map.of("pattern", "public\\..*", "replacement", "public.all"));
    rename.apply(insert("public", "a"));
    assertThatThrownBy(() -> rename.apply(insert("public", "b")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "tables public.a and public.b would both become public.all;"
                + " rename one of them to something else");
  }

  @Test
  void aTableThatKeepsItsNameKeepsItFromOthers() {
    TableRename<SourceRecord> rename = listed("public.a:public.b");
    rename.apply(insert("public", "b"));
    assertThatThrownBy(() -> rename.apply(insert("public", "a")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("public.a")
        .hasMessageContaining("would both become public.b");
  }

  @Test
  void aReplacementThatNamesNoTableIsRefused() {
    TableRename<SourceRecord> rename =
        configured(Map.of("pattern", "public\\.(.*)", "replacement", "$1"));
    assertThatThrownBy(() -> rename.apply(insert("public", "a")))
        .isInstanceOf(DataException.class)
        .hasMessage("replacement turns table public.a into a, which is not schema.table");
  }

  @Test
  void badConfigurationsAreRefusedWithTheirReason() {
    refused(Map.of(), "set either tables or pattern, and not both");
    refused(Map.of("tables", "a.b:c.d", "pattern", ".*"), "set either tables or pattern");
    refused(Map.of("tables", "public.a"), "a ':' is missing after \"public.a\"");
    refused(Map.of("tables", "a:b.c"), "a ',' or the end is missing after \"a:b\"");
    refused(Map.of("tables", "a.b:c"), "a '.' is missing after \"a.b:c\"");
    refused(Map.of("tables", "a:b,a:c"), "schema a is to become both b and c");
    refused(Map.of("tables", "a.b:c."), "a name is missing after \"a.b:c.\"");
    refused(Map.of("tables", "a.b:c.\"d"), "a closing quote is missing");
    refused(Map.of("tables", "a.b:c.d e.f:g.h"), "a ',' or the end is missing after \"a.b:c.d \"");
    refused(Map.of("tables", "a.b:c.d,a.b:e.f"), "table a.b is to become both c.d and e.f");
    refused(Map.of("tables", "a.b:c.d,e.f:c.d"), "tables a.b and e.f would both become c.d");
    refused(Map.of("pattern", ".*"), "pattern needs replacement");
    refused(Map.of("pattern", "(", "replacement", "a.b"), "Unclosed group");
    refused(Map.of("pattern", "(.*)", "replacement", "a.$2"), "No group 2");
  }

  @Test
  void pluginDiscoveryFindsIt() {
    assertThat(ServiceLoader.load(Transformation.class))
        .hasAtLeastOneElementOfType(TableRename.class);
    assertThat(new TableRename<SourceRecord>().version()).isNotBlank();
  }

  private static void refused(Map<String, String> config, String reason) {
    assertThatThrownBy(() -> configured(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason);
  }

  private static TableRename<SourceRecord> listed(String tables) {
    return configured(Map.of("tables", tables));
  }

  private static TableRename<SourceRecord> configured(Map<String, String> config) {
    TableRename<SourceRecord> rename = new TableRename<>();
    rename.configure(config);
    return rename;
  }

  private SourceRecord insert(String schema, String table) {
    return records(
            new RowChange.Insert(columns(schema, table), STAMP, RowImage.of(Value.text("1"))))
        .get(0);
  }

  private List<SourceRecord> delete(String schema, String table) {
    return records(
        new RowChange.Delete(columns(schema, table), STAMP, RowImage.of(Value.text("1"))));
  }

  private static TableSchema columns(String schema, String table) {
    ColumnSchema id = new ColumnSchema("id", ColumnType.of("integer"), false);
    return new TableSchema(new TableId(schema, table), List.of(id), List.of(0));
  }

  private List<SourceRecord> records(RowChange change) {
    List<SourceRecord> records = new ArrayList<>();
    writer.write(change, record -> records.add(source(record)));
    return records;
  }

  private static SourceRecord source(EnvelopeRecord record) {
    return new SourceRecord(
        null,
        null,
        record.topic(),
        null,
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        null,
        record.headers());
  }

  private static EnvelopeRecord envelope(SourceRecord record) {
    return new EnvelopeRecord(
        record.topic(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.headers());
  }

  private static TableId table(SourceRecord record) {
    return new EnvelopeReader().read(envelope(record)).orElseThrow().schema().table();
  }

  private static Object after(SourceRecord record) {
    return ((Struct) record.value()).get("after");
  }
}
