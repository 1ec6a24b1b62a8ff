package io.sluice.bench.report;

import io.sluice.bench.part.Outcome.Measured;
import io.sluice.bench.part.Part.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws every ratio as two bars on one scale, rows per second, ours above theirs.
 *
 * @param measured what there is to draw
 */
record Chart(List<Measured> measured) {

  private static final int WIDTH = 960;
  private static final int LEFT = 250;
  private static final int RIGHT = 150;
  private static final int TOP = 56;
  private static final int BAR = 20;
  private static final int GROUP = 78;
  private static final String OURS = "#0b7285";
  private static final String THEIRS = "#adb5bd";

  /** The whole picture; ratios that were not measured are left out. */
  String svg() {
    List<Pair> pairs = pairs();
    int height = TOP + Math.max(1, pairs.size()) * GROUP + 10;
    double most = pairs.stream().mapToDouble(Pair::most).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#212529\">%n",
            WIDTH, height));
    svg.append(
        String.format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, height));
    svg.append(
        text(
            16,
            30,
            "18",
            "start",
            "600",
            "Rows or changes per second, and CPU of all processes per row"));
    for (int i = 0; i < pairs.size(); i++) {
      group(svg, pairs.get(i), TOP + i * GROUP, most);
    }
    return svg.append("</svg>\n").toString();
  }

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (Ratio ratio : Ratio.ALL) {
      Optional<Measured> ours = ratio.ours(measured);
      Optional<Measured> theirs = ratio.best(measured);
      if (ours.isPresent() && theirs.isPresent()) {
        pairs.add(new Pair(ratio.title(), ours.get(), theirs.get()));
      }
    }
    return pairs;
  }

  private static void group(StringBuilder svg, Pair pair, int top, double most) {
    svg.append(text(16, top + 12, "13", "start", "600", pair.title()));
    svg.append(
        text(
            WIDTH - 16,
            top + 12,
            "15",
            "end",
            "700",
            String.format(Locale.ROOT, "× %.2f", pair.times())));
    bar(svg, pair.ours(), top + 20, most);
    bar(svg, pair.theirs(), top + 20 + BAR + 3, most);
  }

  private static void bar(StringBuilder svg, Measured measured, int top, double most) {
    double rate = measured.measurement().rate();
    double width = Math.max(1, (WIDTH - LEFT - RIGHT) * rate / most);
    String colour = measured.part().side() == Side.OURS ? OURS : THEIRS;
    svg.append(text(LEFT - 8, top + 15, "12", "end", "400", measured.part().name()));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
            LEFT,
            top,
            width,
            BAR,
            colour));
    svg.append(text(LEFT + (int) width + 6, top + 15, "12", "start", "400", figures(measured)));
  }

  private static String figures(Measured measured) {
    return String.format(
        Locale.ROOT,
        "%,d/s, %.0f µs",
        Math.round(measured.measurement().rate()),
        measured.measurement().cpuPerRow());
  }

  private static String text(
      int x, int y, String size, String anchor, String weight, String words) {
    return String.format(
        "<text x=\"%d\" y=\"%d\" font-size=\"%s\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n",
        x, y, size, anchor, weight, words.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private record Pair(String title, Measured ours, Measured theirs) {

    double times() {
      return ours.measurement().rate() / theirs.measurement().rate();
    }

    double most() {
      return Math.max(ours.measurement().rate(), theirs.measurement().rate());
    }
  }
}
