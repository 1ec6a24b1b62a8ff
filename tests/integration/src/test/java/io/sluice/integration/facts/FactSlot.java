package io.sluice.integration.facts;

import io.sluice.testkit.TestDatabase;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A logical slot, read by SQL. Each reading starts where the one before it ended.
 *
 * @param database of the slot
 */
record FactSlot(TestDatabase database, String name) {

  private static final AtomicInteger SLOTS = new AtomicInteger();

  /** A slot that says all changes as text. */
  static FactSlot testDecoding(TestDatabase database) {
    return create(database, "test_decoding", "");
  }

  /** A slot of the plugin that subscriptions use. */
  static FactSlot pgoutput(TestDatabase database) {
    return create(database, "pgoutput", "");
  }

  /** The same, with prepared transactions at PREPARE and not at COMMIT PREPARED. */
  static FactSlot twoPhase(TestDatabase database, String plugin) {
    return create(database, plugin, ", twophase => true");
  }

  private static FactSlot create(TestDatabase database, String plugin, String options) {
    FactSlot slot = new FactSlot(database, "fact_slot_" + SLOTS.incrementAndGet());
    database.text(
        "SELECT lsn FROM pg_create_logical_replication_slot('%s', '%s'%s)"
            .formatted(slot.name, plugin, options));
    return slot;
  }

  /** What test_decoding says, transactions without changes left out. */
  List<String> lines(String... options) {
    return database.texts(
        "SELECT data FROM pg_logical_slot_get_changes('%s', NULL, NULL, 'skip-empty-xacts', '1'%s)"
            .formatted(name, listed(options)));
  }

  /** What test_decoding says, but for BEGIN and COMMIT. */
  List<String> changes(String... options) {
    return lines(options).stream()
        .filter(line -> !line.startsWith("BEGIN") && !line.startsWith("COMMIT"))
        .toList();
  }

  /**
   * What pgoutput says; see {@link PgOutputText}.
   *
   * @param options pairs of a name and a value
   */
  List<String> messages(String publication, String... options) {
    String query =
        "SELECT encode(data, 'hex') FROM pg_logical_slot_get_binary_changes('%s', NULL, NULL,"
            + " 'publication_names', '%s'%s)";
    String version = List.of(options).contains("proto_version") ? "" : ", 'proto_version', '1'";
    PgOutputText text = new PgOutputText();
    return database.texts(query.formatted(name, publication, version + listed(options))).stream()
        .map(hex -> text.of(HexFormat.of().parseHex(hex)))
        .toList();
  }

  /** What pgoutput says, but for BEGIN, COMMIT and RELATION. */
  List<String> rows(String publication, String... options) {
    return messages(publication, options).stream()
        .filter(line -> !line.matches("(BEGIN|COMMIT|RELATION).*"))
        .toList();
  }

  String confirmed() {
    return database.text(
        "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '" + name + "'");
  }

  private static String listed(String... options) {
    StringBuilder list = new StringBuilder();
    for (String option : options) {
      list.append(", '").append(option).append('\'');
    }
    return list.toString();
  }
}
