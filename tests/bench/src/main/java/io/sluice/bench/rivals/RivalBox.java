package io.sluice.bench.rivals;

import io.sluice.bench.measure.Processes;
import io.sluice.bench.stand.KafkaStand;
import io.sluice.bench.stand.Stand;
import io.sluice.control.box.BoxOptions;
import io.sluice.control.box.RegistryServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A broker and a worker with the rivals' plugins, and Apicurio's registry where records need it.
 *
 * @param kafka broker and worker
 * @param registry none for JSON
 */
record RivalBox(KafkaStand kafka, Optional<RegistryServer> registry) implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of(
          // Debezium is usually run without, and it is faster so.
          "exactly.once.source.support", "disabled",
          // How far a sink is can be seen by the offsets that it commits.
          "offset.flush.interval.ms", "250");

  /** Without a registry. */
  static RivalBox start(Stand stand) {
    RivalPrograms programs = new RivalPrograms(stand.distribution());
    BoxOptions options =
        Stand.BOX.withPlugins(List.of(programs.plugins())).withWorkerSettings(SETTINGS);
    return new RivalBox(stand.kafka(options), Optional.empty());
  }

  /** With a registry. */
  static RivalBox startWithRegistry(Stand stand) {
    RivalBox box = start(stand);
    try {
      RivalPrograms programs = new RivalPrograms(stand.distribution());
      RegistryServer registry =
          RegistryServer.start(stand.file("rivals-registry"), programs.registry());
      return new RivalBox(box.kafka(), Optional.of(registry));
    } catch (RuntimeException failed) {
      box.close();
      throw failed;
    }
  }

  RecordFormat format() {
    return registry
        .<RecordFormat>map(server -> new RecordFormat.Avro(api(server), false))
        .orElseGet(RecordFormat.Json::new);
  }

  /** Both servers and all of these. */
  Processes processes(Stand stand) {
    Processes all = kafka.and(stand.servers());
    return registry.map(server -> all.with("registry", server.address().process())).orElse(all);
  }

  /** Apicurio's own API: its converter does not speak the compatible one. */
  private static URI api(RegistryServer server) {
    return server.url().resolve("/apis/registry/v2");
  }

  @Override
  public void close() {
    kafka.close();
    registry.ifPresent(RegistryServer::close);
  }
}
