package io.sluice.sink.connect;

import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.apply.PlanMaker;
import io.sluice.sink.gather.Cut;
import io.sluice.sink.gather.Gate;
import io.sluice.sink.gather.MissingRecords;
import io.sluice.sink.gather.Reached;
import io.sluice.sink.gather.Received;
import io.sluice.sink.target.Claim;
import io.sluice.sink.target.Target;
import io.sluice.sink.target.TargetFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that runs. Records become arrivals, which wait at the gate for what belongs to them; what
 * passes becomes a plan; and while one plan is written, the next is made.
 *
 * <p>Whatever goes wrong, the target's progress says what is durable: what is in memory is
 * forgotten, and Connect is sent back to there.
 */
final class StartedSink {

  private static final Logger LOG = LoggerFactory.getLogger(StartedSink.class);

  /** How soon Connect comes again while something is on its way. */
  private static final Duration SOON = Duration.ofMillis(5);

  private final SinkTaskContext connect;
  private final Target target;
  private final ApplyMeters meters;
  private final TargetWriter writer;
  private final Retries retries;
  private final RetainedOffsets retained;
  private final LooseOrder order;
  private final Optional<Letterbox> deadLetters;
  private final BatchOptions batches;
  private final RecordReader reader;
  private final Received received = new Received();
  private final Gate gate;
  private final Patience patience = new Patience();
  private final PlanMaker planner;
  private final Pending pending;
  private final Backpressure backpressure;

  StartedSink(SinkConfig config, SinkTaskContext connect) {
    this.connect = connect;
    this.deadLetters = config.deadLetters(connect);
    this.target = new Target(new CurrentTarget(config, connect), deadLetters);
    this.meters = new ApplyMeters(Clock.systemUTC());
    ShownMeters.show(connect, meters);
    this.writer = new TargetWriter(target, meters, config.threadName());
    this.retries = config.retries(connect);
    Optional<Broker> broker = config.broker();
    this.retained = new RetainedOffsets(broker, target, config.connector());
    this.batches = config.batches();
    this.reader = config.reader(deadLetters.isPresent());
    this.gate = config.gate();
    this.order = new LooseOrder(broker, gate::orders, config.connector());
    this.pending = new Pending(batches);
    this.planner = new PlanMaker(config.target().rules().goByTime());
    this.backpressure = new Backpressure(connect);
  }

  /**
   * Takes partitions over and sends Connect back to where their progress is. A target that cannot
   * be reached now is asked again with the first batch.
   */
  void open(Collection<PartitionId> partitions) {
    writer.join();
    target.assign(partitions);
    try {
      if (target.ready()) {
        restart();
      }
      retained.lookAhead();
    } catch (TargetFailure failure) {
      if (!retries.mayPass(failure)) {
        throw new ConnectException(failure.getMessage(), failure);
      }
      LOG.warn(
          "event=takeover_postponed partitions={} reason={}", partitions, failure.getMessage());
    }
  }

  /**
   * Takes records in, and writes what can be written. Connect delivers none when there are none.
   */
  void put(Collection<SinkRecord> records) {
    try {
      if (isReady()) {
        retained.check(records);
        order.look();
        deadLetters.ifPresent(letters -> letters.keep(records));
        List<Arrival> arrivals = order.settle(reader.read(records, received));
        meters.received(arrivals);
        arrivals.forEach(gate::add);
        write(records.isEmpty());
      } else {
        reader.note(records, received);
        restart();
      }
    } catch (TargetFailure failure) {
      throw told(retries.after(failure), failure);
    } catch (MissingRecords missing) {
      throw new ConnectException(missing.getMessage(), missing);
    }
  }

  /** Whether the records at hand follow what is here; if not, all are read again. */
  private boolean isReady() {
    if (writer.isBusy()) {
      return true;
    }
    collect();
    return !target.ready() && (!writer.hasFailed() || writer.goOn());
  }

  /**
   * While a plan is written, more is gathered, up to a full batch.
   *
   * @param nothingNew whether there is nothing else to do than to wait
   */
  private void write(boolean nothingNew) {
    gate.release(batches.bufferBytes()).ifPresent(pending::add);
    if (nothingNew || pending.isFull()) {
      collect();
    }
    Duration rest = pending.rest();
    if (!writer.isBusy() && !pending.isEmpty() && rest.isZero()) {
      collect();
      Cut next = pending.take();
      List<Arrival> wanted = target.skips().leaveOut(next.arrivals());
      writer.write(planner.plans(wanted, target.nextOffsets(), next.whole()));
    }
    backpressure.pauseOnly(gate.heldBytes() > batches.bufferBytes() ? gate.ahead() : Set.of());
    comeAgain(rest);
  }

  private void collect() {
    if (writer.collect()) {
      retries.reset();
      deadLetters.ifPresent(letters -> letters.forgetBefore(target.nextOffsets()));
    }
  }

  private ConnectException told(ConnectException told, TargetFailure failure) {
    if (told instanceof RetriableException) {
      meters.retried();
    } else {
      meters.failed(failure);
    }
    return told;
  }

  private void comeAgain(Duration rest) {
    boolean nothing = writer.isIdle() && pending.isEmpty() && gate.heldBytes() == 0;
    meters.holds(gate.heldBytes(), pending.size(), nothing);
    if (!writer.isIdle() || !pending.isEmpty()) {
      connect.timeout(Math.max(SOON.toMillis(), rest.toMillis()));
    } else {
      patience.look(gate.awaited());
    }
  }

  /**
   * Forgets what is in memory and sends Connect back to what is durable. It goes with its next
   * poll; a batch that it holds until then comes from before, and is not taken.
   */
  private void restart() {
    writer.forget();
    pending.clear();
    backpressure.pauseOnly(Set.of());
    retained.begin(target.claims());
    deadLetters.ifPresent(Letterbox::forgetAll);
    Map<PartitionId, Reached> reached = new HashMap<>();
    target
        .claims()
        .forEach(
            (partition, claim) -> {
              reached.put(partition, reached(claim));
              rewind(partition, claim);
            });
    gate.open(reached);
    order.begin(reached);
  }

  private static Reached reached(Claim claim) {
    return claim.nextOffset().isPresent()
        ? new Reached(claim.position(), claim.aligned())
        : Reached.NOTHING;
  }

  private void rewind(PartitionId partition, Claim claim) {
    Optional<Long> begin =
        claim.nextOffset().isPresent()
            ? Optional.of(claim.nextOffset().getAsLong())
            : received.first(partition);
    begin.ifPresent(
        offset -> {
          connect.offset(PostgresSinkTask.topicPartition(partition), offset);
          received.startAt(partition, offset);
          LOG.info("event=rewind partition={} offset={}", partition, offset);
        });
  }

  /** What the target durably has, of these partitions. */
  Map<TopicPartition, OffsetAndMetadata> durable(Collection<TopicPartition> partitions) {
    writer.join();
    Map<PartitionId, Long> next = target.nextOffsets();
    Map<TopicPartition, OffsetAndMetadata> durable = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Long offset = next.get(new PartitionId(partition.topic(), partition.partition()));
      if (offset != null) {
        durable.put(partition, new OffsetAndMetadata(offset));
      }
    }
    return durable;
  }

  /** What is in memory of other partitions is read again with what belongs to it. */
  void close(Collection<PartitionId> partitions) {
    writer.join();
    target.release(partitions);
    received.forget(partitions);
    retained.end(partitions);
    restart();
  }

  void stop() {
    retained.close();
    try {
      writer.close();
    } catch (TargetFailure failure) {
      LOG.warn("event=close_failed reason={}", failure.getMessage());
    }
  }
}
