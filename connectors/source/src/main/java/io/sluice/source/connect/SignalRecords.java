package io.sluice.source.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.source.capture.Signal;
import io.sluice.source.replication.TableFilter;
import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * Reads signals from JSON, in the words of Debezium's signals where it has some:
 *
 * <pre>{@code
 * {"type": "execute-snapshot", "data": {"data-collections": ["public.orders"]}}
 * {"type": "execute-snapshot", "data": {"data-collections": ["public.orders"], "after": ["100"], "up-to": ["200"]}}
 * {"type": "pause-snapshot"}
 * {"type": "resume-snapshot"}
 * {"type": "set-chunk-rows", "data": {"rows": 5000}}
 * }</pre>
 */
final class SignalRecords {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SignalRecords() {}

  /** The signal of a record's value; {@link Signal.Unreadable} for whatever is none. */
  static Signal read(String value) {
    try {
      return read(JSON.readTree(value));
    } catch (JsonProcessingException malformed) {
      return new Signal.Unreadable("it is not JSON");
    } catch (PatternSyntaxException wrong) {
      return new Signal.Unreadable("not a regular expression: " + wrong.getDescription());
    } catch (IllegalArgumentException wrong) {
      return new Signal.Unreadable(wrong.getMessage());
    }
  }

  private static Signal read(JsonNode signal) {
    JsonNode details = signal.path("data");
    String type = signal.path("type").asText();
    return switch (type) {
      case "execute-snapshot" -> reread(details);
      case "pause-snapshot" -> new Signal.Pause();
      case "resume-snapshot" -> new Signal.Resume();
      case "set-chunk-rows" -> chunkRows(details);
      default -> throw new IllegalArgumentException("there is no signal of type '" + type + "'");
    };
  }

  private static Signal reread(JsonNode details) {
    List<String> tables = texts(details.path("data-collections"));
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("execute-snapshot names no table in data-collections");
    }
    return new Signal.Reread(
        TableFilter.patterns(String.join(",", tables)),
        new KeyRange.Between(bound(details.path("after")), bound(details.path("up-to"))));
  }

  private static Signal chunkRows(JsonNode details) {
    int rows = details.path("rows").asInt();
    if (rows < 1 || rows > SnapshotKeys.MOST_CHUNK_ROWS) {
      throw new IllegalArgumentException(
          "set-chunk-rows needs rows from 1 to " + SnapshotKeys.MOST_CHUNK_ROWS);
    }
    return new Signal.ChunkRows(rows);
  }

  private static Optional<KeyBound> bound(JsonNode values) {
    List<String> texts = texts(values);
    return texts.isEmpty() ? Optional.empty() : Optional.of(new KeyBound(texts));
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }
}
