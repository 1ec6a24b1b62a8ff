package io.sluice.bench.hop;

import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.Value;
import io.sluice.source.pgoutput.PgOutputDecoder;
import io.sluice.source.pgoutput.PgOutputMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the stream and the chunks bring of the orders. */
public final class OrdersChanges {

  /** How many there are of each. */
  public static final int COUNT = OrdersWal.CHANGES;

  private OrdersChanges() {}

  /** The messages of the stream, decoded; the first one tells of the table. */
  public static List<PgOutputMessage> messages() {
    PgOutputDecoder decoder = new PgOutputDecoder();
    OrdersWal wal = new OrdersWal();
    List<PgOutputMessage> messages = new ArrayList<>();
    messages.add(decoder.decode(ByteBuffer.wrap(wal.relation())));
    wal.transactions().forEach(bytes -> messages.add(decoder.decode(ByteBuffer.wrap(bytes))));
    return messages;
  }

  /** Inserts, updates and deletes, 5 to 4 to 1. */
  public static List<RowChange> streamed() {
    List<RowChange> changes = new ArrayList<>();
    PgOutputMessage.Begin begin = null;
    for (PgOutputMessage message : messages()) {
      if (message instanceof PgOutputMessage.Begin next) {
        begin = next;
      } else if (begin != null && !(message instanceof PgOutputMessage.Commit)) {
        changes.add(change(message, stamp(begin, 1 + changes.size() % 100)));
      }
    }
    return changes;
  }

  private static Stamp stamp(PgOutputMessage.Begin begin, long ordinal) {
    Position position = new Position(begin.commitLsn(), ordinal);
    return new Stamp(position, begin.commitLsn(), begin.xid(), begin.commitMicros());
  }

  private static RowChange change(PgOutputMessage message, Stamp stamp) {
    if (message instanceof PgOutputMessage.Insert insert) {
      return new RowChange.Insert(Orders.SCHEMA, stamp, insert.after());
    }
    if (message instanceof PgOutputMessage.Update update) {
      return new RowChange.Update(Orders.SCHEMA, stamp, update.before(), update.after());
    }
    return new RowChange.Delete(Orders.SCHEMA, stamp, ((PgOutputMessage.Delete) message).before());
  }

  /** Rows as a chunk has them. */
  public static List<RowImage> rows() {
    Orders orders = new Orders();
    List<RowImage> rows = new ArrayList<>();
    for (long id = 1; id <= COUNT; id++) {
      rows.add(RowImage.of(orders.row(id).stream().map(Value::text).toArray(Value[]::new)));
    }
    return rows;
  }

  /** Rows of one chunk as changes. */
  public static List<RowChange> copied() {
    Stamp stamp = new Stamp(Position.START, Position.START.commitLsn(), 0, 1_717_200_000_123_456L);
    return rows().stream()
        .map(row -> (RowChange) new RowChange.Read(Orders.SCHEMA, stamp, row))
        .toList();
  }
}
