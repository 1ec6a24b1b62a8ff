package io.sluice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code envelope ← postgres ← {source, sink} ← control}, {@code envelope ← transforms}; the
 * converter knows nobody.
 */
class DirectionTest {

  static List<Arguments> packagesAndWhatTheyMayUse() {
    return List.of(
        Arguments.of("change", List.of()),
        Arguments.of("envelope", List.of("change")),
        Arguments.of("envelope.codec", List.of("change")),
        Arguments.of("envelope.debezium", List.of("change", "envelope.codec")),
        Arguments.of("postgres", List.of("change", "envelope")),
        Arguments.of("transforms", List.of("change", "envelope")),
        Arguments.of("source", List.of("change", "envelope", "postgres")),
        Arguments.of("sink", List.of("change", "envelope", "postgres")),
        Arguments.of(
            "control", List.of("change", "envelope", "postgres", "source", "sink", "avro")),
        Arguments.of("avro", List.of()),
        Arguments.of("avro.schema", List.of()),
        Arguments.of("avro.codec", List.of("avro.schema")),
        Arguments.of("avro.wire", List.of()),
        Arguments.of("avro.topic", List.of("avro.wire")),
        Arguments.of("avro.registry", List.of("avro.wire")),
        Arguments.of("source.failure", List.of()),
        Arguments.of("source.pgoutput", List.of("change", "source.failure")),
        Arguments.of("source.spill", List.of("change", "source.failure", "source.pgoutput")),
        Arguments.of(
            "source.replication",
            List.of(
                "change",
                "envelope",
                "postgres",
                "source.failure",
                "source.pgoutput",
                "source.spill")),
        Arguments.of(
            "source.snapshot",
            List.of(
                "change",
                "envelope",
                "postgres",
                "source.failure",
                "source.pgoutput",
                "source.spill",
                "source.replication")),
        Arguments.of(
            "source.capture",
            List.of(
                "change",
                "envelope",
                "postgres",
                "source.failure",
                "source.pgoutput",
                "source.spill",
                "source.replication",
                "source.snapshot")),
        Arguments.of("sink.apply", List.of("change")),
        Arguments.of("sink.failure", List.of()),
        Arguments.of("sink.gather", List.of("change", "sink.apply", "sink.failure")),
        Arguments.of(
            "sink.target",
            List.of("change", "envelope", "postgres", "sink.apply", "sink.failure")));
  }

  @ParameterizedTest(name = "{0} uses only {1}")
  @MethodSource("packagesAndWhatTheyMayUse")
  void packageKeepsTheDirection(String name, List<String> others) {
    DescribedPredicate<JavaClass> own = in(name);
    assertThat(ProductClasses.ALL.that(own).size()).as("classes in io.sluice." + name).isPositive();
    noClasses()
        .that(own)
        .should()
        .dependOnClassesThat(in("").and(DescribedPredicate.not(own)).and(inNone(others)))
        .because(
            "the topic is the only contract between sides, and each part knows only what is below it")
        .check(ProductClasses.ALL);
  }

  private static DescribedPredicate<JavaClass> inNone(List<String> names) {
    return DescribedPredicate.describe(
        "in none of " + names, type -> names.stream().noneMatch(name -> in(name).test(type)));
  }

  /** In a package or below it; or a class itself. */
  private static DescribedPredicate<JavaClass> in(String name) {
    String prefix = name.isEmpty() ? "io.sluice" : "io.sluice." + name;
    return DescribedPredicate.describe(
        "in " + prefix,
        type -> type.getName().equals(prefix) || type.getName().startsWith(prefix + "."));
  }
}
