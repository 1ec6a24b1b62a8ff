package io.sluice.envelope.debezium;

import io.sluice.change.Value;
import io.sluice.envelope.codec.ArrayText;
import java.util.ArrayList;
import java.util.List;

/**
 * An array with one dimension that starts at 1; Debezium keeps no others.
 *
 * @param element reads one element
 * @param delimiter what stands between two of them
 */
record ArrayReader(ColumnReader element, char delimiter) implements ColumnReader {

  @Override
  public Value read(Object encoded) {
    List<Value> elements = new ArrayList<>();
    for (Object one : (List<?>) encoded) {
      elements.add(one == null ? Value.Missing.NULL : element.read(one));
    }
    return ArrayText.of(elements, delimiter);
  }
}
