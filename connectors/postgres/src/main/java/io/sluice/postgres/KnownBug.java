package io.sluice.postgres;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A bug that minor releases of PostgreSQL have had and that harms a migration: changes are lost or
 * decoded wrongly, the slot is lost, or an index does not find all rows. Those mended last are
 * below.
 *
 * <p>Each is named by the release notes of those releases that mend it, on {@code
 * https://www.postgresql.org/docs/release/<release>/}.
 */
public enum KnownBug {
  /**
   * 15.6 and 16.2, 2024-02-08: "Ensure that column default values are correctly transmitted by the
   * pgoutput logical replication plugin".
   */
  DEFAULT_SENT_AS_NULL(
      Harm.TO_DECODING,
      "a column that ALTER TABLE ... ADD COLUMN ... DEFAULT has added may be sent as NULL",
      in(15, 0, 6),
      in(16, 0, 2)),

  /**
   * 15.6 and 16.2, 2024-02-08: "Prevent examining system catalogs with the wrong snapshot during
   * logical decoding".
   */
  CATALOG_OF_ANOTHER_TIME(
      Harm.TO_DECODING,
      "a transaction that was altering tables when decoding began may be decoded wrongly",
      in(15, 0, 6),
      in(16, 0, 2)),

  /**
   * 15.8 and 16.4, 2024-08-08: "Prevent incorrect initialization of logical replication slots",
   * whose start point "could be set to a point within a transaction".
   */
  SLOT_WITHIN_A_TRANSACTION(
      Harm.TO_DECODING,
      "a new slot may begin within a transaction, which is then decoded wrongly",
      in(15, 0, 8),
      in(16, 0, 4)),

  /**
   * 15.9, 16.5 and 17.1, 2024-11-14: "Fix ways in which an in place catalog update could be lost":
   * "it was possible to forget having set pg_class.relhasindex to true, preventing updates of the
   * new index and thus causing index corruption".
   */
  INDEX_FORGOTTEN(
      Harm.TO_INDEXES,
      "a new index may be forgotten, so that it lacks the rows that come later",
      in(15, 0, 9),
      in(16, 0, 5),
      in(17, 0, 1)),

  /**
   * 15.10, 16.6 and 17.2, 2024-11-21: "Fix cases where a logical replication slot's restart_lsn
   * could go backwards", to log that "might have been removed", "in which case replication would
   * fail to restart".
   */
  SLOT_GOES_BACK(
      Harm.TO_DECODING,
      "a slot may want log again that the server has removed, and is lost",
      in(15, 0, 10),
      in(16, 0, 6),
      in(17, 0, 2)),

  /**
   * 15.13, 16.9 and 17.5, 2025-05-08: "Avoid data loss when DDL operations that don't take a strong
   * lock affect tables that are being logically replicated".
   */
  STALE_CATALOG(
      Harm.TO_DECODING,
      "changes may be lost that running transactions make after DDL without a strong lock, such as"
          + " the ALTER PUBLICATION ... ADD TABLE of sluice add-table",
      in(15, 0, 13),
      in(16, 0, 9),
      in(17, 0, 5)),

  /**
   * 15.14, 16.10 and 17.6, 2025-08-14: "Avoid re-distributing cache invalidation messages from
   * other transactions during logical replication", a mistake of the release before, "which would
   * often end in a memory allocation failure".
   */
  INVALIDATIONS_MULTIPLY(
      Harm.TO_DECODING,
      "decoding may run out of memory for good after DDL while transactions run",
      in(15, 13, 14),
      in(16, 9, 10),
      in(17, 5, 6)),

  /**
   * 15.14, 16.10 and 17.6, 2025-08-14: "Avoid a rare scenario where a btree index scan could mark
   * the wrong index entries as dead".
   */
  INDEX_ENTRIES_KILLED(
      Harm.TO_INDEXES,
      "a search may mark the wrong entries of an index as dead, which then does not find their rows",
      in(15, 0, 14),
      in(16, 0, 10),
      in(17, 0, 6));

  /** What a bug does harm to. */
  private enum Harm {
    TO_DECODING,
    TO_INDEXES
  }

  /** The releases of a major version that have a bug: from the first on, before the one mended. */
  private record Span(int major, int first, int mended) {

    boolean has(Release release) {
      return release.major() == major && release.minor() >= first && release.minor() < mended;
    }

    @Override
    public String toString() {
      String last = major + "." + (mended - 1);
      return first == mended - 1 ? last : major + "." + first + " to " + last;
    }
  }

  private final Harm harm;
  private final String symptom;
  private final List<Span> spans;

  KnownBug(Harm harm, String symptom, Span... spans) {
    this.harm = harm;
    this.symptom = symptom;
    this.spans = List.of(spans);
  }

  private static Span in(int major, int first, int mended) {
    return new Span(major, first, mended);
  }

  /** Those that a release has. */
  static List<KnownBug> of(Release release) {
    return Arrays.stream(values()).filter(bug -> bug.span(release).isPresent()).toList();
  }

  /** Whether it does harm wherever rows are, and not only where the log is decoded. */
  public boolean isOfIndexes() {
    return harm == Harm.TO_INDEXES;
  }

  /** The first release of the same major version that has none of some bugs. */
  static Release mended(Release release, List<KnownBug> bugs) {
    return bugs.stream()
        .flatMap(bug -> bug.span(release).stream())
        .map(span -> new Release(span.major(), span.mended()))
        .max(Comparator.comparing(Release::minor))
        .orElse(release);
  }

  /** The releases that have it, in words. */
  public String releases() {
    return spans.stream().map(Span::toString).collect(Collectors.joining(", "));
  }

  /** What happens, in a phrase. */
  public String symptom() {
    return symptom;
  }

  private Optional<Span> span(Release release) {
    return spans.stream().filter(span -> span.has(release)).findFirst();
  }
}
