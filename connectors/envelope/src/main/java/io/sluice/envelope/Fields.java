package io.sluice.envelope;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Fields by their names, of a struct or of the map that it is without its schema. */
final class Fields {

  private Fields() {}

  /**
   * A field's own value; a default never takes the place of a null.
   *
   * @return null also where there is no such field
   */
  static Object of(Object row, String name) {
    if (row instanceof Struct struct) {
      Field field = struct.schema().field(name);
      return field == null ? null : struct.getWithoutDefault(name);
    }
    return row instanceof Map<?, ?> map ? map.get(name) : null;
  }

  static Optional<String> string(Object row, String name) {
    return Optional.ofNullable(of(row, name) instanceof String text ? text : null);
  }

  static Optional<Long> number(Object row, String name) {
    return Optional.ofNullable(of(row, name) instanceof Number number ? number.longValue() : null);
  }

  /** The names of all fields; a map has them in no order. */
  static List<String> names(Object row) {
    if (row instanceof Struct struct) {
      return struct.schema().fields().stream().map(Field::name).toList();
    }
    return ((Map<?, ?>) row).keySet().stream().map(String.class::cast).sorted().toList();
  }

  /** Whether it has fields at all. */
  static boolean in(Object row) {
    return row instanceof Struct || row instanceof Map;
  }
}
