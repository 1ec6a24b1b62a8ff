package io.sluice.fault.handover;

import io.sluice.testkit.LockBreak;
import io.sluice.testkit.Pipeline;
import io.sluice.testkit.TestDatabase;

/** The statements by which a handover changes the two servers, in its order. */
enum Statement {
  /** The subscription that is taken back. */
  TRIAL(false, trigger("CREATE SUBSCRIPTION%slot_name = NONE%")),
  ADVANCE(true, advance()),
  DROP_CANARY(true, trigger("ALTER PUBLICATION%")),
  CREATE(false, trigger("CREATE SUBSCRIPTION%slot_name = ''%")),
  ENABLE(false, trigger("ALTER SUBSCRIPTION%ENABLE"));

  private static final String[] REMOVAL = {
    "DROP EVENT TRIGGER IF EXISTS break_statement",
    "DROP FUNCTION IF EXISTS pg_catalog.pg_replication_slot_advance(text, pg_lsn)"
  };

  private final boolean onSource;
  private final String[] making;

  Statement(boolean onSource, String... making) {
    this.onSource = onSource;
    this.making = making;
  }

  /** Where it runs. */
  TestDatabase database(Pipeline pipeline) {
    return onSource ? pipeline.source() : pipeline.target();
  }

  /** Makes it wait for a {@link LockBreak} from now on. */
  void trap(Pipeline pipeline) {
    database(pipeline).execute(making);
  }

  /** It waits for nobody any more. */
  void free(Pipeline pipeline) {
    database(pipeline).execute(REMOVAL);
  }

  private static String[] trigger(String pattern) {
    return new String[] {
      """
      CREATE OR REPLACE FUNCTION public.break_statement() RETURNS event_trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF pg_catalog.current_query() LIKE '%s' THEN
          %s
        END IF;
      END $$
      """
          .formatted(pattern, LockBreak.WAIT),
      "CREATE EVENT TRIGGER break_statement ON ddl_command_start"
          + " EXECUTE FUNCTION public.break_statement()"
    };
  }

  /** Sessions of Sluice look into pg_catalog only, and a text parameter fits this one better. */
  private static String[] advance() {
    return new String[] {
      """
      CREATE FUNCTION pg_catalog.pg_replication_slot_advance(
        held text, up_to pg_lsn, OUT slot_name name, OUT end_lsn pg_lsn) LANGUAGE plpgsql AS $$
      BEGIN
        %s
        SELECT a.slot_name, a.end_lsn INTO slot_name, end_lsn
          FROM pg_catalog.pg_replication_slot_advance(held::name, up_to) a;
      END $$
      """
          .formatted(LockBreak.WAIT)
    };
  }
}
