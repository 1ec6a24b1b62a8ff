package io.sluice.control.cleanup;

import io.sluice.control.fence.Closure;
import io.sluice.control.fence.Fence;
import io.sluice.control.migration.Database;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A migration's fences. Those that were opened go, their triggers first: one whose fence nobody
 * knows any more lets nobody pass. Those that stand keep writers out, and stay.
 *
 * @param connectors which may still need them
 */
record Fences(Connectors connectors) implements Kind {

  @Override
  public String word() {
    return "progress";
  }

  @Override
  public String meaning() {
    return "nobody knows any more when which side was closed";
  }

  @Override
  public List<Thing> find(Way way) throws SQLException {
    List<Thing> found = new ArrayList<>();
    for (Database side : way.sides()) {
      Fence fence = new Fence(side, way.prefix());
      long opened = fence.closed().isPresent() ? 0 : fence.opened();
      if (opened > 0) {
        found.add(
            new Thing(word(), opened + " rows of sluice.fence", side.toString(), remedy(way)));
      }
    }
    return found;
  }

  private static String remedy(Way way) {
    return "SELECT format('DROP TRIGGER %%I ON %%s', tgname, tgrelid::regclass) FROM pg_trigger WHERE tgname = %s \\gexec DELETE FROM sluice.fence WHERE migration = %s;"
        .formatted(Sql.literal(Fence.trigger(way.prefix())), Sql.literal(way.prefix()));
  }

  @Override
  public void remove(Way way, Thing thing) throws SQLException {
    connectors.requireNone(way, "the fence's record");
    Database side = way.side(thing.where());
    int inUse = new Fence(side, way.prefix()).forget();
    if (inUse > 0) {
      throw new Problem(
          "%d triggers of the fence, which let everybody pass, cannot go while somebody uses their tables on %s: run cleanup again"
              .formatted(inUse, side));
    }
    try (Connection session = side.open("cleanup")) {
      new OwnSchema(session).dropIfBlank();
    }
  }

  /** Those that keep writers out of either side now; what removes one opens it. */
  static List<Thing> standing(Way way) throws SQLException {
    List<Thing> standing = new ArrayList<>();
    for (Database side : way.sides()) {
      Optional<Closure> closed = new Fence(side, way.prefix()).closed();
      closed.ifPresent(
          closure ->
              standing.add(
                  new Thing("fence", way.prefix(), side.toString(), opening(way, closure))));
    }
    return standing;
  }

  private static String opening(Way way, Closure closure) {
    StringBuilder statements =
        new StringBuilder(
            "UPDATE sluice.fence SET opened = clock_timestamp() WHERE migration = %s AND opened IS NULL;"
                .formatted(Sql.literal(way.prefix())));
    for (String role : closure.loginless()) {
      statements.append(" ALTER ROLE %s LOGIN;".formatted(Sql.identifier(role)));
    }
    return statements.toString();
  }
}
