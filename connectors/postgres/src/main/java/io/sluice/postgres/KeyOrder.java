package io.sluice.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * How the server orders the values of a column, in the operators of its type.
 *
 * <p>A type of an extension has operators of its own outside {@code pg_catalog}. A bare operator
 * does not find them, or, for {@code citext}, finds that of {@code text}, which orders otherwise
 * than the key's index does.
 *
 * @param equal in SQL, as it stands between two values
 * @param greater the same
 */
public record KeyOrder(String equal, String greater) {

  /** That of all built-in types. */
  public static final KeyOrder BUILT_IN = new KeyOrder("=", ">");

  private static final String OPERATORS =
      """
      WITH RECURSIVE base(attname, oid, up) AS (
        SELECT a.attname, t.oid, t.typbasetype
          FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = CAST(? AS oid) AND a.attnum > 0
        UNION ALL
        SELECT b.attname, t.oid, t.typbasetype FROM base b JOIN pg_type t ON t.oid = b.up)
      SELECT b.attname,
             min(format('OPERATOR(%I.%s)', n.nspname, p.oprname)) FILTER (WHERE o.amopstrategy = 3),
             min(format('OPERATOR(%I.%s)', n.nspname, p.oprname)) FILTER (WHERE o.amopstrategy = 5)
        FROM base b
        JOIN pg_opclass c ON c.opcintype = b.oid AND c.opcdefault
        JOIN pg_am m ON m.oid = c.opcmethod AND m.amname = 'btree'
        JOIN pg_amop o ON o.amopfamily = c.opcfamily
                      AND o.amoplefttype = b.oid AND o.amoprighttype = b.oid
        JOIN pg_operator p ON p.oid = o.amopopr
        JOIN pg_namespace n ON n.oid = p.oprnamespace AND n.nspname <> 'pg_catalog'
       GROUP BY b.attname
      """;

  /**
   * The columns of a table whose type has an order of its own, by name.
   *
   * @param oid of the table, unsigned
   */
  public static Map<String, KeyOrder> own(Connection connection, int oid) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OPERATORS)) {
      select.setLong(1, Integer.toUnsignedLong(oid));
      try (ResultSet rows = select.executeQuery()) {
        Map<String, KeyOrder> orders = new HashMap<>();
        while (rows.next()) {
          orders.put(rows.getString(1), new KeyOrder(rows.getString(2), rows.getString(3)));
        }
        return orders;
      }
    }
  }
}
