package io.sluice.sink.connect;

import io.sluice.sink.target.SchemaEvolution;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys about the target's tables. */
final class TableKeys {

  static final String SCHEMA_EVOLUTION = "schema.evolution";

  private static final String GROUP = "Tables";

  private TableKeys() {}

  static void define(ConfigDef definition) {
    definition.define(
        SCHEMA_EVOLUTION,
        Type.STRING,
        word(SchemaEvolution.NONE),
        ValidString.in(
            Arrays.stream(SchemaEvolution.values()).map(TableKeys::word).toArray(String[]::new)),
        Importance.MEDIUM,
        "What happens to a table that is there, but lacks a column, or a label of an enum, that its"
            + " topic has. none: the task stops before the row and says which statement is wanted;"
            + " add: it is added. A table that is missing altogether is created in both cases.",
        GROUP,
        1,
        Width.SHORT,
        "Schema evolution");
  }

  static SchemaEvolution evolution(AbstractConfig config) {
    return SchemaEvolution.valueOf(config.getString(SCHEMA_EVOLUTION).toUpperCase(Locale.ROOT));
  }

  private static String word(SchemaEvolution evolution) {
    return evolution.name().toLowerCase(Locale.ROOT);
  }
}
