package io.sluice.fault.handover;

import io.sluice.testkit.Pipeline;
import io.sluice.testkit.TestDatabase;

/**
 * A slot as it was some time ago: so a source has it again after a crash, if no checkpoint has come
 * since.
 *
 * @param source with the slot
 * @param name of the slot
 */
record OldSlot(TestDatabase source, String name) {

  private static final String COPY = "SELECT pg_copy_logical_replication_slot('%s', '%s')";
  private static final String DROP = "SELECT pg_drop_replication_slot('%s')";

  /** Remembers how it is now. */
  static OldSlot keep(Pipeline pipeline) {
    String name = pipeline.migration().source().slot();
    pipeline.source().execute(COPY.formatted(name, name + "_old"));
    return new OldSlot(pipeline.source(), name);
  }

  /** Makes it so again; nobody may use it meanwhile. */
  void putBack() {
    source.execute(
        DROP.formatted(name), COPY.formatted(name + "_old", name), DROP.formatted(name + "_old"));
  }
}
