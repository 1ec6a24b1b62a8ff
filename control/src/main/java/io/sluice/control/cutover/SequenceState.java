package io.sluice.control.cutover;

/**
 * Where a sequence is.
 *
 * @param lastValue as the sequence's own row holds it
 * @param isCalled whether {@code lastValue} has been given out
 */
record SequenceState(long lastValue, boolean isCalled) {

  /**
   * Whether this sequence will give out nothing that {@code other} has given out or is about to.
   *
   * @param increment of both; negative counts down
   */
  boolean isAtOrAheadOf(SequenceState other, long increment) {
    if (lastValue == other.lastValue) {
      return isCalled || !other.isCalled;
    }
    return increment > 0 ? lastValue > other.lastValue : lastValue < other.lastValue;
  }

  /**
   * The state that skips {@code margin} values more, without leaving the sequence's range.
   *
   * @param least the sequence's minimum
   * @param most its maximum
   */
  SequenceState ahead(long margin, long increment, long least, long most) {
    if (margin == 0) {
      return this;
    }
    long room = increment > 0 ? (most - lastValue) / increment : (least - lastValue) / increment;
    long steps = room < 0 ? margin : Math.min(margin, room);
    return new SequenceState(lastValue + steps * increment, true);
  }
}
