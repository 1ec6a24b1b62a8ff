package io.sluice.control.verify;

import io.sluice.change.Lsn;
import io.sluice.control.compare.Digest;
import io.sluice.control.compare.RowHash;
import io.sluice.postgres.Sql;
import io.sluice.source.snapshot.ChunkSql;
import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import io.sluice.source.snapshot.TableSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one server is asked of one table. Every question is a statement of its own, in autocommit:
 * it takes its lock before its snapshot, and no snapshot outlives it. Used by one thread at a time.
 */
final class SideReads {

  private final Connection connection;
  private final TableSource source;
  private final ChunkSql sql;
  private final String hash;
  private final String position;

  /**
   * @param source the table as this server has it
   * @param hash of a row, the same on both sides
   * @param position where this server is, in SQL, as a position of the source's log
   */
  SideReads(Connection connection, TableSource source, RowHash hash, String position) {
    this.connection = connection;
    this.position = position;
    this.source = source;
    this.sql = new ChunkSql(source);
    this.hash = hash.sql();
  }

  /** The end of the first {@code rows} rows of a range; empty if it has fewer. */
  Optional<KeyBound> boundary(KeyRange.Between range, int rows) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.boundary(range, rows))) {
      return row.next()
          ? Optional.of(new KeyBound(source.keyNames(), texts(row, source.keyNames().size())))
          : Optional.empty();
    }
  }

  /** How many rows a range has, the sum of their hashes, and where this server was. */
  RangeRead digest(KeyRange.Between range) throws SQLException {
    String query =
        "SELECT count(*), coalesce(sum(%s), 0), %s FROM %s"
            .formatted(hash, position, sql.rows(range));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      BigDecimal sum = row.getBigDecimal(2);
      return new RangeRead(
          new Digest(row.getLong(1), sum.toBigIntegerExact()),
          Optional.ofNullable(row.getString(3)).map(Lsn::parse));
    }
  }

  /** The table as a single row, which is another version as soon as one of its rows is. */
  WholeRead whole() throws SQLException {
    String query =
        "SELECT count(*), coalesce(sum(%1$s), 0), coalesce(sum(%2$s), 0) FROM %3$s"
            .formatted(
                hash,
                "hashtextextended(xmin::text || ' ' || " + hash + "::text, 0)",
                sql.rows(KeyRange.Between.ALL));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      long sum = row.getBigDecimal(2).toBigIntegerExact().longValue();
      return new WholeRead(row.getLong(1), new Sighting(sum, row.getString(3)));
    }
  }

  /** Every row of a range, by its key. */
  Map<List<String>, Sighting> rows(KeyRange.Between range) throws SQLException {
    String query = "SELECT " + String.join(", ", wanted()) + " FROM " + sql.rows(range);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return sightings(row);
    }
  }

  /** The rows that have these keys, each with the very text. */
  Map<List<String>, Sighting> rows(List<List<String>> keys) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.lookup(wanted(), keys))) {
      return sightings(row);
    }
  }

  /** The oid of the table that has the name now; 0 if none has. */
  long oid() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT coalesce(to_regclass(?)::oid::bigint, 0)")) {
      query.setString(1, Sql.table(source.schema().table()));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Where the rows of these keys are stored now. */
  Map<List<String>, Place> places(List<List<String>> keys) throws SQLException {
    List<String> wanted = new ArrayList<>(keyTexts());
    wanted.add("tableoid::oid::text AS part");
    wanted.add("ctid::text AS place");
    Map<List<String>, Place> places = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.lookup(wanted, keys))) {
      int key = source.keyNames().size();
      while (row.next()) {
        places.put(texts(row, key), new Place(row.getString(key + 1), row.getString(key + 2)));
      }
    }
    return places;
  }

  /** Deletes rows that are still where they were; how many these are. */
  int delete(List<Place> places) throws SQLException {
    String sql =
        "DELETE FROM %s AS r USING unnest(?::oid[], ?::tid[]) AS p(part, place)"
                .formatted(this.sql.from())
            + " WHERE r.ctid = p.place AND r.tableoid = p.part";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setArray(
          1, connection.createArrayOf("text", places.stream().map(Place::table).toArray()));
      delete.setArray(
          2, connection.createArrayOf("text", places.stream().map(Place::row).toArray()));
      return delete.executeUpdate();
    }
  }

  /** Each with a name of its own, for they are the columns of a query within a query as well. */
  private List<String> wanted() {
    List<String> wanted = new ArrayList<>(keyTexts());
    wanted.add(hash + " AS hash");
    wanted.add("xmin::text AS version");
    return wanted;
  }

  private List<String> keyTexts() {
    List<String> key = source.keyNames();
    return IntStream.range(0, key.size())
        .mapToObj(place -> Sql.identifier(key.get(place)) + "::text AS c" + place)
        .toList();
  }

  private Map<List<String>, Sighting> sightings(ResultSet row) throws SQLException {
    int key = source.keyNames().size();
    Map<List<String>, Sighting> sightings = new HashMap<>();
    while (row.next()) {
      Sighting sighting = new Sighting(row.getLong(key + 1), row.getString(key + 2));
      sightings.merge(texts(row, key), sighting, Sighting::and);
    }
    return sightings;
  }

  private static List<String> texts(ResultSet row, int count) throws SQLException {
    List<String> texts = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      texts.add(row.getString(i));
    }
    return List.copyOf(texts);
  }
}
