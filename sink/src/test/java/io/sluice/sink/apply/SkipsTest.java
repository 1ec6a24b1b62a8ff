package io.sluice.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SkipsTest {

  private static final List<Arrival> LOG =
      new Changes()
          .read("1", "a", "b")
          .insert("2", "a", "b")
          .delete("3")
          .tombstone()
          .truncate()
          .arrivals();

  @Test
  void everyChangeOfTheTransactionIsLeftOutButNoCopiedRow() {
    List<Arrival> left = new Skips(Set.of(new Lsn(100))).leaveOut(LOG);

    assertThat(left).hasSameSizeAs(LOG);
    assertThat(left.get(0)).isInstanceOf(Arrival.Change.class);
    assertThat(left.get(3)).isInstanceOf(Arrival.Tombstone.class);
    assertThat(List.of(left.get(1), left.get(2), left.get(4)))
        .allMatch(Arrival.Skipped.class::isInstance);
  }

  @Test
  void otherTransactionsAreNotTouched() {
    assertThat(new Skips(Set.of(new Lsn(101))).leaveOut(LOG)).isEqualTo(LOG);
    assertThat(Skips.NONE.leaveOut(LOG)).isSameAs(LOG);
  }

  @Test
  void progressGoesPastWhatIsLeftOut() {
    List<Arrival> left = new Skips(Set.of(new Lsn(100))).leaveOut(LOG.subList(1, 3));

    ApplyPlan plan = new ApplyPlanner().plan(left, Map.of(), true);

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.progress())
        .isEqualTo(Map.of(Changes.FROM, new Progress(3, new Position(new Lsn(100), 2))));
  }
}
