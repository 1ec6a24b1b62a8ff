package io.sluice.control.verify;

import io.sluice.change.TableId;
import java.util.List;

/**
 * One table, compared at rest.
 *
 * @param table its name on the source
 * @param isWhole whether all of its rows were compared, rather than those that changed
 * @param rows how many were compared
 * @param isEqual whether both sides have the same
 * @param verdict for a person, in a few words
 * @param named the rows that differ, by their keys; the first of them
 */
public record FinalResult(
    TableId table,
    boolean isWhole,
    long rows,
    boolean isEqual,
    String verdict,
    List<String> named) {

  public FinalResult {
    named = List.copyOf(named);
  }
}
