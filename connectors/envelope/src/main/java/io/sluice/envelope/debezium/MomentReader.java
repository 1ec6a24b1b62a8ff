package io.sluice.envelope.debezium;

import io.sluice.change.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date or moment in ISO 8601, whose years are counted with a sign before year 1 and after 9999.
 *
 * @param ordinary reads all other years, and PostgreSQL's own words
 * @param zone what PostgreSQL prints behind the time
 */
record MomentReader(ColumnReader ordinary, String zone) implements ColumnReader {

  private static final Pattern FAR =
      Pattern.compile(
          "([+-]\\d{4,}|0000)(-\\d\\d-\\d\\d)(?:T(\\d\\d:\\d\\d:\\d\\d)(\\.\\d+?)??(?:\\.?0*))?Z");

  @Override
  public Value read(Object encoded) {
    String iso = (String) encoded;
    if (!iso.startsWith("-") && !iso.startsWith("+") && !iso.startsWith("0000")) {
      return ordinary.read(iso);
    }
    Matcher far = FAR.matcher(iso);
    return far.matches() ? far(far) : ordinary.read(iso);
  }

  private Value far(Matcher moment) {
    long year = Long.parseLong(moment.group(1));
    String date = "%04d%s".formatted(year <= 0 ? 1 - year : year, moment.group(2));
    String fraction = moment.group(4) == null ? "" : moment.group(4);
    String time = moment.group(3) == null ? "" : " " + moment.group(3) + fraction + zone;
    return Value.text(date + time + (year <= 0 ? " BC" : ""));
  }
}
