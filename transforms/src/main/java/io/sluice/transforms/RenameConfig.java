package io.sluice.transforms;

import io.sluice.change.TableId;
import io.sluice.transforms.TableNames.Renaming;
import io.sluice.transforms.TableNames.Renamings;
import io.sluice.transforms.TableNames.SchemaRenaming;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys of {@link TableRename}: {@code tables}, or {@code pattern} with {@code replacement}. */
final class RenameConfig {

  private static final String TABLES = "tables";
  private static final String PATTERN = "pattern";
  private static final String REPLACEMENT = "replacement";
  private static final String UNSET = "";
  private static final String GROUP = "Names";

  static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              TABLES,
              ConfigDef.Type.STRING,
              UNSET,
              Importance.HIGH,
              "Old and new names, schema.table:schema.table, with commas between. Case counts."
                  + " A pair schema:schema is for all tables of a schema that are not named."
                  + " A part that holds a dot, a colon, a comma or a space goes in double quotes.",
              GROUP,
              1,
              Width.LONG,
              "Tables")
          .define(
              PATTERN,
              ConfigDef.Type.STRING,
              UNSET,
              Importance.MEDIUM,
              "In place of tables: a Java regular expression for the whole of schema.table.",
              GROUP,
              2,
              Width.LONG,
              "Pattern")
          .define(
              REPLACEMENT,
              ConfigDef.Type.STRING,
              UNSET,
              Importance.MEDIUM,
              "The new schema.table of a table that the pattern matches; $1 is its first group.",
              GROUP,
              3,
              Width.LONG,
              "Replacement");

  private RenameConfig() {}

  /** A rule that renames nothing. */
  static RenameRule none() {
    return new RenameRule.Listed(Map.of(), Map.of());
  }

  /**
   * The rule of a configuration.
   *
   * @throws ConfigException if it has no rule, two rules, or one that cannot be meant
   */
  static RenameRule rule(Map<String, ?> configs) {
    AbstractConfig config = new AbstractConfig(DEFINITION, configs, false);
    String tables = config.getString(TABLES);
    String pattern = config.getString(PATTERN);
    if (tables.isBlank() == pattern.isBlank()) {
      throw new ConfigException("set either " + TABLES + " or " + PATTERN + ", and not both");
    }
    return pattern.isBlank() ? listed(tables) : matched(pattern, config.getString(REPLACEMENT));
  }

  private static RenameRule listed(String tables) {
    Map<TableId, TableId> names = new LinkedHashMap<>();
    Map<TableId, TableId> owners = new HashMap<>();
    Renamings renamings = parsed(tables);
    for (Renaming renaming : renamings.tables()) {
      TableId twice = names.putIfAbsent(renaming.from(), renaming.to());
      if (twice != null) {
        throw invalid(
            "table %s is to become both %s and %s"
                .formatted(renaming.from(), twice, renaming.to()));
      }
      TableId owner = owners.putIfAbsent(renaming.to(), renaming.from());
      if (owner != null) {
        throw invalid(
            "tables %s and %s would both become %s"
                .formatted(owner, renaming.from(), renaming.to()));
      }
    }
    return new RenameRule.Listed(names, schemas(renamings));
  }

  /** Two schemas may become one; a table's name that comes twice is found when it comes. */
  private static Map<String, String> schemas(Renamings renamings) {
    Map<String, String> schemas = new HashMap<>();
    for (SchemaRenaming renaming : renamings.schemas()) {
      String twice = schemas.putIfAbsent(renaming.from(), renaming.to());
      if (twice != null) {
        throw invalid(
            "schema %s is to become both %s and %s"
                .formatted(renaming.from(), twice, renaming.to()));
      }
    }
    return schemas;
  }

  private static Renamings parsed(String tables) {
    try {
      return TableNames.renamings(tables);
    } catch (IllegalArgumentException malformed) {
      throw invalid(
          malformed.getMessage()
              + "; names are written schema.table:schema.table or schema:schema, with commas between");
    }
  }

  private static ConfigException invalid(String message) {
    return new ConfigException(TABLES + ": " + message);
  }

  private static RenameRule matched(String pattern, String replacement) {
    if (replacement.isBlank()) {
      throw new ConfigException(PATTERN + " needs " + REPLACEMENT + ", such as $1.$2_copy");
    }
    try {
      Pattern compiled = Pattern.compile(pattern);
      probe(pattern, replacement);
      return new RenameRule.Matched(compiled, replacement);
    } catch (PatternSyntaxException malformed) {
      throw new ConfigException(PATTERN, pattern, malformed.getDescription());
    }
  }

  /** Finds references to groups that the pattern does not have, before there is a match. */
  private static void probe(String pattern, String replacement) {
    try {
      String unused = Pattern.compile(pattern + "|").matcher("").replaceFirst(replacement);
    } catch (IllegalArgumentException | IndexOutOfBoundsException noSuchGroup) {
      throw new ConfigException(REPLACEMENT, replacement, noSuchGroup.getMessage());
    }
  }
}
