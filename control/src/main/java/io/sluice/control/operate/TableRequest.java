package io.sluice.control.operate;

import io.sluice.control.report.Console;
import java.sql.SQLException;

/** What is asked of a running source connector for one table. Can be asked again. */
public interface TableRequest {

  /**
   * Asks for it, and returns when the connector has taken it up.
   *
   * @param wait whether to return only when the rows are in the topic
   */
  void run(boolean wait, Console console) throws SQLException;

  /** Says what would be done. */
  void rehearse(Console console) throws SQLException;
}
