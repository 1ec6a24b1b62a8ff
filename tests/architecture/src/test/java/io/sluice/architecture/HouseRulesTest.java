package io.sluice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {

  /** A rule about no class at all is green: the import must have found every module. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "change",
        "envelope",
        "postgres",
        "source",
        "transforms",
        "sink",
        "avro",
        "control"
      })
  void classesOfEveryModuleAreExamined(String module) {
    String prefix = "io.sluice." + module;
    long found =
        ProductClasses.ALL.stream()
            .filter(type -> type.getPackageName().startsWith(prefix))
            .count();
    assertThat(found).as("classes in " + prefix).isPositive();
  }

  @Test
  void nothingOfOursIsInherited() {
    noClasses()
        .should()
        .beAssignableTo(
            DescribedPredicate.describe(
                "a class that extends one of ours", HouseRulesTest::extendsOurs))
        .because("we compose; only types of frameworks and exceptions are extended")
        .check(ProductClasses.ALL);
  }

  @Test
  void namesSayWhatAThingIs() {
    classes()
        .should()
        .haveNameNotMatching(
            ".*\\.(Abstract|Base)[A-Z]\\w*|.*(Manager|Helper|Util|Utils|Impl|Processor|Context|Data)")
        .check(ProductClasses.ALL);
  }

  @Test
  void nobodyPrintsStackTraces() {
    noClasses().should().callMethod(Throwable.class, "printStackTrace").check(ProductClasses.ALL);
  }

  private static boolean extendsOurs(JavaClass type) {
    return type.getRawSuperclass()
        .filter(parent -> parent.getPackageName().startsWith("io.sluice"))
        .filter(parent -> !parent.isEnum())
        .isPresent();
  }
}
