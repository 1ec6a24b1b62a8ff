package io.sluice.control.operate;

import io.sluice.control.connect.Partition;
import io.sluice.control.report.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stands, as the sink's messages have it.
 *
 * @param partition of its topic
 * @param offset in it
 */
record ChangePlace(Partition partition, long offset) {

  private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");

  /** Reads {@code topic-partition-offset}. */
  static ChangePlace parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new Problem("a record is named as topic-partition-offset, not " + text);
    }
    Partition partition = new Partition(parts.group(1), Integer.parseInt(parts.group(2)));
    return new ChangePlace(partition, Long.parseLong(parts.group(3)));
  }
}
