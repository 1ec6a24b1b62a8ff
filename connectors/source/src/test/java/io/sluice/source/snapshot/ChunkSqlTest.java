package io.sluice.source.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChunkSqlTest {

  private final ChunkSql sql =
      new ChunkSql(
          new TableSchema(
              new TableId("public", "item"),
              List.of(new ColumnSchema("id", ColumnType.of("integer"), false)),
              List.of(0)));

  @Test
  void boundaryIsInTheOrderOfTheKeyAndNotOfItsText() {
    assertThat(
            sql.boundary(
                new KeyRange.Between(Optional.of(new KeyBound(List.of("9"))), Optional.empty()),
                20))
        .isEqualTo(
            "SELECT \"id\"::text FROM ONLY \"public\".\"item\" WHERE (\"id\") > ('9'::integer)"
                + " ORDER BY \"public\".\"item\".\"id\" OFFSET 19 LIMIT 1");
  }
}
