package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.operate.TableAddition;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice add-table}: takes one more table into a running migration. */
@Command(
    name = "add-table",
    description = "Takes one more table into a running migration.",
    mixinStandardHelpOptions = true)
final class AddTableCommand implements Callable<Integer> {

  @Mixin private TableRequestOptions options;

  @Override
  public Integer call() throws SQLException {
    return options.call(
        (migration, patience) ->
            new TableAddition(migration, ConnectRest.of(migration), options.table(), patience));
  }
}
