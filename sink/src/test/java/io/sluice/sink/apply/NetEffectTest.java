package io.sluice.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random logs: whatever the batches, the plans come to what the changes come to one by one. */
class NetEffectTest {

  private static final int KEYS = 6;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void plansComeToWhatTheChangesComeToOneByOne(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      compare(log(random, 60), random, seed + "/" + run);
    }
  }

  private static void compare(List<Arrival> log, Random random, String run) {
    Table oneByOne = new Table();
    Table planned = new Table();
    ApplyPlanner planner = new ApplyPlanner();
    Map<PartitionId, Long> progress = new HashMap<>();
    int from = 0;
    while (from < log.size()) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(20));
      log.subList(from, to).forEach(arrival -> change(oneByOne, arrival));
      int again = Math.max(0, from - random.nextInt(5));
      ApplyPlan plan = planner.plan(log.subList(again, to), progress, true);
      plan.steps().forEach(planned::step);
      plan.progress()
          .forEach((partition, reached) -> progress.put(partition, reached.nextOffset()));
      assertThat(planned.rows()).as("run %s up to %d", run, to).isEqualTo(oneByOne.rows());
      from = to;
    }
  }

  private static void change(Table table, Arrival arrival) {
    if (arrival instanceof Arrival.Change change) {
      table.change(change.change());
    }
  }

  /** A log that a source could have written: it knows which rows it has. */
  private static List<Arrival> log(Random random, int length) {
    Changes log = new Changes();
    Map<String, Boolean> rows = new TreeMap<>();
    while (log.arrivals().size() < length) {
      String id = Integer.toString(random.nextInt(KEYS));
      step(log, rows, id, random);
    }
    return log.arrivals();
  }

  private static void step(Changes log, Map<String, Boolean> rows, String id, Random random) {
    String a = "a" + random.nextInt(1000);
    String b = "b" + random.nextInt(1000);
    int dice = random.nextInt(20);
    if (dice == 0) {
      log.truncate();
      rows.clear();
    } else if (!rows.containsKey(id)) {
      notThere(log, rows, id, a, b, dice);
    } else if (dice < 6) {
      log.delete(id).tombstone();
      rows.remove(id);
    } else if (dice < 12) {
      log.update(id, a, dice < 9 ? "?" : b);
    } else {
      move(log, rows, id, a, dice < 16 ? "?" : b, random);
    }
  }

  /** Also an update of a row that no chunk has brought yet. */
  private static void notThere(
      Changes log, Map<String, Boolean> rows, String id, String a, String b, int dice) {
    if (dice < 4) {
      log.update(id, a, "?");
    } else {
      rows.put(id, true);
      log.insert(id, a, b);
    }
  }

  private static void move(
      Changes log, Map<String, Boolean> rows, String id, String a, String b, Random random) {
    List<String> free = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      if (!rows.containsKey(Integer.toString(i))) {
        free.add(Integer.toString(i));
      }
    }
    if (!free.isEmpty()) {
      String to = free.get(random.nextInt(free.size()));
      rows.remove(id);
      rows.put(to, true);
      log.rekey(id, to).tombstone().insert(to, a, b);
    }
  }
}
