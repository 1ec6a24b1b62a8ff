package io.sluice.source.connect;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Captures the tables of a PostgreSQL database. */
public final class PostgresSourceTask extends SourceTask {

  @Override
  public void start(Map<String, String> properties) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SourceRecord> poll() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void stop() {}

  @Override
  public String version() {
    return new PostgresSourceConnector().version();
  }
}
