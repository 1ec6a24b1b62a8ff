package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.ReplicaIdentity;
import io.sluice.change.TableId;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.replication.TableFilter;
import io.sluice.source.replication.TableMark;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowedTablesTest {

  private static final TableId TABLE = new TableId("public", "item");

  private final FollowedTables followed =
      new FollowedTables(
          Map.of(TABLE, new TableMark(7, "", "")),
          TableFilter.including("public\\.item"),
          table -> Optional.empty());

  @Test
  void followedTableThatTheListsLeaveOutUnderItsNewNameStopsTheCapture() throws SQLException {
    assertThat(followed.standing(relation(7, "item"))).isEqualTo(FollowedTables.Standing.FOLLOWED);
    assertThat(followed.standing(relation(8, "other"))).isEqualTo(FollowedTables.Standing.UNWANTED);
    assertThatThrownBy(() -> followed.standing(relation(7, "article")))
        .hasMessageStartingWith(ErrorCode.TABLE_RENAMED.code())
        .hasMessageContaining("public.item was renamed to public.article");
  }

  private static Relation relation(int id, String name) {
    return new Relation(id, new TableId("public", name), ReplicaIdentity.DEFAULT, List.of());
  }
}
