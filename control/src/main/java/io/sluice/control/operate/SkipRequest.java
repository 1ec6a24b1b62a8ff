package io.sluice.control.operate;

/**
 * What an operator wants left out.
 *
 * @param position where the transaction's commit starts in the source's log; blank if a record is
 *     named
 * @param record one of its changes, as {@code topic-partition-offset}; blank if the position is
 *     named
 * @param reason why
 * @param who says so
 */
public record SkipRequest(String position, String record, String reason, String who) {}
