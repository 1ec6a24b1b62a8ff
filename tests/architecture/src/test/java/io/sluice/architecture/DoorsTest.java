package io.sluice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** Kafka's and JDBC's types stay at the doors; the cores are pure. */
class DoorsTest {

  private static final String[] JDBC = {"java.sql..", "javax.sql..", "org.postgresql.."};

  @Test
  void kafkaIsKnownOnlyAtTheDoors() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.sluice.postgres.connect..",
            "io.sluice.source.connect..",
            "io.sluice.sink.connect..",
            "io.sluice.envelope..",
            "io.sluice.transforms..",
            "io.sluice.avro..",
            "io.sluice.control..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(ProductClasses.ALL);
  }

  @Test
  void jdbcIsKnownOnlyAtTheDatabases() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.sluice.postgres..",
            "io.sluice.source.replication..",
            "io.sluice.source.snapshot..",
            "io.sluice.source.capture..",
            "io.sluice.source.connect..",
            "io.sluice.sink.target..",
            "io.sluice.sink.connect..",
            "io.sluice.control..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JDBC)
        .check(ProductClasses.ALL);
  }

  @Test
  void changesAreWordsOfTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("io.sluice.change..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.nio..",
            "java.math..",
            "io.sluice.change..")
        .check(ProductClasses.ALL);
  }

  /** Decoder, merge and planner: what is hard to get right can be tried without any server. */
  @Test
  void coresTouchNothingOutside() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.sluice.sink.apply..",
            "io.sluice.sink.gather..",
            "io.sluice.source.pgoutput..",
            "io.sluice.avro.schema..",
            "io.sluice.avro.codec..")
        .or()
        .haveFullyQualifiedName("io.sluice.source.capture.ChunkMerge")
        .or()
        .haveFullyQualifiedName("io.sluice.source.capture.Overlay")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "org.postgresql..",
            "java.net..",
            "java.nio.file..",
            "java.util.concurrent..",
            "org.slf4j..")
        .check(ProductClasses.ALL);
  }
}
