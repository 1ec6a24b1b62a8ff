package io.sluice.control.cutover;

import io.sluice.change.TableId;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Whether cutover can read the sequences on the one side, and set them on the other.
 *
 * @param session of that side
 * @param user its role
 * @param schemas where the sequences are
 */
public record SequencePrivileges(Connection session, String user, Collection<String> schemas) {

  private static final String FIELD = "database.user";

  private static final String LACKING =
      """
      SELECT n.nspname, c.relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'S' AND c.relpersistence = 'p' AND n.nspname = ANY (?)
         AND NOT (SELECT bool_and(has_sequence_privilege(c.oid, p))
                    FROM unnest(?) p)
       ORDER BY 1, 2
      """;

  /** What it may not read. */
  public List<Finding> onSource() throws SQLException {
    return lacking("sequence-select", "read", "SELECT", List.of("SELECT"));
  }

  /** What it may not set. */
  public List<Finding> onTarget() throws SQLException {
    return lacking("sequence-privileges", "set", "SELECT, UPDATE", List.of("SELECT", "UPDATE"));
  }

  private List<Finding> lacking(String check, String verb, String grant, List<String> privileges)
      throws SQLException {
    return Query.of(session, LACKING, schemas, privileges)
        .list(row -> finding(check, verb, grant, row));
  }

  private Finding finding(String check, String verb, String grant, ResultSet row)
      throws SQLException {
    TableId sequence = new TableId(row.getString(1), row.getString(2));
    return new Finding(
        check,
        FIELD,
        "Role %s may not %s sequence %s, which cutover has to.".formatted(user, verb, sequence),
        "Run GRANT %s ON SEQUENCE %s TO %s;"
            .formatted(grant, Sql.table(sequence), Sql.identifier(user)));
  }
}
