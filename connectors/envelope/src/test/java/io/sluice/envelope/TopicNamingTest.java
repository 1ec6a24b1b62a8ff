package io.sluice.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TopicNamingTest {

  private final TopicNaming naming = new TopicNaming("shop");

  @Test
  void ordinaryNamesStayAsTheyAre() {
    assertThat(data("public", "order_items2")).isEqualTo("shop.public.order_items2");
    assertThat(data("public", "My-Table")).isEqualTo("shop.public.My-Table");
  }

  @Test
  void whatKafkaDoesNotAllowIsEscaped() {
    assertThat(data("public", "order items")).isEqualTo("shop.public.order-20items");
    assertThat(data("public", "straße")).isEqualTo("shop.public.stra-c3-9fe");
  }

  @Test
  void aDotInANameIsNotTheDotBetweenNames() {
    assertThat(data("a.b", "c")).isEqualTo("shop.a-2eb.c");
    assertThat(data("a", "b.c")).isEqualTo("shop.a.b-2ec");
  }

  @Test
  void aNameThatLooksEscapedIsEscaped() {
    assertThat(data("public", "a-20b")).isEqualTo("shop.public.a-2d20b");
    assertThat(data("public", "a b")).isEqualTo("shop.public.a-20b");
  }

  @Test
  void longNamesAreCutAndHashed() {
    String one = data("ä".repeat(31), "ö".repeat(31) + "1");
    String other = data("ä".repeat(31), "ö".repeat(31) + "2");
    assertThat(one).hasSize(249).matches("[a-zA-Z0-9._-]+").isNotEqualTo(other);
  }

  @Test
  void watermarksAreNoTable() {
    assertThat(naming.watermarks()).isEqualTo("shop.watermarks");
  }

  @Property
  void twoTablesNeverShareATopic(
      @ForAll @StringLength(min = 1, max = 6) String schema,
      @ForAll @StringLength(min = 1, max = 6) String table) {
    String topic = data(schema, table);
    assertThat(topic).matches("[a-zA-Z0-9._-]{1,249}");
    int dot = topic.indexOf('.', "shop.".length());
    assertThat(unescape(topic.substring("shop.".length(), dot))).isEqualTo(bytes(schema));
    assertThat(unescape(topic.substring(dot + 1))).isEqualTo(bytes(table));
  }

  private String data(String schema, String table) {
    return naming.data(new TableId(schema, table));
  }

  /** The name's UTF-8 bytes, one character for each. */
  private static String bytes(String name) {
    return new String(
        name.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static String unescape(String segment) {
    return java.util.regex.Pattern.compile("-([0-9a-f]{2})")
        .matcher(segment)
        .replaceAll(
            escape ->
                java.util.regex.Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }
}
