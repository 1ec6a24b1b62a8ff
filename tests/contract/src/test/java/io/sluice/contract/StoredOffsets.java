package io.sluice.contract;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Source offsets in memory. */
final class StoredOffsets implements OffsetStorageReader {

  private final Map<Map<String, ?>, Map<String, Object>> offsets = new ConcurrentHashMap<>();

  void store(List<SourceRecord> records) {
    for (SourceRecord record : records) {
      offsets.put(Map.copyOf(record.sourcePartition()), Map.copyOf(record.sourceOffset()));
    }
  }

  @Override
  public <T> Map<String, Object> offset(Map<String, T> partition) {
    return offsets.get(Map.copyOf(partition));
  }

  @Override
  public <T> Map<Map<String, T>, Map<String, Object>> offsets(
      Collection<Map<String, T>> partitions) {
    Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
    partitions.forEach(partition -> found.put(partition, offset(partition)));
    return found;
  }
}
