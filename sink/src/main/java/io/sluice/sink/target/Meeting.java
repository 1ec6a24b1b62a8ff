package io.sluice.sink.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A staged row and what it meets, as {@link JudgeStatements} tells.
 *
 * @param place of the staged row in its batch
 * @param found whether there is a row, which then somebody else wrote
 * @param buried whether somebody else deleted it
 * @param isLater whether the staged row was committed after that row or its deletion
 * @param there who is there
 */
record Meeting(int place, boolean found, boolean buried, boolean isLater, RowThere there) {

  static Meeting read(ResultSet row) throws SQLException {
    return new Meeting(
        row.getInt(1),
        row.getBoolean(2),
        row.getBoolean(3),
        row.getBoolean(4),
        new RowThere(
            Optional.of(row.getString(5)),
            Optional.ofNullable(row.getString(6)),
            Optional.ofNullable(row.getString(7))));
  }
}
