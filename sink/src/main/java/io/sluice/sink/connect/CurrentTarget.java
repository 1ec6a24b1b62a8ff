package io.sluice.sink.connect;

import io.sluice.sink.target.TargetOptions;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The target as the configuration's providers give it now. Connect resolves what a provider has
 * when it starts a task and when it is asked again, and tells nobody of a change: a password that
 * was rotated since is only found by asking.
 *
 * @param atStart what the task was started with
 */
record CurrentTarget(SinkConfig atStart, SinkTaskContext connect)
    implements Supplier<TargetOptions> {

  private static final Logger LOG = LoggerFactory.getLogger(CurrentTarget.class);

  @Override
  public TargetOptions get() {
    try {
      Map<String, String> now = connect.configs();
      return now == null || now.isEmpty() ? atStart.target() : new SinkConfig(now).target();
    } catch (ConfigException notResolved) {
      LOG.warn("event=config_unresolved reason=\"{}\"", notResolved.getMessage());
      return atStart.target();
    }
  }
}
