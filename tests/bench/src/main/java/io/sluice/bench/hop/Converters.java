package io.sluice.bench.hop;

import io.sluice.avro.AvroConverter;
import io.sluice.bench.rivals.RivalPrograms;
import io.sluice.control.box.Distribution;
import io.sluice.control.box.RegistryServer;
import io.sluice.control.box.TemporaryFolder;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;

/** The converters that are measured beside each other; those for Avro share a real registry. */
final class Converters implements AutoCloseable {

  private static final String APICURIO = "io.apicurio.registry.utils.converter.AvroConverter";

  private final RivalPrograms rivals = new RivalPrograms(Distribution.installed());
  private final TemporaryFolder folder = TemporaryFolder.create("sluice-converters-");
  private final RegistryServer registry =
      RegistryServer.start(folder.resolve("registry"), rivals.registry());

  /**
   * @param name {@code sluice}, {@code apicurio} or {@code json}
   */
  Converter converter(String name) throws ReflectiveOperationException, IOException {
    return switch (name) {
      case "sluice" ->
          configured(new AvroConverter(), Map.of("schema.registry.url", registry.url().toString()));
      case "apicurio" ->
          configured(
              apicurio(),
              Map.of(
                  "apicurio.registry.url",
                  registry.url().resolve("/apis/registry/v2").toString(),
                  "apicurio.registry.auto-register",
                  "true"));
      default -> configured(new JsonConverter(), Map.of("schemas.enable", "true"));
    };
  }

  @Override
  public void close() {
    registry.close();
    folder.close();
  }

  private static Converter configured(Converter converter, Map<String, String> settings) {
    converter.configure(settings, false);
    return converter;
  }

  /** From its own folder, as a worker loads it. */
  private Converter apicurio() throws ReflectiveOperationException, IOException {
    try (Stream<Path> jars = Files.list(rivals.plugins().resolve("apicurio-converter"))) {
      URL[] urls = jars.map(Path::toUri).map(Converters::url).toArray(URL[]::new);
      ClassLoader loader = new URLClassLoader(urls, Converters.class.getClassLoader());
      // It looks its classes up by name.
      Thread.currentThread().setContextClassLoader(loader);
      return (Converter) loader.loadClass(APICURIO).getDeclaredConstructor().newInstance();
    }
  }

  private static URL url(URI file) {
    try {
      return file.toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(file.toString(), impossible);
    }
  }
}
