package io.sluice.control.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.OneServer;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.box.TemporaryFolder;
import io.sluice.control.migration.Database;
import io.sluice.testkit.version.PostgresVersion;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a server of PostgreSQL 15, with roles of its own, to that of all other tests. */
class SchemaFrom15IT {

  private static final TemporaryFolder FOLDER = TemporaryFolder.create("sluice-schema-it-");
  private static final PostgresServer OLD =
      PostgresServer.start(
          FOLDER.resolve("postgres"), Map.of("fsync", "off"), new PostgresVersion(15).archive());

  private final Database target = OneServer.database("target");

  @BeforeAll
  static void roles() throws SQLException {
    SchemaMove.makeRoles(new Database("source", OLD.createDatabase("roles")));
    SchemaMove.makeRoles(OneServer.database("roles"));
  }

  @AfterAll
  static void stop() {
    OLD.close();
    FOLDER.close();
  }

  @Test
  void everyKindOfObjectIsTheSameInTheNewVersion() throws SQLException, IOException {
    Database source = new Database("source", OLD.createDatabase("rich"));
    OneServer.run(source, Portrait.resource("rich.sql"));

    new SchemaMove(source, target).both();

    String[] schemas = {"app", "Odd.One", "public"};
    assertThat(Portrait.differences(Portrait.of(source, schemas), Portrait.of(target, schemas)))
        .isEmpty();
  }

  @Test
  void roleThatIsMissingLeavesWhatItOwnsAndMay() throws SQLException {
    Database source = new Database("source", OLD.createDatabase("owned"));
    OneServer.run(
        source,
        "CREATE ROLE only_here",
        "CREATE TABLE owned (id integer PRIMARY KEY)",
        "ALTER TABLE owned OWNER TO only_here",
        "CREATE TABLE granted (id integer PRIMARY KEY)",
        "GRANT SELECT ON granted TO only_here");
    SchemaMove move = new SchemaMove(source, target);

    SchemaResult before = move.run(Half.BEFORE_DATA);
    SchemaResult after = move.run(Half.AFTER_DATA);

    assertThat(before.left())
        .extracting(left -> left.key() + ": " + left.reason())
        .containsExactly("table public.owned: its owner, role only_here, is not on the target");
    assertThat(after.left())
        .extracting(left -> left.key() + ": " + left.reason())
        .containsExactly(
            "grant SELECT on TABLE public.granted to only_here:"
                + " there is no role only_here on the target");
    assertThat(before.isGood() && after.isGood()).isTrue();
  }
}
