package io.sluice.control.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Fencing;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FenceIT {

  private static final String READ_ONLY = "25006";
  private static final Fencing TABLES = new Fencing.Tables();
  private static final Patience PATIENCE = Patience.of(Duration.ofSeconds(30));
  private static final TableId ODD = new TableId("public", "O'dd \"t\".x 🧀");
  private static final TableId PARTED = new TableId("public", "parted");
  private static final List<TableId> MIGRATED = List.of(ODD, PARTED);

  private final Database database = OneServer.database("fenced");
  private final Fence fence = new Fence(database, "move-1");

  FenceIT() throws SQLException {
    OneServer.run(
        database,
        "CREATE TABLE \"O'dd \"\"t\"\".x 🧀\" (id integer PRIMARY KEY, t text)",
        "CREATE TABLE parted (id integer PRIMARY KEY) PARTITION BY RANGE (id)",
        "CREATE TABLE leaf PARTITION OF parted FOR VALUES FROM (0) TO (1000)",
        "CREATE TABLE other (id integer)",
        "INSERT INTO \"O'dd \"\"t\"\".x 🧀\" VALUES (0)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO \"O'dd \"\"t\"\".x 🧀\" VALUES (1)",
        "UPDATE \"O'dd \"\"t\"\".x 🧀\" SET t = 'x'",
        "DELETE FROM \"O'dd \"\"t\"\".x 🧀\" WHERE false",
        "TRUNCATE \"O'dd \"\"t\"\".x 🧀\"",
        "MERGE INTO \"O'dd \"\"t\"\".x 🧀\" o USING (VALUES (7)) v (id) ON o.id = v.id"
            + " WHEN NOT MATCHED THEN INSERT VALUES (v.id)",
        "INSERT INTO parted VALUES (1)",
        "INSERT INTO leaf VALUES (1)",
        "TRUNCATE leaf"
      })
  void everyKindOfWriteIsRefusedWithAWord(String write) throws SQLException {
    fence.close(TABLES, MIGRATED, PATIENCE);

    assertThatThrownBy(() -> OneServer.run(database, write))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("takes no writes here: migration move-1 has closed this database")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo(READ_ONLY);
  }

  @Test
  void readersSinksAndOtherTablesGoOn() throws SQLException {
    fence.close(TABLES, MIGRATED, PATIENCE);

    OneServer.run(
        database,
        "SELECT * FROM parted",
        "INSERT INTO other VALUES (1)",
        "SET session_replication_role = replica",
        "INSERT INTO parted VALUES (1)",
        "INSERT INTO \"O'dd \"\"t\"\".x 🧀\" VALUES (1)");
  }

  @Test
  void fenceIsKnownToWhoeverComesNextAndLeavesNothingWhenItIsOpened() throws SQLException {
    assertThat(fence.closed()).isEmpty();
    fence.close(TABLES, MIGRATED, PATIENCE);
    assertThat(new Fence(database, "move-1").closed())
        .hasValueSatisfying(closure -> assertThat(closure.fencing()).isEqualTo(TABLES));
    assertThat(new Fence(database, "another").closed()).isEmpty();

    fence.open();

    assertThat(fence.closed()).isEmpty();
    OneServer.run(database, "INSERT INTO parted VALUES (1)");
    assertThat(fence.sweep()).isZero();
    assertThat(count("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal")).isZero();
  }

  @Test
  void fenceWaitsForWhoeverIsWritingAndNamesThem() throws SQLException {
    try (Connection writer = database.endpoint().connect("slow-writer");
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO public.parted VALUES (1)");

      Patience short_ = Patience.of(Duration.ofMillis(900));
      assertThatThrownBy(() -> fence.close(TABLES, MIGRATED, short_))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("being written to by process")
          .hasMessageContaining("slow-writer");
      assertThat(fence.closed()).as("nothing is left of the attempt").isEmpty();
      OneServer.run(database, "INSERT INTO parted VALUES (2)");

      writer.commit();
      fence.close(TABLES, MIGRATED, PATIENCE);
      assertThat(count("SELECT count(*) FROM public.parted")).isEqualTo(2);
    }
  }

  /** Its snapshot is older than the fence, and does not know of it. */
  @Test
  void transactionThatLookedBeforeTheFenceMayNotWriteBehindIt() throws SQLException {
    fence.close(TABLES, MIGRATED, PATIENCE);
    fence.open();
    try (Connection old = database.endpoint().connect("repeatable-reader");
        Statement statement = old.createStatement()) {
      old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      old.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM public.other");
      fence.close(TABLES, MIGRATED, PATIENCE);

      assertThatThrownBy(() -> statement.execute("INSERT INTO public.parted VALUES (1)"))
          .hasMessageContaining("takes no writes here");
    }
  }

  @Test
  void openingWaitsForNobody() throws SQLException {
    fence.close(TABLES, MIGRATED, PATIENCE);
    try (Connection reader = database.endpoint().connect("long-reader");
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM public.parted");

      fence.open();

      OneServer.run(database, "INSERT INTO parted VALUES (1)");
      assertThat(fence.sweep()).as("triggers that stay").isEqualTo(2);
      OneServer.run(database, "INSERT INTO parted VALUES (2)");
      reader.commit();
    }
    assertThat(fence.sweep()).isZero();
    assertThat(count("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal")).isZero();
  }

  @Test
  void closingAgainKeepsTheAgeAndCoversTablesThatHaveCome() throws SQLException {
    fence.close(TABLES, List.of(ODD), PATIENCE);
    OneServer.run(database, "UPDATE sluice.fence SET began = began - interval '1 hour'");

    Closure again = fence.close(TABLES, MIGRATED, PATIENCE);

    assertThat(again.age()).isGreaterThan(Duration.ofHours(1));
    assertThatThrownBy(() -> OneServer.run(database, "INSERT INTO leaf VALUES (1)"))
        .hasMessageContaining("takes no writes here");
    fence.open();
    OneServer.run(database, "INSERT INTO leaf VALUES (1)");
    OneServer.run(database, "INSERT INTO \"O'dd \"\"t\"\".x 🧀\" VALUES (1)");
  }

  @Test
  void rolesLoseTheirSessionsAndGetBackWhatTheyHad() throws SQLException {
    String app = role("LOGIN PASSWORD 'p'");
    String group = role("NOLOGIN");
    Endpoint login = login(app);
    try (Connection session = login.connect("app")) {
      Fencing.Roles roles = new Fencing.Roles(List.of(app, group));
      assertThat(fence.problems(roles, MIGRATED)).isEmpty();

      fence.close(roles, MIGRATED, PATIENCE);

      assertThat(session.isValid(2)).as("session of the application").isFalse();
      assertThatThrownBy(() -> login.connect("app"))
          .hasMessageContaining("not permitted to log in");
      assertThat(fence.closed().orElseThrow().loginless()).containsExactly(app);
      fence.close(roles, MIGRATED, PATIENCE);
      assertThat(fence.closed().orElseThrow().loginless())
          .as("still known after it was closed twice")
          .containsExactly(app);

      fence.open();

      login.connect("app").close();
      assertThat(
              count(
                  "SELECT count(*) FROM pg_roles WHERE rolcanlogin AND rolname = '" + group + "'"))
          .as("a role that could not log in before")
          .isZero();
    } finally {
      drop(app, group);
    }
  }

  @Test
  void oneKindOfFenceStandsInPlaceOfTheOther() throws SQLException {
    String app = role("LOGIN PASSWORD 'p'");
    try {
      fence.close(new Fencing.Roles(List.of(app)), MIGRATED, PATIENCE);
      fence.close(TABLES, MIGRATED, PATIENCE);

      login(app).connect("app").close();
      assertThat(fence.closed().orElseThrow().fencing()).isEqualTo(TABLES);

      fence.close(new Fencing.Roles(List.of(app)), MIGRATED, PATIENCE);
      OneServer.run(database, "INSERT INTO parted VALUES (1)");
      fence.open();
      login(app).connect("app").close();
    } finally {
      drop(app);
    }
  }

  @Test
  void everythingThatStandsInTheWayIsNamed() throws SQLException {
    String boss = role("SUPERUSER");
    String owner = role("LOGIN PASSWORD 'p' CREATEROLE");
    try {
      assertThat(
              fence.problems(new Fencing.Roles(List.of("nobody here", boss, "postgres")), MIGRATED))
          .satisfiesExactlyInAnyOrder(
              one -> assertThat(one.problem()).contains("has no role nobody here"),
              one -> assertThat(one.problem()).contains(boss + " is a superuser"),
              one -> assertThat(one.problem()).contains("postgres is the one that sluice itself"));
      OneServer.run(database, "ALTER TABLE leaf OWNER TO " + owner);
      Fence byOwner = new Fence(new Database("source", login(owner)), "move-1");
      assertThat(byOwner.problems(TABLES, MIGRATED))
          .extracting(Finding::sentence)
          .satisfiesExactlyInAnyOrder(
              one ->
                  assertThat(one)
                      .startsWith(ODD + ", " + PARTED + " on source")
                      .contains("the owner is postgres and not " + owner, "no superuser"),
              one -> assertThat(one).contains("may not write a fence down in schema sluice"));
    } finally {
      OneServer.run(database, "DROP OWNED BY " + owner + " CASCADE");
      drop(boss, owner);
    }
  }

  private String role(String options) throws SQLException {
    String name = "r_" + UUID.randomUUID().toString().substring(0, 8);
    OneServer.run(database, "CREATE ROLE " + name + " " + options);
    return name;
  }

  private void drop(String... roles) throws SQLException {
    for (String role : roles) {
      OneServer.run(database, "DROP ROLE " + role);
    }
  }

  private Endpoint login(String role) {
    Endpoint ours = database.endpoint();
    return Endpoint.of(ours.host(), ours.port(), ours.database(), role, "p");
  }

  private long count(String query) throws SQLException {
    try (Connection session = database.open("test");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
