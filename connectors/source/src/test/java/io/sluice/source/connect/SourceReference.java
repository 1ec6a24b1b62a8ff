package io.sluice.source.connect;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The page of the connector's keys, in Markdown, from the keys themselves. */
final class SourceReference {

  private static final String INTRODUCTION =
      """
      # Source connector: configuration

      <!-- Generated from the connector's keys; `mvn -pl connectors/source -am test -Dsluice.docs=write` writes it anew. -->

      `connector.class` is `io.sluice.source.connect.PostgresSourceConnector`. `exactly.once.support` has to be
      `required`, and the workers need `exactly.once.source.support=enabled`. One task owns one replication slot,
      whatever `tasks.max` says.
      """;

  private SourceReference() {}

  static String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    ConfigDef keys = SourceConfig.keys();
    for (String group : keys.groups()) {
      page.append("\n## ").append(group).append("\n\n");
      page.append("| key | type | default | meaning |\n|---|---|---|---|\n");
      keysOf(keys, group).forEach(key -> page.append(row(key)));
    }
    return page.toString();
  }

  private static List<ConfigKey> keysOf(ConfigDef keys, String group) {
    return keys.configKeys().values().stream()
        .filter(key -> key.group.equals(group))
        .sorted(Comparator.comparingInt(key -> key.orderInGroup))
        .toList();
  }

  private static String row(ConfigKey key) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            key.name,
            key.type.name().toLowerCase(Locale.ROOT),
            standard(key),
            escaped(key.documentation) + limits(key));
  }

  private static String standard(ConfigKey key) {
    if (!key.hasDefault()) {
      return "required";
    }
    String value = ConfigDef.convertToString(key.defaultValue, key.type);
    return key.type == ConfigDef.Type.PASSWORD || value.isEmpty() ? "" : "`" + value + "`";
  }

  private static String limits(ConfigKey key) {
    return key.validator == null || key.validator instanceof ConfigDef.NonEmptyString
        ? ""
        : " Valid: " + escaped(key.validator.toString()) + ".";
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;").replace("|", "\\|");
  }
}
