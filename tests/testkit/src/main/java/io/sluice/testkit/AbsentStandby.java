package io.sluice.testkit;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;

/**
 * A synchronous standby that does not come: commits of the whole server are in the log, and nobody
 * can see them before this is closed.
 */
public final class AbsentStandby implements AutoCloseable {

  private static final String HANGING =
      "SELECT pid FROM pg_stat_activity WHERE datname = 'postgres' AND wait_event = 'SyncRep'";

  private final TestDatabase elsewhere;

  private AbsentStandby(TestDatabase elsewhere) {
    this.elsewhere = elsewhere;
  }

  /**
   * Makes commits of a server hang, and returns when they do. Slots of other databases than {@code
   * postgres} see nothing of how that is found out.
   *
   * @param database any of the server's
   */
  public static AbsentStandby expect(TestDatabase database) {
    AbsentStandby standby =
        new AbsentStandby(new TestDatabase(database.endpoint().withDatabase("postgres")));
    standby.set("SET synchronous_standby_names = ghost");
    // Commits do not wait before the checkpointer, too, has read the setting.
    await().until(standby::commitHangs);
    return standby;
  }

  private boolean commitHangs() {
    CompletableFuture<Void> commit =
        CompletableFuture.runAsync(
            () -> elsewhere.execute("SELECT pg_logical_emit_message(true, 'probe', '')"));
    await().until(() -> commit.isDone() || !elsewhere.texts(HANGING).isEmpty());
    boolean hangs = !commit.isDone();
    elsewhere.texts("SELECT pg_cancel_backend(pid) FROM (" + HANGING + ") hanging");
    commit.join();
    return hangs;
  }

  private void set(String setting) {
    elsewhere.execute("ALTER SYSTEM " + setting, "SELECT pg_reload_conf()");
  }

  /** Nobody is waited for any more; may be done twice. */
  @Override
  public void close() {
    set("RESET synchronous_standby_names");
  }
}
