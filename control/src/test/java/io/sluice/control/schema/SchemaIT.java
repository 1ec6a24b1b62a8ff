package io.sluice.control.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaIT {

  private static final String[] SCHEMAS = {"app", "Odd.One", "public"};

  private final Database source = OneServer.database("source");
  private final Database target = OneServer.database("target");
  private final SchemaMove move = new SchemaMove(source, target);

  @BeforeAll
  static void roles() throws SQLException {
    SchemaMove.makeRoles(OneServer.database("roles"));
  }

  @Test
  void everyKindOfObjectIsTheSameOnBothSides() throws SQLException, IOException {
    OneServer.run(source, Portrait.resource("rich.sql"));
    move.both();

    try (Connection connection = target.open("test")) {
      TargetTriggers.enable(connection);
    }

    assertThat(Portrait.of(target, SCHEMAS)).isEqualTo(Portrait.of(source, SCHEMAS));
  }

  @Test
  void runTwiceChangesNothing() throws SQLException, IOException {
    OneServer.run(source, Portrait.resource("rich.sql"));
    move.both();

    for (Half half : new Half[] {Half.BEFORE_DATA, Half.AFTER_DATA}) {
      SchemaResult again = move.run(half);
      assertThat(again.isGood()).isTrue();
      assertThat(again.made()).isEmpty();
      assertThat(again.plan().different()).isEmpty();
      assertThat(again.plan().missing()).isEmpty();
      assertThat(again.plan().equal()).isPositive();
    }
  }
}
