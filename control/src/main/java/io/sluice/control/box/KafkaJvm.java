package io.sluice.control.box;

import io.sluice.control.box.ChildProcess.Life;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How one of Kafka's programs is started in a JVM of its own. As with Kafka's own scripts, the
 * environment's {@code KAFKA_OPTS} are further options, which hold in place of ours.
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
    command.addAll(optionsOfTheEnvironment());
    command.add("-cp");
    command.add(distribution.kafkaClassPath());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  private static List<String> optionsOfTheEnvironment() {
    return Pattern.compile(" +")
        .splitAsStream(System.getenv().getOrDefault("KAFKA_OPTS", ""))
        .filter(option -> !option.isEmpty())
        .toList();
  }
}
