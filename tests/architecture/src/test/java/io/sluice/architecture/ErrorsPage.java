package io.sluice.architecture;

import io.sluice.source.failure.ErrorCode;
import java.util.Locale;

/** What stops the source connector until an operator acts, code by code. */
record ErrorsPage() implements Page {

  private static final String INTRODUCTION =
      """
      # Errors

      What stops the source connector until somebody acts has a code. The task fails, and its trace (`GET
      /connectors/<name>/status`) begins with the code, names the thing and says what to do. A server that is away, restarts or
      has no connection left is no such thing: the connector goes on by itself when it is back.
      """;

  private static final String START_OVER =
      """

      ## Start over

      When changes were lost, the tables have to be copied again:

      1. `PUT /connectors/<name>/stop`
      2. `DELETE /connectors/<name>/offsets`
      3. on the source, if the slot is still there: `SELECT pg_drop_replication_slot('<slot.name>');`
      4. mend what the code says: the publication, the setting, the slot's name
      5. `PUT /connectors/<name>/resume`: a new slot is made, and every table is copied beside the stream

      The topics go on behind what they have. Rows that were deleted on the source while changes were lost are still in them, and in
      every target: where that can be, give the connector another `topic.prefix` and the sinks an empty target.
      """;

  @Override
  public String file() {
    return "errors.md";
  }

  @Override
  public String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION).append(GENERATED);
    page.append("\n| code | name | meaning | what to do |\n|---|---|---|---|\n");
    for (ErrorCode code : ErrorCode.values()) {
      page.append(row(code));
    }
    page.append(START_OVER);
    for (ErrorCode code : ErrorCode.values()) {
      page.append(section(code));
    }
    return page.toString();
  }

  private static String row(ErrorCode code) {
    return "| [%s](#%s) | %s | %s | %s |\n"
        .formatted(
            code.code(),
            code.code().toLowerCase(Locale.ROOT),
            words(code),
            Page.cell(code.meaning()),
            Page.cell(code.remedy()));
  }

  private static String section(ErrorCode code) {
    return "\n## %s\n\n*%s.* %s\n\n**What to do:** %s\n"
        .formatted(code.code(), words(code), code.meaning(), linked(code.remedy()));
  }

  private static String words(ErrorCode code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String linked(String remedy) {
    return remedy
        .replace("start over", "[start over](#start-over)")
        .replace("Start over", "[Start over](#start-over)");
  }
}
