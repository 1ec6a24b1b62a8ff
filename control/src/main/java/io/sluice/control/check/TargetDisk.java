package io.sluice.control.check;

import io.sluice.change.TableId;
import io.sluice.control.report.Size;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Whether the target's disk holds what is still to come: what the tables of the migration take on
 * the source, with their indexes and what updates have left, less what they take on the target
 * already.
 *
 * @param user the target's role
 */
record TargetDisk(Connection source, Connection target, String user) {

  private static final String FIELD = "database.dbname";
  private static final long LARGE = 100L * 1024 * 1024 * 1024;

  /** By their names in the catalog, which takes no right to look into their schemas. */
  private static final String BYTES =
      """
      SELECT coalesce(sum(pg_total_relation_size(part)), 0)::bigint
        FROM (SELECT DISTINCT part
                FROM unnest(?, ?) AS named (schema, name)
                JOIN pg_namespace n ON n.nspname = named.schema
                JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = named.name
               CROSS JOIN LATERAL (SELECT c.oid UNION SELECT relid FROM pg_partition_tree(c.oid))
                                  AS parts (part)) AS all_parts
      """;

  List<Finding> check(List<MovedTable> tables, Ledger ledger) throws SQLException {
    long taken = bytes(target, tables, MovedTable::onTarget);
    long needed = Math.max(0, bytes(source, tables, MovedTable::source) - taken);
    FreeDisk.Answer answer = new FreeDisk(target).ask();
    if (answer.bytes().isEmpty()) {
      ledger.saw(TargetCheck.DISK, "needs about " + Size.of(needed) + "; " + unknown(answer));
      return needed > LARGE ? List.of(unseen(needed, answer)) : List.of();
    }
    long free = answer.bytes().get();
    ledger.saw(
        TargetCheck.DISK, "needs about %s, %s free".formatted(Size.of(needed), Size.of(free)));
    return free < needed + needed / 2 ? List.of(small(needed, free)) : List.of();
  }

  private static long bytes(
      Connection session, List<MovedTable> tables, Function<MovedTable, TableId> name)
      throws SQLException {
    List<String> schemas = tables.stream().map(table -> name.apply(table).schema()).toList();
    List<String> names = tables.stream().map(table -> name.apply(table).table()).toList();
    return Query.of(session, BYTES, schemas, names).number();
  }

  private static Finding small(long needed, long free) {
    return new Finding(
        "disk",
        free < needed ? Finding.Level.FAILED : Finding.Level.WARNING,
        FIELD,
        "What is still to come takes about %s, and %s are free on the target."
            .formatted(Size.of(needed), Size.of(free)),
        "See that the target has %s free: half as much again goes for indexes and log."
            .formatted(Size.of(needed + needed / 2)));
  }

  private Finding unseen(long needed, FreeDisk.Answer answer) {
    String look =
        "look yourself: the target needs %s free, half as much again for indexes and log."
            .formatted(Size.of(needed + needed / 2));
    return Finding.warning(
        "disk",
        FIELD,
        "What is still to come takes about %s; %s.".formatted(Size.of(needed), unknown(answer)),
        answer.reason().isPresent()
            ? "So " + look
            : "Run GRANT pg_execute_server_program TO %s; as long as you check, or %s"
                .formatted(Sql.identifier(user), look));
  }

  private String unknown(FreeDisk.Answer answer) {
    return answer.reason().orElse("role %s may not ask the server what is free".formatted(user));
  }
}
