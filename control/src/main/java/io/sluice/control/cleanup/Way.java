package io.sluice.control.cleanup;

import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import java.util.List;

/**
 * One direction of a migration, and how it calls what it makes.
 *
 * @param prefix of topics and connectors
 * @param source where it reads
 * @param target where it writes
 * @param slot on the source
 * @param publication on the source
 */
record Way(String prefix, Database source, Database target, String slot, String publication) {

  /** The way back, which a cutover makes, and the way there. */
  static List<Way> of(Migration migration) {
    String back = "sluice_" + migration.name().replace('-', '_') + "_reverse";
    return List.of(
        new Way(
            migration.name() + "-reverse",
            migration.target(),
            migration.source().database(),
            back,
            back),
        new Way(
            migration.name(),
            migration.source().database(),
            migration.target(),
            migration.source().slot(),
            migration.source().publication()));
  }

  String sourceConnector() {
    return prefix + "-source";
  }

  String sinkConnector() {
    return prefix + "-sink";
  }

  /** Both servers. */
  List<Database> sides() {
    return List.of(source, target);
  }

  /** One of them, by what a {@link Thing} calls it. */
  Database side(String where) {
    return where.equals(source.toString()) ? source : target;
  }

  List<String> connectors() {
    return List.of(sourceConnector(), sinkConnector());
  }
}
