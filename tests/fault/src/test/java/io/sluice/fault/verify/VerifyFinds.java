package io.sluice.fault.verify;

/** The command line of a run; {@code tests/verify-finds.sh} builds and calls it. */
public final class VerifyFinds {

  private VerifyFinds() {}

  public static void main(String[] arguments) throws Exception {
    FindOptions options = options(arguments);
    System.out.println(
        "seed %d, %d rows, %d clean runs"
            .formatted(options.seed(), options.rows(), options.runs()));
    System.exit(new FindRun(options, System.out::println).run() ? 0 : 1);
  }

  private static FindOptions options(String[] arguments) {
    try {
      return FindOptions.parse(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      throw wrong;
    }
  }
}
