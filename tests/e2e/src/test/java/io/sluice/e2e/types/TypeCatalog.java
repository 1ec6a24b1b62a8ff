package io.sluice.e2e.types;

import io.sluice.postgres.Sql;
import io.sluice.testkit.TestDatabase;
import java.util.List;

/** The types of a server, as its catalog lists them. */
record TypeCatalog(TestDatabase database) {

  private static final String BUILT_IN =
      """
      SELECT format_type(t.oid, -1) FROM pg_type t
      WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype IN ('b', 'd', 'e', 'm', 'r')
        AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
      ORDER BY t.oid
      """;

  /**
   * Every type of {@code pg_catalog} that a column can have, but for arrays, for the rows of the
   * catalog's own tables, and for pseudo-types.
   */
  List<String> builtIn() {
    return database.texts(BUILT_IN);
  }

  /** What separates the elements of an array of a type; a comma but for boxes. */
  char delimiter(String type) {
    return database.text("SELECT typdelim FROM pg_type WHERE oid = " + oid(type)).charAt(0);
  }

  /** Whether there are arrays of the type. */
  boolean hasArray(String type) {
    return !type.endsWith("[]")
        && database.text("SELECT typarray <> 0 FROM pg_type WHERE oid = " + oid(type)).equals("t");
  }

  /** Whether large values of the type leave the row. */
  boolean isToastable(String type) {
    return !database.text("SELECT typstorage FROM pg_type WHERE oid = " + oid(type)).equals("p");
  }

  private static String oid(String type) {
    return Sql.literal(type) + "::regtype";
  }
}
