package io.sluice.sink.connect;

import io.sluice.sink.target.Applied;

/** What a task has done to one table. Written by the task's thread; readable by any. */
public final class TableMeter {

  private volatile Applied.Part total = new Applied.Part(0, 0, 0);

  void add(Applied.Part part) {
    total = total.plus(part);
  }

  public Applied.Part total() {
    return total;
  }
}
