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

  /** With which others it is made. */
  Part part();

  /** Of the ways in which one is not let in, one is enough to say that one is. */
  default boolean isShownWhenGood() {
    return part() != Part.LOGIN || this == SourceCheck.REACHABLE || this == TargetCheck.REACHABLE;
  }

  /** What it says if something is wrong: {@code FAILED}, {@code WARNING} or either. */
  Severity severity();

  /** What it looks at, in a phrase. */
  String looksAt();

  /** What mends it. */
  String mend();

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
