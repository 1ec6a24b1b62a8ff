package io.sluice.bench.measure;

import io.sluice.control.report.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes samples in a thread of its own, from before the work until it is closed. */
public final class Sampler implements AutoCloseable {

  private static final long INTERVAL_MS = 100;

  /** Memory is looked at more seldom: a server has many processes. */
  private static final int SAMPLES_PER_LOOK_AT_MEMORY = 10;

  private final Gauge gauge;
  private final Processes processes;
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, Long> peakBytes = new LinkedHashMap<>();
  private Optional<Exception> failure = Optional.empty();
  private long lastMoved = System.nanoTime();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "bench-sampler");
            thread.setDaemon(true);
            return thread;
          });

  private Sampler(Gauge gauge, Processes processes) {
    this.gauge = gauge;
    this.processes = processes;
  }

  /** Takes the first sample before it returns. */
  public static Sampler start(Gauge gauge, Processes processes) {
    Sampler sampler = new Sampler(gauge, processes);
    sampler.look();
    sampler.requireHealth();
    sampler.thread.scheduleAtFixedRate(
        sampler::look, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
    return sampler;
  }

  /** Fails when the gauge could not be read. */
  public synchronized void requireHealth() {
    if (failure.isPresent()) {
      throw new Problem(
          "it cannot be seen how far it is: " + failure.get().getMessage(), failure.get());
    }
  }

  /** How long the gauge has not moved. */
  public synchronized double secondsStill() {
    return (System.nanoTime() - lastMoved) / 1e9;
  }

  /**
   * The figures, once everything has arrived.
   *
   * @param rows of all the work
   */
  public synchronized Measurement measurement(long rows) {
    look();
    requireHealth();
    return Window.of(samples).measurement(rows, peakBytes);
  }

  private synchronized void look() {
    if (failure.isPresent()) {
      return;
    }
    try {
      keep(Sample.take(gauge, processes));
    } catch (Exception e) {
      failure = Optional.of(e);
    }
  }

  private void keep(Sample sample) {
    if (samples.isEmpty() || samples.get(samples.size() - 1).position() != sample.position()) {
      lastMoved = sample.nanos();
    }
    if (samples.size() % SAMPLES_PER_LOOK_AT_MEMORY == 0) {
      processes.memoryBytes().forEach((name, bytes) -> peakBytes.merge(name, bytes, Math::max));
    }
    samples.add(sample);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
