package io.sluice.bench.limits;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.Server;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Binary COPY piped from server to server, in one stream and in two. */
public final class CopyLimit implements Scenario {

  private static final Part ONE = Part.limit("limits.copy-1", "binary COPY, one stream");
  private static final Part TWO = Part.limit("limits.copy-2", "binary COPY, two streams");

  @Override
  public List<Part> parts() {
    return List.of(ONE, TWO);
  }

  @Override
  public void run(Run run) throws Exception {
    measure(run, ONE, 1);
    measure(run, TWO, 2);
  }

  private static void measure(Run run, Part part, int streams) throws Exception {
    if (run.isDone(part)) {
      return;
    }
    Server source = run.stand().source(Table.ORDERS);
    try (TargetDatabase copy = run.stand().target(Table.ORDERS);
        Background pipes = new Background()) {
      run.stand().settle(copy);
      AtomicLong bytes = new AtomicLong();
      run.measure(
          part,
          new Work(
              run.stand().servers(),
              Table.ORDERS.rows(source),
              bytes::get,
              () ->
                  queries(source, streams)
                      .forEach(query -> pipes.start(pipe(source, query, copy, bytes))),
              pipes::isDone));
      run.checkRows(part, Table.ORDERS, copy);
    }
  }

  private static CopyPipe pipe(Server source, String query, TargetDatabase copy, AtomicLong bytes) {
    return new CopyPipe(source, query, copy.database(), Table.ORDERS.sql(), bytes);
  }

  /** The table in equal ranges of keys. */
  private static List<String> queries(Server source, int streams) throws SQLException {
    String all = "SELECT * FROM " + Table.ORDERS.sql();
    long last = source.number("SELECT max(id) FROM " + Table.ORDERS.sql());
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      queries.add(
          all
              + (streams == 1
                  ? ""
                  : " WHERE id > "
                      + last * i / streams
                      + " AND id <= "
                      + last * (i + 1) / streams));
    }
    return queries;
  }
}
