package io.sluice.control.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One of the things that are looked at. All of them together are the reference. */
public sealed interface Check permits SourceCheck, TargetCheck, KafkaCheck, ConnectCheck, OwnCheck {

  /** The constant's name. */
  String name();

  /** In lower case with hyphens: stable, for scripts. */
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whose matter it is. */
  Side side();

  /** What the reference says of it. */
  About about();

  /** With which others it is made. */
  default Part part() {
    return about().part();
  }

  /** Of the ways in which one is not let in, one is enough to say that one is. */
  default boolean isShownWhenGood() {
    return part() != Part.LOGIN || this == SourceCheck.REACHABLE || this == TargetCheck.REACHABLE;
  }

  /** What it says if something is wrong: {@code FAILED}, {@code WARNING} or either. */
  default Severity severity() {
    return about().severity();
  }

  /** What it looks at, in a phrase. */
  default String looksAt() {
    return about().looksAt();
  }

  /** What mends it. */
  default String mend() {
    return about().mend();
  }

  /**
   * What the reference says of a check.
   *
   * @param part with which others it is made
   * @param severity what it says if something is wrong
   * @param looksAt a phrase
   * @param mend another
   */
  record About(Part part, Severity severity, String looksAt, String mend) {}

  /** How bad it is if something is wrong. */
  enum Severity {
    FAILED,
    WARNING,
    EITHER;

    /** For a table. */
    @Override
    public String toString() {
      return this == EITHER ? "FAILED or WARNING" : name();
    }
  }

  /** All of them, in the order in which they are shown. */
  static List<Check> all() {
    return Stream.<Check[]>of(
            SourceCheck.values(),
            TargetCheck.values(),
            KafkaCheck.values(),
            ConnectCheck.values(),
            OwnCheck.values())
        .flatMap(Stream::of)
        .toList();
  }
}
