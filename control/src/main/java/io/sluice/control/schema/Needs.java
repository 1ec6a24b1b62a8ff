package io.sluice.control.schema;

import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a target for what objects cannot be made without.
 *
 * @param target any session
 */
record Needs(Connection target) {

  private static final String SEES_ALL =
      "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user AND ? <> ''";
  private static final String OWNS =
      "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(?)";

  /** The first need that neither the target nor what is made before can meet. */
  Optional<Need> unmet(SchemaObject object, Set<ObjectKey> known) throws SQLException {
    for (Need need : all(object)) {
      if (!isMet(need, known)) {
        return Optional.of(need);
      }
    }
    return Optional.empty();
  }

  boolean hasRole(String role) throws SQLException {
    return holds("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)", role);
  }

  /** Whether it is our own role, which owns whatever we make. */
  boolean isUser(String role) throws SQLException {
    return holds("SELECT current_user = ?", role);
  }

  private static List<Need> all(SchemaObject object) {
    List<Need> all = new ArrayList<>();
    if (object.key().kind() != Kind.TABLE) {
      object.table().ifPresent(table -> all.add(new Need(Need.Kind.TABLE, table)));
    }
    all.addAll(object.needs());
    return all;
  }

  private boolean isMet(Need need, Set<ObjectKey> known) throws SQLException {
    String name = need.name();
    return switch (need.kind()) {
      case ROLE -> hasRole(name);
      case FUNCTION -> holds("SELECT to_regprocedure(?) IS NOT NULL", name);
      case TABLE ->
          known.contains(new ObjectKey(Kind.TABLE, name))
              || holds("SELECT to_regclass(?) IS NOT NULL", name);
      case EXTENSION ->
          holds("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = ?)", name);
      case OBJECT -> known.contains(need.key());
      case BYPASS -> holds(SEES_ALL, name) || holds(OWNS, name);
      case CLEAR_NAMES -> false;
      case BYPASSRLS -> holds(SEES_ALL, name);
    };
  }

  private boolean holds(String question, String name) throws SQLException {
    return Query.of(target, question, name).holds();
  }
}
