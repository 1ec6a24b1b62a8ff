package io.sluice.bench.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work of this process's own threads. */
final class Background implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> works = new ArrayList<>();

  void start(Callable<?> work) {
    works.add(threads.submit(work));
  }

  /**
   * Whether all of it is done.
   *
   * @throws Exception what went wrong with one of them
   */
  boolean isDone() throws Exception {
    for (Future<?> work : works) {
      if (!work.isDone()) {
        return false;
      }
      work.get();
    }
    return true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
