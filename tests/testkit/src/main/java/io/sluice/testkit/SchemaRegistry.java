package io.sluice.testkit;

import io.sluice.control.box.RegistryProgram;
import io.sluice.control.box.RegistryServer;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A schema registry for tests. Tests share it and each uses subjects of its own.
 *
 * @param url what {@code schema.registry.url} is set to
 */
public record SchemaRegistry(URI url) {

  private static final String IMAGE = "apicurio/apicurio-registry-mem:2.6.13.Final";
  private static final String COMPATIBLE = "/apis/ccompat/v7";
  private static final int PORT = 8080;

  /** This JVM's registry, started at first use. */
  public static SchemaRegistry shared() {
    return Shared.REGISTRY;
  }

  /** The address of Apicurio's own API, which its serializers want. */
  public URI nativeUrl() {
    return url.resolve("/apis/registry/v2");
  }

  private static SchemaRegistry start() {
    return Servers.given("registry")
        .map(url -> new SchemaRegistry(URI.create(url)))
        .orElseGet(() -> Servers.inContainers() ? container() : embedded());
  }

  private static SchemaRegistry embedded() {
    RegistryProgram program = RegistryProgram.of(Servers.distribution());
    return new SchemaRegistry(RegistryServer.start(Servers.newFolder("registry"), program).url());
  }

  @SuppressWarnings("resource") // The engine's reaper ends it with this JVM.
  private static SchemaRegistry container() {
    GenericContainer<?> registry = new GenericContainer<>(IMAGE);
    registry.addExposedPort(PORT);
    registry.waitingFor(Wait.forHttp(COMPATIBLE + "/subjects"));
    registry.start();
    return new SchemaRegistry(
        URI.create(
            "http://" + registry.getHost() + ":" + registry.getMappedPort(PORT) + COMPATIBLE));
  }

  private static final class Shared {
    static final SchemaRegistry REGISTRY = start();
  }
}
