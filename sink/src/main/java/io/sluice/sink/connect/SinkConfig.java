package io.sluice.sink.connect;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.connect.DatabaseKeys;
import io.sluice.sink.target.TargetOptions;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/** The sink connector's configuration, and the small records that travel inside. */
final class SinkConfig {

  private final AbstractConfig values;
  private final String connector;
  private final int task;

  SinkConfig(Map<String, String> properties) {
    this.values = new AbstractConfig(SinkKeys.definition(), properties, false);
    this.connector = properties.getOrDefault(SinkKeys.NAME, "sluice-sink");
    this.task = Integer.parseInt(properties.getOrDefault(SinkKeys.TASK, "0"));
  }

  TargetOptions target() {
    return new TargetOptions(endpoint(), connector, task);
  }

  Endpoint endpoint() {
    return DatabaseKeys.endpoint(values);
  }

  Backoff backoff() {
    return new Backoff(
        Duration.ofMillis(values.getLong(SinkKeys.RETRY_BACKOFF)),
        Duration.ofMillis(values.getLong(SinkKeys.RETRY_BACKOFF_MAX)));
  }
}
