package io.sluice.control.handover;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.operation.Timetable;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Ends a migration in native logical replication: the target subscribes to the slot at exactly
 * where the topics end. Writers go on. Every step looks at what it finds, so that it can be run
 * again wherever it ended:
 *
 * <ol>
 *   <li>until the source connector stops, nothing has happened;
 *   <li>then its offsets say where the topics end, and the slot keeps the log from there on;
 *   <li>the subscription is made disabled, told where the target is, and then enabled;
 *   <li>once it is enabled, there is only to see that it works.
 * </ol>
 *
 * @param migration what moves
 * @param rest where its connectors run
 * @param consumers of its topics
 * @param options what the operator says
 * @param patience for each step that waits
 */
public record Handover(
    Migration migration,
    ConnectRest rest,
    TopicConsumers consumers,
    HandoverOptions options,
    Patience patience) {

  private static final String PURPOSE = "handover";

  /**
   * Takes all steps, and says each of them when it is done.
   *
   * <p>A server goes on with the last statement of a command that was killed. So the sessions that
   * change the servers are those that keep other operators out, until the server has done with it.
   */
  public HandoverResult run(Console console) throws SQLException {
    Timetable steps = new Timetable(console);
    try (OperatorLock source = OperatorLock.take(migration, PURPOSE);
        OperatorLock target =
            OperatorLock.take(migration.target(), migration.name() + ", its target", PURPOSE)) {
      Sides sides = Sides.of(migration, source.session(), target.session());
      Optional<Subscriber.Found> there = find(sides);
      boolean isEnabled = there.filter(Subscriber.Found::enabled).isPresent();
      Lsn position = isEnabled ? Lsn.ZERO : handOver(steps, sides, there, console);
      SubscriptionProof proof = new SubscriptionProof(sides, options.subscription(), patience);
      Lsn confirmed = steps.run("prove", proof::run, lsn -> "confirmed up to " + lsn);
      return new HandoverResult(
          options.subscription(),
          migration.source().slot(),
          position,
          confirmed,
          find(sides).orElseThrow().errors(),
          steps.done());
    }
  }

  /** Says what would be done. The target tries the subscription out, and takes it back. */
  public void rehearse(Console console) throws SQLException {
    try (Connection source = migration.source().database().open(PURPOSE);
        Connection target = migration.target().open(PURPOSE)) {
      Sides sides = Sides.of(migration, source, target);
      Optional<Subscriber.Found> there = find(sides);
      SubscriptionPlan plan = new Preparation(flow(), sides, options).plan(there.isPresent());
      console.say("would stop " + migration.sourceConnector() + " where a transaction ends");
      console.say(
          "would wait until " + migration.sinkConnector() + " has applied all, and stop it");
      console.say("would move slot " + plan.slot() + " to exactly there");
      console.say(
          "would create subscription %s (origin = %s), which the target can: it was tried and taken back"
              .formatted(plan.name(), plan.origin()));
    }
  }

  /** The subscription, as far as it is made; a slot has one reader, and a name one slot. */
  private Optional<Subscriber.Found> find(Sides sides) throws SQLException {
    String slot = migration.source().slot();
    Optional<Subscriber.Found> there = sides.subscriber().find(options.subscription());
    if (there.filter(found -> !found.slot().equals(slot)).isPresent()) {
      throw new Problem(
          "the target has a subscription %s on slot %s already: give another name with --subscription"
              .formatted(options.subscription(), there.get().slot()));
    }
    Optional<String> reader = HandedOver.to(sides.subscriber().session(), slot);
    if (there.isEmpty() && reader.isPresent()) {
      throw new Problem(
          "slot %s belongs to subscription %s of the target already: give that name with --subscription"
              .formatted(slot, reader.get()));
    }
    return there;
  }

  private Lsn handOver(
      Timetable steps, Sides sides, Optional<Subscriber.Found> there, Console console)
      throws SQLException {
    Flow flow = flow();
    if (flow.isOpen()) {
      steps.run("flow", flow::send, mark -> "a mark at " + mark.lsn() + " has arrived");
    }
    Preparation preparation = new Preparation(flow, sides, options);
    SubscriptionPlan plan =
        steps.run(
            "check",
            () -> preparation.plan(there.isPresent()),
            found -> "the target can subscribe, with origin = " + found.origin());
    Lsn end = drain(steps, sides, console);
    subscribe(steps, sides, there, plan, end);
    return end;
  }

  private Lsn drain(Timetable steps, Sides sides, Console console) throws SQLException {
    Flow flow = flow();
    SourceStop stop = new SourceStop(flow, sides.publisher(), console);
    Lsn end = steps.run("stop", stop::run, lsn -> "the topics end at " + lsn);
    requireCopied(flow, sides);
    steps.run("drain", () -> drained(flow), count -> count + " partitions are applied");
    return end;
  }

  /** A table may have come since the check. */
  private void requireCopied(Flow flow, Sides sides) throws SQLException {
    Readiness readiness =
        new Readiness(migration, sides.publisher().session(), sides.subscriber().session());
    Set<TableId> missing = readiness.notCopied(rest.offsets(migration.sourceConnector()));
    if (!missing.isEmpty()) {
      flow.resume(migration.sourceConnector());
      throw new Problem(
          "tables have come that are not copied yet: %s; %s runs again, run handover later"
              .formatted(missing, migration.sourceConnector()));
    }
  }

  private int drained(Flow flow) throws SQLException {
    if (!flow.runs(migration.sinkConnector())) {
      flow.resume(migration.sinkConnector());
    }
    int partitions = flow.drain();
    flow.stop(migration.sinkConnector());
    return partitions;
  }

  private void subscribe(
      Timetable steps,
      Sides sides,
      Optional<Subscriber.Found> there,
      SubscriptionPlan plan,
      Lsn end)
      throws SQLException {
    Publisher publisher = sides.publisher();
    Subscriber subscriber = sides.subscriber();
    String database = migration.source().database().endpoint().database();
    steps.run("slot", () -> publisher.moveTo(end, database), lsn -> plan.slot() + " is at " + lsn);
    steps.run(
        "publication",
        publisher::removeCanary,
        removed -> removed ? "sluice.canary is out of it" : "is as it was");
    Subscriber.Found made =
        there.isPresent()
            ? there.get()
            : steps.run("subscribe", () -> subscriber.create(plan), found -> plan.name());
    steps.run("enable", () -> enable(subscriber, made, plan, end), lsn -> "from " + lsn + " on");
  }

  private static Lsn enable(
      Subscriber subscriber, Subscriber.Found made, SubscriptionPlan plan, Lsn end)
      throws SQLException {
    subscriber.startAt(made, end);
    subscriber.enable(plan.name());
    return end;
  }

  private Flow flow() {
    return new Flow(migration, rest, consumers, patience);
  }
}
