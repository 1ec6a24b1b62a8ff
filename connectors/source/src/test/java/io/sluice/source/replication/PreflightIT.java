package io.sluice.source.replication;

import static io.sluice.source.server.SourceServer.as;
import static io.sluice.source.server.SourceServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Finding;
import io.sluice.source.server.SourceServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightIT {

  private static final SourceServer SERVER = SourceServer.shared();

  @Test
  void soundSourceHasNoFindings() throws SQLException {
    Endpoint endpoint = SERVER.database("CREATE TABLE public.t (id int PRIMARY KEY)");

    assertThat(findings(endpoint, TableFilter.EVERYTHING)).isEmpty();
  }

  @Test
  void stoppedServerIsUnreachable() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      int port = free.getLocalPort();
      free.close();
      Endpoint endpoint = Endpoint.of("127.0.0.1", port, "db", "postgres", "");

      assertOne(endpoint, "reachable", "database.hostname", "127.0.0.1:" + port);
    }
  }

  @Test
  void wrongPasswordIsThePasswordsFaultAndNotShown() throws SQLException {
    Endpoint endpoint = SERVER.database("CREATE ROLE guarded1 LOGIN SUPERUSER PASSWORD 'right'");

    assertOne(as(endpoint, "guarded1", "wr0ng"), "password", "database.password", "guarded1");
    assertOne(as(endpoint, "guarded1", ""), "password", "database.password", "guarded1");
    assertThat(findings(as(endpoint, "guarded1", "wr0ng"), TableFilter.EVERYTHING).toString())
        .doesNotContain("wr0ng");
  }

  @Test
  void missingDatabaseIsNamed() {
    assertOne(SERVER.endpoint("nowhere"), "database", "database.dbname", "nowhere");
  }

  @Test
  void missingRoleIsNamed() {
    assertOne(as(SERVER.endpoint("postgres"), "nobody", ""), "user", "database.user", "nobody");
  }

  @Test
  void everythingThatAServerLacksIsFoundAtOnce() throws Exception {
    SourceServer poor =
        SourceServer.start(
            Map.of("wal_level", "replica", "max_replication_slots", "0", "max_wal_senders", "0"));
    try {
      Endpoint endpoint =
          poor.database(
              "CREATE TABLE public.t (id int)",
              "CREATE ROLE reader LOGIN",
              "REVOKE ALL ON SCHEMA public FROM public");

      assertThat(findings(as(endpoint, "reader", ""), TableFilter.including("public.t,gone")))
          .extracting(Finding::check)
          .containsExactlyInAnyOrder(
              "wal-level",
              "replication-role",
              "free-slot",
              "free-walsender",
              "table-key",
              "schema-usage",
              "table-select",
              "no-such-table",
              "publication-privilege");
    } finally {
      poor.stop();
    }
  }

  @Test
  void tablesThatCannotBeFollowedAreFound() throws SQLException {
    Endpoint endpoint =
        SERVER.database(
            "CREATE FOREIGN DATA WRAPPER w",
            "CREATE SERVER s FOREIGN DATA WRAPPER w",
            "CREATE FOREIGN TABLE public.far (id int) SERVER s",
            "CREATE UNLOGGED TABLE public.fast (id int PRIMARY KEY)",
            "CREATE TABLE public.heap (id int)",
            "CREATE TABLE public.late (id int PRIMARY KEY DEFERRABLE)",
            "CREATE TABLE public.silent (id int PRIMARY KEY)",
            "ALTER TABLE public.silent REPLICA IDENTITY NOTHING",
            "CREATE TABLE public.sound (id int PRIMARY KEY)",
            "CREATE VIEW public.seen AS SELECT 1",
            "CREATE TABLE public.whole (id int)",
            "ALTER TABLE public.whole REPLICA IDENTITY FULL",
            "CREATE TABLE public.whole_late (id int PRIMARY KEY DEFERRABLE)",
            "ALTER TABLE public.whole_late REPLICA IDENTITY FULL");

    assertThat(
            findings(
                endpoint,
                TableFilter.including("public.far,public\\.fast,public.[h-w].*,public.seen")))
        .extracting(
            Finding::check, finding -> finding.problem().replaceAll(".*(public.\\w+).*", "$1"))
        .containsExactlyInAnyOrder(
            tuple("table-kind", "public.far"),
            tuple("table-kind", "public.fast"),
            tuple("table-kind", "public.seen"),
            tuple("table-key", "public.heap"),
            tuple("deferrable-key", "public.late"),
            tuple("table-key", "public.silent"));
  }

  @Test
  void tableThatCannotBeFollowedIsLeftOutWhereNobodyNamesIt() throws SQLException {
    Endpoint endpoint =
        SERVER.database(
            "CREATE UNLOGGED TABLE public.fast (id int PRIMARY KEY)",
            "CREATE TABLE public.sound (id int PRIMARY KEY)");

    assertThat(findings(endpoint, TableFilter.EVERYTHING)).isEmpty();
    assertThat(findings(endpoint, TableFilter.including("public\\..*"))).isEmpty();
    assertThat(preflight(endpoint, TableFilter.EVERYTHING, "sluice").findings())
        .extracting(Finding::check, Finding::level, Finding::field)
        .contains(tuple("table-left-out", Finding.Level.WARNING, "table.include.list"));
  }

  @Test
  void partitionsThatArePublishedAloneTakeTheirRootsPlace() throws SQLException {
    Endpoint endpoint =
        SERVER.database(
            "CREATE TABLE public.m (id int PRIMARY KEY) PARTITION BY RANGE (id)",
            "CREATE TABLE public.m_1 PARTITION OF public.m DEFAULT",
            "CREATE PUBLICATION sluice FOR TABLE public.m");

    for (String tables : List.of("", "public\\..*", "public.m_1")) {
      try (Connection session = endpoint.connect("sluice-it")) {
        SourcePreflight.Sight sight =
            preflight(endpoint, TableFilter.including(tables), "sluice").look(session);
        assertThat(sight.findings()).isEmpty();
        assertThat(sight.tableIds()).containsExactly(new TableId("public", "m_1"));
      }
    }
  }

  @Test
  void rowsThatPoliciesHideAreFound() throws SQLException {
    Endpoint endpoint =
        SERVER.database(
            "CREATE ROLE peeping LOGIN REPLICATION",
            "CREATE TABLE public.t (id int PRIMARY KEY)",
            "ALTER TABLE public.t ENABLE ROW LEVEL SECURITY",
            "CREATE PUBLICATION sluice FOR TABLE public.t",
            "GRANT SELECT ON public.t TO peeping");

    assertOne(as(endpoint, "peeping", ""), "row-security", "database.user", "BYPASSRLS");
    run(endpoint, "ALTER ROLE peeping BYPASSRLS");
    assertThat(findings(as(endpoint, "peeping", ""), TableFilter.EVERYTHING)).isEmpty();
  }

  @Test
  void publicationThatPublishesLessThanIsCapturedIsFound() throws SQLException {
    Endpoint endpoint =
        SERVER.database(
            "CREATE TABLE public.a (id int PRIMARY KEY, x int)",
            "CREATE TABLE public.b (id int PRIMARY KEY, x int)",
            "CREATE TABLE public.c (id int PRIMARY KEY, x int)",
            "ALTER TABLE public.a REPLICA IDENTITY FULL",
            "CREATE PUBLICATION sluice FOR TABLE public.a (id), public.b (x)"
                + " WITH (publish = 'insert, delete')");

    SlotOptions slot = new SlotOptions("sluice", "sluice", "sluice-it", Duration.ofSeconds(10));
    TableFilter all = TableFilter.including("public\\..*");
    assertThat(new SourcePreflight(endpoint, slot, all, false).findings())
        .extracting(Finding::check)
        .containsExactlyInAnyOrder(
            "publication-operations",
            "publication-tables",
            "publication-columns",
            "publication-columns");
  }

  @Test
  void slotOfAnotherPluginIsFound() throws SQLException {
    Endpoint endpoint =
        SERVER.database(
            "CREATE TABLE public.t (id int PRIMARY KEY)",
            "SELECT pg_create_logical_replication_slot('other_kind', 'test_decoding')");

    assertThat(preflight(endpoint, TableFilter.EVERYTHING, "other_kind").findings())
        .extracting(Finding::check)
        .containsExactly("slot-kind");
    run(endpoint, "SELECT pg_drop_replication_slot('other_kind')");
  }

  @Test
  void slotInUseByAnotherProcessIsFoundButNotByItsOwnConnector() throws Exception {
    Endpoint endpoint =
        SERVER.database(
            "CREATE TABLE public.t (id int PRIMARY KEY)",
            "CREATE PUBLICATION sluice FOR TABLE public.t",
            "SELECT pg_create_logical_replication_slot('busy', 'pgoutput')");
    SlotOptions others = new SlotOptions("busy", "sluice", "other app", Duration.ofSeconds(10));

    try (ReplicationStream stream = ReplicationStream.open(endpoint, others, Lsn.ZERO)) {
      assertThat(stream.next()).isEmpty();
      List<Finding> findings = preflight(endpoint, TableFilter.EVERYTHING, "busy").findings();
      assertThat(findings).extracting(Finding::check).containsExactly("slot-in-use");
      assertThat(findings.get(0).problem()).contains("other app").contains("127.0.0.1");
      assertThat(new SourcePreflight(endpoint, others, TableFilter.EVERYTHING, true).findings())
          .isEmpty();
    }
    await()
        .until(
            () -> {
              try (Connection session = endpoint.connect("sluice-it")) {
                Slot.drop(session, "busy");
                return true;
              } catch (SQLException stillHeld) {
                return false;
              }
            });
  }

  private static void assertOne(Endpoint endpoint, String check, String field, String word) {
    List<Finding> findings = findings(endpoint, TableFilter.EVERYTHING);
    assertThat(findings).extracting(Finding::check).containsExactly(check);
    assertThat(findings.get(0).field()).isEqualTo(field);
    assertThat(findings.get(0).sentence()).contains(word);
  }

  private static List<Finding> findings(Endpoint endpoint, TableFilter filter) {
    return preflight(endpoint, filter, "sluice").findings().stream()
        .filter(Finding::isFailure)
        .toList();
  }

  private static SourcePreflight preflight(Endpoint endpoint, TableFilter filter, String slot) {
    return new SourcePreflight(
        endpoint,
        new SlotOptions(slot, "sluice", "sluice-it", Duration.ofSeconds(10)),
        filter,
        true);
  }
}
