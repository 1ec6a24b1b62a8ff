package io.sluice.control.cutover;

import java.util.Arrays;
import java.util.Locale;

/** The steps of a move, in their order. */
enum StepName {
  /** Whatever can be asked before anything is touched. */
  PREFLIGHT,
  /** The way back captures, and nobody writes on the side that is moved to. */
  PREPARE,
  /** For as long as the file is there. */
  HOLD,
  /** A mark goes all the way, which warms it up and says how long it is. */
  LAG,
  /** From here on nobody writes. */
  FENCE,
  /** The last position that counts. */
  MARK,
  CAPTURE,
  PUBLISH,
  BARRIER,
  DRAIN,
  SEQUENCES,
  COMPARE,
  /** Once this has ended there is no way but forward. */
  SWITCH,
  /** The end of a move that was made: from here on writers write on the other side. */
  OPEN,
  /** The end of a move that was given up: writers are where they were. */
  BACK;

  /** As the journal and people have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StepName of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  static String[] words(StepName... steps) {
    return Arrays.stream(steps).map(StepName::word).toArray(String[]::new);
  }
}
