package io.sluice.control.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {

  private final Names names =
      new Names(
          Map.of(
              new TableId("app", "orders"), new TableId("new", "Orders \"2\""),
              new TableId("app", "s"), new TableId("new", "s"),
              new TableId("app", "==="), new TableId("new", "==="),
              new TableId("A.b", "C\"d"), new TableId("x", "y")));

  @Test
  void namesOfKnownObjectsAreReplacedWhereverTheyStand() {
    assertThat(names.inSql("CREATE INDEX \"i\" ON \"app\".\"orders\" USING btree (\"a\")"))
        .isEqualTo("CREATE INDEX \"i\" ON \"new\".\"Orders \"\"2\"\"\" USING btree (\"a\")");
    assertThat(names.inSql("app.orders[]")).isEqualTo("\"new\".\"Orders \"\"2\"\"\"[]");
    assertThat(names.inSql("(a OPERATOR(app.===) b)")).isEqualTo("(a OPERATOR(\"new\".===) b)");
    assertThat(names.inSql("\"A.b\".\"C\"\"d\"")).isEqualTo("\"x\".\"y\"");
    assertThat(names.inSql("OWNED BY app.orders.app")).endsWith("\"Orders \"\"2\"\"\".app");
  }

  @Test
  void everythingElseStays() {
    for (String sql :
        new String[] {
          "'app.orders'::text",
          "E'\\'app.orders' || 'it''s app.orders'",
          "\"app.orders\"",
          "\"x\"\"\".\"app\"",
          "other.app.orders",
          "app.unknown",
          "app . orders"
        }) {
      assertThat(names.inSql(sql)).isEqualTo(sql);
    }
  }

  @Test
  void literalThatNamesAnObjectFollowsIt() {
    assertThat(names.inSql("\"nextval\"('\"app\".\"s\"'::\"regclass\")"))
        .isEqualTo("\"nextval\"('\"new\".\"s\"'::\"regclass\")");
    assertThat(names.inSql("'app.orders'::regclass"))
        .isEqualTo("'\"new\".\"Orders \"\"2\"\"\"'::regclass");
  }

  @Test
  void oldNameOfARenamedTableIsUnclearByItself() {
    assertThat(names.isUnclearIn("SELECT FROM app.s WHERE orders.id = s.id")).isTrue();
    assertThat(names.isUnclearIn("SELECT FROM app.orders o WHERE o.id = s.id")).isFalse();
  }
}
