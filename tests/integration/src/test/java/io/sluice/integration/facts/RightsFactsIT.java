package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.postgres.Endpoint;
import io.sluice.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a role may do that is no superuser. */
class RightsFactsIT {

  private TestDatabase database;
  private TestDatabase asRole;

  @BeforeEach
  void create() {
    database = FactServer.database();
    Endpoint all = database.endpoint();
    database.execute(
        "INSERT INTO public.t VALUES (1, 'mine'), (2, 'theirs')",
        "CREATE ROLE limited LOGIN REPLICATION PASSWORD 'fact'");
    asRole =
        new TestDatabase(Endpoint.of(all.host(), all.port(), all.database(), "limited", "fact"));
  }

  @AfterEach
  void drop() {
    database.execute("DROP OWNED BY limited", "DROP ROLE limited");
    FactServer.drop(database);
  }

  @Test
  void rowLevelSecurityHidesRowsWithoutAWord() {
    database.execute(
        "GRANT USAGE ON SCHEMA public TO limited",
        "GRANT SELECT ON public.t TO limited",
        "ALTER TABLE public.t ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON public.t USING (note = 'mine')");
    assertThat(asRole.texts("SELECT id FROM public.t")).containsExactly("1");

    database.execute("ALTER ROLE limited BYPASSRLS");
    assertThat(asRole.texts("SELECT id FROM public.t ORDER BY 1")).containsExactly("1", "2");
  }

  @Test
  void replicationDoesNotGrantReading() {
    database.execute("GRANT USAGE ON SCHEMA public TO limited");
    FactSlot slot = FactSlot.testDecoding(database);
    database.execute("INSERT INTO public.t VALUES (3, 'streamed')");

    assertThat(new FactSlot(asRole, slot.name()).changes()).as("all changes").hasSize(1);
    assertThatThrownBy(() -> asRole.texts("SELECT id FROM public.t"))
        .hasStackTraceContaining("permission denied for table t");
  }

  @Test
  void ordinaryRoleMayQuietenTriggersOnceItIsGrantedTheParameter() {
    String set = "SET session_replication_role = replica";
    assertThatThrownBy(() -> asRole.execute(set)).hasStackTraceContaining("permission denied");

    database.execute("GRANT SET ON PARAMETER session_replication_role TO limited");
    asRole.execute(set);
  }

  @Test
  void fenceIsNologinAndTheEndOfTheSessions() {
    database.execute(
        "GRANT USAGE ON SCHEMA public TO limited", "GRANT INSERT ON public.t TO limited");
    try (OpenSession running = OpenSession.in(asRole)) {
      database.execute("ALTER ROLE limited NOLOGIN");
      assertThatThrownBy(() -> asRole.text("SELECT 1")).hasStackTraceContaining("log in");
      running.run("INSERT INTO public.t VALUES (3)");

      database.execute(
          "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = 'limited'");
      assertThatThrownBy(() -> running.run("INSERT INTO public.t VALUES (4)"))
          .hasStackTraceContaining("terminat");
    }
  }
}
