package io.sluice.change;

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
   * A mark that somebody wrote into the source's log with {@code pg_logical_emit_message}.
   *
   * @param id the mark's name, which its writer chose and waits for
   */
  record Mark(Position position, String id) implements Watermark {

    /** The prefix of the logical messages that are marks; their content is the mark's id. */
    public static final String PREFIX = "sluice.mark";
  }
}
