package io.sluice.change;

/**
 * What somebody wrote into the source's log with {@code pg_logical_emit_message}.
 *
 * @param stamp a transactional message has its place among the changes of its transaction; any
 *     other stands alone, in no transaction, before all that commits after it, and is stamped with
 *     the time of its reading
 * @param prefix what its writer files it under
 * @param content never modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogicalMessage(Stamp stamp, String prefix, byte[] content) {

  /** What its content takes, in bytes. */
  public long bytes() {
    return content.length;
  }
}
