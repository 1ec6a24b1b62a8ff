package io.sluice.postgres;

/**
 * One thing that stands in the way of a start.
 *
 * @param check which check found it, in lower case with hyphens: stable, for scripts
 * @param field the configuration's key that is at fault, or comes closest
 * @param problem one sentence, with its full stop
 * @param remedy what to do, with SQL where SQL mends it
 */
public record Finding(String check, String field, String problem, String remedy) {

  /** Problem and remedy, for people. */
  public String sentence() {
    return problem + " " + remedy;
  }
}
