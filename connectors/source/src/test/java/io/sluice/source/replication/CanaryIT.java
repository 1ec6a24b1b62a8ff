package io.sluice.source.replication;

import static io.sluice.source.server.SourceServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The canary alone, beside a stream. */
class CanaryIT {

  private static final int WARNS_ONLY = 18;

  private Endpoint endpoint;
  private SlotOptions slot;
  private Canary canary;
  private Connection session;
  private ReplicationStream stream;
  private Lsn passed = Lsn.ZERO;

  @BeforeEach
  void startStream() throws Exception {
    endpoint = SourceServer.shared().database("CREATE TABLE public.a (id int PRIMARY KEY)");
    slot =
        new SlotOptions("c_" + endpoint.database(), "pub", "it", Duration.ofSeconds(10))
            .withCanary();
    CaptureStart start =
        new ReplicationStart(new SourcePreflight(endpoint, slot, TableFilter.EVERYTHING, true))
            .prepare(Optional.empty(), table -> Optional.empty());
    assertThat(start.tables()).hasSize(1);
    session = endpoint.connect("sluice-it");
    stream = ReplicationStream.open(endpoint, slot, start.start());
    canary = new Canary(slot);
  }

  @AfterEach
  void endStream() throws SQLException {
    stream.close();
    session.close();
    await().ignoreExceptions().until(this::drop);
  }

  private boolean drop() throws SQLException {
    run(endpoint, "SELECT pg_drop_replication_slot('%s')".formatted(slot.name()));
    return true;
  }

  @Test
  void publicationOfOurOwnHasTheCanaryAndItsBeatsArrive() throws SQLException {
    assertThat(Publication.find(session, "pub").orElseThrow().tableIds())
        .containsExactly(new TableId("public", "a"), CanaryTable.NAME);

    for (int beat = 0; beat < 3; beat++) {
      canary.inspect(session);
      follow();
    }
  }

  @Test
  void beatThatIsNotPublishedIsMissedByTheStream() throws SQLException {
    canary.inspect(session);
    follow();
    run(endpoint, "ALTER PUBLICATION pub SET (publish = 'delete')");
    canary.inspect(session);

    assertThatThrownBy(this::follow)
        .isInstanceOf(SourceFailure.class)
        .hasMessageStartingWith("SLUICE-2022")
        .hasMessageContaining("publication pub has not been in effect");
  }

  @Test
  void publicationThatWasMadeAgainBetweenTwoBeatsIsFoundByTheNext() throws SQLException {
    canary.inspect(session);
    follow();
    run(
        endpoint,
        "DROP PUBLICATION pub",
        "CREATE PUBLICATION pub FOR TABLE public.a, sluice.canary");

    assertThatThrownBy(() -> canary.inspect(session)).hasMessageStartingWith("SLUICE-2022");
  }

  /** The look finds the publication, and it is gone before the look's change is committed. */
  @Test
  void publicationThatIsDroppedAndMadeAgainAroundABeatIsFoundByTheStream() throws SQLException {
    canary.inspect(session);
    follow();
    run(
        endpoint,
        "CREATE FUNCTION public.gone() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN DROP PUBLICATION pub; RETURN NULL; END'",
        "CREATE TRIGGER gone BEFORE UPDATE ON sluice.canary FOR EACH STATEMENT"
            + " EXECUTE FUNCTION public.gone()");
    canary.inspect(session);
    run(
        endpoint,
        "DROP TRIGGER gone ON sluice.canary",
        "CREATE PUBLICATION pub FOR TABLE public.a, sluice.canary");

    if (session.getMetaData().getDatabaseMajorVersion() < WARNS_ONLY) {
      assertThatThrownBy(this::follow)
          .isInstanceOfSatisfying(
              SQLException.class,
              refused ->
                  assertThat(StreamRefusal.of(refused, slot).orElseThrow())
                      .hasMessageStartingWith("SLUICE-2020"));
    } else {
      assertThatThrownBy(this::follow).hasMessageStartingWith("SLUICE-2022");
    }
  }

  @Test
  void publicationWithoutTheTableIsNotTried() throws SQLException {
    run(endpoint, "ALTER PUBLICATION pub DROP TABLE sluice.canary", "TRUNCATE sluice.canary");

    canary.inspect(session);
    follow();
    run(endpoint, "INSERT INTO public.a VALUES (1)");
    follow();
  }

  @Test
  void startWithoutAStoredPositionForgetsThePublicationThatWas() throws Exception {
    canary.inspect(session);
    follow();
    stream.close();
    await().ignoreExceptions().until(this::drop);
    run(
        endpoint,
        "DROP PUBLICATION pub",
        "CREATE PUBLICATION pub FOR TABLE public.a, sluice.canary");
    startAgain();

    canary.inspect(session);
    follow();
  }

  private void startAgain() throws Exception {
    CaptureStart start =
        new ReplicationStart(new SourcePreflight(endpoint, slot, TableFilter.EVERYTHING, true))
            .prepare(Optional.empty(), table -> Optional.empty());
    stream = ReplicationStream.open(endpoint, slot, start.start());
    canary = new Canary(slot);
  }

  private String end() throws SQLException {
    try (var row = session.createStatement().executeQuery("SELECT pg_current_wal_insert_lsn()")) {
      row.next();
      return row.getString(1);
    }
  }

  /** Reads until everything that has been committed so far has been read. */
  private void follow() throws SQLException {
    flush();
    Lsn end = Lsn.parse(end());
    while (!passed.hasReached(end)) {
      read();
      canary.passed(passed);
    }
  }

  private void read() throws SQLException {
    Optional<PgOutputMessage> message = stream.next();
    if (message.isEmpty()) {
      passed = Lsn.later(passed, stream.received());
      flush();
    } else if (message.get() instanceof Commit commit) {
      passed = commit.endLsn();
    } else {
      canary.hear(message.get());
    }
  }

  /** A commit has everything before it flushed, and only what is flushed is sent. */
  private void flush() throws SQLException {
    run(endpoint, "SELECT pg_logical_emit_message(true, 'more', '')");
  }
}
