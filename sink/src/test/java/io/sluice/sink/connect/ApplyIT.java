package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.List;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplyIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text", "b text");

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
  }

  @Test
  void missingTableIsCreatedWithItsTypesAndKey() throws Exception {
    TableSchema schema =
        table(
            "orders",
            2,
            "shop_id uuid",
            "nr character varying(10)",
            "amount numeric(12,2)",
            "tags text[]");

    apply(
        schema,
        topics.insert(
            schema, "00000000-0000-0000-0000-00000000000a", "x-1", "12.50", "{a,\"b c\"}"));

    assertThat(target.rows("shop.orders"))
        .containsExactly("(00000000-0000-0000-0000-00000000000a,x-1,12.50,\"{a,\"\"b c\"\"}\")");
    assertThat(columns("shop.orders"))
        .containsExactly(
            "shop_id uuid true",
            "nr character varying(10) true",
            "amount numeric(12,2) false",
            "tags text[] false");
    assertThat(
            target.list(
                "SELECT pg_get_indexdef(indexrelid) FROM pg_index"
                    + " WHERE indrelid = 'shop.orders'::regclass"))
        .singleElement()
        .asString()
        .endsWith("(shop_id, nr)");
  }

  @Test
  void tableWithoutRowsIsCreatedByItsWatermark() throws Exception {
    apply(ITEMS, topics.done(ITEMS));

    assertThat(target.rows("shop.items")).isEmpty();
  }

  @Test
  void readsInsertsUpdatesAndDeletesComeOut() throws Exception {
    try (RunningTask task = start(ITEMS)) {
      task.put(
          topics
              .read(ITEMS, "1", "one", null)
              .read(ITEMS, "2", "two", "")
              .read(ITEMS, "3", "x", "y"));
      task.put(
          topics
              .insert(ITEMS, "4", "four", "tab\there\\n")
              .update(ITEMS, "1", "uno", "😀")
              .delete(ITEMS, "2"));
    }

    assertThat(target.rows("shop.items"))
        .containsExactly("(1,uno,😀)", "(3,x,y)", "(4,four,\"tab\there\\\\n\")");
  }

  @Test
  void recordsThatTravelledAsJsonComeOutTheSame() throws Exception {
    List<SinkRecord> records =
        topics
            .insert(ITEMS, "1", "one", null)
            .insert(ITEMS, "2", "two", "b")
            .rekey(ITEMS, List.of("1"), "9", "one", "?")
            .delete(ITEMS, "2")
            .take();

    try (RunningTask task = start(ITEMS)) {
      task.put(records.stream().map(ApplyIT::throughJson).toList());
    }

    assertThat(target.rows("shop.items")).containsExactly("(9,one,)");
  }

  @Test
  void chunkRowsThatMeetRowsAlreadyThereReplaceThem() throws Exception {
    try (RunningTask task = start(ITEMS)) {
      task.put(topics.insert(ITEMS, "2", "old", "old"));
      task.put(topics.read(ITEMS, "1", "x", "x").read(ITEMS, "2", "new", "new"));
      task.put(topics.read(ITEMS, "3", "x", "x").read(ITEMS, "1", "y", "y"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,y,y)", "(2,new,new)", "(3,x,x)");
  }

  @Test
  void unchangedColumnIsNeverWritten() throws Exception {
    try (RunningTask task = start(ITEMS)) {
      task.put(topics.insert(ITEMS, "1", "a", "big"));
      task.put(topics.update(ITEMS, "1", "z", "?").update(ITEMS, "7", "not here yet", "?"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,z,big)");
  }

  @Test
  void keyChangeInOneBatchMovesTheRow() throws Exception {
    try (RunningTask task = start(ITEMS)) {
      task.put(topics.insert(ITEMS, "1", "a", "big").insert(ITEMS, "5", "e", "e"));
      task.put(
          topics
              .rekey(ITEMS, List.of("1"), "2", "z", "?")
              .rekey(ITEMS, List.of("5"), "1", "e2", "e2"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,e2,e2)", "(2,z,big)");
  }

  @Test
  void keyChangeCutBetweenTwoBatchesMovesTheRow() throws Exception {
    try (RunningTask task = start(ITEMS)) {
      task.put(topics.insert(ITEMS, "1", "a", "big"));
      List<SinkRecord> change = topics.rekey(ITEMS, List.of("1"), "2", "z", "?").take();
      for (SinkRecord each : change) {
        task.put(List.of(each));
      }
    }

    assertThat(target.rows("shop.items")).containsExactly("(2,z,big)");
  }

  @Test
  void keyChangeOfARowThatIsNotThereYetBringsTheNewRow() throws Exception {
    try (RunningTask task = start(ITEMS)) {
      List<SinkRecord> change = topics.rekey(ITEMS, List.of("1"), "2", "z", "y").take();
      for (SinkRecord each : change) {
        task.put(List.of(each));
      }
      task.put(topics.rekey(ITEMS, List.of("7"), "8", "z", "?"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(2,z,y)");
  }

  @Test
  void compositeTextKeysMoveAndGo() throws Exception {
    TableSchema lines = table("lines", 2, "country character(2)", "nr text", "v text");
    try (RunningTask task = start(lines)) {
      task.put(
          topics
              .insert(lines, "DE", "a b", "1")
              .insert(lines, "DE", "\\N", "2")
              .insert(lines, "AT", "", "3"));
      task.put(
          topics.rekey(lines, List.of("DE", "a b"), "CH", "a b", "?").delete(lines, "DE", "\\N"));
    }

    assertThat(target.rows("shop.lines")).containsExactly("(AT,\"\",3)", "(CH,\"a b\",1)");
  }

  @Test
  void uniqueValuesMaySwap() throws Exception {
    try (RunningTask task = start(ITEMS)) {
      task.put(
          topics
              .insert(ITEMS, "1", "a", "x")
              .insert(ITEMS, "2", "b", "x")
              .insert(ITEMS, "3", "c", "x"));
      target.run("ALTER TABLE shop.items ADD UNIQUE (a)");
      task.put(
          topics
              .update(ITEMS, "1", "tmp", "x")
              .update(ITEMS, "2", "a", "y")
              .update(ITEMS, "1", "b", "?")
              .delete(ITEMS, "3")
              .insert(ITEMS, "4", "c", "x"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,b,x)", "(2,a,y)", "(4,c,x)");
  }

  @Test
  void truncateIsAppliedInOrder() throws Exception {
    try (RunningTask task = start(ITEMS)) {
      task.put(topics.insert(ITEMS, "1", "a", "x"));
      task.put(topics.insert(ITEMS, "2", "b", "x").truncate(ITEMS).insert(ITEMS, "3", "c", "x"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(3,c,x)");
  }

  @Test
  void tableThatAForeignKeyPointsAtIsEmptiedAllTheSame() throws Exception {
    try (RunningTask task = start(ITEMS)) {
      task.put(topics.insert(ITEMS, "1", "a", "x"));
      target.run(
          "CREATE TABLE shop.parts (item int REFERENCES shop.items)",
          "INSERT INTO shop.parts VALUES (1)");
      task.put(topics.truncate(ITEMS).insert(ITEMS, "3", "c", "x"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(3,c,x)");
    assertThat(target.rows("shop.parts")).containsExactly("(1)");
  }

  @Test
  void enumTypesAreCreatedWithTheirLabels() throws Exception {
    TableSchema schema =
        new TableSchema(
            new TableId("shop", "states"),
            List.of(
                new ColumnSchema("id", ColumnType.of("integer"), false),
                Tables.enumColumn("state", "other.\"Order State\"", "new", "it's paid"),
                Tables.enumColumn("past", "other.\"Order State\"[]", "new", "it's paid")),
            List.of(0));

    apply(schema, topics.insert(schema, "1", "it's paid", "{new}"));

    assertThat(target.rows("shop.states")).containsExactly("(1,\"it's paid\",{new})");
    assertThat(columns("shop.states")).contains("state other.\"Order State\" false");
  }

  @Test
  void namesMayHoldQuotesDotsAndEmoji() throws Exception {
    TableSchema schema =
        new TableSchema(
            new TableId("my \"shop\".x", "täble.😀"),
            List.of(
                new ColumnSchema("the \"key\"", ColumnType.of("text"), false),
                new ColumnSchema("what", ColumnType.of("text"), true),
                new ColumnSchema("v.😀\\", ColumnType.of("text"), true)),
            List.of(0));

    try (RunningTask task = start(schema)) {
      task.put(topics.insert(schema, "a", "b", "c").insert(schema, "d", "e", "f"));
      task.put(topics.update(schema, "a", "z", "?").rekey(schema, List.of("d"), "g", "e", "?"));
    }

    assertThat(target.rows("\"my \"\"shop\"\".x\".\"täble.😀\""))
        .containsExactly("(a,z,c)", "(g,e,f)");
  }

  @Test
  void generatedColumnsAreLeftToTheTargetAndIdentitiesKept() throws Exception {
    target.run(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.items (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text,"
            + " b text GENERATED ALWAYS AS (a || '!') STORED, c text DEFAULT 'here only')");
    try (RunningTask task = start(ITEMS)) {
      task.put(topics.read(ITEMS, "40", "a", "ignored"));
      task.put(topics.insert(ITEMS, "41", "b", "ignored").update(ITEMS, "40", "aa", "ignored"));
    }

    assertThat(target.rows("shop.items"))
        .containsExactly("(40,aa,aa!,\"here only\")", "(41,b,b!,\"here only\")");
  }

  @Test
  void triggersStayQuietAndTransactionsCarryAnOrigin() throws Exception {
    target.run(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.items (id int PRIMARY KEY, a text, b text)",
        "CREATE FUNCTION public.boom() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$BEGIN RAISE 'fired'; END$$",
        "CREATE TRIGGER boom BEFORE INSERT ON shop.items FOR EACH ROW EXECUTE FUNCTION public.boom()");

    apply(ITEMS, topics.insert(ITEMS, "1", "a", "b"));

    assertThat(target.rows("shop.items")).containsExactly("(1,a,b)");
    assertThat(target.list("SELECT roname FROM pg_replication_origin"))
        .contains("sluice:test-sink:0");
  }

  @Test
  void columnThatIsADomainWithNotNullIsApplied() throws Exception {
    target.run(
        "CREATE SCHEMA shop",
        "CREATE DOMAIN shop.word AS varchar(20) NOT NULL CHECK (VALUE <> 'x')",
        "CREATE TABLE shop.items (id int PRIMARY KEY, a shop.word, b text)");
    try (RunningTask task = start(ITEMS)) {
      task.put(topics.insert(ITEMS, "1", "a", "b").insert(ITEMS, "2", "a", "b"));
      task.put(topics.delete(ITEMS, "1").update(ITEMS, "2", "?", "c"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(2,a,c)");
  }

  private RunningTask start(TableSchema schema) {
    return new RunningTask(target.endpoint(), Topics.of(schema), Topics.watermarks());
  }

  private void apply(TableSchema schema, Topics written) {
    try (RunningTask task = start(schema)) {
      task.put(written);
    }
  }

  private List<String> columns(String table) throws Exception {
    return target.list(
        "SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull"
            + " FROM pg_attribute WHERE attrelid = '"
            + table
            + "'::regclass AND attnum > 0"
            + " ORDER BY attnum");
  }

  private static SinkRecord throughJson(SinkRecord record) {
    JsonConverter keys = new JsonConverter();
    keys.configure(java.util.Map.of(), true);
    JsonConverter values = new JsonConverter();
    values.configure(java.util.Map.of(), false);
    var key =
        keys.toConnectData(
            record.topic(), keys.fromConnectData(record.topic(), record.keySchema(), record.key()));
    var value =
        values.toConnectData(
            record.topic(),
            values.fromConnectData(record.topic(), record.valueSchema(), record.value()));
    return new SinkRecord(
        record.topic(),
        0,
        key.schema(),
        key.value(),
        value.schema(),
        value.value(),
        record.kafkaOffset(),
        0L,
        record.timestampType(),
        record.headers());
  }
}
