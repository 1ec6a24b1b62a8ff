package io.sluice.envelope.debezium;

import static java.util.stream.Collectors.joining;

import io.sluice.change.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** The vectors of the extension of that name. */
final class Vectors {

  private Vectors() {}

  /** {@code vector} and {@code halfvec}. */
  static Value dense(Object encoded) {
    return Value.text(
        ((List<?>) encoded).stream().map(Numbers::text).collect(joining(",", "[", "]")));
  }

  /** {@code sparsevec}. */
  static Value sparse(Object encoded) {
    Struct vector = (Struct) encoded;
    Map<?, ?> elements = vector.getMap("vector");
    String text =
        elements.entrySet().stream()
            .sorted(Comparator.comparingInt(element -> index(element.getKey())))
            .map(element -> index(element.getKey()) + ":" + Numbers.text(element.getValue()))
            .collect(joining(",", "{", "}/"));
    return Value.text(text + vector.get("dimensions"));
  }

  /** The keys of JSON's objects are strings, whatever they are elsewhere. */
  private static int index(Object key) {
    return Integer.parseInt(key.toString());
  }
}
