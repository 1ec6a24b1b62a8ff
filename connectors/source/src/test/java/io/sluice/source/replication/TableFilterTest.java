package io.sluice.source.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class TableFilterTest {

  private static final TableId ORDERS = new TableId("shop", "orders");

  @Test
  void expressionsMatchTheWholeNameInWhateverCase() {
    assertThat(TableFilter.including("SHOP.Orders").captures(ORDERS)).isTrue();
    assertThat(TableFilter.including("shop.order").captures(ORDERS)).isFalse();
    assertThat(TableFilter.including("orders").captures(ORDERS)).isFalse();
    assertThat(TableFilter.including("a.b, shop\\..*").captures(ORDERS)).isTrue();
  }

  @Test
  void exclusionsWinOverInclusions() {
    assertThat(filter("shop\\..*", "shop.orders", "", "").captures(ORDERS)).isFalse();
    assertThat(filter("", "", "shop", "").captures(ORDERS)).isTrue();
    assertThat(filter("", "", "other", "").captures(ORDERS)).isFalse();
    assertThat(filter("shop.orders", "", "", "shop").captures(ORDERS)).isFalse();
  }

  @Test
  void systemsOwnSchemasAreNeverCaptured() {
    for (String schema : List.of("pg_catalog", "pg_toast", "information_schema", "sluice")) {
      assertThat(TableFilter.including(".*").captures(new TableId(schema, "t"))).isFalse();
    }
  }

  @Test
  void commasInsideAnExpressionAreEscaped() {
    assertThat(TableFilter.patterns("a{1\\,2} , , b")).hasSize(2);
    assertThatThrownBy(() -> TableFilter.patterns("a(")).isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void inclusionsThatMatchNothingAreTold() {
    assertThat(TableFilter.including("shop.orders,shop.ordres").unmatched(List.of(ORDERS)))
        .containsExactly("shop.ordres");
  }

  private static TableFilter filter(String tables, String not, String schemas, String notSchemas) {
    return new TableFilter(
        TableFilter.patterns(tables),
        TableFilter.patterns(not),
        TableFilter.patterns(schemas),
        TableFilter.patterns(notSchemas));
  }
}
