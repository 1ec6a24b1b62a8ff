package io.sluice.sink.connect;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Secret;
import io.sluice.sink.target.TargetOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.postgresql.PGProperty;

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
    return new Endpoint(
        values.getString(SinkKeys.HOSTNAME),
        values.getInt(SinkKeys.PORT),
        values.getString(SinkKeys.DATABASE),
        values.getString(SinkKeys.USER),
        new Secret(values.getPassword(SinkKeys.PASSWORD).value()),
        values.getString(SinkKeys.SSL_MODE),
        options());
  }

  Backoff backoff() {
    return new Backoff(
        Duration.ofMillis(values.getLong(SinkKeys.RETRY_BACKOFF)),
        Duration.ofMillis(values.getLong(SinkKeys.RETRY_BACKOFF_MAX)));
  }

  private Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    put(options, PGProperty.SSL_ROOT_CERT, values.getString(SinkKeys.SSL_ROOT_CERT));
    put(options, PGProperty.SSL_CERT, values.getString(SinkKeys.SSL_CERT));
    put(options, PGProperty.SSL_KEY, values.getString(SinkKeys.SSL_KEY));
    if (values.getPassword(SinkKeys.SSL_PASSWORD) != null) {
      put(options, PGProperty.SSL_PASSWORD, values.getPassword(SinkKeys.SSL_PASSWORD).value());
    }
    return options;
  }

  private static void put(Map<String, String> options, PGProperty property, String value) {
    if (value != null) {
      options.put(property.getName(), value);
    }
  }
}
