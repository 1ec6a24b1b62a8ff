package io.sluice.sink.target;

import io.sluice.change.RowKey;
import io.sluice.sink.apply.Cause;
import io.sluice.sink.apply.NetEffect;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Effects that are staged to be judged, and which of them are taken out again. */
final class StagedEffects {

  private final BoundTable table;
  private final List<NetEffect> effects;
  private final Map<RowKey, Cause> causes;
  private final PartialGroups partials;
  private final int[] numbers;
  private final int[] counts = new int[2];
  private int gone;
  private final Set<Integer> takenOut = new TreeSet<>();

  StagedEffects(BoundTable table, List<NetEffect> effects, Map<RowKey, Cause> causes) {
    this.table = table;
    this.effects = effects;
    this.causes = causes;
    this.partials = new PartialGroups(table.map());
    this.numbers = new int[effects.size()];
  }

  /** Writes each with its number, its place and its time in front. */
  void writeTo(CopyRows copy) throws SQLException {
    for (int place = 0; place < effects.size(); place++) {
      NetEffect effect = effects.get(place);
      numbers[place] = BulkApply.number(effect, partials);
      count(place, 1);
      copy.number(numbers[place]);
      copy.number(place);
      copy.number(cause(place).micros());
      copy.row(table.map().columns(), effect.row());
    }
  }

  private void count(int place, int difference) {
    if (numbers[place] < counts.length) {
      counts[numbers[place]] += difference;
    }
  }

  NetEffect effect(int place) {
    return effects.get(place);
  }

  Cause cause(int place) {
    return causes.get(effects.get(place).row().key(table.topic()));
  }

  /** What was found for one is known, and whether it is applied. */
  void rule(Meeting met, boolean applies) {
    if (!applies) {
      takeOut(met.place());
    } else if (!met.found() && numbers[met.place()] == BulkStatements.DELETE) {
      gone++;
    }
  }

  private void takeOut(int place) {
    if (takenOut.add(place)) {
      count(place, -1);
      partials.takeOut(numbers[place]);
    }
  }

  /** How many of the staged deletes have no row to delete. */
  int gone() {
    return gone;
  }

  boolean anyTakenOut() {
    return !takenOut.isEmpty();
  }

  /** The places of those that are taken out, as the text of an array. */
  String takenOutText() {
    return takenOut.toString().replace('[', '{').replace(']', '}');
  }

  boolean isStaged(int place) {
    return !takenOut.contains(place);
  }

  /** How many are still staged with this number, which is no group's. */
  int count(int number) {
    return counts[number];
  }

  PartialGroups partials() {
    return partials;
  }
}
