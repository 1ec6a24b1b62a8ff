package io.sluice.source.connect;

import io.sluice.change.Position;
import io.sluice.change.Watermark;
import io.sluice.envelope.EnvelopeRecord;
import java.util.HashMap;
import java.util.Map;

/** Counts what one Kafka transaction has in each topic. */
final class TopicShares {

  private final Map<String, Share> shares = new HashMap<>();

  private static final class Share {
    private long records;
    private Position last = Position.START;
  }

  /** Counts a record, unless it is a tombstone, whose reader sees nothing in it. */
  void count(EnvelopeRecord record, Position at) {
    if (record.value() != null) {
      Share share = shares.computeIfAbsent(record.topic(), topic -> new Share());
      share.records++;
      share.last = at;
    }
  }

  Map<String, Watermark.BatchDone.Share> toMap() {
    Map<String, Watermark.BatchDone.Share> all = new HashMap<>();
    shares.forEach(
        (topic, share) -> all.put(topic, new Watermark.BatchDone.Share(share.records, share.last)));
    return all;
  }
}
