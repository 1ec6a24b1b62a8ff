package io.sluice.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A code of either side, as the page of the errors and the tests look at it. */
record ErrorEntry(Enum<?> constant, String code, String meaning, String remedy) {

  static List<ErrorEntry> ofSource() {
    return Arrays.stream(io.sluice.source.failure.ErrorCode.values())
        .map(code -> new ErrorEntry(code, code.code(), code.meaning(), code.remedy()))
        .toList();
  }

  static List<ErrorEntry> ofSink() {
    return Arrays.stream(io.sluice.sink.failure.ErrorCode.values())
        .map(code -> new ErrorEntry(code, code.code(), code.meaning(), code.remedy()))
        .toList();
  }

  static Stream<ErrorEntry> all() {
    return Stream.concat(ofSource().stream(), ofSink().stream());
  }

  String words() {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public String toString() {
    return code + " " + constant;
  }
}
