package io.sluice.envelope.debezium;

import io.sluice.change.ColumnType;
import java.util.Set;

/** Which types Debezium knows; of all others it writes the bytes of PostgreSQL's text. */
final class KnownTypes {

  private static final Set<String> BUILT_IN =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "oid",
          "real",
          "double precision",
          "numeric",
          "money",
          "boolean",
          "text",
          "character varying",
          "character",
          "\"char\"",
          "name",
          "uuid",
          "json",
          "jsonb",
          "xml",
          "date",
          "time without time zone",
          "time with time zone",
          "timestamp without time zone",
          "timestamp with time zone",
          "bit",
          "bit varying",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "int4range",
          "int8range",
          "numrange",
          "tsrange",
          "tstzrange",
          "daterange",
          "point",
          "tsvector");

  /** Extensions' types, whatever schema they are in. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "hstore",
          "citext",
          "ltree",
          "isbn",
          "geometry",
          "geography",
          "vector",
          "halfvec",
          "sparsevec");

  private KnownTypes() {}

  /** Whether Debezium has a type of its own for it; {@code bytea} itself is bytes too. */
  static boolean contains(ColumnType type) {
    return !type.labels().isEmpty()
        || BUILT_IN.contains(type.baseName())
        || type.name().startsWith("interval")
        || EXTENSIONS.stream().anyMatch(name -> isExtension(type, name));
  }

  /** Whether it is this extension's type. */
  static boolean isExtension(ColumnType type, String name) {
    return type.baseName().endsWith("." + name);
  }
}
