package io.sluice.control.check;

import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * How large a record may be: the least of what it has to pass on its way into a topic.
 *
 * @param bytes of the record
 */
record RecordLimit(long bytes) {

  /** The source connector's own limit. */
  static final String PRODUCER = "producer.override.max.request.size";

  /** The limit of topics that Connect makes. */
  static final String NEW_TOPICS = "topic.creation.default.max.message.bytes";

  /** What a producer sends unless it is told otherwise. */
  private static final long PRODUCER_DEFAULT = 1024 * 1024;

  /**
   * @param config the source connector's
   * @param row {@code row.max.bytes}
   */
  static RecordLimit of(Map<String, String> config, long row) {
    return new RecordLimit(
        LongStream.of(
                row,
                producer(config).bytes(),
                Optional.ofNullable(config.get(NEW_TOPICS)).map(Long::parseLong).orElse(row))
            .min()
            .orElse(row));
  }

  /** What the source connector's producer sends at most. */
  static RecordLimit producer(Map<String, String> config) {
    return new RecordLimit(
        Optional.ofNullable(config.get(PRODUCER)).map(Long::parseLong).orElse(PRODUCER_DEFAULT));
  }
}
