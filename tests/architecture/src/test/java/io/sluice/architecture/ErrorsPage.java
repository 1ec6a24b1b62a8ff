package io.sluice.architecture;

import java.util.List;
import java.util.Locale;

/** What stops a connector until an operator acts, code by code. */
record ErrorsPage() implements Page {

  private static final String INTRODUCTION =
      """
      # Errors

      What stops a connector until somebody acts has a code. The task fails, and its trace (`GET
      /connectors/<name>/status`) begins with the code, names the thing and says what to do. A server that is away, restarts or
      has no connection left is no such thing: the connector goes on by itself when it is back. Codes of the source connector
      begin with SLUICE-2, those of the sink connector with SLUICE-3.
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
    table(page, "Source connector", ErrorEntry.ofSource());
    table(page, "Sink connector", ErrorEntry.ofSink());
    page.append(START_OVER);
    ErrorEntry.all().forEach(entry -> page.append(section(entry)));
    return page.toString();
  }

  private static void table(StringBuilder page, String title, List<ErrorEntry> entries) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| code | name | meaning | what to do |\n|---|---|---|---|\n");
    entries.forEach(entry -> page.append(row(entry)));
  }

  private static String row(ErrorEntry entry) {
    return "| [%s](#%s) | %s | %s | %s |\n"
        .formatted(
            entry.code(),
            entry.code().toLowerCase(Locale.ROOT),
            entry.words(),
            Page.cell(entry.meaning()),
            Page.cell(entry.remedy()));
  }

  private static String section(ErrorEntry entry) {
    return "\n## %s\n\n*%s.* %s\n\n**What to do:** %s\n"
        .formatted(entry.code(), entry.words(), entry.meaning(), linked(entry.remedy()));
  }

  private static String linked(String remedy) {
    return remedy
        .replace("start over", "[start over](#start-over)")
        .replace("Start over", "[Start over](#start-over)");
  }
}
