package io.sluice.fault.handover;

import static org.awaitility.Awaitility.await;

import io.sluice.control.handover.HandedOver;
import io.sluice.testkit.Pipeline;
import io.sluice.testkit.SluiceCommand;
import io.sluice.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Where a handover is, by what it says and by its sessions. */
final class Progress {

  /** The line that each step ends with: when, its word, how long. */
  private static final Pattern STEP = Pattern.compile("(?m)^\\S+Z  (\\w+) +\\d+ ms  ");

  private static final Duration POLL = Duration.ofMillis(5);

  private Progress() {}

  /** The steps that a command has done, in their order. */
  static List<String> steps(SluiceCommand command) {
    return STEP.matcher(command.words()).results().map(match -> match.group(1)).toList();
  }

  /** Behind a step. */
  static Place behind(String step) {
    return command -> reach(step, () -> steps(command).contains(step));
  }

  /** Where it has said something. */
  static Place saying(String words) {
    return command -> reach(words, () -> command.words().contains(words));
  }

  /** Where it has a session of this name. */
  static Place session(TestDatabase database, String name) {
    return command ->
        reach(
            name,
            () ->
                !database
                    .texts(
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name = '"
                            + name
                            + "'")
                    .isEmpty());
  }

  /** Where the source connector has been told to stop. */
  static Place stopping(Pipeline pipeline) {
    return command -> reach("a stop", () -> state(pipeline).equals("STOPPED"));
  }

  /** Where the source connector goes on to the end of a transaction, and no further. */
  static Place readingToAnEnd(Pipeline pipeline) {
    return command ->
        reach("the way to an end", () -> state(pipeline).equals("RUNNING") && hasEnd(pipeline));
  }

  private static boolean hasEnd(Pipeline pipeline) {
    return pipeline
        .rest()
        .config(pipeline.migration().sourceConnector())
        .orElseThrow()
        .containsKey(HandedOver.END);
  }

  private static String state(Pipeline pipeline) {
    return pipeline.rest().status(pipeline.migration().sourceConnector()).orElseThrow().state();
  }

  private static void reach(String what, Callable<Boolean> state) {
    await(what).atMost(Pipeline.LIMIT).pollInterval(POLL).pollDelay(Duration.ZERO).until(state);
  }
}
