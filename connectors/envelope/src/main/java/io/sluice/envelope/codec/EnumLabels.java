package io.sluice.envelope.codec;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * An enum's labels as parameters of its schema: Debezium's {@code allowed}, joined with commas,
 * and, where a label has a comma itself, our own list with {@code \,} and {@code \\}.
 */
public final class EnumLabels {

  private static final String ALLOWED = "allowed";
  private static final String ESCAPED = "__sluice.enum.labels";

  private EnumLabels() {}

  static void write(List<String> labels, SchemaBuilder schema) {
    if (labels.isEmpty()) {
      return;
    }
    schema.parameter(ALLOWED, String.join(",", labels));
    if (labels.stream().anyMatch(label -> label.indexOf(',') >= 0)) {
      schema.parameter(ESCAPED, EscapedList.join(labels));
    }
  }

  /** The labels of a column's schema, or of its elements'; empty if it is no enum. */
  public static List<String> read(Schema column) {
    Schema schema = column.type() == Schema.Type.ARRAY ? column.valueSchema() : column;
    Map<String, String> parameters = schema.parameters() == null ? Map.of() : schema.parameters();
    if (parameters.containsKey(ESCAPED)) {
      return EscapedList.split(parameters.get(ESCAPED));
    }
    return parameters.containsKey(ALLOWED)
        ? List.of(parameters.get(ALLOWED).split(",", -1))
        : List.of();
  }
}
