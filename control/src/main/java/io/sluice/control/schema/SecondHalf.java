package io.sluice.control.schema;

import io.sluice.control.migration.Migration;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a target is with the second half of its schema.
 *
 * @param missing what {@code sluice schema --after-data} would make or has found to be different
 * @param left what cannot be made now, with the reason
 */
public record SecondHalf(List<ObjectKey> missing, List<String> left) {

  public SecondHalf {
    missing = List.copyOf(missing);
    left = List.copyOf(left);
  }

  /** Compares both catalogs now; the names are those of the migration's file. */
  public static SecondHalf of(Migration migration) throws SQLException {
    SchemaPlan plan = new SchemaCopy(migration, Mapping.of(migration)).plan(Half.AFTER_DATA);
    return new SecondHalf(
        Stream.concat(
                plan.missing().stream().map(SchemaObject::key),
                plan.different().stream().map(SchemaPlan.Difference::key))
            .toList(),
        plan.left().stream().map(left -> left.key() + ": " + left.reason()).toList());
  }

  /** Whether nothing is missing on the target. */
  public static boolean isDone(Migration migration) throws SQLException {
    return of(migration).missing().isEmpty();
  }
}
