package io.sluice.control.cutover;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.fence.Fence;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.verify.ChangedRows;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Everything that a move of writers needs.
 *
 * @param route which way
 * @param options how
 * @param rest where the connectors run
 * @param consumers of the topics
 * @param templates the folder {@code connect-configs}
 * @param console where it is said
 */
public record Move(
    Route route,
    SwitchOptions options,
    ConnectRest rest,
    TopicConsumers consumers,
    Path templates,
    Console console) {

  /** The way that everything takes before the writers do. */
  Pipeline way() throws SQLException {
    return Pipeline.open(route.way(), rest, consumers, options.without());
  }

  /** The way that everything takes afterwards. */
  Pipeline wayBack() throws SQLException {
    return Pipeline.open(route.wayBack(), rest, consumers, options.without());
  }

  /** What changed since the last verification of the way, or everything. */
  ChangedRows changedRows() throws SQLException {
    return options.compared() == Compared.WHOLE
        ? ChangedRows.everything(route.way(), consumers)
        : ChangedRows.sinceVerification(route.way(), consumers);
  }

  /** Around the side that is left. */
  Fence here() {
    return new Fence(route.from(), route.migration().name());
  }

  /** Around the side that is moved to. */
  Fence there() {
    return new Fence(route.to(), route.migration().name());
  }

  /** For what happens while the writers write. */
  Patience patience() {
    return Patience.of(options.timeout()).telling(console);
  }
}
