package io.sluice.sink.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random transactions, random batches, killed sessions: the target equals the source at the end.
 */
class RandomLogIT {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void targetEqualsTheSource(long seed) throws Exception {
    TargetDatabase target = TargetDatabase.create();
    target.run(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.things (id numeric, part text, code text UNIQUE, body text,"
            + " PRIMARY KEY (id, part))");
    Random random = new Random(seed);
    Topics topics = new Topics();
    RandomSource source = new RandomSource(seed, topics);

    try (RunningTask task = new RunningTask(target.endpoint(), Topics.of(RandomSource.TABLE))) {
      List<SinkRecord> waiting = new ArrayList<>();
      for (int round = 0; round < 60; round++) {
        for (int i = random.nextInt(25); i >= 0; i--) {
          source.step();
        }
        waiting.addAll(topics.take());
        int size = round == 59 ? waiting.size() : random.nextInt(waiting.size() + 1);
        if (random.nextInt(10) == 0) {
          kill(target);
        }
        put(task, List.copyOf(waiting.subList(0, size)));
        waiting.subList(0, size).clear();
      }
    }

    assertThat(target.rows("shop.things")).isEqualTo(sorted(source.texts()));
  }

  /** As Connect does it: the same records again. */
  private static void put(RunningTask task, List<SinkRecord> records) {
    try {
      task.put(records);
    } catch (RetriableException retry) {
      task.put(records);
    }
  }

  private static void kill(TargetDatabase target) throws Exception {
    target.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }
}
