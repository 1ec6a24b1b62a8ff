package io.sluice.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.OneServer;
import io.sluice.control.demo.Deal.Session;
import io.sluice.control.demo.Deal.Tally;
import io.sluice.control.migration.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopIT {

  private static final ShopSize SIZE = ShopSize.of(2_000);
  private static Database shop;

  @BeforeAll
  static void open() throws SQLException {
    shop = OneServer.database("source");
    new Shop(shop).open(SIZE);
  }

  @Test
  void opensWithAboutTheRowsAskedFor() {
    assertThat(SIZE.rows()).isBetween(1_900L, 2_100L);
    assertThat(count("customers")).isEqualTo(SIZE.customers());
    assertThat(count("returns")).isZero();
  }

  @Test
  void bodyOfADocumentIsStoredOutOfLine() {
    assertThat(number("SELECT min(pg_column_size(body)) FROM documents")).isGreaterThan(2_000);
    assertThat(
            number(
                "SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE relname = 'documents'"))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16})
  void everyDealChangesSomething(int number) throws SQLException {
    Random random = new Random(number);
    Tally changes = new Tally();
    try (Connection connection = Shop.session(shop, "test")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 40; i++) {
        Deals.ALL.get(number).run(new Session(connection, random, SIZE, changes));
      }
      connection.rollback();
    }
    assertThat(changes.count()).isPositive();
  }

  @Test
  void writersCountWhatTheyCommitAndStopWhenTold() {
    try (Writers writers = Writers.start(3, shop, SIZE)) {
      while (writers.changes() < 200) {
        writers.requireHealth();
        Thread.onSpinWait();
      }
      writers.stop();
      assertThat(writers.changes()).isGreaterThanOrEqualTo(200);
    }
  }

  private static long count(String table) {
    return number("SELECT count(*) FROM " + table);
  }

  private static long number(String query) {
    try (Connection connection = Shop.session(shop, "test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
