package io.sluice.control.box;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a box is more than the usual.
 *
 * @param brokerHeapMegabytes most memory for the broker's objects
 * @param workerHeapMegabytes most memory for the worker's objects
 * @param plugins further folders for the worker's {@code plugin.path}
 * @param workerSettings further settings of the worker; they hold in place of the box's own
 * @param brokerJvm further options of the broker's JVM
 * @param workerJvm further options of the worker's JVM
 */
public record BoxOptions(
    int brokerHeapMegabytes,
    int workerHeapMegabytes,
    List<Path> plugins,
    Map<String, String> workerSettings,
    List<String> brokerJvm,
    List<String> workerJvm) {

  /** The box that {@code sluice up} starts. */
  public static final BoxOptions DEFAULT =
      new BoxOptions(256, ConnectWorker.HEAP_MEGABYTES, List.of(), Map.of(), List.of(), List.of());

  public BoxOptions {
    plugins = List.copyOf(plugins);
    workerSettings = new TreeMap<>(workerSettings);
    brokerJvm = List.copyOf(brokerJvm);
    workerJvm = List.copyOf(workerJvm);
  }

  /** The same with other heaps, in megabytes. */
  public BoxOptions withHeaps(int broker, int worker) {
    return new BoxOptions(broker, worker, plugins, workerSettings, brokerJvm, workerJvm);
  }

  /** The same with further folders of plugins. */
  public BoxOptions withPlugins(List<Path> folders) {
    return new BoxOptions(
        brokerHeapMegabytes,
        workerHeapMegabytes,
        joined(plugins, folders),
        workerSettings,
        brokerJvm,
        workerJvm);
  }

  /** The same with further settings of the worker. */
  public BoxOptions withWorkerSettings(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(workerSettings);
    all.putAll(settings);
    return new BoxOptions(
        brokerHeapMegabytes, workerHeapMegabytes, plugins, all, brokerJvm, workerJvm);
  }

  /** The same with further options of the JVMs. */
  public BoxOptions withJvm(List<String> broker, List<String> worker) {
    return new BoxOptions(
        brokerHeapMegabytes,
        workerHeapMegabytes,
        plugins,
        workerSettings,
        joined(brokerJvm, broker),
        joined(workerJvm, worker));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
