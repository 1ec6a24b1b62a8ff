package io.sluice.sink.connect;

import io.sluice.change.RowChange;
import io.sluice.change.Value;
import io.sluice.postgres.Sql;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.failure.ErrorCode;
import io.sluice.sink.gather.Reached;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Topics with several partitions that are read each on its own, as with {@code
 * apply.consistency=table}: only changes of the same key come in the order of the source. Used by
 * the task's thread alone.
 *
 * <p>A key change comes as two records in two partitions. They become a delete and an insert that
 * do not need one another, where otherwise the row would be moved. What cannot be taken apart, or
 * has a place among all rows, is refused before it is applied.
 */
final class LooseOrder {

  private final Optional<Broker> broker;
  private final Predicate<PartitionId> inOrder;
  private final String connector;

  /** Partitions that have not been looked at, and where their progress is. */
  private Map<PartitionId, Reached> unseen = Map.of();

  private final Set<PartitionId> loose = new HashSet<>();

  /**
   * Nothing is read yet.
   *
   * @param broker knows how many partitions a topic has; without one, those of this task count
   * @param inOrder whether a partition's records wait for those of the others
   * @param connector its name, for messages
   */
  LooseOrder(Optional<Broker> broker, Predicate<PartitionId> inOrder, String connector) {
    this.broker = broker;
    this.inOrder = inOrder;
    this.connector = connector;
  }

  /** These partitions are read from now on. */
  void begin(Map<PartitionId, Reached> partitions) {
    unseen = Map.copyOf(partitions);
    loose.clear();
  }

  /**
   * Finds out which of the partitions have others beside them. Asks Kafka once after each {@link
   * #begin}, if it has to.
   *
   * @throws org.apache.kafka.connect.errors.RetriableException if Kafka does not answer
   * @throws ConnectException if an order is asked for that was given up before
   */
  void look() {
    Map<String, Long> counts = new HashMap<>();
    unseen.forEach(
        (partition, reached) -> {
          boolean ordered = inOrder.test(partition);
          boolean matters = !ordered || !reached.aligned();
          if (matters && counts.computeIfAbsent(partition.topic(), this::partitions) > 1) {
            requireLoose(ordered, partition);
            loose.add(partition);
          }
        });
    unseen = Map.of();
  }

  private void requireLoose(boolean ordered, PartitionId partition) {
    if (ordered) {
      ErrorCode code = ErrorCode.ORDER_GIVEN_UP;
      throw new ConnectException(
          code.message(
              "topic %s has several partitions, and %s was applied on its own. To do: %s"
                  .formatted(partition.topic(), partition, remedy(code, partition))));
    }
  }

  private long partitions(String topic) {
    return broker
        .map(kafka -> (long) kafka.partitions(topic))
        .orElseGet(
            () -> unseen.keySet().stream().filter(each -> each.topic().equals(topic)).count());
  }

  /**
   * The same arrivals, each of which can be applied without those of other partitions.
   *
   * @throws ConnectException at one that cannot
   */
  List<Arrival> settle(List<Arrival> arrivals) {
    return loose.isEmpty() ? arrivals : arrivals.stream().map(this::settle).toList();
  }

  private Arrival settle(Arrival arrival) {
    if (!(arrival instanceof Arrival.Change at) || !loose.contains(at.from())) {
      return arrival;
    }
    if (at.change() instanceof RowChange.Rekey rekey) {
      RowChange gone = new RowChange.Delete(rekey.schema(), rekey.stamp(), rekey.before());
      return new Arrival.Change(at.from(), at.offset(), gone);
    }
    if (at.change() instanceof RowChange.Truncate) {
      throw refused(ErrorCode.TRUNCATE_OUT_OF_ORDER, "the source has emptied table %s", at);
    }
    if (at.change() instanceof RowChange.Insert insert
        && insert.after().values().contains(Value.Missing.UNCHANGED)) {
      throw refused(
          ErrorCode.ROW_OUT_OF_ORDER,
          "the key of a row of table %s has changed, and large values of it did not come along",
          at);
    }
    return arrival;
  }

  private ConnectException refused(ErrorCode code, String what, Arrival.Change at) {
    String remedy =
        remedy(code, at.from())
            .replace("<table>", Sql.table(at.change().schema().table()))
            .replace("<next>", Long.toString(at.offset() + 1));
    return new ConnectException(
        code.message(
            what.formatted(at.change().schema().table())
                + ", at %s; its topic has several partitions. To do: %s"
                    .formatted(at.place(), remedy)));
  }

  /** With the places filled in, so that its statements can be run as they are. */
  private String remedy(ErrorCode code, PartitionId partition) {
    return code.remedy()
        .replace("<name>", connector)
        .replace("<topic>", partition.topic())
        .replace("<partition>", Integer.toString(partition.partition()));
  }
}
