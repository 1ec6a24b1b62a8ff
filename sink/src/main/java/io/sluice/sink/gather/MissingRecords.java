package io.sluice.sink.gather;

import io.sluice.change.Position;
import io.sluice.sink.failure.ErrorCode;

/** A topic does not hold what its source says that it has written. */
public final class MissingRecords extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingRecords(String topic, Position position, long written, long found) {
    super(
        ErrorCode.RECORDS_MISSING.message(
            ("the source has written %d records into topic %s up to commit_lsn %s, and %d have"
                    + " come. To do: see that retention, deletions or a transform that filters take"
                    + " no records from this sink; where they are meant to, set"
                    + " apply.consistency=table; otherwise have the table read again")
                .formatted(written, topic, position.commitLsn(), found)));
  }
}
