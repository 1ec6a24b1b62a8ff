package io.sluice.sink.target;

import io.sluice.sink.apply.ApplyPlanner;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.failure.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a batch but for the rows that the target refuses: these are held, and their records go to
 * the dead letters, each row's in order. All of it belongs to the running transaction.
 *
 * <p>What is refused is found by parts: a batch that fails is undone and done again in up to three
 * parts, the record that is said to be at fault alone between those before and after it.
 */
final class Screening {

  private static final Logger LOG = LoggerFactory.getLogger(Screening.class);

  /**
   * Records that are still to do, in order.
   *
   * @param sifted whether none of them follows a held row
   */
  private record Part(List<Arrival> records, boolean sifted) {}

  private final TargetSession session;
  private final Quarantine quarantine;
  private final DeadLetters letters;
  private final int maxKeys;
  private final ApplyPlanner planner = new ApplyPlanner();
  private final Deque<Part> parts = new ArrayDeque<>();
  private final Map<Arrival, RuntimeException> setAside = new IdentityHashMap<>();
  private Applied applied = Applied.NOTHING;

  Screening(TargetSession session, Quarantine quarantine, DeadLetters letters, int maxKeys) {
    this.session = session;
    this.quarantine = quarantine;
    this.letters = letters;
    this.maxKeys = maxKeys;
  }

  /**
   * Does a batch. What is set aside is durable when this returns; a crash before the commit repeats
   * some of it.
   *
   * @throws TargetFailure if something else is wrong than single rows
   */
  Applied apply(List<Arrival> batch) throws SQLException {
    push(batch, false);
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      if (part.sifted()) {
        attempt(part.records());
      } else {
        sift(part.records());
      }
    }
    quarantine.write();
    send(batch);
    letters.await();
    return applied;
  }

  /** In the order of the batch, whichever was found first. */
  private void send(List<Arrival> batch) {
    if (!setAside.isEmpty()) {
      for (Arrival record : batch) {
        Optional.ofNullable(setAside.get(record)).ifPresent(why -> letters.send(record, why));
      }
    }
  }

  private void push(List<Arrival> records, boolean sifted) {
    if (!records.isEmpty()) {
      parts.push(new Part(records, sifted));
    }
  }

  /** Takes out what follows held rows, up to a change that may mend one. */
  private void sift(List<Arrival> records) {
    List<Arrival> rest = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      Arrival record = records.get(i);
      if (record instanceof Arrival.Unreadable unreadable) {
        quarantine.hold(unreadable, ErrorCode.RECORD_REFUSED.name());
        setAside(record, unreadable.reason());
      } else if (!(record instanceof Arrival.Change change) || !quarantine.concerns(change)) {
        rest.add(record);
      } else if (Quarantine.mends(change)) {
        push(records.subList(i + 1, records.size()), false);
        push(List.of(change), true);
        break;
      } else {
        follow(change);
      }
    }
    push(rest, true);
  }

  private void follow(Arrival.Change change) {
    quarantine.hold(change, "FOLLOWS_HELD_KEY");
    setAside(
        change,
        TargetFailure.stop(
            ErrorCode.KEY_HELD,
            "an earlier change of the row of " + change.place() + " was refused"));
  }

  private void attempt(List<Arrival> records) throws SQLException {
    Optional<TargetFailure> refused = undoably(records);
    if (refused.isPresent() && records.size() > 1) {
      split(records, refused.get());
    } else if (refused.isPresent()) {
      refuse(records.get(0), refused.get());
    } else if (records.size() == 1
        && records.get(0) instanceof Arrival.Change change
        && quarantine.concerns(change)) {
      quarantine.release(change);
      LOG.info("event=mended at={} table={}", change.place(), change.change().schema().table());
    }
  }

  /** Empty if all of it was applied; otherwise none of it is. */
  private Optional<TargetFailure> undoably(List<Arrival> records) throws SQLException {
    session.statements().run("SAVEPOINT screening");
    Applied before = applied;
    try {
      applied = applied.plus(session.steps().apply(planner.plan(records, Map.of(), true)));
    } catch (TargetFailure refused) {
      if (!refused.isData()) {
        throw refused;
      }
      applied = before;
      session.statements().run("ROLLBACK TO SAVEPOINT screening");
      session.forget();
      return Optional.of(refused);
    }
    session.statements().run("RELEASE SAVEPOINT screening");
    return Optional.empty();
  }

  private void split(List<Arrival> records, TargetFailure refused) {
    int culprit = refused.culprit().map(records::indexOf).orElse(-1);
    if (culprit < 0) {
      push(records.subList(records.size() / 2, records.size()), false);
      push(records.subList(0, records.size() / 2), true);
    } else {
      push(records.subList(culprit + 1, records.size()), false);
      push(records.subList(culprit, culprit + 1), true);
      push(records.subList(0, culprit), true);
    }
  }

  private void refuse(Arrival record, TargetFailure refused) {
    if (!(record instanceof Arrival.Change change) || HeldKey.of(change).isEmpty()) {
      throw refused;
    }
    if (!change.change().schema().hasKey()) {
      throw refused;
    }
    quarantine.hold(change, refused.code());
    setAside(record, refused);
    LOG.warn("event=held reason=\"{}\"", refused.getMessage());
  }

  private void setAside(Arrival record, RuntimeException why) {
    if (quarantine.size() > maxKeys) {
      throw TargetFailure.stop(
          ErrorCode.QUARANTINE_FULL,
          "more than "
              + maxKeys
              + " rows would be held; the last at "
              + record.place()
              + ", because of: "
              + why.getMessage()
              + ". To do: "
              + ErrorCode.QUARANTINE_FULL.remedy());
    }
    setAside.put(record, why);
  }
}
