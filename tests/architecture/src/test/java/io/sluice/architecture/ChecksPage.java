package io.sluice.architecture;

import io.sluice.control.check.Check;
import io.sluice.control.check.Side;
import io.sluice.postgres.KnownBug;

/** What {@code sluice check} looks at, check by check. */
record ChecksPage() implements Page {

  private static final String INTRODUCTION =
      """
      # Checks

      `sluice check -c migration.yaml` looks at both servers, at Kafka and at Connect, and shows one line for each check, in the order of
      this page: `<side>.<name>: OK`, `WARNING` or `FAILED`, and in brackets what is wrong and what to do, with the SQL that does it. A
      check that finds several things has several lines. It shows everything at once, changes nothing, takes no lock but what any SELECT
      takes, and ends after 30 s at the most. The exit code is 0 if nothing has failed, otherwise 1. With `--json` the last line is
      `{"ok": …, "failed": …, "warnings": …, "checks": [{"name", "side", "level", "problem", "remedy"}, …], "notes": […]}`.

      It can be run at any time: before `sluice start`, when nothing exists yet, and as long as the migration runs. Without `connect.url`
      and without a box that runs, Kafka and Connect are left out, and a note says so. Where one side cannot be reached, the others are
      looked at all the same.

      What stands in the way of a connector is found by the connector itself, and so it is in the report of `PUT
      /connector-plugins/<class>/config/validate` as well, beside the key that is at fault; its warnings are in the worker's log
      (`event=preflight-warning`), since Connect's report knows only errors. Each side is asked with the role of its connector, so that
      privileges are those that the migration will have.

      The largest row is that of a sample: of each table up to 200 pages and 2,000 rows. Texts and byte strings count with their length,
      all else as it is stored.
      """;

  @Override
  public String file() {
    return "checks.md";
  }

  @Override
  public String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION).append(GENERATED);
    section(page, "Source", Side.SOURCE);
    section(page, "Target", Side.TARGET);
    section(page, "Kafka", Side.KAFKA);
    section(page, "Connect", Side.CONNECT);
    section(page, "The check itself", Side.CHECK);
    minorReleases(page);
    return page.toString();
  }

  private static void section(StringBuilder page, String title, Side side) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| check | looks at | if wrong | what mends it |\n|---|---|---|---|\n");
    Check.all().stream()
        .filter(check -> check.side() == side)
        .forEach(check -> page.append(row(check)));
  }

  private static void minorReleases(StringBuilder page) {
    page.append("\n## Minor releases\n\n");
    page.append("| has the bug | on which side | what happens |\n|---|---|---|\n");
    for (KnownBug bug : KnownBug.values()) {
      page.append(
          "| %s | %s | %s |\n"
              .formatted(
                  bug.releases(), bug.isOfIndexes() ? "both" : "source", Page.cell(bug.symptom())));
    }
  }

  private static String row(Check check) {
    return "| `%s.%s` | %s | %s | %s |\n"
        .formatted(
            check.side(),
            check.id(),
            Page.cell(check.looksAt()),
            check.severity(),
            Page.cell(check.mend()));
  }
}
