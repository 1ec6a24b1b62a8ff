package io.sluice.control.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.control.box.PostgresServer;
import io.sluice.control.box.TemporaryFolder;
import io.sluice.control.migration.Fencing;
import io.sluice.control.report.Patience;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Query;
import io.sluice.postgres.Secret;
import io.sluice.postgres.Sql;
import io.sluice.testkit.version.PostgresVersion;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@code sluice check} finds, one broken set-up after the other: how it was broken, which
 * check says so in which words, and the statement out of its remedy that mends it.
 */
class CheckIT {

  private static final TemporaryFolder FOLDER = TemporaryFolder.create("sluice-check-it-");

  private static final String DISK_IS_LARGE_ENOUGH =
      "target\\.disk: OK \\(needs about \\S+ .*B, \\S+ .*B free\\)";

  private static PostgresServer server;

  private Patient patient;

  @BeforeAll
  static void start() {
    server = start("sound", Map.of("max_prepared_transactions", "5"), PostgresVersion.underTest());
  }

  private static PostgresServer start(
      String name, Map<String, String> settings, PostgresVersion version) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("fsync", "off");
    all.put("autovacuum", "off");
    return PostgresServer.start(FOLDER.resolve(name), all, version.archive());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void soundMigration() throws SQLException {
    patient = Patient.on(server);
  }

  @Test
  void soundMigrationHasNoProblemAndNothingIsChangedByLooking() throws SQLException {
    patient.readyForCutover();
    String before = nextTransaction();

    CheckReport report = patient.check();

    assertThat(report.problems()).isEmpty();
    assertThat(nextTransaction()).isEqualTo(before);
    assertThat(report.outcomes().stream().map(Outcome::line))
        .contains("source.wal-level: OK", "target.not-empty: OK", "check.time-limit: OK")
        .anyMatch(
            line ->
                line.matches(
                    "source\\.version: OK \\(PostgreSQL "
                        + PostgresVersion.underTest().major()
                        + "\\.\\d+.*\\)"));
    assertThat(report.notes())
        .singleElement()
        .asString()
        .contains("no box runs", "kafka.reachable");
  }

  @Test
  void everyLineIsOneOfTheReferencesAndHasItsLevel() throws SQLException {
    patient.onTarget("DROP TABLE shop.orders", "DROP EXTENSION plpgsql");
    patient.onSource("ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey");

    Map<String, Check> known =
        Check.all().stream()
            .collect(Collectors.toMap(check -> check.side() + "." + check.id(), check -> check));
    for (Outcome outcome : patient.check().problems()) {
      Check check = known.get(outcome.side() + "." + outcome.name());
      assertThat(check).as(outcome.line()).isNotNull();
      assertThat(check.severity().toString()).contains(outcome.level().name());
    }
  }

  @Test
  void allProblemsAreShownAtOnceInTheOrderOfTheReference() throws SQLException {
    patient.readyForCutover();
    patient.onSource(
        "ALTER ROLE " + patient.reader() + " NOREPLICATION",
        "ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey");
    patient.onTarget(
        "REVOKE TEMPORARY ON DATABASE " + patient.target().database() + " FROM PUBLIC",
        "REVOKE TEMPORARY ON DATABASE " + patient.target().database() + " FROM " + patient.writer(),
        "ALTER TABLE shop.orders DROP COLUMN note");

    assertThat(patient.check().problems())
        .extracting(outcome -> outcome.side() + "." + outcome.name())
        .containsExactly(
            "source.replication-role",
            "source.table-key",
            "target.temporary",
            "target.column-missing",
            "target.extra-unique");
  }

  @Nested
  class Source {

    @Test
    void serverThatDoesNotAnswerLeavesTheTargetToBeLookedAt() throws Exception {
      Endpoint there = patient.reading();
      patient.reading(closed(there));

      CheckReport report = patient.check();

      assertThat(report.problems())
          .extracting(Outcome::name, Outcome::level)
          .containsExactly(tuple("reachable", Verdict.FAILED));
      assertThat(report.outcomes())
          .anyMatch(outcome -> outcome.line().equals("target.replication-role: OK"));
      patient
          .fails("source.reachable", "cannot be reached")
          .says("Check host and port")
          .mendedBy(() -> patient.reading(there));
    }

    @Test
    void wrongPassword() throws SQLException {
      Endpoint right = patient.reading();
      patient
          .reading(withPassword(right, "wr0ng"))
          .fails("source.password", "refuses the password of user " + patient.reader())
          .says("ALTER ROLE \"" + patient.reader() + "\" PASSWORD '...';")
          .mendedBy(() -> patient.onSource("ALTER ROLE " + patient.reader() + " PASSWORD 'wr0ng'"));
    }

    @Test
    void databaseThatIsNotThere() throws SQLException {
      Endpoint right = patient.reading();
      patient
          .reading(right.withDatabase("nowhere"))
          .fails("source.database", "no database nowhere")
          .says("SELECT datname FROM pg_database;")
          .mendedBy(() -> patient.reading(right));
    }

    @Test
    void serverWithoutEncryption() throws SQLException {
      Endpoint right = patient.reading();
      patient
          .reading(encrypted(right))
          .fails("source.tls", "with sslmode require")
          .says("Set database.sslmode to what the server offers")
          .mendedBy(() -> patient.reading(right));
    }

    @Test
    void roleThatMayNotConnect() throws SQLException {
      String database = patient.source().database();
      patient
          .onSource("REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC")
          .fails("source.user", "does not let user " + patient.reader() + " in")
          .mendedOnSource(
              "GRANT CONNECT ON DATABASE \"" + database + "\" TO \"" + patient.reader() + "\";");
    }

    @Test
    void roleThatHasNoConnectionLeft() throws SQLException {
      patient
          .onSource("ALTER ROLE " + patient.reader() + " CONNECTION LIMIT 0")
          .fails("source.connections", "has no connection left")
          .says("end other sessions")
          .mendedBy(
              () -> patient.onSource("ALTER ROLE " + patient.reader() + " CONNECTION LIMIT 5"));
    }

    @Test
    void catalogThatMayNotBeRead() throws SQLException {
      patient
          .onSource("REVOKE SELECT ON pg_largeobject_metadata FROM PUBLIC")
          .fails("source.catalog", "could not be asked for advice: NO_PRIVILEGE")
          .says("a role that lacks a privilege needs it granted")
          .mendedBy(() -> patient.onSource("GRANT SELECT ON pg_largeobject_metadata TO PUBLIC"));
    }

    @Test
    void roleThatMayNotReplicate() throws SQLException {
      patient
          .onSource("ALTER ROLE " + patient.reader() + " NOREPLICATION")
          .fails("source.replication-role", "may not use replication")
          .mendedOnSource("ALTER ROLE \"" + patient.reader() + "\" REPLICATION;");
    }

    @Test
    void slotOfAnotherKind() throws SQLException {
      patient
          .onSource(
              "SELECT pg_create_logical_replication_slot('"
                  + patient.slot()
                  + "', 'test_decoding')")
          .fails("source.slot-kind", "exists already for plugin test_decoding")
          .says("Set slot.name to another name.")
          .mendedBy(
              () -> patient.onSource("SELECT pg_drop_replication_slot('" + patient.slot() + "')"));
    }

    @Test
    void slotThatSomebodyElseStreamsFrom() throws SQLException {
      try (SlotHolder other = SlotHolder.connector(patient.source(), patient.slot())) {
        patient
            .fails("source.slot-in-use", "Slot " + patient.slot() + " is in use by process ")
            .says("Stop that process")
            .mendedBy(other::close);
      }
    }

    @Test
    void slotThatTheServerHasGivenUp() throws SQLException {
      String name = Sql.literal(patient.slot());
      patient.onSource(
          "SELECT pg_create_logical_replication_slot(" + name + ", 'pgoutput')",
          "ALTER SYSTEM SET max_slot_wal_keep_size = '1 MB'",
          "SELECT pg_reload_conf()");
      try (Connection session = patient.source().connect("doctor")) {
        new Patience(Duration.ofMillis(20), Duration.ofSeconds(20))
            .until(() -> isLost(session), () -> "the slot is not given up");
      }
      patient
          .onSource("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()")
          .fails("source.slot-invalidated", "has given slot " + patient.slot() + " up: wal_removed")
          .mendedOnSource("SELECT pg_drop_replication_slot(" + name + ");");
    }

    /** Writes more log, of which the next checkpoint lets go as soon as it has the new limit. */
    private boolean isLost(Connection session) {
      String more = "SELECT pg_logical_emit_message(true, 'log', 'x'), pg_switch_wal()";
      try (Statement statement = session.createStatement()) {
        statement.execute(more);
        statement.execute(more);
        statement.execute("CHECKPOINT");
        return Query.of(
                session,
                "SELECT wal_status = 'lost' FROM pg_replication_slots WHERE slot_name = ?",
                patient.slot())
            .holds();
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Test
    void tableThatMayNotBeRead() throws SQLException {
      patient
          .onSource("REVOKE SELECT ON shop.orders FROM " + patient.reader())
          .fails("source.table-select", "may not read table shop.orders")
          .mendedOnSource("GRANT SELECT ON \"shop\".\"orders\" TO \"" + patient.reader() + "\";");
    }

    @Test
    void schemaThatMayNotBeLookedInto() throws SQLException {
      patient
          .onSource("REVOKE USAGE ON SCHEMA shop FROM " + patient.reader())
          .fails("source.schema-usage", "may not look into schema shop")
          .mendedOnSource("GRANT USAGE ON SCHEMA \"shop\" TO \"" + patient.reader() + "\";");
    }

    @Test
    void rowsThatPoliciesHide() throws SQLException {
      patient
          .onSource("ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY")
          .fails("source.row-security", "hides rows of table shop.orders")
          .mendedOnSource("ALTER ROLE \"" + patient.reader() + "\" BYPASSRLS;");
    }

    @Test
    void sequenceThatMayNotBeRead() throws SQLException {
      patient
          .onSource("REVOKE ALL ON SEQUENCE shop.tickets FROM " + patient.reader())
          .fails("source.sequence-select", "may not read sequence shop.tickets")
          .mendedOnSource(
              "GRANT SELECT ON SEQUENCE \"shop\".\"tickets\" TO \"" + patient.reader() + "\";");
    }

    @Test
    void tableWithoutAKey() throws SQLException {
      patient
          .onSource(
              "ALTER TABLE shop.\"It's \"\"odd\"\". 🙂\" DROP CONSTRAINT \"It's \"\"odd\"\". 🙂_pkey\"")
          .fails("source.table-key", "Table shop.It's \"odd\". 🙂 has no usable key")
          .mendedOnSource("ALTER TABLE \"shop\".\"It's \"\"odd\"\". 🙂\" REPLICA IDENTITY FULL;");
    }

    @Test
    void tableWhoseLogHasNoOldKeys() throws SQLException {
      patient
          .onSource("ALTER TABLE shop.orders REPLICA IDENTITY NOTHING")
          .fails("source.table-key", "with replica identity NOTHING")
          .mendedOnSource("ALTER TABLE \"shop\".\"orders\" REPLICA IDENTITY DEFAULT;");
    }

    @Test
    void tableWhoseKeyIsDeferrable() throws SQLException {
      patient
          .onSource(
              "ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey,"
                  + " ADD CONSTRAINT late PRIMARY KEY (id) DEFERRABLE",
              "CREATE UNIQUE INDEX soon ON shop.orders (id)")
          .fails("source.deferrable-key", "late, is deferrable")
          .says("ALTER TABLE \"shop\".\"orders\" REPLICA IDENTITY USING INDEX ...;")
          .mendedBy(
              () -> patient.onSource("ALTER TABLE shop.orders REPLICA IDENTITY USING INDEX soon"));
    }

    @Test
    void tableWhoseRowsAreFollowedWhole() throws SQLException {
      patient
          .onSource(
              "ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey",
              "ALTER TABLE shop.orders REPLICA IDENTITY FULL")
          .warns("source.table-without-key", "Table shop.orders has no key")
          .says("ALTER TABLE \"shop\".\"orders\" ADD PRIMARY KEY (...);")
          .mendedBy(() -> patient.onSource("ALTER TABLE shop.orders ADD PRIMARY KEY (id)"));
    }

    @Test
    void unloggedTableIsLeftOut() throws SQLException {
      patient
          .asOwner()
          .onSource("DROP PUBLICATION pub", "ALTER TABLE shop.orders SET UNLOGGED")
          .warns("source.table-left-out", "shop.orders is an unlogged table")
          .mendedOnSource("ALTER TABLE \"shop\".\"orders\" SET LOGGED;");
    }

    @Test
    void unloggedTableThatSomebodyAskedFor() throws SQLException {
      patient
          .asOwner()
          .capturing("shop.orders")
          .onSource("DROP PUBLICATION pub", "ALTER TABLE shop.orders SET UNLOGGED")
          .fails("source.table-kind", "shop.orders is an unlogged table")
          .mendedOnSource("ALTER TABLE \"shop\".\"orders\" SET LOGGED;");
    }

    @Test
    void nameThatNoTableHas() throws SQLException {
      patient
          .capturing("shop.orders", "shop.ordres")
          .fails("source.no-such-table", "is called shop.ordres")
          .says("\\dt *.*")
          .mendedBy(
              () ->
                  patient.onSource(
                      "CREATE TABLE shop.ordres (id int PRIMARY KEY)",
                      "GRANT SELECT ON shop.ordres TO " + patient.reader()));
    }

    @Test
    void databaseWithoutATable() throws SQLException {
      patient
          .asOwner()
          .onSource("DROP PUBLICATION pub", "DROP SCHEMA shop CASCADE")
          .fails("source.no-tables", "There is no table to capture")
          .says("Create the tables first")
          .mendedBy(() -> patient.onSource("CREATE TABLE public.t (id int PRIMARY KEY)"));
    }

    @Test
    void publicationThatNobodyMakes() throws SQLException {
      patient
          .capturing("shop.orders")
          .with("publication.autocreate.mode", "disabled")
          .onSource("DROP PUBLICATION pub")
          .fails("source.publication-missing", "There is no publication pub")
          .mendedOnSource(
              "CREATE PUBLICATION \"pub\" FOR TABLE \"shop\".\"orders\""
                  + " WITH (publish_via_partition_root = true);");
    }

    @Test
    void publicationThatTheRoleMayNotMake() throws SQLException {
      patient
          .capturing("shop.orders")
          .onSource("DROP PUBLICATION pub")
          .fails("source.publication-privilege", "may not create publication pub")
          .mendedOnSource(
              "CREATE PUBLICATION \"pub\" FOR TABLE \"shop\".\"orders\""
                  + " WITH (publish_via_partition_root = true);");
    }

    @Test
    void publicationThatLacksATable() throws SQLException {
      patient
          .capturing("shop.orders", "shop.later")
          .onSource(
              "DROP PUBLICATION pub",
              "CREATE PUBLICATION pub FOR TABLE shop.orders",
              "CREATE TABLE shop.later (id int PRIMARY KEY)",
              "GRANT SELECT ON shop.later TO " + patient.reader())
          .fails("source.publication-tables", "Publication pub lacks shop.later")
          .mendedOnSource("ALTER PUBLICATION \"pub\" ADD TABLE \"shop\".\"later\";");
    }

    @Test
    void publicationThatLeavesDeletesOut() throws SQLException {
      patient
          .onSource("ALTER PUBLICATION pub SET (publish = 'insert, update')")
          .fails("source.publication-operations", "publishes only insert, update")
          .mendedOnSource(
              "ALTER PUBLICATION \"pub\" SET (publish = 'insert, update, delete, truncate');");
    }

    @Test
    void publicationWhoseColumnListLeavesTheKeyOut() throws SQLException {
      patient
          .onSource(
              "DROP PUBLICATION pub", "CREATE PUBLICATION pub FOR TABLE shop.orders (note, total)")
          .fails("source.publication-columns", "leaves out id")
          .says("Name all columns of the replica identity")
          .mendedBy(
              () -> patient.onSource("ALTER PUBLICATION pub SET TABLE shop.orders (id, note)"));
    }

    @Test
    void largeObjects() throws SQLException {
      patient
          .onSource("SELECT lo_create(0)")
          .warns("source.large-objects", "has large objects")
          .mendedOnSource("SELECT lo_unlink(oid) FROM pg_largeobject_metadata;");
    }

    @Test
    void transactionThatWasPreparedAndForgotten() throws SQLException {
      patient
          .onSource(
              "BEGIN; INSERT INTO shop.orders VALUES (1, 'x'); PREPARE TRANSACTION 'it''s gone'")
          .warns("source.prepared-transactions", "'it''s gone' is prepared")
          .mendedOnSource("ROLLBACK PREPARED 'it''s gone';");
    }

    @Test
    void transactionThatTheSlotWillWaitFor() throws SQLException {
      patient.onSource("GRANT pg_read_all_stats TO " + patient.reader());
      try (Connection slow = patient.source().connect("nightly job");
          Statement statement = slow.createStatement()) {
        slow.setAutoCommit(false);
        statement.execute("INSERT INTO shop.orders(id, customer) VALUES (4711, 'secret')");
        Patience.of(Duration.ofSeconds(10))
            .until(() -> lines().toString().contains("source.slot-waits: W"), () -> "no warning");

        assertThat(patient.check().toString()).doesNotContain("secret", "4711");
        patient
            .warns(
                "source.slot-waits",
                "(application \"nightly job\"), whose transaction writes since")
            .says("SELECT pg_terminate_backend(")
            .mendedBy(slow::rollback);
      }
    }

    @Test
    void tooLittleLogIsKeptForTheSlot() throws SQLException {
      patient
          .onSource("ALTER SYSTEM SET max_slot_wal_keep_size = '1 MB'", "SELECT pg_reload_conf()")
          .warns("source.wal-keep-size", "max_slot_wal_keep_size is 1 MB, but about")
          .says("ALTER SYSTEM SET max_slot_wal_keep_size = '", "SELECT pg_reload_conf();")
          .mendedBy(
              () ->
                  patient.onSource(
                      "ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()"));
    }

    @Test
    void walsenderThatIsTimedOutTooSoon() throws SQLException {
      patient
          .onSource("ALTER SYSTEM SET wal_sender_timeout = '12 s'", "SELECT pg_reload_conf()")
          .warns("source.wal-sender-timeout", "12000 ms, too close to the 10000 ms")
          .mendedOnSource(
              "ALTER SYSTEM SET wal_sender_timeout = '60 s';", "SELECT pg_reload_conf();");
      patient.onSource("ALTER SYSTEM RESET wal_sender_timeout", "SELECT pg_reload_conf()");
    }

    @Test
    void walsenderThatIsNeverTimedOut() throws SQLException {
      patient
          .onSource("ALTER SYSTEM SET wal_sender_timeout = 0", "SELECT pg_reload_conf()")
          .warns("source.wal-sender-timeout", "wal_sender_timeout is 0")
          .mendedOnSource(
              "ALTER SYSTEM SET wal_sender_timeout = '60 s';", "SELECT pg_reload_conf();");
      patient.onSource("ALTER SYSTEM RESET wal_sender_timeout", "SELECT pg_reload_conf()");
    }

    @Test
    void synchronousStandbyThatIsAway() throws SQLException {
      patient
          .onSource(
              "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (ghost)'",
              "SELECT pg_reload_conf()")
          .warns("source.synchronous-standbys", "synchronous_standby_names = ANY 1 (ghost)")
          .mendedOnSource(
              "ALTER SYSTEM SET synchronous_standby_names = '';", "SELECT pg_reload_conf();");
    }

    @Test
    void failoverSlotThatNoStandbyCanKeep() throws SQLException {
      patient.with("slot.failover", "true");
      if (PostgresVersion.underTest().major() < 17) {
        patient
            .fails("source.failover-version", "keeps no copies of logical slots")
            .says("Set slot.failover to false")
            .mendedBy(() -> patient.with("slot.failover", "false"));
      } else {
        patient
            .warns("source.failover-standby", "No standby streams from a physical slot")
            .says("primary_slot_name", "sync_replication_slots = on")
            .mendedBy(() -> patient.with("slot.failover", "false"));
      }
    }

    @Test
    void standbyThatKeepsNoCopyOfTheSlot() throws SQLException {
      assumeThat(PostgresVersion.underTest().major()).isGreaterThanOrEqualTo(17);
      String name = patient.slot() + "_standby";
      patient.with("slot.failover", "true");
      try (SlotHolder standby = SlotHolder.standby(patient.source(), name)) {
        patient
            .warns("source.failover-feedback", "No standby tells the primary what it still reads")
            .says("hot_standby_feedback = on")
            .mendedBy(standby::feedBack);
        patient
            .warns("source.failover-order", "synchronized_standby_slots is empty")
            .mendedOnSource(
                "ALTER SYSTEM SET synchronized_standby_slots = '" + name + "';",
                "SELECT pg_reload_conf();");
        patient.onSource(
            "ALTER SYSTEM RESET synchronized_standby_slots", "SELECT pg_reload_conf()");
      }
    }

    @Test
    void rowThatNoRecordHolds() throws SQLException {
      patient
          .onSource("INSERT INTO shop.orders VALUES (1, 'x', repeat('x', 40000000))")
          .fails("source.largest-row", "A row of table shop.orders has 400000")
          .says("Raise row.max.bytes", "or make the row smaller")
          .mendedBy(
              () -> patient.onSource("UPDATE shop.orders SET note = 'x'", "VACUUM shop.orders"));
    }

    @Test
    void configurationThatTheConnectorDoesNotTake() throws SQLException {
      patient
          .with("snapshot.mode", "sometimes")
          .fails("source.config", "snapshot.mode")
          .says("Correct migration.yaml")
          .mendedBy(() -> patient.with("snapshot.mode", "initial"));
    }
  }

  @Nested
  class Target {

    @Test
    void serverThatDoesNotAnswer() throws Exception {
      Endpoint there = patient.writing();
      patient
          .writing(closed(there))
          .fails("target.reachable", "cannot be reached")
          .says("Check host and port")
          .mendedBy(() -> patient.writing(there));
    }

    @Test
    void roleThatIsNotThere() throws SQLException {
      Endpoint right = patient.writing();
      patient
          .writing(withPassword(right, ""))
          .fails("target.password", "refuses the password of user " + patient.writer())
          .says("Correct the password")
          .mendedBy(() -> patient.writing(right));
    }

    @Test
    void serverWithoutEncryption() throws SQLException {
      Endpoint right = patient.writing();
      patient
          .writing(encrypted(right))
          .fails("target.tls", "with sslmode require")
          .says("Set database.sslmode to what the server offers")
          .mendedBy(() -> patient.writing(right));
    }

    @Test
    void roleThatMayNotConnect() throws SQLException {
      String database = patient.target().database();
      patient
          .onTarget("REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC, " + patient.writer())
          .fails("target.user", "does not let user " + patient.writer() + " in")
          .mendedOnTarget(
              "GRANT CONNECT ON DATABASE \"" + database + "\" TO \"" + patient.writer() + "\";");
    }

    @Test
    void databaseThatIsNotThere() throws SQLException {
      Endpoint right = patient.writing();
      patient
          .writing(right.withDatabase("nowhere"))
          .fails("target.database", "no database nowhere")
          .says("SELECT datname FROM pg_database;")
          .mendedBy(() -> patient.writing(right));
    }

    @Test
    void roleThatHasNoConnectionLeft() throws SQLException {
      patient
          .onTarget("ALTER ROLE " + patient.writer() + " CONNECTION LIMIT 0")
          .fails("target.connections", "has no connection left")
          .says("end other sessions")
          .mendedBy(
              () -> patient.onTarget("ALTER ROLE " + patient.writer() + " CONNECTION LIMIT 5"));
    }

    @Test
    void configurationThatTheConnectorDoesNotTake() throws SQLException {
      patient
          .withSink("conflict.mode", "perhaps")
          .fails("target.config", "conflict.mode")
          .says("Correct migration.yaml")
          .mendedBy(() -> patient.withSink("conflict.mode", "apply"));
    }

    @Test
    void commitsWhoseTimesNobodyKeeps() throws SQLException {
      patient
          .withSink("conflict.mode", "keep")
          .fails("target.commit-timestamps", "does not keep who committed what and when")
          .says("ALTER SYSTEM SET track_commit_timestamp = on;")
          .mendedBy(() -> patient.withSink("conflict.mode", "apply"));
    }

    @Test
    void catalogThatMayNotBeRead() throws SQLException {
      patient
          .onTarget("REVOKE SELECT ON pg_trigger FROM PUBLIC")
          .fails("target.catalog", "could not be asked for extras: NO_PRIVILEGE")
          .says("a role that lacks a privilege needs it granted")
          .mendedBy(() -> patient.onTarget("GRANT SELECT ON pg_trigger TO PUBLIC"));
    }

    @Test
    void databaseThatIsReadOnly() throws SQLException {
      String database = patient.target().database();
      patient
          .onTarget("ALTER DATABASE " + database + " SET default_transaction_read_only = on")
          .fails("target.primary", "is read only")
          .says("Name the primary.")
          .mendedBy(
              () ->
                  patient.onTarget(
                      "SET default_transaction_read_only = off",
                      "ALTER DATABASE " + database + " RESET default_transaction_read_only"));
    }

    @Test
    void schemaOfProgressThatCannotBeMade() throws SQLException {
      String database = patient.target().database();
      patient
          .onTarget("REVOKE CREATE ON DATABASE " + database + " FROM " + patient.writer())
          .fails("target.create", "may not create the schema sluice")
          .mendedOnTarget(
              "GRANT CREATE ON DATABASE \"" + database + "\" TO \"" + patient.writer() + "\";");
    }

    @Test
    void schemaOfProgressThatIsThereForOthersAlone() throws SQLException {
      patient
          .onTarget("CREATE SCHEMA sluice")
          .fails("target.create", "may not make tables in schema sluice")
          .mendedOnTarget("GRANT USAGE, CREATE ON SCHEMA sluice TO \"" + patient.writer() + "\";");
    }

    @Test
    void temporaryTablesThatCannotBeMade() throws SQLException {
      String database = patient.target().database();
      patient
          .onTarget(
              "REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC, " + patient.writer())
          .fails("target.temporary", "may not create temporary tables")
          .mendedOnTarget(
              "GRANT TEMPORARY ON DATABASE \"" + database + "\" TO \"" + patient.writer() + "\";");
    }

    @Test
    void triggersThatCannotBeKeptQuiet() throws SQLException {
      patient
          .onTarget("REVOKE SET ON PARAMETER session_replication_role FROM " + patient.writer())
          .fails("target.replication-role", "may not keep triggers and foreign keys quiet")
          .mendedOnTarget(
              "GRANT SET ON PARAMETER session_replication_role TO \"" + patient.writer() + "\";");
    }

    @Test
    void originThatCannotBeMade() throws SQLException {
      patient
          .onTarget(
              "REVOKE EXECUTE ON FUNCTION pg_replication_origin_create FROM " + patient.writer())
          .fails("target.origin", "may not mark its transactions with a replication origin")
          .mendedOnTarget(
              "GRANT EXECUTE ON FUNCTION pg_replication_origin_create, pg_replication_origin_oid,"
                  + " pg_replication_origin_session_setup, pg_replication_origin_xact_setup TO"
                  + " \""
                  + patient.writer()
                  + "\";");
    }

    @Test
    void tableThatTheSinkWillMake() throws SQLException {
      patient
          .onTarget("DROP TABLE shop.orders")
          .warns("target.table-missing", "The target has no table shop.orders")
          .says("sluice schema", "pg_dump --schema-only")
          .mendedBy(
              () ->
                  patient.onTarget(
                      "CREATE TABLE shop.orders (id bigint PRIMARY KEY, customer text, note text,"
                          + " total numeric(12,2), mood shop.mood)",
                      "GRANT ALL ON shop.orders TO " + patient.writer()));
    }

    @Test
    void tableThatTheSinkMayNotMake() throws SQLException {
      patient
          .onTarget(
              "DROP TABLE shop.orders", "REVOKE CREATE ON SCHEMA shop FROM " + patient.writer())
          .fails("target.create-table", "may not make table shop.orders")
          .mendedOnTarget(
              "GRANT USAGE, CREATE ON SCHEMA \"shop\" TO \"" + patient.writer() + "\";");
    }

    @Test
    void typeOfAnExtensionThatIsNotThere() throws SQLException {
      patient
          .onSource(
              "CREATE EXTENSION hstore SCHEMA shop", "ALTER TABLE shop.orders ADD tags shop.hstore")
          .onTarget("DROP TABLE shop.orders")
          .fails("target.type-missing", "lacks type shop.hstore of column tags")
          .mendedOnTarget("CREATE EXTENSION IF NOT EXISTS hstore SCHEMA shop;");
    }

    @Test
    void extensionThatIsNotThere() throws SQLException {
      patient
          .onSource("CREATE EXTENSION hstore")
          .warns("target.extension", "extension hstore, and the target has not")
          .mendedOnTarget("CREATE EXTENSION \"hstore\";");
    }

    @Test
    void viewInThePlaceOfATable() throws SQLException {
      patient
          .onTarget(
              "ALTER TABLE shop.orders RENAME TO orders_old",
              "CREATE VIEW shop.orders AS SELECT * FROM shop.orders_old")
          .fails("target.table-kind", "shop.orders is a view or a foreign table")
          .says("ALTER VIEW")
          .mendedBy(
              () ->
                  patient.onTarget(
                      "ALTER VIEW shop.orders RENAME TO orders_seen",
                      "ALTER TABLE shop.orders_old RENAME TO orders"));
    }

    @Test
    void columnThatIsNotThere() throws SQLException {
      patient
          .onTarget("ALTER TABLE shop.\"It's \"\"odd\"\". 🙂\" DROP COLUMN \"Ünï.côde\"")
          .fails("target.column-missing", "has no column Ünï.côde")
          .mendedOnTarget(
              "ALTER TABLE \"shop\".\"It's \"\"odd\"\". 🙂\" ADD COLUMN \"Ünï.côde\" text;");
    }

    @Test
    void columnThatNobodyFills() throws SQLException {
      patient
          .onTarget("ALTER TABLE shop.orders ADD tenant int NOT NULL")
          .fails("target.column-unfilled", "Column tenant of table shop.orders is NOT NULL")
          .mendedOnTarget("ALTER TABLE \"shop\".\"orders\" ALTER COLUMN \"tenant\" DROP NOT NULL;");
    }

    @Test
    void columnThatDoesNotReadTheSourcesType() throws SQLException {
      patient
          .onTarget("ALTER TABLE shop.orders ALTER note TYPE integer USING 0")
          .fails("target.column-type", "is text in the source and integer in the target")
          .mendedOnTarget(
              "ALTER TABLE \"shop\".\"orders\" ALTER COLUMN \"note\" TYPE text USING"
                  + " \"note\"::text::text;");
    }

    @Test
    void columnThatIsNarrower() throws SQLException {
      patient
          .onTarget("ALTER TABLE shop.orders ALTER total TYPE numeric(6,2)")
          .warns(
              "target.column-type", "is numeric(12,2) in the source and numeric(6,2) in the target")
          .mendedOnTarget(
              "ALTER TABLE \"shop\".\"orders\" ALTER COLUMN \"total\" TYPE numeric(12,2) USING"
                  + " \"total\"::text::numeric(12,2);");
    }

    @Test
    void enumThatLacksALabel() throws SQLException {
      patient
          .onSource("ALTER TYPE shop.mood ADD VALUE 'it''s fine' BEFORE 'glad'")
          .fails(
              "target.enum-labels", "shop.mood of column mood of table shop.orders lacks 1 label")
          .mendedOnTarget(
              "ALTER TYPE shop.mood ADD VALUE IF NOT EXISTS 'it''s fine' BEFORE 'glad';");
    }

    @Test
    void tableWithoutTheKey() throws SQLException {
      patient
          .onTarget("ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey")
          .fails("target.key-missing", "no unique index over exactly its key (id)")
          .mendedOnTarget("ALTER TABLE \"shop\".\"orders\" ADD PRIMARY KEY (\"id\");");
    }

    @Test
    void columnThatTakesNoNull() throws SQLException {
      patient
          .onTarget("ALTER TABLE shop.orders ALTER note SET NOT NULL")
          .warns("target.extra-not-null", "Column note of table shop.orders is NOT NULL")
          .mendedOnTarget("ALTER TABLE \"shop\".\"orders\" ALTER COLUMN \"note\" DROP NOT NULL;");
    }

    @Test
    void constraintThatRefusesEqualValues() throws SQLException {
      patient
          .onTarget("ALTER TABLE shop.orders ADD CONSTRAINT once UNIQUE (customer)")
          .warns("target.extra-unique", "unique index once on (customer)")
          .mendedOnTarget("ALTER TABLE \"shop\".\"orders\" DROP CONSTRAINT \"once\";");
    }

    @Test
    void indexThatRefusesEqualValues() throws SQLException {
      patient
          .onTarget("CREATE UNIQUE INDEX once ON shop.orders (lower(note)) WHERE total > 0")
          .warns("target.extra-unique", "unique index once on (lower(note) WHERE (total >")
          .mendedOnTarget("DROP INDEX \"shop\".\"once\";");
    }

    @Test
    void checkThatRefusesRows() throws SQLException {
      patient
          .onSource("ALTER TABLE shop.orders ADD CONSTRAINT positive CHECK (total >= 0)")
          .onTarget(
              "ALTER TABLE shop.orders ADD CONSTRAINT same CHECK (total >= 0) NOT VALID",
              "ALTER TABLE shop.orders ADD CONSTRAINT little CHECK (total < 100)")
          .warns("target.extra-constraint", "has a constraint little in the target")
          .mendedOnTarget("ALTER TABLE \"shop\".\"orders\" DROP CONSTRAINT \"little\";");
    }

    @Test
    void triggerThatFiresAllTheSame() throws SQLException {
      patient
          .onTarget(
              "CREATE FUNCTION shop.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
              "CREATE TRIGGER audit BEFORE INSERT ON shop.orders"
                  + " FOR EACH ROW EXECUTE FUNCTION shop.f()",
              "ALTER TABLE shop.orders ENABLE ALWAYS TRIGGER audit")
          .warns("target.trigger-fires", "Trigger audit of table shop.orders acts")
          .mendedOnTarget("ALTER TABLE \"shop\".\"orders\" ENABLE TRIGGER \"audit\";");
    }

    @Test
    void foreignKeyToATableThatStaysBehind() throws SQLException {
      patient
          .onTarget(
              "CREATE TABLE shop.customers (name text PRIMARY KEY)",
              "ALTER TABLE shop.orders ADD CONSTRAINT whose FOREIGN KEY (customer)"
                  + " REFERENCES shop.customers")
          .warns("target.foreign-key-outside", "points to shop.customers, which is not in")
          .mendedOnTarget("ALTER TABLE \"shop\".\"orders\" DROP CONSTRAINT \"whose\";");
    }

    @Test
    void tableThatHasRowsAlready() throws SQLException {
      patient
          .onTarget("INSERT INTO shop.orders VALUES (1, 'left over')")
          .fails("target.not-empty", "Table shop.orders of the target has rows already")
          .mendedOnTarget("TRUNCATE \"shop\".\"orders\";");
    }

    @Test
    void tableThatMayNotBeWrittenTo() throws SQLException {
      patient
          .onTarget("REVOKE INSERT, TRUNCATE ON shop.orders FROM " + patient.writer())
          .fails("target.table-privileges", "has no INSERT, TRUNCATE on table shop.orders")
          .mendedOnTarget(
              "GRANT INSERT, TRUNCATE ON \"shop\".\"orders\" TO \"" + patient.writer() + "\";");
    }

    @Test
    void schemaThatMayNotBeLookedInto() throws SQLException {
      patient
          .onTarget("REVOKE ALL ON SCHEMA shop FROM " + patient.writer())
          .fails("target.schema-usage", "may not look into schema shop")
          .mendedOnTarget("GRANT USAGE ON SCHEMA \"shop\" TO \"" + patient.writer() + "\";");
    }

    @Test
    void rowsThatPoliciesHide() throws SQLException {
      patient
          .onTarget("ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY")
          .fails("target.row-security", "Row-level security of table shop.orders")
          .mendedOnTarget("ALTER ROLE \"" + patient.writer() + "\" BYPASSRLS;");
    }

    @Test
    void sequenceThatMayNotBeSet() throws SQLException {
      patient
          .onTarget("REVOKE UPDATE ON SEQUENCE shop.tickets FROM " + patient.writer())
          .fails("target.sequence-privileges", "may not set sequence shop.tickets")
          .mendedOnTarget(
              "GRANT SELECT, UPDATE ON SEQUENCE \"shop\".\"tickets\" TO \""
                  + patient.writer()
                  + "\";");
    }

    @Test
    void encodingThatLacksCharacters() throws SQLException {
      Endpoint right = patient.writing();
      String latin = patient.target().database() + "_latin";
      patient
          .onTarget("CREATE DATABASE " + latin + " TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
          .writing(right.withDatabase(latin))
          .fails("target.encoding", "UTF8 and the target's LATIN1")
          .says("CREATE DATABASE \"" + latin + "_2\" TEMPLATE template0 ENCODING 'UTF8';")
          .mendedBy(
              () -> {
                patient.onTarget(
                    "CREATE DATABASE \"" + latin + "_2\" TEMPLATE template0 ENCODING 'UTF8';");
                patient.writing(right.withDatabase(latin + "_2"));
              });
    }

    @Test
    void localeThatSortsOtherwise() throws SQLException {
      String german = patient.target().database() + "_german";
      patient
          .onTarget(
              "CREATE DATABASE "
                  + german
                  + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'de'")
          .writing(patient.target().withDatabase(german));
      String remedy =
          patient
              .warns("target.locale", "locale de")
              .says("CREATE DATABASE \"" + german + "_2\" TEMPLATE template0 LOCALE_PROVIDER ")
              .remedy();
      patient
          .onTarget(remedy.substring(remedy.indexOf("CREATE"), remedy.indexOf(';')))
          .writing(patient.target().withDatabase(german + "_2"));
      assertThat(patient.check().problems()).extracting(Outcome::name).doesNotContain("locale");
    }

    @Test
    void diskThatDoesNotHoldTheTables() throws Exception {
      patient.onTarget("GRANT pg_execute_server_program TO " + patient.writer());
      try (HugeTable orders = HugeTable.of(patient.source(), "shop.orders")) {
        orders.grow(2 * orders.free());

        patient
            .fails("target.disk", " are free on the target")
            .says("half as much again goes for indexes and log")
            .mendedBy(orders::close);
      }
      assertThat(lines()).anyMatch(line -> line.matches(DISK_IS_LARGE_ENOUGH));
    }

    @Test
    void diskThatHoldsTheTablesAndLittleElse() throws Exception {
      patient.onTarget("GRANT pg_execute_server_program TO " + patient.writer());
      try (HugeTable orders = HugeTable.of(patient.source(), "shop.orders");
          HugeTable copied = HugeTable.of(patient.target(), "shop.orders")) {
        long needed = orders.free() / 5 * 4;
        orders.grow(needed);

        patient
            .warns("target.disk", "What is still to come takes about ")
            .says("half as much again goes for indexes and log")
            .mendedBy(() -> copied.grow(needed / 2));
      }
    }

    @Test
    void diskThatTheRoleMayNotAskFor() throws Exception {
      try (HugeTable orders = HugeTable.of(patient.source(), "shop.orders")) {
        orders.grow(101L << 30);

        patient
            .warns("target.disk", "role " + patient.writer() + " may not ask the server")
            .says(
                "GRANT pg_execute_server_program TO \"" + patient.writer() + "\";",
                "look yourself: the target needs 151.5 GB free")
            .mendedBy(orders::close);
      }
    }

    @Test
    void diskOfADatabaseInATablespaceOfItsOwn() throws SQLException {
      String database = patient.target().database();
      patient
          .onTarget("GRANT pg_execute_server_program TO " + patient.writer())
          .onSource(
              "SET allow_in_place_tablespaces = on",
              "CREATE TABLESPACE " + database + " LOCATION ''",
              "ALTER DATABASE " + database + " SET TABLESPACE " + database);

      assertThat(lines()).anyMatch(line -> line.matches(DISK_IS_LARGE_ENOUGH));
    }

    @Test
    void diskThatTheServerCannotTellOf() throws Exception {
      String database = patient.target().database();
      patient.onTarget(
          "GRANT pg_execute_server_program TO " + patient.writer(),
          "REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC, " + patient.writer());
      assertThat(lines())
          .anyMatch(
              line ->
                  line.startsWith("target.disk: OK (needs about ")
                      && line.contains("df could not be asked: NO_PRIVILEGE"));
    }

    @Test
    void collationThatSortsOtherwiseThanItDid() throws SQLException {
      patient
          .onTarget(
              "CREATE COLLATION shop.german (provider = icu, locale = 'de')",
              "ALTER TABLE shop.orders ALTER note TYPE text COLLATE shop.german",
              "UPDATE pg_collation SET collversion = '1.0' WHERE collname = 'german'")
          .warns("target.collation-version", "collation shop.german was made with version 1.0")
          .mendedOnTarget("ALTER COLLATION \"shop\".\"german\" REFRESH VERSION;");
    }
  }

  /** What is needed later only. */
  @Nested
  class Cutover {

    @BeforeEach
    void ready() throws SQLException {
      patient.readyForCutover();
    }

    @Test
    void tablesOfTheSourceThatBelongToSomebodyElse() throws SQLException {
      patient
          .onSource("REVOKE " + patient.owner() + " FROM " + patient.reader())
          .warns("source.fence", "the owner is " + patient.owner() + " and not " + patient.reader())
          .mendedOnSource("GRANT \"" + patient.owner() + "\" TO \"" + patient.reader() + "\";");
    }

    @Test
    void tablesOfTheTargetThatBelongToSomebodyElse() throws SQLException {
      patient
          .onTarget("REVOKE " + patient.owner() + " FROM " + patient.writer())
          .warns("target.fence", "shop.It's \"odd\". 🙂, shop.orders on target")
          .mendedOnTarget("GRANT \"" + patient.owner() + "\" TO \"" + patient.writer() + "\";");
    }

    @Test
    void fenceThatCannotBeWrittenDown() throws SQLException {
      String database = patient.source().database();
      patient
          .onSource("REVOKE CREATE ON DATABASE " + database + " FROM " + patient.reader())
          .warns("source.fence", "may not write a fence down in schema sluice")
          .mendedOnSource(
              "GRANT CREATE ON DATABASE \"" + database + "\" TO \"" + patient.reader() + "\";");
    }

    @Test
    void rolesThatMayNotBeKeptOut() throws SQLException {
      String app = patient.owner() + "_app";
      String reader = patient.reader();
      patient
          .onSource("CREATE ROLE " + app + " LOGIN")
          .fencing(new Fencing.Roles(List.of(app)))
          .warns("source.fence", "may not end the sessions of role " + app)
          .says("GRANT pg_signal_backend TO \"" + reader + "\";");
      patient
          .warns("source.fence", "may not take the login of role " + app)
          .says(
              "ALTER ROLE \"" + reader + "\" CREATEROLE;",
              "GRANT \"" + app + "\" TO \"" + reader + "\" WITH ADMIN OPTION;")
          .mendedBy(
              () ->
                  patient.onSource(
                      "GRANT pg_signal_backend TO " + reader,
                      "ALTER ROLE " + reader + " CREATEROLE",
                      "GRANT " + app + " TO " + reader + " WITH ADMIN OPTION"));
    }

    @Test
    void rolesOfOneServerForBothSides() throws SQLException {
      patient
          .onSource("CREATE ROLE " + patient.owner() + "_app LOGIN")
          .onTarget("ALTER ROLE " + patient.writer() + " SUPERUSER")
          .fencing(new Fencing.Roles(List.of(patient.owner() + "_app")))
          .warns("target.fence", "Both databases are on one server")
          .says("Set fence: tables")
          .mendedBy(() -> patient.fencing(new Fencing.Tables()));
    }

    @Test
    void targetThatCannotBeTheSourceOfAWayBack() throws SQLException {
      patient
          .onTarget("ALTER ROLE " + patient.writer() + " NOREPLICATION")
          .warns("target.way-back", "For the way back: Role " + patient.writer())
          .says("--one-way")
          .mendedOnTarget("ALTER ROLE \"" + patient.writer() + "\" REPLICATION;");
    }

    @Test
    void wayBackThatNobodyWants() throws SQLException {
      patient.onTarget("ALTER ROLE " + patient.writer() + " NOREPLICATION").oneWay();

      CheckReport report = patient.check();

      assertThat(report.problems()).isEmpty();
      assertThat(report.notes())
          .contains(
              "Not looked at, since a cutover with --one-way needs no way back:"
                  + " source.way-back, target.way-back");
    }

    @Test
    void tableOfTheTargetThatCannotBeCaptured() throws SQLException {
      patient
          .onTarget("ALTER TABLE shop.orders SET UNLOGGED")
          .warns("target.way-back", "shop.orders is an unlogged table")
          .mendedOnTarget("ALTER TABLE \"shop\".\"orders\" SET LOGGED;");
    }

    @Test
    void tableThatIsStillToComeIsNoMatterOfTheWayBack() throws SQLException {
      patient.onTarget("DROP TABLE shop.orders");

      assertThat(patient.check().problems())
          .extracting(Outcome::name)
          .containsExactly("table-missing");
    }

    @Test
    void sourceThatCannotBeTheTargetOfAWayBack() throws SQLException {
      patient
          .onSource("REVOKE SET ON PARAMETER session_replication_role FROM " + patient.reader())
          .warns("source.way-back", "may not keep triggers and foreign keys quiet")
          .mendedOnSource(
              "GRANT SET ON PARAMETER session_replication_role TO \"" + patient.reader() + "\";");
    }

    @Test
    void tablesOfTheSourceThatMayNotBeWrittenTo() throws SQLException {
      String grant = "GRANT INSERT, UPDATE, DELETE, TRUNCATE ON \"shop\".";
      String reader = patient.reader();
      patient
          .onSource(
              "REVOKE " + patient.owner() + " FROM " + reader,
              "GRANT SELECT, UPDATE ON SEQUENCE shop.tickets TO " + reader)
          .warns("source.way-back", " There are 1 more of the kind.")
          .mendedOnSource(
              grant + "\"orders\" TO \"" + reader + "\";",
              grant + "\"It's \"\"odd\"\". 🙂\" TO \"" + reader + "\";");
    }
  }

  /** Settings that take a restart, and an old version: one server that lacks them all. */
  @Nested
  class PoorServer {

    private final PostgresVersion oldest = PostgresVersion.ALL.get(0);

    @Test
    void serverThatLacksEverythingIsToldAllOfIt() throws SQLException {
      PostgresServer poor =
          start(
              "poor",
              Map.of("wal_level", "replica", "max_replication_slots", "0", "max_wal_senders", "0"),
              oldest);
      try {
        Patient source = Patient.on(poor).readyForCutover();
        source
            .fails("source.wal-level", "wal_level is replica")
            .says("ALTER SYSTEM SET wal_level = logical;");
        source
            .fails("source.free-slot", "has no free replication slot")
            .says("raise max_replication_slots and restart the server");
        source
            .fails("source.free-walsender", "has no free walsender")
            .says("raise max_wal_senders and restart the server")
            .mendedBy(
                () -> {
                  source.onSource(
                      "ALTER SYSTEM SET wal_level = logical",
                      "ALTER SYSTEM SET max_replication_slots = 4",
                      "ALTER SYSTEM SET max_wal_senders = 4");
                  poor.restart(Map.of());
                });
        assertThat(source.check().problems()).isEmpty();
        if (!PostgresVersion.underTest().equals(oldest)) {
          olderTarget(source.writing());
        }
      } finally {
        poor.close();
      }
    }

    private void olderTarget(Endpoint old) throws SQLException {
      Endpoint right = patient.writing();
      patient
          .writing(old)
          .warns("target.older-version", "the target 15: what is new in between may be missing")
          .says("Take a target of version " + PostgresVersion.underTest().major())
          .mendedBy(() -> patient.writing(right));
    }
  }

  @Nested
  class Time {

    @Test
    void whatALockKeepsFromBeingLookedAtIsNamed() throws SQLException {
      try (Connection locked = patient.target().connect("locker");
          Statement statement = locked.createStatement()) {
        locked.setAutoCommit(false);
        statement.execute("LOCK TABLE shop.orders IN ACCESS EXCLUSIVE MODE");

        patient
            .fails("check.time-limit", "target.not-empty")
            .says("pg_stat_activity")
            .mendedBy(locked::rollback);
      }
    }

    @Test
    void serverThatNeverAnswersDoesNotKeepTheCheckFromItsEnd() throws Exception {
      try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        Endpoint there = patient.reading();
        patient.reading(at(there, silent.getLocalPort()));

        CheckReport report = patient.check(Duration.ofSeconds(2));

        assertThat(report.problems()).extracting(Outcome::name).containsExactly("time-limit");
        assertThat(report.problems().get(0).problem())
            .startsWith("Not looked at within 2 s: source.reachable");
      }
    }
  }

  @Test
  void reportForScriptsSaysTheSame() throws SQLException {
    patient.onTarget("ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey");

    Map<String, Object> report = patient.check().report();

    assertThat(report).containsEntry("ok", false).containsEntry("failed", 1L);
    assertThat((List<?>) report.get("checks"))
        .anySatisfy(
            check ->
                assertThat(check)
                    .isEqualTo(
                        Map.of(
                            "name", "key-missing",
                            "side", "target",
                            "level", "FAILED",
                            "problem",
                                "Table shop.orders has no unique index over exactly its key (id) in"
                                    + " the target.",
                            "remedy",
                                "Run ALTER TABLE \"shop\".\"orders\" ADD PRIMARY KEY (\"id\");")));
  }

  private List<String> lines() {
    return patient.check().outcomes().stream().map(Outcome::line).toList();
  }

  /** Which number the next transaction that writes anything would get. */
  private String nextTransaction() throws SQLException {
    try (Connection session = patient.source().connect("doctor");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_snapshot_xmax(pg_current_snapshot())")) {
      row.next();
      return row.getString(1);
    }
  }

  private static Endpoint closed(Endpoint there) throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return at(there, free.getLocalPort());
    }
  }

  private static Endpoint at(Endpoint there, int port) {
    return Endpoint.of("127.0.0.1", port, there.database(), there.user(), there.password().value());
  }

  private static Endpoint encrypted(Endpoint there) {
    return new Endpoint(
        there.host(),
        there.port(),
        there.database(),
        there.user(),
        there.password(),
        "require",
        there.options());
  }

  private static Endpoint withPassword(Endpoint there, String password) {
    return new Endpoint(
        there.host(),
        there.port(),
        there.database(),
        there.user(),
        new Secret(password),
        there.sslMode(),
        there.options());
  }
}
