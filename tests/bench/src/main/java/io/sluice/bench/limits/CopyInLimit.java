package io.sluice.bench.limits;

import io.sluice.bench.measure.Gauge;
import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.Server;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Binary COPY of ready bytes into the target: what writing the rows costs there. */
public final class CopyInLimit implements Scenario {

  private static final Part PART =
      Part.limit("limits.copy-in", "binary COPY of ready bytes into the target");
  private static final int BUFFER = 256 * 1024;

  @Override
  public List<Part> parts() {
    return List.of(PART);
  }

  @Override
  public void run(Run run) throws Exception {
    Server source = run.stand().source(Table.ORDERS);
    Path file = run.stand().file("orders.copy");
    write(source, file);
    try (TargetDatabase copy = run.stand().target(Table.ORDERS);
        Background writer = new Background()) {
      run.stand().settle(copy);
      AtomicLong bytes = new AtomicLong();
      Gauge gauge = bytes::get;
      run.measure(
          PART,
          new Work(
              run.stand().servers(),
              Table.ORDERS.rows(source),
              gauge,
              () ->
                  writer.start(
                      () -> {
                        read(file, copy.database(), bytes);
                        return null;
                      }),
              writer::isDone));
      run.checkRows(PART, Table.ORDERS, copy);
    } finally {
      Files.delete(file);
    }
  }

  private static void write(Server source, Path file) throws SQLException, IOException {
    try (Connection session = source.connect();
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      session
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("COPY " + Table.ORDERS.sql() + " TO STDOUT (FORMAT binary)", out);
    }
  }

  private static void read(Path file, Server target, AtomicLong bytes)
      throws SQLException, IOException {
    byte[] buffer = new byte[BUFFER];
    try (Connection session = target.connect();
        InputStream in = Files.newInputStream(file)) {
      CopyIn copy =
          session
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + Table.ORDERS.sql() + " FROM STDIN (FORMAT binary)");
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        copy.writeToCopy(buffer, 0, read);
        bytes.addAndGet(read);
      }
      copy.endCopy();
    }
  }
}
