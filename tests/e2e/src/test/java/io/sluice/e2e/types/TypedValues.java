package io.sluice.e2e.types;

import io.sluice.postgres.Sql;
import java.util.List;

/**
 * A type and values of it.
 *
 * @param type as it is written in SQL
 * @param values SQL expressions of the type, at least one
 */
record TypedValues(String type, List<String> values) {

  TypedValues {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values of type " + type);
    }
  }

  /** The expression of a value that the type's input reads. */
  static String literal(String text, String type) {
    return Sql.literal(text) + "::" + type;
  }

  TypedValues first(int most) {
    return new TypedValues(type, values.subList(0, Math.min(most, values.size())));
  }

  /**
   * The text by which a column's values are compared. A {@code "char"} beyond ASCII is no text at
   * all before PostgreSQL 16, and goes by its number.
   */
  String comparable(String column) {
    return switch (type) {
      case "\"char\"" -> column + "::integer::text";
      case "\"char\"[]" ->
          "(SELECT array_agg(e::integer)::text FROM unnest("
              + column
              + ") e) || array_dims("
              + column
              + ")";
      default -> column + "::text";
    };
  }
}
