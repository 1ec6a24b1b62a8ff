package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * An array with one dimension that starts at 1, as a list of its elements. All other arrays, and
 * those with an element that has no Connect value, have none.
 *
 * @param element how one element travels
 * @param delimiter what stands between two elements in PostgreSQL's text
 */
record ArrayCodec(ColumnCodec element, char delimiter) implements ColumnCodec {

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.array(element.schema().optional().build());
  }

  @Override
  public ColumnCodec in(Schema field) {
    return new ArrayCodec(element.in(field.valueSchema()), delimiter);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return ArrayText.elements(text, delimiter).flatMap(this::encodeAll);
  }

  private Optional<Object> encodeAll(List<Value> elements) {
    List<Object> encoded = new ArrayList<>(elements.size());
    for (Value value : elements) {
      Optional<Object> one =
          value instanceof Value.Text text ? element.encode(text) : Optional.empty();
      if (one.isEmpty() && value != Value.Missing.NULL) {
        return Optional.empty();
      }
      encoded.add(one.orElse(null));
    }
    return Optional.of(encoded);
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return decode(encoded).equals(text) && ((List<?>) encoded).stream().allMatch(this::survives);
  }

  private boolean survives(Object encoded) {
    return encoded == null || element.exact(element.decode(encoded), encoded);
  }

  @Override
  public Value.Text decode(Object encoded) {
    List<Value> elements = new ArrayList<>();
    for (Object one : (List<?>) encoded) {
      elements.add(one == null ? Value.Missing.NULL : element.decode(one));
    }
    return ArrayText.of(elements, delimiter);
  }

  @Override
  public Object neutral() {
    return List.of();
  }
}
