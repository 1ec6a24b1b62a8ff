package io.sluice.control.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of one table that may differ, until they agree or are proven to. Knows no database. Used by
 * one thread.
 */
final class Suspects {

  /** One of them, and the range it was found in. */
  private record Suspect(int range, List<String> key) {}

  private final Map<Suspect, Optional<Look>> open = new LinkedHashMap<>();
  private final Map<Integer, Findings> findings = new HashMap<>();

  /** The keys of rows that two reads show otherwise. */
  static Set<List<String>> differing(
      Map<List<String>, Sighting> source, Map<List<String>, Sighting> target) {
    Set<List<String>> keys = new HashSet<>(source.keySet());
    keys.addAll(target.keySet());
    keys.removeIf(key -> look(key, source, target).agrees());
    return keys;
  }

  private static Look look(
      List<String> key, Map<List<String>, Sighting> source, Map<List<String>, Sighting> target) {
    return new Look(Optional.ofNullable(source.get(key)), Optional.ofNullable(target.get(key)));
  }

  void add(int range, Set<List<String>> keys) {
    keys.forEach(key -> open.put(new Suspect(range, key), Optional.empty()));
  }

  int size() {
    return open.size();
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Whom to look at. */
  List<List<String>> keys() {
    return open.keySet().stream().map(Suspect::key).distinct().toList();
  }

  /** Judges all of them by a further look. */
  void look(Map<List<String>, Sighting> source, Map<List<String>, Sighting> target) {
    for (Suspect suspect : new ArrayList<>(open.keySet())) {
      judge(suspect, look(suspect.key(), source, target));
    }
  }

  private void judge(Suspect suspect, Look now) {
    Verdict verdict =
        open.get(suspect)
            .map(before -> Verdict.of(before, now))
            .orElse(now.agrees() ? Verdict.AGREES : Verdict.OPEN);
    switch (verdict) {
      case AGREES -> open.remove(suspect);
      case DIFFERS -> {
        open.remove(suspect);
        Difference difference = new Difference(now.kind(), suspect.key());
        findings.merge(suspect.range(), Findings.NONE.plus(difference), Findings::plus);
      }
      case OPEN -> open.put(suspect, Optional.of(now));
    }
  }

  /** What is proven of a range so far. */
  Findings findings(int range) {
    return findings.getOrDefault(range, Findings.NONE);
  }

  /** How many rows of a range are still open. */
  int open(int range) {
    return (int) open.keySet().stream().filter(suspect -> suspect.range() == range).count();
  }
}
