package io.sluice.bench.measure;

/** Where some work is, in a unit of its own that grows evenly with its rows. */
@FunctionalInterface
public interface Gauge {

  /** Never less than before; read by one thread, every 100 ms. */
  long position() throws Exception;
}
