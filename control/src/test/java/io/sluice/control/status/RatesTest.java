package io.sluice.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final TableId A = new TableId("s", "a");
  private static final TableId B = new TableId("s", "b");

  @Test
  void ratesAreWhatCameBetweenTwoLooks() {
    Rates.Count before = new Rates.Count(0, 1000, 10, Map.of(A, 100L, B, 5L));
    Rates.Count now =
        new Rates.Count(2 * SECOND, 5000, 30, Map.of(A, 300L, B, 5L, new TableId("s", "c"), 7L));

    Rates rates = Rates.between(before, now).orElseThrow();

    assertThat(rates.logBytes()).isEqualTo(2000);
    assertThat(rates.records()).isEqualTo(10);
    assertThat(rates.rows()).isEqualTo(Map.of(A, 100.0));
    assertThat(rates.rowsOf(B)).as("it does not move").isEmpty();
  }

  @Test
  void tableThatIsReadAgainGoesNotBackwards() {
    Rates.Count before = new Rates.Count(0, 0, 0, Map.of(A, 100L));
    Rates.Count now = new Rates.Count(SECOND, 0, 0, Map.of(A, 10L));

    assertThat(Rates.between(before, now).orElseThrow().rows()).isEmpty();
    assertThat(Rates.between(now, now)).isEmpty();
  }

  @Test
  void timeLeftIsUnknownWhileNothingMoves() {
    assertThat(Rates.time(1000, 10)).contains(Duration.ofSeconds(100));
    assertThat(Rates.time(1000, 0)).isEmpty();
  }

  @Test
  void stageIsAsFarBehindAsTheFirstLookThatItHasNotReached() {
    LogClock clock = new LogClock();
    assertThat(clock.behind(0, new Lsn(100))).as("nothing is known").isEmpty();
    clock.look(SECOND, new Lsn(100));
    clock.look(2 * SECOND, new Lsn(200));
    clock.look(3 * SECOND, new Lsn(200));
    clock.look(4 * SECOND, new Lsn(300));

    assertThat(clock.behind(6 * SECOND, new Lsn(300))).contains(Duration.ZERO);
    assertThat(clock.behind(6 * SECOND, new Lsn(250))).contains(Duration.ofSeconds(2));
    assertThat(clock.behind(6 * SECOND, new Lsn(100))).contains(Duration.ofSeconds(4));
    assertThat(clock.behind(6 * SECOND, new Lsn(99))).as("older than the first look").isEmpty();
  }
}
