package io.sluice.fault.verify;

import java.util.Locale;

/**
 * A difference that is put into the target.
 *
 * @param kind which
 * @param key of the row
 */
record Plant(Kind kind, long key) {

  /** What can be wrong with a row. */
  enum Kind {
    /** One byte of a column. */
    DIFFERENT("UPDATE public.big SET body = overlay(body placing '#' from 5 for 1) WHERE id = %d"),
    /** The whole row. */
    MISSING("DELETE FROM public.big WHERE id = %d"),
    /** A row that the source does not have. */
    EXTRA("INSERT INTO public.big VALUES (%d, 0, 'of nobody')");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }
  }

  String sql() {
    return kind.sql.formatted(key);
  }

  /** As the command names it. */
  String sentence() {
    return key + " " + kind.name().toLowerCase(Locale.ROOT);
  }
}
