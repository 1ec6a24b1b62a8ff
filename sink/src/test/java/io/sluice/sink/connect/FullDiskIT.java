package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.change.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** A target whose disk is full, on a disk of a few megabytes. Only root on Linux can make one. */
class FullDiskIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text");

  @Test
  void fullDiskIsWaitedForUntilThereIsRoom() throws Exception {
    Path disk = Files.createTempDirectory("sluice-disk");
    try {
      assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=8m", "none", disk.toString()), "no disk");
      fill(disk);
    } finally {
      ran("umount", disk.toString());
      Files.delete(disk);
    }
  }

  private static void fill(Path disk) throws Exception {
    TargetDatabase target = TargetDatabase.create();
    target.run("CREATE TABLESPACE small LOCATION '" + disk + "'");
    try {
      target.run(
          "CREATE SCHEMA shop",
          "CREATE TABLE shop.items (id int PRIMARY KEY, a text) TABLESPACE small",
          "CREATE TABLE shop.filler (a text) TABLESPACE small",
          "ALTER TABLE shop.filler ALTER COLUMN a SET STORAGE EXTERNAL",
          "INSERT INTO shop.filler SELECT repeat('x', 5000000)");
      Topics topics = new Topics();
      List<SinkRecord> batch =
          topics.insert(ITEMS, "1", "a").insert(ITEMS, "2", incompressible(4_000_000)).take();
      try (RunningTask task = new RunningTask(target.endpoint(), Topics.of(ITEMS))) {
        assertThatThrownBy(() -> task.put(batch))
            .isInstanceOf(RetriableException.class)
            .hasMessageContaining("OUT_OF_RESOURCES, SQLSTATE 53100");
        assertThat(target.rows("shop.items")).isEmpty();
        target.run("DROP TABLE shop.filler", "CHECKPOINT");
        task.put(batch);
      }
      assertThat(target.list("SELECT id || ' ' || length(a) FROM shop.items ORDER BY 1"))
          .containsExactly("1 1", "2 4000000");
    } finally {
      target.run("DROP SCHEMA shop CASCADE", "CHECKPOINT", "DROP TABLESPACE small");
    }
  }

  private static String incompressible(int length) {
    return new Random(1)
        .ints(length, '0', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean ran(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
