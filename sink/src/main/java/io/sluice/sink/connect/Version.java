package io.sluice.sink.connect;

import java.util.Optional;

/** The version in the jar's manifest. */
final class Version {

  private Version() {}

  static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
