package io.sluice.bench.rivals;

import io.sluice.bench.part.Scenario;
import java.util.List;

/** All that is measured here. */
public final class Rivals {

  public static final List<Scenario> ALL =
      List.of(
          new DebeziumJson(),
          new DebeziumAvro(),
          new JdbcJson(),
          DebeziumPair.json(),
          DebeziumPair.avro());

  private Rivals() {}
}
