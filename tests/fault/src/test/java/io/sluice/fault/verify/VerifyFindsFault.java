package io.sluice.fault.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small run of what {@code tests/verify-finds.sh} does with two million rows. */
class VerifyFindsFault {

  private static final int ROWS = 100_000;
  private static final int RUNS = 2;
  private static final long SEED = 7;

  @Test
  void everythingPlantedIsFoundAndMendedAndNothingElse() throws Exception {
    List<String> lines = new ArrayList<>();

    boolean good = new FindRun(new FindOptions(ROWS, RUNS, SEED), lines::add).run();

    assertThat(good).as(String.join("\n", lines)).isTrue();
    assertThat(lines).last().asString().endsWith(" 0 false");
  }
}
