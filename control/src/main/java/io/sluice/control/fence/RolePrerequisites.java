package io.sluice.control.fence;

import io.sluice.control.fence.FencedRoles.Role;
import io.sluice.control.migration.Database;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether roles can be kept out of a database by the one that Sluice has there. Pure.
 *
 * @param database for sentences
 */
record RolePrerequisites(Database database) {

  List<Finding> check(List<Role> roles) {
    return roles.stream().flatMap(role -> check(role).stream()).toList();
  }

  private List<Finding> check(Role role) {
    String name = Sql.identifier(role.name());
    if (!role.exists()) {
      return List.of(
          named(
              "%s has no role %s.".formatted(database, role.name()),
              "Create it there, or correct cutover.roles."));
    }
    if (role.ours()) {
      return List.of(
          named(
              "Role %s is the one that sluice itself uses on %s.".formatted(role.name(), database),
              "Let the application have another."));
    }
    if (role.isSuper()) {
      return List.of(
          named(
              "Role %s is a superuser on %s, whom a fence does not keep out."
                  .formatted(role.name(), database),
              "Run ALTER ROLE %s NOSUPERUSER;".formatted(name)));
    }
    List<Finding> findings = new ArrayList<>();
    if (!role.alterable()) {
      findings.add(
          ours(
              "take the login of role " + role.name(),
              "ALTER ROLE %2$s CREATEROLE; GRANT %1$s TO %2$s WITH ADMIN OPTION;"
                  .formatted(name, Sql.identifier(user()))));
    }
    if (!role.endable()) {
      findings.add(
          ours(
              "end the sessions of role " + role.name(),
              "GRANT pg_signal_backend TO %s;".formatted(Sql.identifier(user()))));
    }
    return findings;
  }

  private static Finding named(String problem, String remedy) {
    return new Finding(FencePrerequisites.CHECK, "cutover.roles", problem, remedy);
  }

  private Finding ours(String verb, String sql) {
    return new Finding(
        FencePrerequisites.CHECK,
        FencePrerequisites.USER,
        "Role %s may not %s on %s.".formatted(user(), verb, database),
        "Run " + sql);
  }

  private String user() {
    return database.endpoint().user();
  }
}
