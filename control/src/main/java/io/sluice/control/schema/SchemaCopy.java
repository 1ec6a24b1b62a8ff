package io.sluice.control.schema;

import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Picture;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A migration's schema, from the source's catalog to the target.
 *
 * @param migration which databases and tables
 * @param mapping what has another name on the target
 */
public record SchemaCopy(Migration migration, Mapping mapping) {

  /**
   * What would be done now.
   *
   * @throws Problem if the second half is asked for before the first is done
   */
  SchemaPlan plan(Half half) throws SQLException {
    try (Connection source = migration.source().database().open("schema");
        Connection target = migration.target().open("schema")) {
      SchemaReader here = SchemaReader.of(source);
      SourceScope tables = new SourceScope(PickedTables.of(source, migration.source()), mapping);
      Scope scope = tables.on(source);
      Map<ObjectKey, SchemaObject> wanted = here.read(scope, here.names(mapping));
      Map<ObjectKey, SchemaObject> present =
          SchemaReader.of(target).readTarget(tables.onTarget(target, scope));
      if (half == Half.AFTER_DATA) {
        requireTables(wanted, present);
      }
      return new Planner(present, new Needs(target))
          .plan(
              wanted.values().stream().filter(half::has).toList(),
              new LeftToDump(
                  here.left(scope).stream().filter(item -> isLeft(item, wanted)).toList(),
                  migration.source().database(),
                  migration.target()));
    }
  }

  /** Says what would be done, and changes nothing. */
  public SchemaResult look(Half half) throws SQLException {
    return new SchemaResult(half, true, plan(half), new Outcome());
  }

  /**
   * Makes what is missing. Can be interrupted and run again.
   *
   * @param jobs how many tables get indexes at the same time
   * @param patience for locks that others hold
   */
  public SchemaResult run(Half half, int jobs, Patience patience, Console console)
      throws SQLException {
    SchemaPlan plan = plan(half);
    Outcome outcome = new Outcome();
    try (Connection target = migration.target().open("schema");
        Connection watcher = migration.target().open("schema-progress")) {
      ObjectMaker maker = ObjectMaker.of(target, patience, outcome);
      if (Script.hasTriggers(plan.missing())) {
        TargetTriggers.TABLE.create(target);
        target.commit();
      }
      List<SchemaObject> indexes = plan.missing().stream().filter(SchemaObject::isIndex).toList();
      makeAll(maker, plan, object -> object.key().kind().compareTo(Kind.INDEX) < 0);
      new IndexBuilds(migration.target(), jobs, patience, outcome)
          .run(indexes, new IndexProgress(watcher, new Picture(console), indexes.size()));
      makeAll(maker, plan, object -> object.key().kind().compareTo(Kind.INDEX) > 0);
    }
    return new SchemaResult(half, false, plan, outcome);
  }

  private static void makeAll(ObjectMaker maker, SchemaPlan plan, Predicate<SchemaObject> which)
      throws SQLException {
    for (SchemaObject object : plan.missing()) {
      if (which.test(object)) {
        maker.make(object);
      }
    }
  }

  /** The extensions that are copied are not left, and the publication is the migration's own. */
  private boolean isLeft(LeftToDump.Item item, Map<ObjectKey, SchemaObject> wanted) {
    return switch (item.kind()) {
      case "EXTENSION" -> !wanted.containsKey(new ObjectKey(Kind.EXTENSION, item.name()));
      case "PUBLICATION" -> !item.name().equals(Sql.identifier(migration.source().publication()));
      default -> true;
    };
  }

  private void requireTables(
      Map<ObjectKey, SchemaObject> wanted, Map<ObjectKey, SchemaObject> present) {
    List<ObjectKey> tables =
        wanted.keySet().stream().filter(key -> key.kind() == Kind.TABLE).toList();
    if (tables.stream().noneMatch(present::containsKey)) {
      throw new Problem(
          migration.target()
              + " has none of the tables yet: run sluice schema --before-data first");
    }
  }
}
