package io.sluice.bench.hop;

import io.sluice.change.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Orders as a server streams them: 100 changes a transaction, 50 new, 40 changed, 10 gone. */
final class OrdersWal {

  static final int CHANGES = 1_000;

  /** 2024-06-01, in microseconds since 2000. */
  private static final long COMMIT_TIME = 770_515_200_000_000L;

  private static final int RELATION = 16_385;
  private static final int A_TRANSACTION = 100;
  private static final long FIRST_LSN = 0x1_6B37_4D80L;

  private final Orders orders = new Orders();
  private final int columns = Orders.SCHEMA.columns().size();

  /** The message that comes before the first change. */
  byte[] relation() {
    TableSchema table = Orders.SCHEMA;
    WalBytes relation = WalBytes.of('R').int32(RELATION);
    relation.string(table.table().schema()).string(table.table().table());
    relation.int8('d').int16(columns);
    for (int i = 0; i < columns; i++) {
      relation.int8(i == 0 ? 1 : 0).string(table.columns().get(i).name()).int32(25).int32(-1);
    }
    return relation.array();
  }

  /** The messages of ten transactions. */
  List<byte[]> transactions() {
    List<byte[]> messages = new ArrayList<>();
    for (int transaction = 0; transaction < CHANGES / A_TRANSACTION; transaction++) {
      long lsn = FIRST_LSN + transaction * 0x10000L;
      messages.add(WalBytes.of('B').int64(lsn).int64(COMMIT_TIME).int32(900 + transaction).array());
      for (int i = 0; i < A_TRANSACTION; i++) {
        messages.add(change(5_000_000L + transaction * A_TRANSACTION + i, i % 10));
      }
      messages.add(WalBytes.of('C').int8(0).int64(lsn).int64(lsn + 48).int64(COMMIT_TIME).array());
    }
    return messages;
  }

  private byte[] change(long id, int kind) {
    if (kind < 5) {
      return WalBytes.of('I').int32(RELATION).row('N', orders.row(id), columns).array();
    }
    if (kind < 9) {
      return WalBytes.of('U').int32(RELATION).row('N', orders.row(id), columns).array();
    }
    List<String> key = List.of(Long.toString(id));
    return WalBytes.of('D').int32(RELATION).row('K', key, columns).array();
  }
}
