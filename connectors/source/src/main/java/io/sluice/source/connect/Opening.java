package io.sluice.source.connect;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The opening of a capture, on a thread of its own: a slot may have to wait for hours until it can
 * be made, and a worker stops a task only between two polls. Used by the task's thread.
 */
final class Opening implements AutoCloseable {

  private static final Duration GIVE_UP = Duration.ofSeconds(6);

  private final FutureTask<RunningCapture> opening;
  private final Thread thread;

  private Opening(FutureTask<RunningCapture> opening) {
    this.opening = opening;
    this.thread = new Thread(opening, "sluice-opening");
    this.thread.setDaemon(true);
  }

  /** Begins. */
  static Opening start(Callable<RunningCapture> opens) {
    Opening opening = new Opening(new FutureTask<>(opens));
    opening.thread.start();
    return opening;
  }

  /**
   * The capture, once it is open.
   *
   * @return empty if it is not open in time
   * @throws Throwable why it cannot be opened
   */
  Optional<RunningCapture> await(Duration patience) throws Throwable {
    try {
      return Optional.of(opening.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (ExecutionException failed) {
      throw failed.getCause();
    }
  }

  /** Gives it up; what it has opened all the same is closed. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(GIVE_UP.toMillis());
    if (opening.isDone()) {
      closeResult();
    }
  }

  private void closeResult() throws InterruptedException {
    try {
      opening.get().close();
    } catch (ExecutionException nothingWasOpened) {
      return;
    }
  }
}
