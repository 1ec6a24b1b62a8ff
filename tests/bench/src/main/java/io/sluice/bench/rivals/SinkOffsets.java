package io.sluice.bench.rivals;

import io.sluice.bench.measure.Gauge;
import io.sluice.bench.stand.KafkaStand;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * How many records of its topics a sink connector has applied: what it has committed.
 *
 * @param kafka where it runs
 * @param connector its name
 */
record SinkOffsets(KafkaStand kafka, String connector) implements Gauge {

  @Override
  public long position() throws ExecutionException, InterruptedException {
    return kafka
        .admin()
        .listConsumerGroupOffsets("connect-" + connector)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .filter(Objects::nonNull)
        .mapToLong(offset -> offset.offset())
        .sum();
  }
}
