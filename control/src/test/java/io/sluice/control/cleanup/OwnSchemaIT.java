package io.sluice.control.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import io.sluice.postgres.OwnTable;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several migrations note things in one schema, and one of them cleans up. */
class OwnSchemaIT {

  private static final OwnTable NOTES = new OwnTable("notes", "id int PRIMARY KEY");

  private final Database database = OneServer.database("target");

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void schemaInWhichSomebodyNotesTheFirstRowStays() throws SQLException {
    try (Connection other = database.open("other");
        Statement note = other.createStatement()) {
      NOTES.create(other);
      other.setAutoCommit(false);
      note.execute("INSERT INTO sluice.notes VALUES (1)");

      cleanUp();

      other.commit();
      assertThat(Query.of(other, "SELECT count(*)::text FROM sluice.notes").text()).isEqualTo("1");
    }
  }

  @Test
  void schemaInWhichNothingIsNotedGoes() throws SQLException {
    try (Connection session = database.open("test")) {
      NOTES.create(session);

      cleanUp();

      assertThat(NOTES.exists(session)).isFalse();
    }
  }

  private void cleanUp() throws SQLException {
    try (Connection session = database.open("cleanup")) {
      new OwnSchema(session).dropIfBlank();
    }
  }
}
