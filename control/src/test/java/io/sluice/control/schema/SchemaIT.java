package io.sluice.control.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rich database, copied once, in both halves. */
class SchemaIT {

  private static final String[] SCHEMAS = {"app", "Odd.One", "public"};
  private static final Database SOURCE = OneServer.database("source");
  private static final Database TARGET = OneServer.database("target");
  private static final SchemaMove MOVE = new SchemaMove(SOURCE, TARGET);

  @BeforeAll
  static void copy() throws SQLException, IOException {
    SchemaMove.makeRoles(SOURCE);
    OneServer.run(SOURCE, Portrait.resource("rich.sql"));
    MOVE.both();
  }

  @Test
  void everyKindOfObjectIsTheSameOnBothSides() throws SQLException, IOException {
    assertThat(Portrait.of(SOURCE, SCHEMAS)).hasSizeGreaterThan(150);
    assertThat(Portrait.differences(Portrait.of(SOURCE, SCHEMAS), Portrait.of(TARGET, SCHEMAS)))
        .isEmpty();
  }

  @Test
  void runTwiceChangesNothing() throws SQLException {
    for (Half half : List.of(Half.BEFORE_DATA, Half.AFTER_DATA)) {
      SchemaResult again = MOVE.run(half);

      assertThat(again.isGood()).isTrue();
      assertThat(again.made()).isEmpty();
      assertThat(again.plan().missing()).isEmpty();
      assertThat(again.plan().equal()).isGreaterThan(50);
    }
    assertThat(SecondHalf.isDone(MOVE.migration())).isTrue();
  }

  @Test
  void whatIsLeftToOthersIsNamedWithTheCommand() throws SQLException {
    List<String> left = MOVE.look(Half.BOTH).plan().toDump().lines();

    assertThat(left)
        .contains(
            "  FUNCTION app.twice(integer)",
            "  MATERIALIZED VIEW app.mat",
            "  RULE quiet on app.whole",
            "  VIEW app.view");
    assertThat(left)
        .anyMatch(line -> line.contains("pg_dump --schema-only --table='\"app\".\"view\"'"))
        .anyMatch(line -> line.contains("grep -E ' FUNCTION '"))
        .noneMatch(line -> line.contains("EXTENSION"));
  }

  @Test
  void triggersSleepUntilTheyAreEnabledAsTheyWere() throws SQLException {
    List<String> states =
        SchemaMove.texts(
            TARGET,
            "SELECT tgname || tgenabled::text FROM pg_trigger WHERE tgparentid = 0"
                + " AND NOT tgisinternal ORDER BY 1");
    assertThat(states).containsExactly("alwaysD", "lateD", "on_parentD", "sleepingD", "touchedD");

    try (Connection connection = TARGET.open("test")) {
      assertThat(TargetTriggers.enable(connection))
          .extracting(TargetTriggers.Disabled::toString)
          .containsExactly(
              "always on app.customers",
              "touched on app.customers",
              "late on app.items",
              "on_parent on app.orders");
      assertThat(TargetTriggers.enable(connection)).isEmpty();
    }

    String all =
        "SELECT tgrelid::regclass || tgname::text || tgenabled::text FROM pg_trigger"
            + " WHERE NOT tgisinternal ORDER BY 1";
    assertThat(SchemaMove.texts(TARGET, all)).isEqualTo(SchemaMove.texts(SOURCE, all));
  }
}
