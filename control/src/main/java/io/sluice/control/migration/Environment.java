package io.sluice.control.migration;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills <code>${env:NAME}</code> with environment variables, so that a file holds no secrets.
 *
 * @param lookup a variable's value, if it is set
 */
record Environment(Function<String, Optional<String>> lookup) {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

  /** The process's own variables. */
  static Environment ofProcess() {
    return new Environment(name -> Optional.ofNullable(System.getenv(name)));
  }

  /**
   * @param complaint makes an exception of what is wrong
   */
  String expand(String text, Function<String, ? extends RuntimeException> complaint) {
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> Matcher.quoteReplacement(value(reference.group(1), complaint)));
  }

  private String value(String name, Function<String, ? extends RuntimeException> complaint) {
    return lookup
        .apply(name)
        .orElseThrow(
            () -> complaint.apply("names the environment variable " + name + ", which is not set"));
  }
}
