package io.sluice.control.box;

import io.sluice.control.box.ChildProcess.Life;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one of Kafka's programs is started in a JVM of its own.
 *
 * @param distribution whose Kafka it is
 * @param heapMegabytes most memory for objects
 * @param options further ones of the JVM
 */
record KafkaJvm(Distribution distribution, int heapMegabytes, List<String> options) {

  KafkaJvm(Distribution distribution, int heapMegabytes) {
    this(distribution, heapMegabytes, List.of());
  }

  ChildProcess start(String name, String mainClass, List<String> arguments, Path log, Life life) {
    return ChildProcess.start(name, command(mainClass, arguments), Map.of(), log, life);
  }

  private List<String> command(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseParallelGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.awt.headless=true");
    command.add("-Dlog4j2.configurationFile=" + distribution.log4jConfig());
    command.addAll(options);
    command.add("-cp");
    command.add(distribution.kafkaClassPath());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
