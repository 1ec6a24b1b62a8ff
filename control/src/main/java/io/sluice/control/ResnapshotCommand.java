package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.operate.Resnapshot;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice resnapshot}: reads a table of a running migration again. */
@Command(
    name = "resnapshot",
    description = "Has a table, or a range of its keys, read again beside the stream.",
    mixinStandardHelpOptions = true)
final class ResnapshotCommand implements Callable<Integer> {

  @Mixin private TableRequestOptions options;

  @Option(
      names = "--after",
      paramLabel = "VALUE",
      description = "Only keys greater than this; given again for each further column of the key.")
  private List<String> after = List.of();

  @Option(
      names = "--up-to",
      paramLabel = "VALUE",
      description = "Only keys not greater than this; given again for each further column.")
  private List<String> upTo = List.of();

  @Override
  public Integer call() throws SQLException {
    return options.call(
        (migration, patience) ->
            new Resnapshot(
                migration,
                ConnectRest.of(migration),
                new Resnapshot.Rows(options.table(), after, upTo),
                patience));
  }
}
