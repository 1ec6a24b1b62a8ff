package io.sluice.architecture;

import static java.util.stream.Collectors.joining;

import io.sluice.postgres.SqlFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What is done about what a server says, SQLSTATE by SQLSTATE. */
record SqlStatesPage() implements Page {

  private static final String INTRODUCTION =
      """
      # What a server says

      Each failure that PostgreSQL reports has an SQLSTATE of five characters. The longest entry that it begins with says what
      happens. A message of the sink begins with the name, then come the SQLSTATE, the place, and what to do.

      | action | what the sink connector does |
      |---|---|
      | retry | the batch again, with growing pauses (`retry.backoff.ms`, `retry.backoff.max.ms`), for as long as it takes; the task stays `RUNNING`, and each attempt is in the worker's log |
      | await | the same for `retry.await.timeout.ms`, because somebody has to act and may be about to; then it stops. A password from a config provider is asked for anew each time |
      | stop | the task stops, with nothing of the batch applied |
      | data | stop as well, unless `errors.data.mode` is `dead_letter` ([dead letters](../dead-letters.md)) |

      The source connector retries where this says retry, and stops otherwise.
      """;

  private static final Comparator<Map.Entry<String, SqlFailure>> BY_STATE =
      Comparator.comparing(Map.Entry::getKey);

  @Override
  public String file() {
    return "sqlstates.md";
  }

  @Override
  public String text() {
    return INTRODUCTION
        + GENERATED
        + "\n| SQLSTATE | name | action |\n|---|---|---|\n"
        + Stream.of(SqlFailure.values())
            .flatMap(failure -> failure.states().stream().map(state -> Map.entry(state, failure)))
            .sorted(BY_STATE)
            .map(entry -> row(state(entry.getKey()), entry.getValue()))
            .collect(joining())
        + row("all others", SqlFailure.STATEMENT_REFUSED)
        + Stream.of(SqlFailure.values()).map(SqlStatesPage::section).collect(joining());
  }

  private static String state(String start) {
    return "`" + start + "`" + (start.length() < 5 ? "…" : "");
  }

  private static String row(String state, SqlFailure failure) {
    String anchor = failure.name().toLowerCase(Locale.ROOT);
    return "| %s | [%s](#%s) | %s |\n".formatted(state, failure, anchor, action(failure));
  }

  private static String action(SqlFailure failure) {
    return failure.isData() ? "data" : failure.action().name().toLowerCase(Locale.ROOT);
  }

  private static String section(SqlFailure failure) {
    List<String> states = failure.states().stream().map(SqlStatesPage::state).toList();
    return "\n## %s\n\n%s: %s. **What to do:** %s.\n"
        .formatted(
            failure,
            states.isEmpty() ? "All others" : String.join(", ", states),
            action(failure),
            failure.remedy());
  }
}
