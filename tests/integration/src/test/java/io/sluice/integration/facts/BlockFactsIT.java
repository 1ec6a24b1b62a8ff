package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Transactions that are streamed in blocks before they have ended (protocol 2), and prepared ones
 * (3).
 */
class BlockFactsIT {

  private static final String MANY =
      "INSERT INTO public.t SELECT id, repeat('x', 100) FROM generate_series(%d, %d) id";

  private TestDatabase database;
  private FactSlot slot;

  @BeforeEach
  void create() {
    database = FactServer.database();
    database.execute(
        "CREATE TABLE public.u (id int PRIMARY KEY)",
        "CREATE PUBLICATION pub FOR TABLE public.t, public.u");
    slot = FactSlot.pgoutput(database);
  }

  @AfterEach
  void drop() {
    FactServer.drop(database);
  }

  @Test
  void relationInABlockMayCarryASubTransaction() {
    database.execute(
        "BEGIN; %s; SAVEPOINT s; INSERT INTO public.u VALUES (1); RELEASE s; %s; COMMIT"
            .formatted(MANY.formatted(1, 2000), MANY.formatted(2001, 4000)));

    List<String> lines = streamed();
    String top = top(lines);
    assertThat(lines).contains("STREAM COMMIT " + top);
    assertThat(lines)
        .filteredOn(line -> line.endsWith("RELATION public.u d id*"))
        .hasSize(1)
        .allSatisfy(line -> assertThat(line).doesNotStartWith(top + ":"));
  }

  @Test
  void abortOfASubTransactionDropsOnlyThatOne() {
    try (OpenSession writer = OpenSession.in(database)) {
      writer.run("BEGIN", MANY.formatted(1, 2000), "SAVEPOINT s", MANY.formatted(2001, 4000));
      writer.run("ROLLBACK TO s", MANY.formatted(4001, 6000), "COMMIT");
    }
    List<String> lines = streamed();
    String top = top(lines);
    assertThat(lines).last().isEqualTo("STREAM COMMIT " + top);
    assertThat(lines).doesNotContain("STREAM ABORT " + top + " " + top);
    assertThat(idsThatStay(lines, top)).isEqualTo(Set.of("1", "2000", "4001", "6000"));
  }

  /** Of the rows at the ends of the three statements, those that no abort takes back. */
  private static Set<String> idsThatStay(List<String> lines, String top) {
    Set<String> ids = new TreeSet<>();
    for (String id : List.of("1", "2000", "2001", "4000", "4001", "6000")) {
      lines.stream()
          .filter(line -> line.contains(": INSERT t " + id + "|"))
          .map(line -> line.substring(0, line.indexOf(':')))
          .filter(xid -> !lines.contains("STREAM ABORT " + top + " " + xid))
          .forEach(xid -> ids.add(id));
    }
    return ids;
  }

  @Test
  void preparedTransactionIsSentAtPrepareOnlyToASlotThatWantsIt() {
    FactSlot early = FactSlot.twoPhase(database, "pgoutput");
    database.execute("BEGIN; INSERT INTO public.u VALUES (1); PREPARE TRANSACTION 'fact'");
    assertThat(slot.rows("pub", "proto_version", "3")).isEmpty();
    assertThat(early.rows("pub", "proto_version", "3", "two_phase", "on"))
        .as("BEGIN PREPARE is no row")
        .containsExactly("INSERT u 1", "PREPARE fact");

    database.execute("COMMIT PREPARED 'fact'");
    assertThat(slot.rows("pub", "proto_version", "3")).containsExactly("INSERT u 1");
    assertThat(early.messages("pub", "proto_version", "3", "two_phase", "on"))
        .containsExactly("COMMIT PREPARED fact");
  }

  private static String top(List<String> lines) {
    return lines.get(0).replace("STREAM START ", "");
  }

  private List<String> streamed() {
    return slot.messages("pub", "proto_version", "2", "streaming", "on");
  }
}
