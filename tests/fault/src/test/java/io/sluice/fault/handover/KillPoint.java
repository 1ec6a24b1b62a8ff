package io.sluice.fault.handover;

import java.util.Set;
import java.util.function.Function;

/**
 * Where a handover is killed. The statement that it waits with is lost, as if the kill had come
 * just before; or it is done, as if the kill had come just behind.
 */
enum KillPoint {
  FLOW("flow", HandoverStage::lockedInFlow, Set.of()),
  CHECK_LOST("check", lost(Statement.TRIAL), Set.of()),
  CHECK_DONE("check", done(Statement.TRIAL), Set.of()),
  STOP("stop", stage -> Hold.inPassing(Progress.stopping(stage.pipeline())), Past.STOPPED),
  /** When it has seen that the topics end in the middle of a transaction. */
  CUT("stop", stage -> stage.cutInStop(Progress.saying("reads it to its end")), Past.STOPPED),
  /** When the source connector goes on to the end of that transaction. */
  CUT_READ_ON(
      "stop", stage -> stage.cutInStop(Progress.readingToAnEnd(stage.pipeline())), Past.STOPPED),
  DRAIN("drain", stage -> stage.lockedBetween(Statement.TRIAL, "stop"), Past.STOPPED),
  SLOT_LOST(
      "slot",
      stage -> stage.heldInSlot(pipeline -> HeldStatement.lost(pipeline, Statement.ADVANCE)),
      Past.STOPPED),
  SLOT_DONE(
      "slot",
      stage -> stage.heldInSlot(pipeline -> HeldStatement.done(pipeline, Statement.ADVANCE)),
      Past.STOPPED),
  PUBLICATION_LOST("publication", lost(Statement.DROP_CANARY), Past.STOPPED),
  PUBLICATION_DONE("publication", done(Statement.DROP_CANARY), Past.STOPPED),
  SUBSCRIBE_LOST("subscribe", lost(Statement.CREATE), Past.STOPPED),
  SUBSCRIBE_DONE("subscribe", done(Statement.CREATE), Past.SUBSCRIBED),
  ENABLE_LOST("enable", lost(Statement.ENABLE), Past.SUBSCRIBED),
  ENABLE_DONE("enable", done(Statement.ENABLE), Past.ENABLED),
  PROVE("prove", stage -> stage.lockedBetween(Statement.ENABLE, "enable"), Past.ENABLED);

  /** What the next run has no need to do. */
  private static final class Past {
    static final Set<String> STOPPED = Set.of("flow");
    static final Set<String> SUBSCRIBED = Set.of("flow", "subscribe");
    static final Set<String> ENABLED =
        Set.of("flow", "check", "stop", "drain", "slot", "publication", "subscribe", "enable");
  }

  private final String step;
  private final Function<HandoverStage, Hold> hold;
  private final Set<String> spared;

  KillPoint(String step, Function<HandoverStage, Hold> hold, Set<String> spared) {
    this.step = step;
    this.hold = hold;
    this.spared = spared;
  }

  /** The word of the step that does not come to its end. */
  String step() {
    return step;
  }

  /** The steps that the next run leaves out, since they have been done. */
  Set<String> spared() {
    return spared;
  }

  /** Holds the next handover of a stage up there. */
  Hold set(HandoverStage stage) {
    return hold.apply(stage);
  }

  private static Function<HandoverStage, Hold> lost(Statement statement) {
    return stage -> HeldStatement.lost(stage.pipeline(), statement);
  }

  private static Function<HandoverStage, Hold> done(Statement statement) {
    return stage -> HeldStatement.done(stage.pipeline(), statement);
  }
}
