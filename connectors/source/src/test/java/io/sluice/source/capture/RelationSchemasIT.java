package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.ReplicaIdentity;
import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.pgoutput.PgOutputMessage.Column;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelationSchemasIT {

  private static final TableId TABLE = new TableId("public", "item");
  private static final int TEXT = 25;

  @Test
  void tableWhoseChangesCarryNoKeyAnyMoreStopsTheCapture() throws Exception {
    Endpoint endpoint =
        SourceServer.shared()
            .database("CREATE TABLE public.item (a text, b text, PRIMARY KEY (b, a))");
    try (Connection session = endpoint.connect("sluice-it")) {
      RelationSchemas schemas = new RelationSchemas(session);

      assertThat(schemas.schema(relation(true)).key()).containsExactly(1, 0);
      assertThatThrownBy(() -> schemas.schema(relation(false)))
          .hasMessageStartingWith(ErrorCode.NO_KEY.code())
          .hasMessageContaining("table public.item");
    }
  }

  private static Relation relation(boolean key) {
    List<Column> columns = List.of(new Column("a", TEXT, -1, key), new Column("b", TEXT, -1, key));
    return new Relation(1, TABLE, ReplicaIdentity.DEFAULT, columns);
  }
}
