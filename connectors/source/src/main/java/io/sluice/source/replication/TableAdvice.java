package io.sluice.source.replication;

import io.sluice.postgres.Finding;
import io.sluice.postgres.Sql;
import io.sluice.postgres.TableDefinition;
import io.sluice.postgres.TableKind;
import java.util.ArrayList;
import java.util.List;

/** What of single tables somebody should know before a start. */
final class TableAdvice {

  private static final String FIELD = "table.include.list";

  private TableAdvice() {}

  static List<Finding> of(SourcePreflight.Sight sight) {
    List<Finding> findings = new ArrayList<>();
    sight.leftOut().forEach(table -> findings.add(leftOut(table)));
    sight.tables().stream()
        .filter(TableDefinition::isKeyless)
        .forEach(table -> findings.add(keyless(table)));
    return findings;
  }

  private static Finding leftOut(TableDefinition table) {
    return Finding.warning(
        "table-left-out",
        FIELD,
        "%s is %s, whose changes are not in the log: it is not captured."
            .formatted(table.table(), table.kind()),
        table.kind() == TableKind.UNLOGGED
            ? "Run ALTER TABLE %s SET LOGGED; or copy it some other way."
                .formatted(Sql.table(table.table()))
            : "Copy it some other way if the target needs it.");
  }

  private static Finding keyless(TableDefinition table) {
    return Finding.warning(
        "table-without-key",
        FIELD,
        ("Table %s has no key, so its rows are followed whole: they are copied in one piece, and"
                + " each change of one searches the whole table in the target.")
            .formatted(table.table()),
        "Run ALTER TABLE %s ADD PRIMARY KEY (...); if some columns are unique."
            .formatted(Sql.table(table.table())));
  }
}
