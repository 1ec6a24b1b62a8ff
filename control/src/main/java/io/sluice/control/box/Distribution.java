package io.sluice.control.box;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The unpacked distribution, which the build makes in {@code control/target/sluice}.
 *
 * @param home its folder
 */
public record Distribution(Path home) {

  /** The system property that names the folder. */
  public static final String HOME = "sluice.home";

  public Distribution {
    home = home.toAbsolutePath().normalize();
    if (!Files.isDirectory(home.resolve("kafka"))) {
      throw new BoxException(
          "no distribution in " + home + "; build it with mvn -DskipTests package");
    }
  }

  /** The one that this process runs from: system property {@code sluice.home}. */
  public static Distribution installed() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new BoxException("system property " + HOME + " is not set; start with ./sluice");
    }
    return new Distribution(Path.of(home));
  }

  /** The plugin folders, for {@code plugin.path}. */
  public Path plugins() {
    return home.resolve("plugins");
  }

  /** The JSON of connectors. */
  public Path connectConfigs() {
    return home.resolve("connect-configs");
  }

  /** What broker and worker run with, as a class path. */
  String kafkaClassPath() {
    return home.resolve("kafka") + "/*";
  }

  Path log4jConfig() {
    return home.resolve("config/log4j2.properties");
  }
}
