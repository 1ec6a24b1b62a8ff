package io.sluice.fault.sink;

import io.sluice.testkit.network.Moment;
import java.time.Duration;
import java.util.Locale;

/** Everything that happens to a sink; {@code docs/faults.md} has a row for each. */
enum FaultKind {
  WORKER_KILLED(12, ProcessFaults::killWorker),
  WORKER_FROZEN(15, ProcessFaults::freezeWorker),
  WORKER_RESTARTED(12, ProcessFaults::restartWorker),
  PARTITIONS_MOVED(5, ConnectFaults::movePartitions),
  BROKER_KILLED(8, ProcessFaults::killBroker),
  BROKER_RESTARTED(8, ProcessFaults::restartBroker),

  CONNECTION_CUT(1, NetworkFaults::cut),
  CONNECTION_HALF_CUT(1, NetworkFaults::halfCut),
  CUT_AT_BEGIN(3, NetworkFaults.at(Moment.BEGIN)),
  CUT_IN_COPY(3, NetworkFaults.at(Moment.COPY_ROWS)),
  COMMIT_LOST(3, NetworkFaults.at(Moment.COMMIT_ASKED)),
  ANSWER_LOST(3, NetworkFaults.at(Moment.COMMIT_ANSWERED)),
  NETWORK_STILL(1, NetworkFaults::still),
  NETWORK_STILL_THEN_CUT(1, NetworkFaults::stillThenCut),
  NETWORK_SLOW(1, NetworkFaults::slow),

  TARGET_RESTARTED(4, TargetFaults::restart),
  TARGET_CRASHED(4, TargetFaults::crash),
  TARGET_FAILED_OVER(8, TargetFaults::failOver),
  SESSIONS_TERMINATED(1, TargetFaults::terminateSessions),
  STATEMENT_CANCELLED(2, TargetFaults::cancelStatement),
  TABLE_LOCKED(1, TargetFaults::lockTable),
  DEADLOCK(3, TargetFaults::deadlock),
  DISK_FULL(2, TargetFaults::fillDisk),
  PRIVILEGES_REVOKED(2, TargetFaults::revokePrivileges),

  OFFSETS_AT_ZERO(6, ConnectFaults::offsetsToZero),
  OFFSETS_IN_THE_MIDDLE(6, ConnectFaults::offsetsToTheMiddle),
  OFFSETS_DELETED(6, ConnectFaults::deleteOffsets),
  CONNECTOR_MADE_AGAIN(6, ConnectFaults::makeConnectorAgain);

  /** How it went where the moment for it did not come. */
  static final String NOT_COME_ABOUT = "did not come about";

  private final Duration takes;
  private final Injection injection;

  FaultKind(int seconds, Injection injection) {
    this.takes = Duration.ofSeconds(seconds);
    this.injection = injection;
  }

  /** What is done to the stage. Returns when the cause is gone; its effects may go on. */
  interface Injection {
    /**
     * @return what is worth knowing of how it went; may be empty
     */
    String into(Stage stage, PlannedFault fault) throws Exception;
  }

  /** About how long it takes beside what it is held. */
  Duration takes() {
    return takes;
  }

  String inject(Stage stage, PlannedFault fault) throws Exception {
    return injection.into(stage, fault);
  }

  /** As a person says it. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
