package io.sluice.control.schema;

import io.sluice.control.schema.SchemaPlan.Left;
import java.util.ArrayList;
import java.util.List;

/** What became of the objects of a plan. Filled by several threads. */
final class Outcome {

  /**
   * An object that the target refused.
   *
   * @param error SQLSTATE and the server's message
   */
  record Failure(ObjectKey key, String error) {}

  private final List<ObjectKey> made = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  synchronized void made(ObjectKey key) {
    made.add(key);
  }

  synchronized void failed(ObjectKey key, String error) {
    failures.add(new Failure(key, error));
  }

  synchronized void left(Left object) {
    left.add(object);
  }

  synchronized List<Left> left() {
    return List.copyOf(left);
  }

  synchronized List<ObjectKey> made() {
    return List.copyOf(made);
  }

  synchronized List<Failure> failures() {
    return List.copyOf(failures);
  }
}
