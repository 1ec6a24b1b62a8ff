package io.sluice.bench.profile;

import io.sluice.bench.stand.Recordings;
import io.sluice.control.box.BoxOptions;
import io.sluice.control.report.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/**
 * Records this process and every broker and worker, from start to end, into a folder; when it is
 * closed, draws a flame graph beside each recording.
 */
public final class FlightRecordings implements Recordings, AutoCloseable {

  private static final String SUFFIX = ".jfr";

  private final Path folder;
  private final Console console;
  private final Recording own;

  private FlightRecordings(Path folder, Console console, Recording own) {
    this.folder = folder;
    this.console = console;
    this.own = own;
  }

  /** Starts to record this process. */
  public static FlightRecordings into(Path folder, Console console)
      throws IOException, ParseException {
    Path absolute = Files.createDirectories(folder).toAbsolutePath();
    Recording own = new Recording(Configuration.getConfiguration("profile"));
    own.setDestination(absolute.resolve("bench" + SUFFIX));
    own.start();
    return new FlightRecordings(absolute, console, own);
  }

  @Override
  public BoxOptions of(String name, BoxOptions options) {
    return options.withJvm(recording(name + "-broker"), recording(name + "-worker"));
  }

  private List<String> recording(String name) {
    return List.of(
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
            + folder.resolve(name + SUFFIX),
        "-Xlog:jfr+startup=error");
  }

  @Override
  public void close() throws IOException {
    own.stop();
    own.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX)).sorted().toList()) {
        draw(file);
      }
    }
  }

  private void draw(Path recording) throws IOException {
    String name = recording.getFileName().toString();
    String graph = name.substring(0, name.length() - SUFFIX.length()) + ".html";
    Arguments arguments = new Arguments("--title", "CPU of " + name);
    JfrToFlame.convert(recording.toString(), folder.resolve(graph).toString(), arguments);
    console.say("Flame graph: " + folder.resolve(graph));
  }
}
