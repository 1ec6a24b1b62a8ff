package io.sluice.source.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.Lsn;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Origin;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.StreamAbort;
import io.sluice.source.pgoutput.PgOutputMessage.StreamCommit;
import io.sluice.source.pgoutput.PgOutputMessage.StreamStart;
import io.sluice.source.pgoutput.PgOutputMessage.StreamStop;
import io.sluice.source.pgoutput.PgOutputMessage.Streamed;
import org.junit.jupiter.api.Test;

class StreamedMessagesTest {

  private final PgOutputDecoder decoder = new PgOutputDecoder();
  private final StreamedDecoder streamed = new StreamedDecoder();

  @Test
  void blocksStartStopCommitAndAbort() {
    assertThat(decode(PgOutputBytes.of('S').int32(-2).int8(1)))
        .isEqualTo(new StreamStart(-2, true));
    assertThat(decode(PgOutputBytes.of('E'))).isEqualTo(new StreamStop());
    assertThat(decode(PgOutputBytes.of('A').int32(-2).int32(9))).isEqualTo(new StreamAbort(-2, 9));
    assertThat(decode(PgOutputBytes.of('c').int32(-2).int8(0).int64(5).int64(6).int64(0)))
        .isEqualTo(new StreamCommit(-2, new Lsn(5), new Lsn(6), 946_684_800_000_000L));
  }

  @Test
  void messagesOfABlockAreKeptAsTheyAre() {
    decode(PgOutputBytes.of('S').int32(5).int8(1));

    Streamed relation = (Streamed) decode(PgOutputBytes.streamedItems(6));

    assertThat(relation.order()).isEqualTo(2);
    assertThat(StreamedDecoder.part(relation.message(), 5)).isEqualTo(6);
    assertThat(streamed.decode(2, relation.message())).isInstanceOf(Relation.class);
    assertThat(streamed.decode(3, insert(6).buffer())).isInstanceOf(Insert.class);
    assertThat(decoder.relation(7)).as("nothing is committed yet").isEmpty();
  }

  @Test
  void originHasNoTransactionOfItsOwn() {
    PgOutputBytes origin = PgOutputBytes.of('O').int64(0).string("west");

    assertThat(StreamedDecoder.part(origin.buffer(), 5)).isEqualTo(5);
    assertThat(streamed.decode(1, origin.buffer())).isEqualTo(new Origin(new Lsn(0), "west"));
  }

  @Test
  void tableOfACommittedTransactionIsAdoptedUnlessTheStreamToldOfItSince() {
    Relation early = (Relation) streamed.decode(1, PgOutputBytes.streamedItems(5).buffer());
    assertThat(decoder.adopt(early, 1)).isEqualTo(early);
    assertThat(decoder.relation(7)).contains(early);

    PgOutputBytes narrower =
        PgOutputBytes.of('R').int32(7).string("shop").string("items").int8('d').int16(1);
    Relation late = (Relation) decode(narrower.column(1, "id", 20, -1));

    assertThat(decoder.adopt(early, 0)).isEqualTo(late);
    assertThat(decoder.relation(7)).contains(late);
    assertThat(decoder.adopt(early, 9)).isEqualTo(early);
  }

  @Test
  void blockEndsOnlyWhereOneHasStarted() {
    assertThatThrownBy(() -> decode(PgOutputBytes.of('E'))).isInstanceOf(PgOutputException.class);
  }

  private static PgOutputBytes insert(int xid) {
    return PgOutputBytes.of('I')
        .int32(xid)
        .int32(7)
        .int8('N')
        .int16(3)
        .text("1")
        .text("a")
        .text("2");
  }

  private PgOutputMessage decode(PgOutputBytes bytes) {
    return decoder.decode(bytes.buffer());
  }
}
