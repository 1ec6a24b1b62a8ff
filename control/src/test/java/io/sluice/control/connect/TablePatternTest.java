package io.sluice.control.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableId;
import io.sluice.source.replication.TableFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablePatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"item", "Item of \"A\"", "a.b", "a,b", "x*(y)[z]{1}?+^$|\\", "🙂 sold", "ends "})
  void patternNamesItsTableAlone(String name) {
    TableId table = new TableId("public", name);
    TableFilter list =
        TableFilter.including("other.one," + TablePattern.of(table) + ",another.one");

    assertThat(list.includedTables()).hasSize(3);
    assertThat(list.captures(table)).isTrue();
    assertThat(list.captures(new TableId("public", name + "x"))).isFalse();
    assertThat(list.captures(new TableId("publicx", name))).isFalse();
    assertThat(list.captures(new TableId("Public", name))).isFalse();
  }
}
