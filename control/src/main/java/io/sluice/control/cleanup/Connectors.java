package io.sluice.control.cleanup;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.util.List;

/**
 * A way's connectors.
 *
 * @param rest where they run
 * @param forget whether Connect is to forget where they were
 * @param patience until they have stopped
 */
record Connectors(ConnectRest rest, boolean forget, Patience patience) implements Kind {

  @Override
  public String word() {
    return "connectors";
  }

  @Override
  public String meaning() {
    return forget
        ? "nothing is captured or applied any more, and Connect forgets how far they were: a new start"
            + " copies everything again"
        : "nothing is captured or applied any more; Connect remembers how far they were, so that sluice"
            + " start goes on there";
  }

  @Override
  public List<Thing> find(Way way) {
    return way.connectors().stream()
        .filter(name -> rest.status(name).isPresent())
        .map(
            name ->
                new Thing(
                    word(),
                    name,
                    rest.http().url().toString(),
                    "curl -X DELETE " + rest.http().url() + "/connectors/" + name))
        .toList();
  }

  @Override
  public void remove(Way way, Thing thing) {
    if (forget) {
      rest.stop(thing.name());
      patience.until(
          () -> rest.status(thing.name()).map(ConnectorStatus::isStopped).orElse(true),
          () -> "connector " + thing.name() + " does not stop");
      patience.until(
          () -> rest.forget(thing.name()),
          () -> "Connect does not forget where connector " + thing.name() + " was");
    }
    rest.delete(thing.name());
    patience.until(
        () -> rest.status(thing.name()).isEmpty(),
        () -> "connector " + thing.name() + " does not go");
  }

  /** Fails while a way still has a connector. */
  void requireNone(Way way, String what) {
    List<Thing> there = find(way);
    if (!there.isEmpty()) {
      throw new Problem(
          "%s may still be in use by connector %s: remove that first, with --connectors"
              .formatted(what, there.get(0).name()));
    }
  }
}
