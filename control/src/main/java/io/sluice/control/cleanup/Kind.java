package io.sluice.control.cleanup;

import java.sql.SQLException;
import java.util.List;

/** What can be removed, in the order in which it has to be. */
interface Kind {

  /** Its option, without the hyphens. */
  String word();

  /** What it means to remove it. */
  String meaning();

  /** What there is of a way. */
  List<Thing> find(Way way) throws SQLException;

  /**
   * Removes one, and fails if that is in use.
   *
   * @throws io.sluice.control.report.Problem that says by whom
   */
  void remove(Way way, Thing thing) throws SQLException;
}
