package io.sluice.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes to whichever side takes it, trying both all the time, and remembers what it was told to be
 * committed: a moment at which both sides took writes, or lost one, would show in the end.
 */
public final class RovingWriter implements AutoCloseable {

  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final List<TestDatabase> sides;
  private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::write, "roving-writer");
  private volatile boolean goesOn = true;
  private volatile Throwable failure = new Throwable("none");
  private volatile boolean failed;

  private RovingWriter(List<TestDatabase> sides) {
    this.sides = sides;
  }

  /** Starts one. */
  public static RovingWriter start(TestDatabase... sides) {
    RovingWriter writer = new RovingWriter(List.of(sides));
    writer.thread.setDaemon(true);
    writer.thread.start();
    return writer;
  }

  /** What was acknowledged so far. */
  public long count() {
    if (failed) {
      throw new AssertionError("the writer failed", failure);
    }
    return acknowledged.size();
  }

  /** Which acknowledged rows a side lacks. */
  public List<Long> lostOn(TestDatabase side) {
    List<String> rows = side.texts("SELECT id FROM public.item");
    return acknowledged.stream().filter(id -> !rows.contains(id.toString())).toList();
  }

  private void write() {
    long id = System.currentTimeMillis() * 1_000;
    while (goesOn) {
      for (TestDatabase side : sides) {
        try (Connection session = side.endpoint().connect("roving-writer");
            Statement statement = session.createStatement()) {
          // An identifier is never used again: a commit that was cut off may have been one.
          id++;
          statement.execute("INSERT INTO public.item VALUES (" + id + ", 'roving')");
          acknowledged.add(id);
        } catch (SQLException e) {
          if (!isKeptOut(e)) {
            failure = e;
            failed = true;
            return;
          }
        }
      }
      LockSupport.parkNanos(PACE_NANOS);
    }
  }

  private static boolean isKeptOut(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.equals("25006") || state.startsWith("57P") || state.startsWith("08");
  }

  @Override
  public void close() throws InterruptedException {
    goesOn = false;
    thread.join();
    count();
  }
}
