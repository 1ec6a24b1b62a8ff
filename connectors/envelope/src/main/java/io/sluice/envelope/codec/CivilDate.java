package io.sluice.envelope.codec;

/**
 * A day as PostgreSQL prints it: the Gregorian calendar without end in both directions, years
 * before 1 marked {@code BC}.
 *
 * @param year astronomical: 0 is 1 BC
 */
record CivilDate(long year, int month, int day) {

  private static final int MAX_YEAR_DIGITS = 7;
  private static final int DAYS_PER_ERA = 146_097;
  private static final int YEARS_PER_ERA = 400;
  private static final int DAYS_BEFORE_1970 = 719_468;

  /**
   * Reads {@code YYYY-MM-DD}; the year has four digits or more. The mark {@code BC} comes later in
   * the text.
   *
   * @return days since 1970-01-01 as if the year were after Christ, or {@link TextCursor#NONE}
   */
  static long read(TextCursor cursor, boolean beforeChrist) {
    long year = cursor.digits(4, MAX_YEAR_DIGITS);
    long month = cursor.skip('-') ? cursor.digits(2, 2) : TextCursor.NONE;
    long day = cursor.skip('-') ? cursor.digits(2, 2) : TextCursor.NONE;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
      return TextCursor.NONE;
    }
    return new CivilDate(beforeChrist ? 1 - year : year, (int) month, (int) day).epochDay();
  }

  /** The day this many days after 1970-01-01. */
  static CivilDate ofEpochDay(long epochDay) {
    long shifted = epochDay + DAYS_BEFORE_1970;
    long era = Math.floorDiv(shifted, (long) DAYS_PER_ERA);
    int dayOfEra = (int) (shifted - era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    return new CivilDate(yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0), month, day);
  }

  /** Days since 1970-01-01. Years are counted from March, so that leap days come last. */
  private long epochDay() {
    long fromMarch = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(fromMarch, (long) YEARS_PER_ERA);
    long yearOfEra = fromMarch - era * YEARS_PER_ERA;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - DAYS_BEFORE_1970;
  }

  boolean beforeChrist() {
    return year <= 0;
  }

  /** Writes {@code YYYY-MM-DD} without the mark {@code BC}. */
  TextBuilder write(TextBuilder out) {
    out.number(beforeChrist() ? 1 - year : year, 4);
    return out.add('-').number(month, 2).add('-').number(day, 2);
  }
}
