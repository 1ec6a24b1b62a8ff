package io.sluice.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.TopicReader;
import io.sluice.testkit.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks in a topic for records that come twice, and in versions for those that are missing. */
final class Ledger implements AutoCloseable {

  /** What no two records share: a change's place in the log, or for a chunk's row its key. */
  private record Identity(String op, JsonNode key, long commitLsn, long ordinal) {}

  private final Set<Identity> seen = new HashSet<>();
  private final Map<JsonNode, Long> versions = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final TopicReader reader;

  /** A ledger that follows a topic as any consumer would, from its beginning. */
  Ledger(String topic) {
    reader = new TopicReader(KafkaBroker.shared(), topic);
  }

  /** Enters what has come; how many records that were. */
  long follow() {
    return reader.toEnd(this::enter);
  }

  private void enter(TopicRecord record) {
    if (record.isTombstone()) {
      return;
    }
    if (!seen.add(identity(record))) {
      faults.add("offset " + record.offset() + ": twice: " + identity(record));
    }
    JsonNode version = record.value().path("after").path("version");
    if (version.isNumber()) {
      count(record, version.asLong());
    }
  }

  private static Identity identity(TopicRecord record) {
    String op = record.value().path("op").asText();
    JsonNode source = record.value().path("source");
    return op.equals("r")
        ? new Identity(op, record.key(), 0, 0)
        : new Identity(
            op, record.key(), source.path("commit_lsn").asLong(), source.path("ordinal").asLong());
  }

  /** A chunk may repeat what the stream has said; the stream goes on by one. */
  private void count(TopicRecord record, long version) {
    boolean read = record.value().path("op").asText().equals("r");
    Long last = versions.put(record.key(), version);
    if (last != null && version != (read ? last : last + 1)) {
      faults.add(
          "offset %d: version %d of key %s follows %d"
              .formatted(record.offset(), version, record.key(), last));
    }
  }

  /** What was wrong so far. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    reader.close();
  }
}
