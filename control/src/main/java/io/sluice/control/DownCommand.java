package io.sluice.control;

import io.sluice.control.box.Box;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice down}: ends what {@code sluice up} started. */
@Command(
    name = "down",
    description = "Ends what up started; topics, connectors and schemas are kept.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

  @Option(names = "--box", description = "The folder of the box. Default: .sluice/box")
  private Path folder = Box.DEFAULT_FOLDER;

  @Option(names = "--delete", description = "Also deletes topics, connectors, schemas and logs.")
  private boolean delete;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    boolean ended = Box.down(folder, delete);
    spec.commandLine()
        .getOut()
        .println(ended ? "The box has ended." : "No box runs in " + folder.toAbsolutePath() + ".");
    return 0;
  }
}
