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

  private static final TableSchema SCHEMA =
      new TableSchema(
          new TableId("public", "item"),
          List.of(new ColumnSchema("id", ColumnType.of("integer"), false)),
          List.of(0));

  private static final KeyBound BOUND = new KeyBound(List.of("9"));

  private final ChunkSql sql = new ChunkSql(new TableSource(SCHEMA, false, Optional.empty()));

  @Test
  void boundaryIsInTheOrderOfTheKeyAndNotOfItsText() {
    assertThat(sql.boundary(new KeyRange.Between(Optional.of(BOUND), Optional.empty()), 20))
        .isEqualTo(
            "SELECT \"id\"::text FROM ONLY \"public\".\"item\" WHERE (\"id\") > ('9'::integer)"
                + " ORDER BY \"public\".\"item\".\"id\" OFFSET 19 LIMIT 1");
  }

  @Test
  void filterOfThePublicationHoldsForBoundsAndForRowsOfEveryPartition() {
    ChunkSql filtered = new ChunkSql(new TableSource(SCHEMA, true, Optional.of("a OR b")));
    assertThat(filtered.boundary(KeyRange.Between.ALL, 20))
        .isEqualTo(
            "SELECT \"id\"::text FROM \"public\".\"item\" WHERE (a OR b)"
                + " ORDER BY \"public\".\"item\".\"id\" OFFSET 19 LIMIT 1");
    assertThat(filtered.copy(new KeyRange.Between(Optional.empty(), Optional.of(BOUND))))
        .isEqualTo(
            "COPY (SELECT \"id\" FROM \"public\".\"item\" WHERE (\"id\") <= ('9'::integer)"
                + " AND (a OR b) ORDER BY \"id\") TO STDOUT");
    assertThat(filtered.copy())
        .isEqualTo("COPY (SELECT \"id\" FROM \"public\".\"item\" WHERE (a OR b)) TO STDOUT");
  }
}
