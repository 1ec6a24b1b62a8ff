package io.sluice.postgres;

/**
 * One thing that stands in the way of a start, or that somebody should know before it.
 *
 * @param check which check found it, in lower case with hyphens: stable, for scripts
 * @param level how bad it is
 * @param field the configuration's key that is at fault, or comes closest
 * @param problem one sentence, with its full stop
 * @param remedy what to do, with SQL where SQL mends it
 */
public record Finding(String check, Level level, String field, String problem, String remedy) {

  /** How bad it is. */
  public enum Level {
    /** It works, but somebody should know. */
    WARNING,
    /** It does not work. */
    FAILED
  }

  /** Something that stands in the way. */
  public Finding(String check, String field, String problem, String remedy) {
    this(check, Level.FAILED, field, problem, remedy);
  }

  /** Something that does not stand in the way, but should be known. */
  public static Finding warning(String check, String field, String problem, String remedy) {
    return new Finding(check, Level.WARNING, field, problem, remedy);
  }

  /** Whether it stands in the way. */
  public boolean isFailure() {
    return level == Level.FAILED;
  }

  /** Problem and remedy, for people. */
  public String sentence() {
    return problem + " " + remedy;
  }
}
