package io.sluice.control.fence;

import io.sluice.change.TableId;
import io.sluice.control.fence.FencedTables.Member;
import io.sluice.control.fence.FencedTables.Owner;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Fencing;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a fence needs of a database, and of the role that Sluice has there. It asks only.
 *
 * @param session of that role
 * @param database for sentences
 */
public record FencePrerequisites(Connection session, Database database) {

  static final String CHECK = "fence";
  static final String USER = "database.user";
  private static final int NAMED = 3;

  /** A fence is written down in a table, and its triggers have a function beside it. */
  private static final String CAN_RECORD =
      """
      SELECT CASE WHEN to_regnamespace('sluice') IS NULL
                  THEN has_database_privilege(current_database(), 'CREATE')
                  ELSE has_schema_privilege(to_regnamespace('sluice')::oid, 'CREATE')
                   AND has_schema_privilege(to_regnamespace('sluice')::oid, 'USAGE') END
      """;

  private static final String HAS_SCHEMA = "SELECT to_regnamespace('sluice') IS NOT NULL";

  private static final String CLUSTER = "SELECT system_identifier FROM pg_control_system()";

  /**
   * Everything that stands in the way of closing the database.
   *
   * @param tables the migrated ones, as they are called here
   */
  public List<Finding> check(Fencing how, List<TableId> tables) throws SQLException {
    List<Finding> findings =
        new ArrayList<>(
            how instanceof Fencing.Roles roles
                ? new RolePrerequisites(database)
                    .check(new FencedRoles(session).roles(roles.names()))
                : ofTables(new FencedTables(session, "").members(tables)));
    if (!Query.of(session, CAN_RECORD).holds()) {
      findings.add(unrecorded());
    }
    return findings;
  }

  /** Roles belong to a server, so that they cannot be kept out of one of its databases only. */
  public static List<Finding> ofBoth(Fencing how, Connection one, Connection other)
      throws SQLException {
    boolean apart = !cluster(one).equals(cluster(other));
    return apart || !(how instanceof Fencing.Roles)
        ? List.of()
        : List.of(
            new Finding(
                CHECK,
                "cutover.fence",
                "Both databases are on one server, whose roles are the same for both.",
                "Set fence: tables, or give --fence tables."));
  }

  private static String cluster(Connection session) throws SQLException {
    return Query.of(session, CLUSTER).text();
  }

  /** Owner by owner: one grant is enough for all tables of one. */
  private List<Finding> ofTables(List<Member> members) {
    Map<Owner, List<TableId>> foreign =
        members.stream()
            .filter(member -> !member.owned())
            .collect(
                Collectors.groupingBy(
                    Member::owner,
                    LinkedHashMap::new,
                    Collectors.mapping(Member::table, Collectors.toList())));
    return foreign.entrySet().stream()
        .map(owner -> ofTables(owner.getKey(), owner.getValue()))
        .toList();
  }

  private Finding ofTables(Owner owner, List<TableId> tables) {
    return new Finding(
        CHECK,
        USER,
        "%s on %s: the owner is %s and not %s, and fence: tables needs triggers."
            .formatted(named(tables), database, owner.name(), user()),
        remedy(owner, tables) + " Or set fence: roles.");
  }

  private String remedy(Owner owner, List<TableId> tables) {
    return owner.isSuper()
        ? "Give them to a role that is no superuser, ALTER TABLE %s OWNER TO …, and GRANT that role TO %s;"
            .formatted(Sql.table(tables.get(0)), ours())
        : "Run GRANT %s TO %s;".formatted(Sql.identifier(owner.name()), ours());
  }

  private static String named(List<TableId> tables) {
    String names =
        tables.stream().limit(NAMED).map(TableId::toString).collect(Collectors.joining(", "));
    int others = tables.size() - NAMED;
    return others > 0 ? names + " and %d others".formatted(others) : names;
  }

  private Finding unrecorded() throws SQLException {
    String object =
        Query.of(session, HAS_SCHEMA).holds()
            ? "USAGE, CREATE ON SCHEMA sluice"
            : "CREATE ON DATABASE " + Sql.identifier(database.endpoint().database());
    return new Finding(
        CHECK,
        USER,
        "Role %s may not write a fence down in schema sluice of %s.".formatted(user(), database),
        "Run GRANT %s TO %s;".formatted(object, ours()));
  }

  private String user() {
    return database.endpoint().user();
  }

  private String ours() {
    return Sql.identifier(user());
  }
}
