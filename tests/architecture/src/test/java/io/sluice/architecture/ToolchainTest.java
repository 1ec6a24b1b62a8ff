package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Traps of the tools that we build with, each of which was green, or silent, once. */
class ToolchainTest {

  private static final String BENCH = "tests/bench/pom.xml";
  private static final String RIVALS = "tests/bench/rivals/pom.xml";

  /** Surefire runs no such field and says nothing. */
  @Test
  void rulesAreTestsAndNotFields() {
    String annotation = "@Arch" + "Test";
    assertThat(Repository.files(".java"))
        .isNotEmpty()
        .noneMatch(file -> Repository.text(file).contains(annotation));
  }

  /** With a processor path, the class path is not searched for processors any more. */
  @Test
  void benchNamesTheProcessorOfItsBenchmarksBesideErrorProne() {
    String path = between(Repository.text(BENCH), "<annotationProcessorPaths", "</annotation");
    assertThat(path).contains("combine.children=\"append\"", "jmh-generator-annprocess");
    assertThat(Repository.text("pom.xml")).contains("<artifactId>error_prone_core</artifactId>");
  }

  /** A version of Kafka may be on Maven Central in parts only. */
  @Test
  void allOfKafkaHasOneVersion() {
    Pattern version =
        Pattern.compile("<groupId>org.apache.kafka</groupId>.*?<version>(.*?)</version>");
    Matcher found = version.matcher(Repository.text("pom.xml"));
    assertThat(found.results().map(each -> each.group(1)).distinct())
        .containsExactly("${kafka.version}");
    assertThat(Repository.files("pom.xml"))
        .filteredOn(pom -> !pom.equals("pom.xml") && !pom.equals(RIVALS))
        .noneMatch(pom -> version.matcher(Repository.text(pom)).find());
  }

  /** Hibernate finds the worker's Jackson modules, and the rival's sink does not start. */
  @Test
  void rivalsPluginsBringNeitherJacksonNorTheWorkersJars() {
    String pom = Repository.text(RIVALS);
    String excluded = pom.substring(0, pom.indexOf("</properties>"));
    assertThat(excluded).contains("jackson-core-*", "jackson-databind-*", "jackson-annotations-*");
    assertThat(excluded).contains("kafka-clients-*", "connect-api-*", "slf4j-*", "zstd-jni-*");
    assertThat(pom).contains("${worker.jars},${jackson.jars}</excludes>");
  }

  /** There is neither pg_basebackup nor psql in the archives that the servers come from. */
  @Test
  void nobodyStartsAProgramThatTheServersArchivesLack() {
    Pattern missing = Pattern.compile("\"(pg_basebackup|psql|pg_dump|pg_restore|pg_resetwal)\"");
    assertThat(Repository.files(".java"))
        .noneMatch(file -> missing.matcher(Repository.text(file)).find());
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start);
    return text.substring(from, text.indexOf(end, from));
  }
}
