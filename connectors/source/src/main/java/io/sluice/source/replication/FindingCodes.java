package io.sluice.source.replication;

import io.sluice.postgres.Finding;
import io.sluice.source.failure.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The codes of findings that have one of their own, because a running capture can meet them too.
 */
final class FindingCodes {

  private static final Map<String, ErrorCode> CODES =
      Map.of(
          "slot-kind", ErrorCode.SLOT_OF_ANOTHER_KIND,
          "slot-invalidated", ErrorCode.SLOT_INVALIDATED,
          "slot-in-use", ErrorCode.SLOT_IN_USE,
          "publication-missing", ErrorCode.PUBLICATION_MISSING,
          "publication-tables", ErrorCode.TABLE_NOT_PUBLISHED);

  private FindingCodes() {}

  /** The code that all of them share; otherwise that of prerequisites. */
  static ErrorCode of(List<Finding> findings) {
    Set<ErrorCode> codes =
        findings.stream()
            .map(finding -> CODES.getOrDefault(finding.check(), ErrorCode.PREREQUISITES))
            .collect(Collectors.toSet());
    return codes.size() == 1 ? codes.iterator().next() : ErrorCode.PREREQUISITES;
  }
}
