package io.sluice.fault.verify;

import io.sluice.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Table {@code big}. The keys that end in 7 are never written to, so that what is planted there
 * stays; among them the first and the last. Those that end in 507 are not there at all.
 *
 * @param rows how many keys there are, about
 */
record BigTable(int rows) {

  static final String CREATE =
      "CREATE TABLE public.big (id bigint PRIMARY KEY, n bigint NOT NULL, body text NOT NULL)";

  private static final int FIRST = 7;
  private static final int STEP = 10;
  private static final int GAP = 1_000;
  private static final int IN_GAP = 507;

  long first() {
    return FIRST;
  }

  long last() {
    return (long) (rows / GAP) * GAP + FIRST;
  }

  void fill(TestDatabase source) {
    source.execute(
        CREATE,
        "INSERT INTO public.big SELECT i, i * 3, md5(i::text) || ' of the source'"
            + " FROM generate_series(%d, %d) i WHERE i %% %d <> %d"
                .formatted(first(), last(), GAP, IN_GAP),
        "VACUUM (FREEZE, ANALYZE) public.big",
        "CREATE PUBLICATION pub FOR TABLE public.big");
  }

  /** A key that writers may have. */
  long written(Random random) {
    long key = FIRST + 1 + (long) (random.nextDouble() * (last() - FIRST - 1));
    return key % STEP == FIRST ? key + 1 : key;
  }

  /** A row that nobody writes to. */
  long still(Random random) {
    return still(FIRST + (long) (random.nextDouble() * (last() - FIRST)));
  }

  /** The next row at or behind a key that nobody writes to. */
  long still(long from) {
    long key = from - Math.floorMod(from, STEP) + FIRST;
    long next = key < from ? key + STEP : key;
    return next % GAP == IN_GAP ? next + STEP : next;
  }

  /** A key that is not there. */
  long absent(Random random) {
    return random.nextInt(rows / GAP) * (long) GAP + IN_GAP;
  }

  /** What is planted in one round: at random places and at the edges. */
  List<Plant> plants(Random random, List<Long> bounds) {
    List<Plant> plants = new ArrayList<>();
    plants.add(new Plant(Plant.Kind.DIFFERENT, still(random)));
    plants.add(new Plant(Plant.Kind.MISSING, still(random)));
    plants.add(new Plant(Plant.Kind.EXTRA, absent(random)));
    plants.add(new Plant(Plant.Kind.EXTRA, -1 - random.nextInt(GAP)));
    plants.add(new Plant(Plant.Kind.EXTRA, last() + 1 + random.nextInt(GAP)));
    boolean firstIsGone = random.nextBoolean();
    plants.add(new Plant(firstIsGone ? Plant.Kind.MISSING : Plant.Kind.DIFFERENT, first()));
    plants.add(new Plant(firstIsGone ? Plant.Kind.DIFFERENT : Plant.Kind.MISSING, last()));
    if (!bounds.isEmpty()) {
      long bound = bounds.get(random.nextInt(bounds.size()));
      plants.add(new Plant(Plant.Kind.MISSING, still(bound)));
      plants.add(new Plant(Plant.Kind.DIFFERENT, still(bound + 1)));
    }
    return distinct(plants);
  }

  private static List<Plant> distinct(List<Plant> plants) {
    List<Plant> distinct = new ArrayList<>();
    for (Plant plant : plants) {
      if (distinct.stream().noneMatch(other -> other.key() == plant.key())) {
        distinct.add(plant);
      }
    }
    return distinct;
  }
}
