package io.sluice.control;

import io.sluice.control.box.Box;
import io.sluice.control.box.BoxAddress;
import io.sluice.control.box.Distribution;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice up}: a broker and a worker that stay until {@code sluice down}. */
@Command(
    name = "up",
    description =
        "Starts a Kafka broker and a Connect worker on this machine, and leaves them running.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

  @Option(names = "--box", description = "The folder of the box. Default: .sluice/box")
  private Path folder = Box.DEFAULT_FOLDER;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    BoxAddress box = Box.up(folder, Distribution.installed());
    PrintWriter out = spec.commandLine().getOut();
    out.println("Kafka    " + box.bootstrapServers() + "  (pid " + box.broker().pid() + ")");
    out.println("Connect  " + box.restUrl() + "  (pid " + box.worker().pid() + ")");
    out.println("Logs     " + folder.toAbsolutePath().normalize());
    return 0;
  }
}
