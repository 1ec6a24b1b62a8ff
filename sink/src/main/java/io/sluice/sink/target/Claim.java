package io.sluice.sink.target;

import io.sluice.change.Position;
import io.sluice.sink.apply.Progress;
import java.util.OptionalLong;

/**
 * A partition that this task owns, as the progress table has it.
 *
 * @param generation of the ownership; a greater one in the table means that another task took over
 * @param nextOffset where to go on; empty before the first batch
 * @param position of the last change applied
 * @param aligned whether all partitions were moved together, from one committed state of the source
 *     to another
 */
public record Claim(long generation, OptionalLong nextOffset, Position position, boolean aligned) {

  /** The same owner, further on. */
  Claim at(Progress reached, boolean together) {
    Position now = reached.position();
    return new Claim(
        generation,
        OptionalLong.of(reached.nextOffset()),
        now.equals(Position.START) ? position : now,
        together);
  }
}
