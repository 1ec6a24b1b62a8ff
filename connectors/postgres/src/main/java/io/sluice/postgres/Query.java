package io.sluice.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A question to a server.
 *
 * @param connection the session to ask in
 * @param sql with a question mark for each parameter
 * @param parameters texts and numbers; a collection goes as an array of texts
 */
public record Query(Connection connection, String sql, List<Object> parameters) {

  /** Makes something of a row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public Query {
    parameters = List.copyOf(parameters);
  }

  /** A question with these parameters. */
  public static Query of(Connection connection, String sql, Object... parameters) {
    return new Query(connection, sql, List.of(parameters));
  }

  /** What all rows of the answer are made into. */
  public <T> List<T> list(Row<T> reader) throws SQLException {
    try (PreparedStatement statement = prepare();
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  /** What the first row is made into, if there is one. */
  public <T> Optional<T> first(Row<T> reader) throws SQLException {
    try (PreparedStatement statement = prepare();
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  /** The first column of the only row, as text; empty text for NULL. */
  public String text() throws SQLException {
    return first(row -> Optional.ofNullable(row.getString(1)).orElse("")).orElse("");
  }

  /** The first column of the only row, as a number; zero for NULL. */
  public long number() throws SQLException {
    return first(row -> row.getLong(1)).orElse(0L);
  }

  /** Whether the only row says yes. */
  public boolean holds() throws SQLException {
    return first(row -> row.getBoolean(1)).orElse(false);
  }

  private PreparedStatement prepare() throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.size(); i++) {
      Object parameter = parameters.get(i);
      statement.setObject(
          i + 1,
          parameter instanceof Collection<?> texts
              ? connection.createArrayOf("text", texts.toArray())
              : parameter);
    }
    return statement;
  }
}
