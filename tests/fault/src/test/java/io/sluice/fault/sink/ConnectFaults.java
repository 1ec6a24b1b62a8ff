package io.sluice.fault.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What happens to the connector and to what Kafka remembers of it. */
final class ConnectFaults {

  private ConnectFaults() {}

  static String offsetsToZero(Stage stage, PlannedFault fault) throws Exception {
    return move(stage, fault, offset -> 0L);
  }

  static String offsetsToTheMiddle(Stage stage, PlannedFault fault) throws Exception {
    return move(stage, fault, offset -> offset / 2);
  }

  private static String move(Stage stage, PlannedFault fault, UnaryOperator<Long> to)
      throws Exception {
    return whileStopped(
        stage,
        fault,
        admin -> {
          Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
          admin
              .listConsumerGroupOffsets(stage.sinkGroup())
              .partitionsToOffsetAndMetadata()
              .get()
              .forEach((p, o) -> moved.put(p, new OffsetAndMetadata(to.apply(o.offset()))));
          return admin.alterConsumerGroupOffsets(stage.sinkGroup(), moved).all();
        });
  }

  static String deleteOffsets(Stage stage, PlannedFault fault) throws Exception {
    return whileStopped(
        stage, fault, admin -> admin.deleteConsumerGroups(List.of(stage.sinkGroup())).all());
  }

  private interface Change {
    KafkaFuture<Void> begin(Admin admin) throws ExecutionException, InterruptedException;
  }

  private static String whileStopped(Stage stage, PlannedFault fault, Change change)
      throws Exception {
    stage.connect().put("/connectors/" + stage.sink() + "/stop");
    try (Admin admin = stage.admin()) {
      stage.require(() -> succeeds(admin, change), "the consumers' group does not become empty");
    }
    stage.hold(fault);
    stage.connect().put("/connectors/" + stage.sink() + "/resume");
    return "";
  }

  /** Not as long as the group has members. */
  private static boolean succeeds(Admin admin, Change change) {
    try {
      change.begin(admin).get();
      return true;
    } catch (ExecutionException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static String makeConnectorAgain(Stage stage, PlannedFault fault) throws Exception {
    stage.connect().delete(stage.sink());
    stage.hold(fault);
    stage.deploySink();
    return "";
  }

  /** A stranger joins the sink's group, gets partitions of its own, and leaves again. */
  static String movePartitions(Stage stage, PlannedFault fault) throws InterruptedException {
    try (Stranger stranger = new Stranger(stage)) {
      boolean got = stage.reaches(stranger::hasPartitions, java.time.Duration.ofSeconds(20));
      stranger.stay(fault.hold());
      return got ? "to a stranger and back" : FaultKind.NOT_COME_ABOUT;
    }
  }
}
