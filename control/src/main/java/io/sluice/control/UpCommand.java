package io.sluice.control;

import io.sluice.control.box.Box;
import io.sluice.control.box.BoxAddress;
import io.sluice.control.box.Distribution;
import io.sluice.control.box.RegistryProgram;
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

  @Option(
      names = "--registry",
      description = "Also starts a schema registry, for converters with schema.registry.url.")
  private boolean registry;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    BoxAddress box = start(Distribution.installed());
    PrintWriter out = spec.commandLine().getOut();
    out.println("Kafka    " + box.bootstrapServers() + "  (pid " + box.broker().pid() + ")");
    out.println("Connect  " + box.restUrl() + "  (pid " + box.worker().pid() + ")");
    box.registry()
        .filter(server -> box.hasRunningRegistry())
        .ifPresent(
            server ->
                out.println("Registry " + server.url() + "  (pid " + server.process().pid() + ")"));
    out.println("Logs     " + folder.toAbsolutePath().normalize());
    return 0;
  }

  private BoxAddress start(Distribution distribution) {
    return registry
        ? Box.up(folder, distribution, RegistryProgram.of(distribution))
        : Box.up(folder, distribution);
  }
}
