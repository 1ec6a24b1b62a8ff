package io.sluice.sink.target;

import java.util.OptionalLong;

/**
 * A partition that this task owns, as the progress table has it.
 *
 * @param generation of the ownership; a greater one in the table means that another task took over
 * @param nextOffset where to go on; empty before the first batch
 */
record Claim(long generation, OptionalLong nextOffset) {}
