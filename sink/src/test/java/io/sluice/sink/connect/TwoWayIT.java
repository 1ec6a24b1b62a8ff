package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Databases that all write to the same keys, each with the changes of all others coming in late and
 * in portions: in the end they are equal.
 */
class TwoWayIT {

  private static final int IDS = 6;
  private static final TableSchema THING = table("thing", 1, "id integer", "a text", "b text");
  private static final List<String> DEFINITION =
      List.of("CREATE TABLE shop.thing (id integer PRIMARY KEY, a text, b text)");

  /** What one database has written and another has not been told yet. */
  private static final class Line implements AutoCloseable {
    private final List<SinkRecord> waiting = new ArrayList<>();
    private final RunningTask task;

    Line(int from, LoggedDatabase to) {
      this.task =
          new RunningTask(
              to.database().endpoint(),
              Map.of("name", "from-" + from, "conflict.mode", "last_update_wins"),
              Topics.of(THING));
    }

    void deliver(int records) {
      List<SinkRecord> part = waiting.subList(0, records);
      task.put(List.copyOf(part));
      part.clear();
    }

    @Override
    public void close() {
      task.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void twoDatabasesEndEqual(long seed) throws Exception {
    assertThat(run(seed, 2)).isGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(longs = {3})
  void threeDatabasesEndEqual(long seed) throws Exception {
    assertThat(run(seed, 3)).isGreaterThan(30);
  }

  private static int run(long seed, int size) throws SQLException {
    Random random = new Random(seed);
    LoggedDatabase[] nodes = new LoggedDatabase[size];
    for (int i = 0; i < size; i++) {
      nodes[i] = LoggedDatabase.of(DEFINITION, THING);
    }
    Line[][] lines = lines(nodes);
    int written = 0;
    for (int round = 0; round < 120; round++) {
      int node = random.nextInt(size);
      written += nodes[node].run(statement(random, node)) ? 1 : 0;
      send(nodes[node], lines[node]);
      Line line = lines[random.nextInt(size)][random.nextInt(size)];
      if (line != null) {
        line.deliver(random.nextInt(line.waiting.size() + 1));
      }
    }
    for (Line[] from : lines) {
      for (Line line : from) {
        if (line != null) {
          line.deliver(line.waiting.size());
          line.close();
        }
      }
    }
    for (LoggedDatabase node : nodes) {
      assertThat(written(node)).as("what came in is not sent on").isEmpty();
      assertThat(node.database().rows("shop.thing"))
          .as("seed " + seed)
          .isEqualTo(nodes[0].database().rows("shop.thing"));
    }
    for (LoggedDatabase node : nodes) {
      node.close();
    }
    return written;
  }

  private static Line[][] lines(LoggedDatabase... nodes) {
    Line[][] lines = new Line[nodes.length][nodes.length];
    for (int from = 0; from < nodes.length; from++) {
      for (int to = 0; to < nodes.length; to++) {
        if (from != to) {
          lines[from][to] = new Line(from, nodes[to]);
        }
      }
    }
    return lines;
  }

  private static void send(LoggedDatabase node, Line... lines) throws SQLException {
    List<SinkRecord> records = written(node);
    Arrays.stream(lines).filter(line -> line != null).forEach(line -> line.waiting.addAll(records));
  }

  private static List<SinkRecord> written(LoggedDatabase node) throws SQLException {
    node.publish("");
    return node.topics().take().stream()
        .filter(record -> record.topic().equals(Topics.of(THING).topic()))
        .toList();
  }

  private static String[] statement(Random random, int node) {
    int id = random.nextInt(IDS);
    String value = "'" + node + "-" + random.nextInt(1000) + "'";
    return switch (random.nextInt(6)) {
      case 0 -> new String[] {"DELETE FROM shop.thing WHERE id = " + id};
      case 1 ->
          new String[] {"UPDATE shop.thing SET id = " + random.nextInt(IDS) + " WHERE id = " + id};
      case 2, 3 -> new String[] {"UPDATE shop.thing SET a = " + value + " WHERE id = " + id};
      case 4 ->
          new String[] {
            "DELETE FROM shop.thing WHERE id = " + id,
            "INSERT INTO shop.thing VALUES (" + id + ", " + value + ", 'again')"
          };
      default -> new String[] {"INSERT INTO shop.thing VALUES (" + id + ", " + value + ", 'new')"};
    };
  }
}
