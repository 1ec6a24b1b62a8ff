package io.sluice.source.spill;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Transaction ids, a bit for each: a transaction can have millions of sub-transactions, whose ids
 * lie close together.
 */
final class XidSet {

  private static final int PAGE_BITS = 16;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  private final Map<Integer, BitSet> pages = new HashMap<>();

  void add(int xid) {
    pages.computeIfAbsent(xid >>> PAGE_BITS, page -> new BitSet()).set(xid & PAGE_MASK);
  }

  boolean contains(int xid) {
    BitSet page = pages.get(xid >>> PAGE_BITS);
    return page != null && page.get(xid & PAGE_MASK);
  }

  boolean isEmpty() {
    return pages.isEmpty();
  }
}
