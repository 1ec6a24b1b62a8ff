package io.sluice.envelope.debezium;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that Debezium writes in place of a large value that an update left unchanged: the word
 * itself, its bytes, an object with the word as its only key and value, or an array with the word,
 * its bytes, the UUID made of it or the codes of its characters as elements.
 *
 * @param word {@code unavailable.value.placeholder}
 * @param strings the forms that are strings
 * @param bytes the word in UTF-8
 * @param elements the forms of the only element of an array
 * @param codes the array of the bytes as numbers
 */
record Placeholder(
    String word, Set<String> strings, ByteBuffer bytes, Set<Object> elements, List<Long> codes) {

  static Placeholder of(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    List<Long> codes = new ArrayList<>();
    for (byte each : bytes) {
      codes.add((long) each);
    }
    return new Placeholder(
        word,
        Set.of(word, "{\"" + word + "\":\"" + word + "\"}"),
        ByteBuffer.wrap(bytes),
        Set.of(word, ByteBuffer.wrap(bytes), UUID.nameUUIDFromBytes(bytes).toString()),
        List.copyOf(codes));
  }

  /** Whether a value of a column is one of these. */
  boolean is(Object encoded) {
    if (encoded instanceof String text) {
      return strings.contains(text);
    } else if (encoded instanceof byte[] array) {
      return bytes.equals(ByteBuffer.wrap(array));
    } else if (encoded instanceof List<?> list) {
      return isArray(list);
    } else if (encoded instanceof Map<?, ?> map) {
      return map.size() == 1 && word.equals(map.get(word));
    }
    return bytes.equals(encoded);
  }

  private boolean isArray(List<?> list) {
    if (list.size() == 1) {
      Object only = list.get(0);
      return only != null
          && elements.contains(only instanceof byte[] array ? ByteBuffer.wrap(array) : only);
    }
    return list.size() == codes.size()
        && list.stream().map(Placeholder::number).toList().equals(codes);
  }

  private static Long number(Object element) {
    return element instanceof Number number ? number.longValue() : Long.MIN_VALUE;
  }
}
