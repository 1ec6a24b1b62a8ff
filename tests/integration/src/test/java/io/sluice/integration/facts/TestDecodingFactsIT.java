package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The text of PostgreSQL's other plugin, line by line. */
class TestDecodingFactsIT {

  private TestDatabase database;
  private FactSlot slot;

  @BeforeEach
  void create() {
    database = FactServer.database();
    slot = FactSlot.testDecoding(database);
  }

  @AfterEach
  void drop() {
    FactServer.drop(database);
  }

  @Test
  void transactionMayHaveItsNumberAndItsTime() {
    database.execute("INSERT INTO public.t VALUES (1)");
    assertThat(slot.lines("include-timestamp", "1"))
        .satisfiesExactly(
            line -> assertThat(line).matches("BEGIN \\d+"),
            line -> assertThat(line).startsWith("table public.t: INSERT:"),
            line -> assertThat(line).matches("COMMIT \\d+ \\(at \\d{4}-\\d\\d-\\d\\d .*\\)"));

    database.execute("INSERT INTO public.t VALUES (2)");
    assertThat(slot.lines("include-xids", "0")).startsWith("BEGIN").endsWith("COMMIT");
  }

  @Test
  void changesAreTheTableTheKindAndItsColumns() {
    database.execute(
        "INSERT INTO public.t VALUES (1, 'one')",
        "UPDATE public.t SET note = 'uno'",
        "UPDATE public.t SET id = 2",
        "DELETE FROM public.t");
    assertThat(slot.changes())
        .containsExactly(
            "table public.t: INSERT: id[integer]:1 note[text]:'one'",
            "table public.t: UPDATE: id[integer]:1 note[text]:'uno'",
            "table public.t: UPDATE: old-key: id[integer]:1"
                + " new-tuple: id[integer]:2 note[text]:'uno'",
            "table public.t: DELETE: id[integer]:2");
  }

  @Test
  void changeWithoutAnIdentityHasNoTuple() {
    database.execute(
        "CREATE TABLE public.keyless (id int)",
        "INSERT INTO public.keyless VALUES (1)",
        "DELETE FROM public.keyless");
    assertThat(slot.changes()).last().isEqualTo("table public.keyless: DELETE: (no-tuple-data)");
  }

  @Test
  void truncateNamesItsTablesAndFlags() {
    database.execute(
        "CREATE TABLE public.u (id int)",
        "TRUNCATE public.t, public.u",
        "TRUNCATE public.t RESTART IDENTITY",
        "TRUNCATE public.t CASCADE",
        "TRUNCATE public.t RESTART IDENTITY CASCADE");
    assertThat(slot.changes())
        .containsExactly(
            "table public.t, public.u: TRUNCATE: (no-flags)",
            "table public.t: TRUNCATE: restart_seqs",
            "table public.t: TRUNCATE: cascade",
            "table public.t: TRUNCATE: restart_seqs cascade");
  }

  @Test
  void messageCountsTheBytesOfItsContent() {
    database.execute(
        // In this order: nobody waits until a message outside of a transaction is flushed.
        "SELECT pg_logical_emit_message(false, 'p', 'loose')",
        "SELECT pg_logical_emit_message(true, 'p, sz: 1', 'ü ' || chr(10) || ' x')");
    assertThat(slot.changes())
        .containsExactlyInAnyOrder(
            "message: transactional: 1 prefix: p, sz: 1, sz: 6 content:ü \n x",
            "message: transactional: 0 prefix: p, sz: 5 content:loose");
  }

  @Test
  void preparedTransactionsHaveTheirOwnLines() {
    FactSlot early = FactSlot.twoPhase(database, "test_decoding");
    for (String end : new String[] {"COMMIT", "ROLLBACK"}) {
      database.execute(
          "BEGIN; INSERT INTO public.t VALUES (1); PREPARE TRANSACTION 'it''s'",
          end + " PREPARED 'it''s'",
          "DELETE FROM public.t");
    }
    assertThat(early.lines("include-xids", "0"))
        .filteredOn(line -> line.contains("PREPARE"))
        .containsExactly(
            "PREPARE TRANSACTION 'it''s'",
            "COMMIT PREPARED 'it''s'",
            "PREPARE TRANSACTION 'it''s'",
            "ROLLBACK PREPARED 'it''s'");
  }

  @Test
  void onlyNumbersBooleansAndNullsAreBare() {
    database.execute(
        "CREATE TABLE public.bare (a smallint, b bigint, c oid, d real, e float8, f numeric,"
            + " g boolean, h text, i bit(3), j varbit, k date, l bytea, m jsonb)",
        "INSERT INTO public.bare VALUES (1, 2, 3, 'NaN', 'Infinity', 'NaN', true, NULL, B'101',"
            + " B'', '2026-01-02', '\\x00ff', '{\"a\": 1}')");
    assertThat(slot.changes())
        .containsExactly(
            "table public.bare: INSERT: a[smallint]:1 b[bigint]:2 c[oid]:3 d[real]:NaN"
                + " e[double precision]:Infinity f[numeric]:NaN g[boolean]:true h[text]:null"
                + " i[bit]:B'101' j[bit varying]:B'' k[date]:'2026-01-02' l[bytea]:'\\x00ff'"
                + " m[jsonb]:'{\"a\": 1}'");
  }

  @Test
  void onlyQuotesAreDoubledInAQuotedValue() {
    database.execute("INSERT INTO public.t VALUES (1, 'it''s \\ ' || chr(10) || ' \"so\"')");
    assertThat(slot.changes())
        .containsExactly("table public.t: INSERT: id[integer]:1 note[text]:'it''s \\ \n \"so\"'");
  }

  @Test
  void wordsForMissingValuesInQuotesAreValues() {
    database.execute(
        "ALTER TABLE public.t ALTER note SET STORAGE EXTERNAL, ADD COLUMN level int",
        "INSERT INTO public.t VALUES (1, 'null'), (2, 'unchanged-toast-datum')",
        "INSERT INTO public.t VALUES (3, repeat('x', 9000))");
    slot.changes();
    database.execute("UPDATE public.t SET level = 1");
    assertThat(slot.changes())
        .containsExactly(
            "table public.t: UPDATE: id[integer]:1 note[text]:'null' level[integer]:1",
            "table public.t: UPDATE: id[integer]:2 note[text]:'unchanged-toast-datum'"
                + " level[integer]:1",
            "table public.t: UPDATE: id[integer]:3 note[text]:unchanged-toast-datum"
                + " level[integer]:1");
  }

  @Test
  void namesOfTablesColumnsAndTypesAreQuotedWhenTheyNeedTo() {
    database.execute(
        "CREATE SCHEMA \"My.S\"",
        "CREATE TYPE \"My.S\".\"Odd type\" AS ENUM ('x')",
        "CREATE TABLE \"My.S\".\"a: \"\"b\" (\"select\" int, options text[],"
            + " \"it[x]:1\" \"My.S\".\"Odd type\")",
        "INSERT INTO \"My.S\".\"a: \"\"b\" VALUES (1, '{a}', 'x')");
    assertThat(slot.changes())
        .containsExactly(
            "table \"My.S\".\"a: \"\"b\": INSERT: \"select\"[integer]:1 options[text[]]:'{a}'"
                + " \"it[x]:1\"[\"My.S\".\"Odd type\"]:'x'");
  }

  @Test
  void oldRowsLeaveOutWhatWasNull() {
    database.execute(
        "ALTER TABLE public.t REPLICA IDENTITY FULL",
        "INSERT INTO public.t VALUES (1, NULL)",
        "UPDATE public.t SET id = 2",
        "DELETE FROM public.t");
    assertThat(slot.changes())
        .endsWith(
            "table public.t: UPDATE: old-key: id[integer]:1"
                + " new-tuple: id[integer]:2 note[text]:null",
            "table public.t: DELETE: id[integer]:2");
  }
}
