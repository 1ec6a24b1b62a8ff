package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.server.SourceServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What publications of partitions and of some rows bring, and what they cannot. */
class PublishedPartsIT {

  private static final TableId ROOT = new TableId("public", "m");

  @Test
  void partitionsThatEmptyOrFillWithoutAChangeOfRowsAreNotInTheLog() throws Throwable {
    Endpoint endpoint =
        SourceServer.shared()
            .database(
                "CREATE TABLE public.m (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE public.m_1 PARTITION OF public.m FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE public.m_2 PARTITION OF public.m FOR VALUES FROM (10) TO (20)",
                "INSERT INTO public.m VALUES (1), (11)");
    try (ReplayedCapture replayed = ReplayedCapture.of(endpoint)) {
      replayed.start(10, 50).takeAll();
      SourceServer.run(
          endpoint,
          "TRUNCATE public.m_1",
          "CREATE TABLE public.m_3 (id int PRIMARY KEY)",
          "INSERT INTO public.m_3 VALUES (21)",
          "ALTER TABLE public.m ATTACH PARTITION public.m_3 FOR VALUES FROM (20) TO (30)",
          "INSERT INTO public.m VALUES (22)",
          "ALTER TABLE public.m DETACH PARTITION public.m_2",
          "INSERT INTO public.m_2 VALUES (12)");
      replayed.takeAll();
      assertThat(replayed.rows(ROOT))
          .containsExactlyInAnyOrder(List.of("1"), List.of("11"), List.of("22"));

      SourceServer.run(endpoint, "TRUNCATE public.m", "INSERT INTO public.m VALUES (2)");
      replayed.takeAll();
      assertThat(replayed.rows(ROOT)).containsExactly(List.of("2"));
    }
  }

  @Test
  void rowThatEntersTheFilterWithoutAllItsColumnsStopsTheCapture() throws Throwable {
    Endpoint endpoint = filtered();
    try (ReplayedCapture replayed = ReplayedCapture.of(endpoint)) {
      replayed.start(10, 50).takeAll();
      SourceServer.run(endpoint, "UPDATE public.m SET id = 12 WHERE id = 1");

      assertThatThrownBy(replayed::takeAll)
          .isInstanceOfSatisfying(
              SourceFailure.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ROW_INCOMPLETE))
          .hasMessageContaining("public.m")
          .hasMessageContaining("REPLICA IDENTITY FULL");
    }
  }

  @Test
  void rowThatEntersTheFilterIsWholeWhereTheLogHasWholeRows() throws Throwable {
    Endpoint endpoint = filtered();
    SourceServer.run(endpoint, "ALTER TABLE public.m REPLICA IDENTITY FULL");
    try (ReplayedCapture replayed = ReplayedCapture.of(endpoint)) {
      replayed.start(10, 50).takeAll();
      SourceServer.run(endpoint, "UPDATE public.m SET id = 12 WHERE id = 1");
      replayed.takeAll();

      assertThat(replayed.rows(ROOT))
          .containsExactlyInAnyOrderElementsOf(
              replayed.source("SELECT * FROM public.m WHERE id > 10"));
    }
  }

  private static Endpoint filtered() throws Exception {
    return SourceServer.shared()
        .database(
            "CREATE TABLE public.m (id int PRIMARY KEY, big text)",
            "ALTER TABLE public.m ALTER big SET STORAGE EXTERNAL",
            "INSERT INTO public.m SELECT n, repeat(md5(n::text), 100)"
                + " FROM generate_series(1, 20, 5) n",
            "CREATE PUBLICATION sluice FOR TABLE public.m WHERE (id > 10)");
  }
}
