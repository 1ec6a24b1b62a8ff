package io.sluice.source.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.RowImage;
import io.sluice.change.TableId;
import io.sluice.change.Value;
import io.sluice.postgres.Endpoint;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.server.SourceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Chunks of large rows end before they fill the memory. */
class ChunkBytesIT {

  private static final TableId TABLE = new TableId("public", "large");
  private static final KeyRange.Between ALL =
      new KeyRange.Between(Optional.empty(), Optional.empty());
  private static final int ROWS = 300;

  @Test
  void largeRowsEndAChunkAndTheRestIsReadNextOverTheSameConnection() throws Exception {
    Endpoint endpoint = database();
    List<String> read = new ArrayList<>();
    int chunks = 0;
    try (ChunkReader reader =
        new ChunkReader(endpoint, "pub", new ChunkOptions(1000, 1, 500_000, 1 << 20))) {
      Optional<KeyRange.Between> next = Optional.of(ALL);
      while (next.isPresent()) {
        ChunkRead chunk = reader.read(TABLE, next.get(), Set.of());
        chunks++;
        assertThat(chunk.rows().stream().mapToLong(RowImage::bytes).sum()).isLessThan(520_000);
        assertThat(chunk.asked()).isEqualTo(next.get());
        chunk.rows().forEach(row -> read.add(key(row)));
        next = chunk.rest();
      }
    }
    assertThat(chunks).isGreaterThan(5);
    assertThat(read).isEqualTo(IntStream.rangeClosed(1, ROWS).mapToObj(Integer::toString).toList());
  }

  @Test
  void rowThatIsTooLargeIsRefusedByItsKeyBehindAllThatStandBeforeIt() throws Exception {
    Endpoint endpoint = database();
    SourceServer.run(
        endpoint, "UPDATE public.large SET note = repeat('secret', 50000) WHERE id = 200");
    ChunkOptions options = new ChunkOptions(1000, 1, Long.MAX_VALUE, 100_000);
    try (ChunkReader reader = new ChunkReader(endpoint, "pub", options)) {
      ChunkRead before = reader.read(TABLE, ALL, Set.of());
      assertThat(before.rows()).hasSize(199);

      assertThatThrownBy(() -> reader.read(TABLE, before.rest().orElseThrow(), Set.of()))
          .isInstanceOfSatisfying(
              SourceFailure.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ROW_TOO_LARGE))
          .hasMessageContaining("public.large")
          .hasMessageContaining("(id) = (200)")
          .hasMessageContaining("300003 bytes")
          .hasMessageNotContaining("secret");
    }
  }

  private static String key(RowImage row) {
    return ((Value.Text) row.at(0)).string();
  }

  private static Endpoint database() throws Exception {
    return SourceServer.shared()
        .database(
            "CREATE TABLE public.large (id int PRIMARY KEY, note text)",
            "CREATE PUBLICATION pub FOR TABLE public.large",
            "INSERT INTO public.large SELECT id, repeat(md5(id::text), 320)"
                + " FROM generate_series(1, "
                + ROWS
                + ") id");
  }
}
