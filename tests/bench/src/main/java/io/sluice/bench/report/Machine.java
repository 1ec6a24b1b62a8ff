package io.sluice.bench.report;

import io.sluice.bench.stand.Server;
import io.sluice.bench.stand.Stand;
import io.sluice.control.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What was measured on, and with what.
 *
 * @param facts by name
 */
public record Machine(Map<String, Object> facts) {

  public Machine {
    facts = new LinkedHashMap<>(facts);
  }

  /**
   * Asks the machine and the servers.
   *
   * @param rivals versions of what else is measured
   */
  public static Machine describe(Stand stand, Map<String, String> rivals) throws SQLException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("cpu", field("cpuinfo", "model name"));
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("memory", field("meminfo", "MemTotal"));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("postgresql", version(stand.server()));
    facts.put("kafka", AppInfoParser.getVersion());
    facts.putAll(rivals);
    facts.put("postgresql.settings", Stand.SETTINGS);
    facts.put("broker.heap.mb", Stand.BOX.brokerHeapMegabytes());
    facts.put("worker.heap.mb", Stand.BOX.workerHeapMegabytes());
    return new Machine(facts);
  }

  private static String version(Server server) throws SQLException {
    long number = server.number("SELECT current_setting('server_version_num')");
    return number / 10_000 + "." + number % 10_000;
  }

  private static String field(String file, String name) {
    try {
      return Files.readAllLines(Path.of("/proc", file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new Problem("/proc/" + file + " cannot be read: the bench needs Linux", e);
    }
  }
}
