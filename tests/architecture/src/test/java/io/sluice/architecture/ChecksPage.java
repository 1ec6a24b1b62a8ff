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
      check that finds several things has several lines. It shows everything at once, changes nothing (what it writes to learn what is free
      on [the target's disk](#the-targets-disk) is rolled back), takes no lock but what any SELECT takes, and ends after 30 s at the most.
      The exit code is 0 if nothing has failed, otherwise 1. With `--json` the last line is
      `{"ok": …, "failed": …, "warnings": …, "checks": [{"name", "side", "level", "problem", "remedy"}, …], "notes": […]}`.

      It can be run at any time: before `sluice start`, when nothing exists yet, and as long as the migration runs. Without `connect.url`
      and without a box that runs, Kafka and Connect are left out, and a note says so. Where one side cannot be reached, the others are
      looked at all the same.

      What stands in the way of a connector is found by the connector itself, and so it is in the report of `PUT
      /connector-plugins/<class>/config/validate` as well, beside the key that is at fault; its warnings are in the worker's log
      (`event=preflight-warning`), since Connect's report knows only errors. Each side is asked with the role of its connector, so that
      privileges are those that the migration will have.

      What only the cutover needs, on both sides, is asked for as the preflight of `sluice cutover` does it (`source.fence`, `source.way-back`
      and the same of the target). It can be granted until then, and so it is never more than a warning.

      The largest row is that of a sample: of each table up to 200 pages and 2,000 rows. Texts and byte strings count with their length,
      all else as it is stored.

      ## The target's disk

      What is still to come is what the tables of the migration take on the source, with their indexes and what updates have left in them,
      less what they take on the target already. What is free, only a program on the target's server can tell: where the target's role is a
      member of `pg_execute_server_program`, or a superuser, the check runs `df -Pk` there, on the default tablespace of the database
      (`base` or `pg_tblspc/<oid>` in the server's data directory). Its answer goes into a temporary table, in a transaction that is rolled
      back: that takes one transaction number and leaves some dead rows in the target's catalog, and nothing else. Where the role may not
      run programs, the check writes nothing at all; there, and where the server has no `df`, the line says what is needed and why nobody
      knows what is free. Other tablespaces are not looked at, nor is a log on another disk.
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
