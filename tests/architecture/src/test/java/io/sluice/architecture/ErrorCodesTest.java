package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A code that nobody throws, or that nobody has seen thrown, is a promise without anything behind.
 */
class ErrorCodesTest {

  private static final String TESTS = testSources();

  static Stream<ErrorEntry> codes() {
    return ErrorEntry.all();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void codeIsThrownByTheProduct(ErrorEntry entry) {
    JavaClass codes = ProductClasses.ALL.get(entry.constant().getDeclaringClass());

    assertThat(codes.getField(entry.constant().name()).getAccessesToSelf())
        .as("uses of %s", entry)
        .anyMatch(access -> !access.getOriginOwner().equals(codes));
  }

  /** A test of the sink may name the code by its constant's name alone: messages hold it. */
  @ParameterizedTest
  @MethodSource("codes")
  void codeIsSeenByATest(ErrorEntry entry) {
    String name = entry.constant().name();

    assertThat(
            Pattern.compile("ErrorCode\\." + name + "\\b|\"" + name + "\\b|" + entry.code())
                .matcher(TESTS)
                .find())
        .as("whether a test names %s", entry)
        .isTrue();
  }

  @Test
  void everyCodeIsAnother() {
    assertThat(ErrorEntry.all().map(ErrorEntry::code)).doesNotHaveDuplicates();
    assertThat(ErrorEntry.ofSource())
        .allMatch(entry -> entry.code().matches("SLUICE-2\\d{3}"))
        .isNotEmpty();
    assertThat(ErrorEntry.ofSink())
        .allMatch(entry -> entry.code().matches("SLUICE-3\\d{3}"))
        .isNotEmpty();
  }

  private static String testSources() {
    return Repository.files(".java").stream()
        .filter(file -> file.contains("/src/test/java/"))
        .map(Repository::text)
        .collect(Collectors.joining("\n"));
  }
}
