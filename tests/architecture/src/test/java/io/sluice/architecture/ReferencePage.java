package io.sluice.architecture;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * The page of a plugin's keys, in Markdown, from the keys themselves.
 *
 * @param file its name under {@code docs/reference}
 * @param introduction what stands above the keys
 * @param keys of the plugin
 */
record ReferencePage(String file, String introduction, ConfigDef keys) implements Page {

  @Override
  public String text() {
    StringBuilder page = new StringBuilder(introduction).append(GENERATED);
    for (String group : keys.groups()) {
      page.append("\n## ").append(group).append("\n\n");
      page.append("| key | type | default | meaning |\n|---|---|---|---|\n");
      keysOf(group).forEach(key -> page.append(row(key)));
    }
    return page.toString();
  }

  private List<ConfigKey> keysOf(String group) {
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
            Page.cell(key.documentation) + limits(key));
  }

  private static String standard(ConfigKey key) {
    if (!key.hasDefault()) {
      return "required";
    }
    String value = ConfigDef.convertToString(key.defaultValue, key.type);
    return value == null || key.type == ConfigDef.Type.PASSWORD || value.isEmpty()
        ? ""
        : "`" + value + "`";
  }

  private static String limits(ConfigKey key) {
    return key.validator == null || key.validator instanceof ConfigDef.NonEmptyString
        ? ""
        : " Valid: " + Page.cell(key.validator.toString()) + ".";
  }
}
