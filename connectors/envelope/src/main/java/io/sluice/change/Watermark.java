package io.sluice.change;

import java.util.Map;

/** A statement about positions rather than rows; the watermarks topic carries them. */
public sealed interface Watermark {

  /** All changes up to here, and none after, stand before this watermark. */
  Position position();

  /** The source was quiet up to this position. */
  record Heartbeat(Position position) implements Watermark {}

  /**
   * From here on every change of a table is in its topic, and its rows follow: the table is new
   * here, or is read once more.
   */
  record TableBegun(Position position, TableId table) implements Watermark {}

  /**
   * A chunk of a table's snapshot is in the table's topic.
   *
   * @param table the chunk's table
   * @param rows how many rows of the table's snapshot are in the topic so far, this chunk's
   *     included
   */
  record ChunkDone(Position position, TableId table, long rows) implements Watermark {}

  /**
   * A table's snapshot is in its topic, whole.
   *
   * @param schema the table's definition, so that a table without rows is known as well
   * @param rows how many rows its chunks had together
   */
  record TableDone(Position position, TableSchema schema, long rows) implements Watermark {}

  /**
   * All records of one Kafka transaction are in the topics: each transaction ends in one of these.
   *
   * <p>Topics are read apart from one another, so that a consumer may be ahead in one of them. This
   * tells it what belongs together: once it has read so many records of each topic, it has the
   * source's state at this position.
   *
   * @param whole whether every transaction of the source that has begun up to here has ended; only
   *     then is that a state which the source itself has committed
   * @param shares what the Kafka transaction has in each topic of a table
   */
  record BatchDone(Position position, boolean whole, Map<String, Share> shares)
      implements Watermark {

    public BatchDone {
      shares = Map.copyOf(shares);
    }

    /**
     * One topic's share.
     *
     * @param records how many records there are, tombstones not counted
     * @param last where the last of them stands
     */
    public record Share(long records, Position last) {}
  }

  /**
   * A mark that somebody wrote into the source's log with {@code pg_logical_emit_message}.
   *
   * @param id the mark's name, which its writer chose and waits for
   */
  record Mark(Position position, String id) implements Watermark {

    /** The prefix of the logical messages that are marks; their content is the mark's id. */
    public static final String PREFIX = "sluice.mark";
  }
}
