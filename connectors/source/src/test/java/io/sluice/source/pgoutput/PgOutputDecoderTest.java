package io.sluice.source.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.Lsn;
import io.sluice.change.ReplicaIdentity;
import io.sluice.change.RowImage;
import io.sluice.change.TableId;
import io.sluice.change.Value;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Column;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Delete;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Message;
import io.sluice.source.pgoutput.PgOutputMessage.Origin;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.Truncate;
import io.sluice.source.pgoutput.PgOutputMessage.Type;
import io.sluice.source.pgoutput.PgOutputMessage.Update;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PgOutputDecoderTest {

  private static final Relation ITEMS =
      new Relation(
          7,
          new TableId("shop", "items"),
          ReplicaIdentity.DEFAULT,
          List.of(
              new Column("id", 23, -1, true),
              new Column("name", 25, -1, false),
              new Column("price", 1700, 786438, false)));

  private final PgOutputDecoder decoder = new PgOutputDecoder();

  @Test
  void beginHasItsCommitTimeSince1970AndAnUnsignedTransaction() {
    PgOutputBytes bytes =
        PgOutputBytes.of('B').int64(0x16B374D848L).int64(1_000_000).int32(0xFFFFFFFE);

    assertThat(decoder.decode(bytes.buffer()))
        .isEqualTo(new Begin(Lsn.parse("16/B374D848"), 946_684_801_000_000L, -2));
  }

  @Test
  void commitTellsTheCommitRecordFromItsEnd() {
    PgOutputBytes bytes = PgOutputBytes.of('C').int8(0).int64(5).int64(6).int64(0);

    assertThat(decoder.decode(bytes.buffer()))
        .isEqualTo(new Commit(new Lsn(5), new Lsn(6), 946_684_800_000_000L));
  }

  @Test
  void relationHasColumnsAndKeyFlags() {
    assertThat(decoder.decode(PgOutputBytes.items('d').buffer())).isEqualTo(ITEMS);
  }

  @Test
  void relationOfTheSystemSchemaComesWithoutItsName() {
    PgOutputBytes bytes = PgOutputBytes.of('R').int32(1).string("").string("t").int8('n').int16(0);

    assertThat(((Relation) decoder.decode(bytes.buffer())).table())
        .isEqualTo(new TableId("pg_catalog", "t"));
  }

  @Test
  void insertHoldsTextNullAndEmptyText() {
    assertThat(decodeWithItems(row('I', 'N').text("1").text("").int8('n')))
        .isEqualTo(
            new Insert(ITEMS, RowImage.of(Value.text("1"), Value.text(""), Value.Missing.NULL)));
  }

  @Test
  void updateTellsUnchangedFromNull() {
    assertThat(decodeWithItems(row('U', 'N').text("1").int8('u').int8('n')))
        .isEqualTo(
            new Update(
                ITEMS,
                Optional.empty(),
                RowImage.of(Value.text("1"), Value.Missing.UNCHANGED, Value.Missing.NULL)));
  }

  @Test
  void oldKeyLeavesAllElseAbsent() {
    PgOutputBytes bytes = row('U', 'K').text("1").int8('n').int8('n');
    bytes.int8('N').int16(3).text("2").text("a").text("3");

    assertThat(decodeWithItems(bytes))
        .isEqualTo(
            new Update(
                ITEMS,
                Optional.of(
                    RowImage.of(Value.text("1"), Value.Missing.ABSENT, Value.Missing.ABSENT)),
                RowImage.of(Value.text("2"), Value.text("a"), Value.text("3"))));
  }

  @Test
  void wholeOldRowKeepsItsNulls() {
    decoder.decode(PgOutputBytes.items('f').buffer());

    Delete delete = (Delete) decoder.decode(row('D', 'O').text("1").int8('n').text("3").buffer());

    assertThat(delete.before())
        .isEqualTo(RowImage.of(Value.text("1"), Value.Missing.NULL, Value.text("3")));
  }

  @Test
  void truncateNamesEveryTableAndItsOptions() {
    assertThat(decodeWithItems(PgOutputBytes.of('T').int32(2).int8(3).int32(7).int32(7)))
        .isEqualTo(new Truncate(List.of(ITEMS, ITEMS), true, true));
  }

  @Test
  void originTypeAndMessageAreRead() {
    assertThat(decoder.decode(PgOutputBytes.of('O').int64(9).string("west").buffer()))
        .isEqualTo(new Origin(new Lsn(9), "west"));
    assertThat(decoder.decode(PgOutputBytes.of('Y').int32(88).string("s").string("t").buffer()))
        .isEqualTo(new Type(88, "s", "t"));

    PgOutputBytes bytes = PgOutputBytes.of('M').int8(1).int64(9).string("p").content("hello");
    Message message = (Message) decoder.decode(bytes.buffer());
    assertThat(message.transactional()).isTrue();
    assertThat(message.lsn()).isEqualTo(new Lsn(9));
    assertThat(message.prefix()).isEqualTo("p");
    assertThat(message.content()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void laterRelationReplacesTheEarlierOne() {
    decoder.decode(PgOutputBytes.items('d').buffer());
    PgOutputBytes narrower =
        PgOutputBytes.of('R').int32(7).string("shop").string("items").int8('d').int16(1);
    decoder.decode(narrower.column(1, "id", 20, -1).buffer());

    PgOutputBytes insert = PgOutputBytes.of('I').int32(7).int8('N').int16(1).text("1");
    assertThat(((Insert) decoder.decode(insert.buffer())).relation().columns()).hasSize(1);
  }

  @Test
  void bufferInTheMiddleOfAnArrayOrWithoutOneIsRead() {
    byte[] message = PgOutputBytes.of('O').int64(9).string("west").array();
    ByteBuffer direct = ByteBuffer.allocateDirect(message.length + 4).position(2).limit(2);
    direct.limit(2 + message.length).put(message).position(2);
    ByteBuffer sliced = ByteBuffer.allocate(message.length + 4).position(2);
    sliced.put(message).limit(2 + message.length).position(2);

    assertThat(decoder.decode(direct)).isEqualTo(new Origin(new Lsn(9), "west"));
    assertThat(decoder.decode(sliced.slice())).isEqualTo(new Origin(new Lsn(9), "west"));
  }

  @Test
  void unknownMessagesAreRejectedWithTheirTypeAndPlace() {
    for (char type : "bPKrp\0".toCharArray()) {
      assertThatThrownBy(() -> decoder.decode(PgOutputBytes.of(type).int64(1).buffer()))
          .isInstanceOfSatisfying(
              PgOutputException.class,
              problem -> {
                assertThat(problem.type()).isEqualTo(type);
                assertThat(problem.offset()).isEqualTo(1);
              });
    }
    assertThatThrownBy(() -> decoder.decode(ByteBuffer.allocate(0)))
        .isInstanceOf(PgOutputException.class);
  }

  @Test
  void changesOfTablesThatWereNotToldAreRejected() {
    assertThatThrownBy(() -> decoder.decode(row('I', 'N').text("1").buffer()))
        .isInstanceOf(PgOutputException.class)
        .hasMessageStartingWith(ErrorCode.MALFORMED_STREAM.code())
        .hasMessageContaining("no Relation message for table 7");
  }

  @Test
  void rowsOfAnotherWidthBinaryValuesAndUnknownFlagsAreRejected() {
    decoder.decode(PgOutputBytes.items('d').buffer());
    List<PgOutputBytes> wrong =
        List.of(
            PgOutputBytes.of('I').int32(7).int8('N').int16(1).text("1"),
            row('I', 'N').int8('b').content("xx").int8('n').int8('n'),
            row('I', 'N').int8('z').int8('n').int8('n'),
            row('I', 'K').text("1").int8('n').int8('n'),
            row('I', 'N').int8('t').int32(-1).int8('n').int8('n'),
            row('I', 'N').int8('t').int32(Integer.MAX_VALUE).int8('n').int8('n'),
            PgOutputBytes.of('C').int8(1).int64(5).int64(6).int64(0),
            PgOutputBytes.of('T').int32(-1).int8(0),
            PgOutputBytes.of('T').int32(1).int8(4).int32(7),
            PgOutputBytes.of('R').int32(7).string("s").string("").int8('d').int16(0),
            PgOutputBytes.of('R').int32(7).string("s").string("t").int8('x').int16(0));

    for (PgOutputBytes bytes : wrong) {
      assertThatThrownBy(() -> decoder.decode(bytes.buffer()))
          .isInstanceOf(PgOutputException.class);
    }
  }

  @Test
  void messagesOfErrorsHoldNoValues() {
    PgOutputBytes bytes = row('I', 'N').text("top secret").int8('z');

    assertThatThrownBy(() -> decodeWithItems(bytes)).hasMessageNotContaining("secret");
  }

  private static PgOutputBytes row(char type, char part) {
    return PgOutputBytes.of(type).int32(7).int8(part).int16(3);
  }

  private PgOutputMessage decodeWithItems(PgOutputBytes bytes) {
    decoder.decode(PgOutputBytes.items('d').buffer());
    return decoder.decode(bytes.buffer());
  }
}
