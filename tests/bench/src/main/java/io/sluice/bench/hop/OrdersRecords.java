package io.sluice.bench.hop;

import io.sluice.change.RowChange;
import io.sluice.envelope.EnvelopeRecord;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import java.util.ArrayList;
import java.util.List;

/** What the topic of the orders holds; a delete's tombstone is left out. */
final class OrdersRecords {

  private OrdersRecords() {}

  static List<EnvelopeRecord> streamed() {
    return records(OrdersChanges.streamed());
  }

  static List<EnvelopeRecord> copied() {
    return records(OrdersChanges.copied());
  }

  private static List<EnvelopeRecord> records(List<RowChange> changes) {
    EnvelopeWriter envelopes = new EnvelopeWriter(new TopicNaming("shop"), "shop");
    List<EnvelopeRecord> records = new ArrayList<>();
    changes.forEach(change -> envelopes.write(change, records::add));
    records.removeIf(record -> record.value() == null);
    return records;
  }
}
