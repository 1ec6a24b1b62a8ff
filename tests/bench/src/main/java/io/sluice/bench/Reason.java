package io.sluice.bench;

import io.sluice.control.box.BoxException;
import io.sluice.control.report.Problem;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Says in a sentence why something failed. */
final class Reason {

  private Reason() {}

  static String of(Throwable failed) {
    if (failed.getCause() != null
        && (failed instanceof ExecutionException || failed instanceof CompletionException)) {
      return of(failed.getCause());
    }
    if (failed instanceof Problem || failed instanceof BoxException) {
      return failed.getMessage();
    }
    return failed.getClass().getSimpleName() + ": " + failed.getMessage();
  }
}
