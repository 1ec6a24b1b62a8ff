package io.sluice.fault.sink;

import io.sluice.testkit.network.Moment;
import io.sluice.testkit.network.TcpProxy;
import io.sluice.testkit.network.Weather;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What happens to the connection between the sink and its target. */
final class NetworkFaults {

  private static final long SLOW_BYTES_PER_SECOND = 40_000;
  private static final int MOST_MOMENTS = 4;
  private static final long LIMIT_SECONDS = 15;

  private NetworkFaults() {}

  static String cut(Stage stage, PlannedFault fault) {
    stage.proxy().cut();
    return "";
  }

  /** The server goes on believing in a session that is gone, and keeps its locks. */
  static String halfCut(Stage stage, PlannedFault fault) {
    stage.proxy().abandon();
    return "";
  }

  /** A cut at one of the next few such moments. */
  static FaultKind.Injection at(Moment moment) {
    return (stage, fault) -> {
      TcpProxy proxy = stage.proxy();
      CompletableFuture<Void> cut = proxy.cutAt(moment, fault.upTo(MOST_MOMENTS));
      try {
        cut.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return "number " + fault.upTo(MOST_MOMENTS);
      } catch (TimeoutException idle) {
        return FaultKind.NOT_COME_ABOUT;
      } finally {
        proxy.disarm();
      }
    };
  }

  static String still(Stage stage, PlannedFault fault) throws InterruptedException {
    return under(Weather.STILL, stage, fault);
  }

  static String stillThenCut(Stage stage, PlannedFault fault) throws InterruptedException {
    stage.proxy().set(Weather.STILL);
    stage.hold(fault);
    stage.proxy().cut();
    stage.proxy().set(Weather.FINE);
    return "";
  }

  static String slow(Stage stage, PlannedFault fault) throws InterruptedException {
    Duration delay = Duration.ofMillis(10L * fault.upTo(10));
    return under(new Weather(true, delay, SLOW_BYTES_PER_SECOND), stage, fault);
  }

  private static String under(Weather weather, Stage stage, PlannedFault fault)
      throws InterruptedException {
    stage.proxy().set(weather);
    stage.hold(fault);
    stage.proxy().set(Weather.FINE);
    return "";
  }
}
