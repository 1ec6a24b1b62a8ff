package io.sluice.control.check;

import io.sluice.postgres.Finding;
import io.sluice.postgres.SqlFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has been found so far. Several threads write to it, and may be late. */
final class Ledger {

  /** Checks that are made together. */
  interface Examination {
    List<Finding> run() throws SQLException;
  }

  private record Place(Side side, Part part) {

    static Place of(Check check) {
      return new Place(check.side(), check.part());
    }
  }

  private final Map<Place, List<Finding>> examined = new ConcurrentHashMap<>();
  private final Map<Place, String> skipped = new ConcurrentHashMap<>();
  private final Map<Check, String> seen = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Makes some checks. What the server takes too long for stays open; whatever else it answers is a
   * finding.
   *
   * @return whether they have been made
   */
  boolean examine(Side side, Part part, Examination examination) {
    try {
      found(side, part, examination.run());
      return true;
    } catch (SQLException refused) {
      SqlFailure failure = SqlFailure.of(refused);
      if (failure != SqlFailure.CANCELLED && failure != SqlFailure.LOCKED && !closed) {
        skipped.put(new Place(side, part), "the server answered with an error");
        found(side, Part.CATALOG, List.of(unanswered(side, part, refused)));
      }
      return false;
    }
  }

  /** Notes what some checks have found; more may be found at the same place. */
  void found(Side side, Part part, List<Finding> findings) {
    if (!closed) {
      note(side, part, findings);
    }
  }

  private void note(Side side, Part part, List<Finding> findings) {
    examined.merge(
        new Place(side, part),
        List.copyOf(findings),
        (some, more) -> {
          List<Finding> all = new ArrayList<>(some);
          all.addAll(more);
          return List.copyOf(all);
        });
  }

  /** Notes why checks are not made. */
  void skip(Side side, Part part, String reason) {
    if (!closed) {
      skipped.putIfAbsent(new Place(side, part), reason);
    }
  }

  /** Notes why nothing else of a side is looked at. */
  void skipRest(Side side, String reason) {
    for (Check check : Check.all()) {
      if (check.side() == side && !examined.containsKey(Place.of(check))) {
        skip(side, check.part(), reason);
      }
    }
  }

  /** What is shown where nothing is wrong. */
  void saw(Check check, String what) {
    seen.put(check, what);
  }

  /** Takes nothing more: what comes now comes of being cut off. */
  void close() {
    closed = true;
  }

  /** All that is known now; what is neither examined nor skipped was too slow. */
  CheckReport report(long limitSeconds) {
    List<Check> late =
        Check.all().stream()
            .filter(check -> check.side() != Side.CHECK)
            .filter(check -> !examined.containsKey(Place.of(check)))
            .filter(check -> !skipped.containsKey(Place.of(check)))
            .toList();
    note(Side.CHECK, Part.TIME, late.isEmpty() ? List.of() : List.of(tooLate(late, limitSeconds)));
    List<Outcome> outcomes = new ArrayList<>();
    for (Side side : Side.values()) {
      List<Outcome> found = found(side);
      Check.all().stream()
          .filter(check -> check.side() == side)
          .forEach(check -> outcomes.addAll(outcomes(check, found)));
      found.stream().filter(outcome -> !isInReference(outcome)).forEach(outcomes::add);
    }
    return new CheckReport(outcomes, notes());
  }

  private List<Outcome> found(Side side) {
    List<String> told = side == Side.CONNECT ? told() : List.of();
    return findings(side)
        .filter(finding -> told.stream().noneMatch(finding.problem()::endsWith))
        .map(finding -> Outcome.of(side, finding))
        .distinct()
        .toList();
  }

  private Stream<Finding> findings(Side side) {
    return Stream.of(Part.values())
        .flatMap(part -> examined.getOrDefault(new Place(side, part), List.of()).stream());
  }

  /** What the connectors find as well, asked through the worker. */
  private List<String> told() {
    return Stream.of(Side.SOURCE, Side.TARGET)
        .flatMap(this::findings)
        .map(Finding::sentence)
        .toList();
  }

  private static boolean isInReference(Outcome outcome) {
    return Check.all().stream()
        .anyMatch(check -> check.side() == outcome.side() && check.id().equals(outcome.name()));
  }

  private List<Outcome> outcomes(Check check, List<Outcome> found) {
    List<Outcome> outcomes =
        found.stream().filter(outcome -> outcome.name().equals(check.id())).toList();
    return outcomes.isEmpty() && isGood(check) ? List.of(good(check)) : outcomes;
  }

  private boolean isGood(Check check) {
    Place place = Place.of(check);
    return examined.containsKey(place) && !skipped.containsKey(place) && check.isShownWhenGood();
  }

  private Outcome good(Check check) {
    boolean toldAbove =
        findings(check.side()).anyMatch(finding -> finding.check().equals(check.id()));
    String what = toldAbove ? "nothing but what is said above" : seen.getOrDefault(check, "");
    return new Outcome(check.side(), check.id(), Verdict.OK, what, "");
  }

  private List<String> notes() {
    Map<String, String> bySentence =
        Check.all().stream()
            .filter(check -> skipped.containsKey(Place.of(check)))
            .filter(Check::isShownWhenGood)
            .collect(
                Collectors.groupingBy(
                    check -> skipped.get(Place.of(check)),
                    LinkedHashMap::new,
                    Collectors.mapping(
                        check -> check.side() + "." + check.id(), Collectors.joining(", "))));
    return bySentence.entrySet().stream()
        .map(reason -> "Not looked at, since " + reason.getKey() + ": " + reason.getValue())
        .toList();
  }

  private static Finding tooLate(List<Check> late, long limitSeconds) {
    return new Finding(
        "time-limit",
        "",
        "Not looked at within %d s: %s."
            .formatted(
                limitSeconds,
                late.stream()
                    .filter(Check::isShownWhenGood)
                    .map(check -> check.side() + "." + check.id())
                    .collect(Collectors.joining(", "))),
        "Run the check again when the servers have less to do, and see with SELECT pid,"
            + " wait_event_type, wait_event, query FROM pg_stat_activity; who holds what.");
  }

  private static Finding unanswered(Side side, Part part, SQLException refused) {
    return new Finding(
        "catalog",
        "",
        "The %s could not be asked for %s: %s."
            .formatted(side, part.name().toLowerCase(Locale.ROOT), SqlFailure.describe(refused)),
        "See the server's log; a role that lacks a privilege needs it granted.");
  }
}
