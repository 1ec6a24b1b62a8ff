package io.sluice.control.operate;

import io.sluice.control.migration.Migration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of a migration's connectors a command is about.
 *
 * @param source whether the source connector
 * @param sink whether the sink connector
 */
public record Halves(boolean source, boolean sink) {

  /** Those that were named, or both where none was. */
  public static Halves named(boolean source, boolean sink) {
    return source || sink ? new Halves(source, sink) : new Halves(true, true);
  }

  List<String> connectors(Migration migration) {
    List<String> connectors = new ArrayList<>();
    if (source) {
      connectors.add(migration.sourceConnector());
    }
    if (sink) {
      connectors.add(migration.sinkConnector());
    }
    return connectors;
  }
}
