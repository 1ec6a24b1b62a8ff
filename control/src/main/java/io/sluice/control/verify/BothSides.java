package io.sluice.control.verify;

import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/**
 * A table on both servers, which work at the same time.
 *
 * @param captured as the publication shows it
 * @param identity of the table and of what is compared of it
 * @param keyColumns none without a key
 */
record BothSides(
    CapturedTable captured,
    String identity,
    List<String> keyColumns,
    SideReads source,
    SideReads target) {

  /** A question to one server. */
  interface Question<T> {
    T ask(SideReads side) throws SQLException;
  }

  TableId table() {
    return captured.id();
  }

  boolean hasKey() {
    return !keyColumns.isEmpty();
  }

  /** Asks both the same, and puts the answers together. */
  <T, R> R ask(Question<T> question, BiFunction<T, T, R> together) throws SQLException {
    CompletableFuture<T> here = CompletableFuture.supplyAsync(() -> answer(question));
    T there;
    try {
      there = question.ask(target);
    } catch (SQLException | RuntimeException failed) {
      here.handle((answer, failure) -> answer).join();
      throw failed;
    }
    return together.apply(joined(here), there);
  }

  private <T> T answer(Question<T> question) {
    try {
      return question.ask(source);
    } catch (SQLException failed) {
      throw new CompletionException(failed);
    }
  }

  private static <T> T joined(CompletableFuture<T> answer) throws SQLException {
    try {
      return answer.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
