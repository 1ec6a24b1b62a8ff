package io.sluice.control.report;

import java.util.Locale;

/**
 * A progress bar's text.
 *
 * @param label what progresses
 * @param done how much of it
 * @param total an estimate; at least 1 is assumed
 * @param note what stands behind the figures
 */
public record Bar(String label, long done, long total, String note) {

  private static final int WIDTH = 30;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  /** How far, from 0 to 1. */
  public double fraction() {
    return Math.min(1.0, Math.max(0.0, (double) done / Math.max(1, total)));
  }

  /** {@code label ████▌ 45% 450/1000 note}, with the label padded to {@code labelWidth}. */
  public String line(int labelWidth) {
    return String.format(
        Locale.ROOT,
        "%-" + Math.max(1, labelWidth) + "s ▕%s▏%4d%%  %,d of %,d  %s",
        label,
        blocks(),
        (int) (fraction() * 100),
        done,
        Math.max(done, total),
        note);
  }

  private String blocks() {
    int eighths = (int) Math.round(fraction() * WIDTH * 8);
    String full = "█".repeat(eighths / 8);
    String part = eighths % 8 == 0 ? "" : String.valueOf(EIGHTHS.charAt(eighths % 8));
    return full + part + " ".repeat(WIDTH - full.length() - part.length());
  }
}
