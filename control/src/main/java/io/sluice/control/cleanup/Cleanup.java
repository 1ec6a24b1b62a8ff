package io.sluice.control.cleanup;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicList;
import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes away what a migration has made: what was asked for, in an order in which nothing is removed
 * that is in use. Can be run again.
 *
 * @param migration whose
 * @param rest where its connectors run
 * @param topics of its cluster
 * @param options what to remove
 * @param patience for each wait
 */
public record Cleanup(
    Migration migration,
    ConnectRest rest,
    TopicList topics,
    CleanupOptions options,
    Patience patience) {

  /** Removes, and says of each thing that it is gone or that it is left. */
  public CleanupResult run(Console console) throws SQLException {
    try (OperatorLock lock = OperatorLock.take(migration, "cleanup")) {
      return each(
          console,
          (kind, way, thing) -> {
            remove(kind, way, thing);
            console.say("removed: " + thing);
          });
    }
  }

  private static void remove(Kind kind, Way way, Thing thing) {
    try {
      kind.remove(way, thing);
    } catch (SQLException refused) {
      throw new Problem(
          "%s cannot be removed: %s; whoever may runs %s"
              .formatted(thing, refused.getMessage(), thing.remedy()),
          refused);
    }
  }

  /** Says what would be removed, and what that means. */
  public CleanupResult rehearse(Console console) throws SQLException {
    return each(
        console,
        (kind, way, thing) -> {
          console.say("would remove: " + thing + ", " + kind.meaning());
          console.say("  " + thing.remedy());
        });
  }

  /** What becomes of a thing that is to go. */
  private interface Fate {
    void meet(Kind kind, Way way, Thing thing) throws SQLException;
  }

  private CleanupResult each(Console console, Fate fate) throws SQLException {
    Set<Thing> removed = new LinkedHashSet<>();
    Set<Thing> left = new LinkedHashSet<>();
    List<Way> ways = Way.of(migration);
    for (Kind kind : kinds()) {
      for (Way way : ways) {
        for (Thing thing : kind.find(way)) {
          if (!options.removes(kind, thing)) {
            left.add(thing);
          } else if (removed.add(thing)) {
            fate.meet(kind, way, thing);
          }
        }
      }
      explain(kind, left, console);
    }
    for (Way way : ways) {
      left.addAll(standing(way, console));
    }
    List<Thing> orphans = new Orphans(rest, topics, ways).find();
    orphans.forEach(
        orphan -> console.say("orphan: " + orphan + "; to remove it: " + orphan.remedy()));
    return new CleanupResult(new ArrayList<>(removed), new ArrayList<>(left), orphans);
  }

  private static List<Thing> standing(Way way, Console console) throws SQLException {
    List<Thing> standing = Fences.standing(way);
    standing.forEach(
        fence ->
            console.say(
                "left: " + fence + ", which keeps writers out; to let them in: " + fence.remedy()));
    return standing;
  }

  private static void explain(Kind kind, Set<Thing> left, Console console) {
    List<Thing> own = left.stream().filter(thing -> thing.kind().equals(kind.word())).toList();
    own.forEach(thing -> console.say("left: " + thing));
    if (!own.isEmpty()) {
      console.say("  --" + kind.word() + " removes: " + kind.meaning());
    }
  }

  private List<Kind> kinds() {
    Connectors connectors = new Connectors(rest, options.has("progress"), patience);
    return List.of(
        connectors,
        new Slots(patience),
        new Publications(connectors),
        new Origins(connectors),
        new Fences(connectors),
        new Notes(connectors),
        new Topics(topics, connectors));
  }
}
