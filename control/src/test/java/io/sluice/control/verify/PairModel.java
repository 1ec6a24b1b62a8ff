package io.sluice.control.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A source, its log and a target that follows it, as far as the verification is concerned: a commit
 * is in the log, and may be applied, before it is visible; a row cannot be written again before
 * that.
 */
final class PairModel {

  /** What a transaction does to one key: a content, or none for a deletion. */
  private record Write(int key, Optional<Integer> content, int xid) {}

  private final Random random;
  private final int keys;
  private final Map<Integer, Sighting> source = new HashMap<>();
  private final Map<Integer, Sighting> target = new HashMap<>();
  private final List<Write> log = new ArrayList<>();
  private final Set<Write> invisible = new HashSet<>();
  private int applied;
  private int xid;
  private int targetXid;

  PairModel(Random random, int keys) {
    this.random = random;
    this.keys = keys;
  }

  /** Something happens: a commit, a commit becomes visible, or the target goes on. */
  void step() {
    switch (random.nextInt(3)) {
      case 0 -> commit();
      case 1 -> invisible.stream().findAny().ifPresent(this::show);
      default -> apply();
    }
  }

  private void commit() {
    int key = random.nextInt(keys);
    if (invisible.stream().anyMatch(write -> write.key() == key)) {
      return;
    }
    boolean delete = source.containsKey(key) && random.nextBoolean();
    // Few contents, so that old ones come back.
    Write write = new Write(key, delete ? Optional.empty() : Optional.of(random.nextInt(2)), ++xid);
    log.add(write);
    invisible.add(write);
  }

  private void show(Write write) {
    invisible.remove(write);
    put(source, write, write.xid());
  }

  private void apply() {
    if (applied < log.size()) {
      put(target, log.get(applied++), ++targetXid);
    }
  }

  private static void put(Map<Integer, Sighting> rows, Write write, int version) {
    write
        .content()
        .ifPresentOrElse(
            content -> rows.put(write.key(), new Sighting(content, "" + version)),
            () -> rows.remove(write.key()));
  }

  /** Somebody else writes to the target. */
  void plant(int key) {
    Optional<Sighting> before = Optional.ofNullable(target.get(key));
    if (before.isPresent() && random.nextBoolean()) {
      target.remove(key);
    } else {
      target.put(key, new Sighting(2 + random.nextInt(2), "" + ++targetXid));
    }
  }

  Map<List<String>, Sighting> readSource() {
    return named(source);
  }

  Map<List<String>, Sighting> readTarget() {
    return named(target);
  }

  /** Waits as {@link Applied} does. */
  void awaitApplied() {
    int mark = log.size();
    while (applied < mark) {
      step();
    }
  }

  /** Waits as {@link WritersGone} does. */
  void awaitWriters() {
    Set<Write> now = Set.copyOf(invisible);
    while (invisible.stream().anyMatch(now::contains)) {
      step();
    }
  }

  /** Nobody writes any more, and everything has come. */
  void settle() {
    Set.copyOf(invisible).forEach(this::show);
    while (applied < log.size()) {
      apply();
    }
  }

  Set<List<String>> allKeys() {
    Set<List<String>> all = new HashSet<>();
    for (int key = 0; key < keys; key++) {
      all.add(List.of("" + key));
    }
    return all;
  }

  private static Map<List<String>, Sighting> named(Map<Integer, Sighting> rows) {
    Map<List<String>, Sighting> named = new HashMap<>();
    rows.forEach((key, sighting) -> named.put(List.of("" + key), sighting));
    return named;
  }
}
