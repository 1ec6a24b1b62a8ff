package io.sluice.bench.part;

import java.util.regex.Pattern;

/**
 * One figure of the bench.
 *
 * @param name such as {@code sluice.apply-rows}: who, then what; {@code --only} and the JSON use it
 * @param side whose it is
 * @param title what it measures, for people, in some words
 */
public record Part(String name, Side side, String title) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");

  /** Who is measured. */
  public enum Side {
    /** Nobody: what the machine and the servers could do at best. */
    LIMIT,
    /** What people use today. */
    RIVAL,
    /** Sluice, whose failures are the bench's. */
    OURS
  }

  public Part {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a part's name is lower-case words with dots between, not " + name);
    }
  }

  public static Part limit(String name, String title) {
    return new Part(name, Side.LIMIT, title);
  }

  public static Part rival(String name, String title) {
    return new Part(name, Side.RIVAL, title);
  }

  public static Part ours(String name, String title) {
    return new Part(name, Side.OURS, title);
  }

  @Override
  public String toString() {
    return name;
  }
}
