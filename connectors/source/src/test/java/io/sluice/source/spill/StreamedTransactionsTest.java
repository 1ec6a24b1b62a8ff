package io.sluice.source.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.Lsn;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputDecoder;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Message;
import io.sluice.source.pgoutput.PgOutputMessage.StreamAbort;
import io.sluice.source.pgoutput.PgOutputMessage.StreamCommit;
import io.sluice.source.pgoutput.PgOutputMessage.StreamStart;
import io.sluice.source.pgoutput.PgOutputMessage.Streamed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamedTransactionsTest {

  private final Path folder = temporary();

  private static Path temporary() {
    try {
      return Files.createTempDirectory(Path.of("target"), "spill");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Interleaved blocks with aborted parts, under every size of memory. */
  @Property(tries = 200)
  void whatComesOutIsWhatWentInWithoutAbortedParts(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int memory) throws IOException {
    Random random = new Random(seed);
    PgOutputDecoder decoder = new PgOutputDecoder();
    Map<Integer, List<String>> kept = new HashMap<>();
    Map<Integer, Set<Integer>> parts = new HashMap<>();
    try (StreamedTransactions transactions =
        new StreamedTransactions(new SpillFolder(folder, "it"), memory)) {
      Map<Integer, List<Integer>> owners = new HashMap<>();
      for (int i = 0; i < 60; i++) {
        int top = 1000 * (1 + random.nextInt(3));
        int part = top + random.nextInt(4);
        transactions.start(new StreamStart(top, !kept.containsKey(top)));
        String text = "x".repeat(random.nextInt(100)) + i;
        transactions.add(new Streamed(i, message(part, text)), new Lsn(i + 1));
        kept.computeIfAbsent(top, none -> new ArrayList<>()).add(text);
        owners.computeIfAbsent(top, none -> new ArrayList<>()).add(part);
        parts.computeIfAbsent(top, none -> new HashSet<>());
      }
      for (int top : kept.keySet()) {
        int aborted = top + 1 + random.nextInt(3);
        transactions.abort(new StreamAbort(top, aborted));
        parts.get(top).add(aborted);
      }
      for (int top : kept.keySet()) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < kept.get(top).size(); i++) {
          if (!parts.get(top).contains(owners.get(top).get(i))) {
            expected.add(kept.get(top).get(i));
          }
        }
        assertThat(texts(replayed(transactions, top, decoder))).isEqualTo(expected);
      }
    }
    assertThat(files()).isEmpty();
  }

  @AfterTry
  void folderIsEmpty() throws IOException {
    assertThat(files()).isEmpty();
  }

  @Test
  void transactionComesBetweenItsBeginAndItsCommit() {
    try (StreamedTransactions transactions = transactions(folder)) {
      transactions.start(new StreamStart(5, true));
      transactions.add(new Streamed(1, message(5, "a")), new Lsn(3));

      List<PgOutputMessage> messages = replayed(transactions, 5, new PgOutputDecoder());

      assertThat(messages.get(0)).isEqualTo(new Begin(new Lsn(70), 9, 5));
      assertThat(messages.get(2)).isEqualTo(new Commit(new Lsn(70), new Lsn(80), 9));
      assertThat(messages).hasSize(3);
    }
  }

  @Test
  void abortedAndForgottenTransactionsLeaveNoFile() throws IOException {
    StreamedTransactions transactions = transactions(folder);
    for (int xid = 1; xid <= 2; xid++) {
      transactions.start(new StreamStart(xid, true));
      transactions.add(new Streamed(1, message(xid, "y".repeat(2_000_000))), new Lsn(3));
    }
    assertThat(files()).hasSize(2);

    transactions.abort(new StreamAbort(1, 1));
    assertThat(files()).hasSize(1);
    transactions.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void leftoversOfTheSameConnectorAreDeletedAndThoseOfOthersAreNot(@TempDir Path shared)
      throws IOException {
    Path mine = Files.createFile(shared.resolve("sluice-it-1.spill"));
    Path others = Files.createFile(shared.resolve("sluice-other-1.spill"));

    transactions(shared).close();

    assertThat(mine).doesNotExist();
    assertThat(others).exists();
  }

  @Test
  void filesAreForTheWorkersUserOnly() throws IOException {
    try (StreamedTransactions transactions = transactions(folder)) {
      transactions.start(new StreamStart(1, true));
      transactions.add(new Streamed(1, message(1, "y".repeat(2_000_000))), new Lsn(3));

      assertThat(Files.getPosixFilePermissions(files().get(0)).toString())
          .doesNotContain("GROUP", "OTHERS");
    }
  }

  @Test
  void folderThatCannotBeUsedIsNamed(@TempDir Path shared) throws IOException {
    Path file = Files.createFile(shared.resolve("file"));

    assertThatThrownBy(() -> transactions(file.resolve("below")))
        .isInstanceOfSatisfying(
            SourceFailure.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SPILL_FAILED))
        .hasMessageContaining(file.toString());
  }

  private static StreamedTransactions transactions(Path folder) {
    return new StreamedTransactions(new SpillFolder(folder, "it"));
  }

  private static List<PgOutputMessage> replayed(
      StreamedTransactions transactions, int xid, PgOutputDecoder decoder) {
    List<PgOutputMessage> messages = new ArrayList<>();
    StreamCommit commit = new StreamCommit(xid, new Lsn(70), new Lsn(80), 9);
    try (Replay replay = transactions.commit(commit, decoder)) {
      while (!replay.isDone()) {
        replay.next().ifPresent(messages::add);
      }
    }
    return messages;
  }

  private static List<String> texts(List<PgOutputMessage> messages) {
    return messages.stream()
        .filter(Message.class::isInstance)
        .map(message -> new String(((Message) message).content(), StandardCharsets.UTF_8))
        .toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** A logical message of a part, with this text. */
  private static ByteBuffer message(int part, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(20 + content.length);
    bytes.put((byte) 'M').putInt(part).put((byte) 1).putLong(1).put(new byte[] {'p', 0});
    return bytes.putInt(content.length).put(content).flip();
  }
}
