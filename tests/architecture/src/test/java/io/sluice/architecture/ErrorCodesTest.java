package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.sluice.source.failure.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A code that nobody throws, or that nobody has seen thrown, is a promise without anything behind.
 */
class ErrorCodesTest {

  private static final String TESTS = testSources();

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void codeIsThrownByTheProduct(ErrorCode code) {
    JavaClass codes = ProductClasses.ALL.get(ErrorCode.class);

    assertThat(codes.getField(code.name()).getAccessesToSelf())
        .as("uses of %s", code)
        .anyMatch(access -> !access.getOriginOwner().equals(codes));
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void codeIsSeenByATest(ErrorCode code) {
    assertThat(Pattern.compile("ErrorCode\\." + code + "\\b|" + code.code()).matcher(TESTS).find())
        .as("whether a test names ErrorCode.%s or %s", code, code.code())
        .isTrue();
  }

  @Test
  void everyCodeIsAnother() {
    List<String> codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();

    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("SLUICE-2\\d{3}"));
  }

  private static String testSources() {
    try (Stream<Path> files = Files.walk(Repository.ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/test/java/"))
          .map(Repository.ROOT::relativize)
          .map(file -> Repository.text(file.toString()))
          .collect(Collectors.joining("\n"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
