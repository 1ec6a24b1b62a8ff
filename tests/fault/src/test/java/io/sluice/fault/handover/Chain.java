package io.sluice.fault.handover;

import io.sluice.testkit.SluiceCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** One hold after the other. */
final class Chain implements Hold {

  private final Supplier<Hold> next;
  private final Deque<Hold> set = new ArrayDeque<>();

  Chain(Hold first, Supplier<Hold> next) {
    this.next = next;
    set.add(first);
  }

  @Override
  public void await(SluiceCommand command) {
    set.getFirst().await(command);
    set.addLast(next.get());
    set.removeFirst().close();
    set.getFirst().await(command);
  }

  @Override
  public void close() {
    set.forEach(Hold::close);
  }
}
