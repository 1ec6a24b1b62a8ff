package io.sluice.bench;

/**
 * Knows whether this process is being ended from outside. Its servers go first then, and what fails
 * for that is no result, nor a reason to go on with the next scenario.
 */
final class Ending implements AutoCloseable {

  private final Thread hook = new Thread(this::begin, "bench-ending");
  private volatile boolean begun;

  Ending() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * @throws InterruptedException the process is being ended
   */
  void check() throws InterruptedException {
    if (begun) {
      throw new InterruptedException("the bench was ended");
    }
  }

  @Override
  public void close() {
    if (!begun) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void begin() {
    begun = true;
  }
}
