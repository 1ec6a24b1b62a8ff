package io.sluice.control;

import io.sluice.control.box.BoxException;
import io.sluice.control.report.Problem;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns exceptions into a sentence on standard error and exit code 2. A stack trace is for those
 * who ask for it.
 *
 * @param verbose whether they do
 */
record Failures(BooleanSupplier verbose)
    implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("sluice: " + e.getMessage());
    err.println("Try " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return Exit.UNABLE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (isEnding()) {
      return Exit.UNABLE;
    }
    for (String line : sentence(e).split("\\R")) {
      err.println("sluice: " + line);
    }
    if (verbose.getAsBoolean()) {
      e.printStackTrace(err);
    }
    err.flush();
    return Exit.UNABLE;
  }

  /** After Ctrl-C our servers go one by one, and whatever fails then is no news. */
  private static boolean isEnding() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      return !Runtime.getRuntime().removeShutdownHook(probe);
    } catch (IllegalStateException shutdownInProgress) {
      return true;
    }
  }

  private static String sentence(Exception e) {
    if (e instanceof Problem || e instanceof BoxException) {
      return e.getMessage();
    }
    if (e instanceof SQLException sql) {
      return "PostgreSQL answered " + sql.getSQLState() + ": " + sql.getMessage();
    }
    String kind = e.getClass().getSimpleName();
    return "unexpected "
        + kind
        + ": "
        + e.getMessage()
        + " (run again with --verbose to see where)";
  }
}
