package io.sluice.control.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of random histories of a source, its log and its target. */
class SuspectsModelTest {

  private static final int SCHEDULES = 20_000;
  private static final int LOOKS = 6;
  private static final int KEYS = 2;

  @Test
  void targetThatFollowsTheSourceIsNeverCalledDifferent() {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      Random random = new Random(seed);
      PairModel pair = new PairModel(random, KEYS);
      Suspects suspects = new Suspects();
      suspects.add(0, pair.allKeys());
      for (int looks = 0; looks < LOOKS; looks++) {
        look(pair, suspects, random);
      }
      assertThat(suspects.findings(0).counts().total()).as("seed %d", seed).isZero();
    }
  }

  @Test
  void differenceIsFoundOnceItsRowIsLeftAlone() {
    int found = 0;
    for (int seed = 0; seed < SCHEDULES; seed++) {
      Random random = new Random(seed);
      PairModel pair = new PairModel(random, KEYS);
      some(pair, random);
      pair.settle();
      pair.plant(0);
      Suspects suspects = new Suspects();
      suspects.add(0, Suspects.differing(pair.readSource(), pair.readTarget()));
      int planted = suspects.size();
      quietLook(pair, suspects);
      quietLook(pair, suspects);
      assertThat(suspects.findings(0).counts().total()).as("seed %d", seed).isEqualTo(planted);
      assertThat(suspects.isEmpty()).isTrue();
      found += planted;
    }
    assertThat(found).isPositive();
  }

  private static void look(PairModel pair, Suspects suspects, Random random) {
    some(pair, random);
    var source = pair.readSource();
    some(pair, random);
    pair.awaitApplied();
    some(pair, random);
    var target = pair.readTarget();
    some(pair, random);
    pair.awaitWriters();
    suspects.look(source, target);
  }

  private static void quietLook(PairModel pair, Suspects suspects) {
    suspects.look(pair.readSource(), pair.readTarget());
  }

  private static void some(PairModel pair, Random random) {
    for (int steps = random.nextInt(4); steps > 0; steps--) {
      pair.step();
    }
  }
}
