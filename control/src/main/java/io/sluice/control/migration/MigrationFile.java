package io.sluice.control.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sluice.change.TableId;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads {@code migration.yaml}. */
public final class MigrationFile {

  private static final Set<String> ROOT =
      Set.of("name", "source", "target", "kafka", "connect", "registry", "renames", "cutover");
  private static final Set<String> CUTOVER =
      Set.of(
          "fence",
          "roles",
          "switch",
          "switch.timeout",
          "sequence.margin",
          "max.downtime",
          "max.lag");
  private static final Set<String> DATABASE =
      Set.of("host", "port", "database", "user", "password", "sslmode");
  private static final Set<String> SOURCE_ONLY = Set.of("tables", "publication", "slot", "chunk");
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private MigrationFile() {}

  /**
   * Reads a file, with environment variables in place of <code>${env:NAME}</code>.
   *
   * @throws Problem that names the file and the field at fault
   */
  public static Migration read(Path file) {
    return read(file, MigrationFile::parse);
  }

  /** The same file's section {@code cutover}; what it does not say is the default. */
  public static CutoverSettings readCutover(Path file) {
    return read(file, MigrationFile::parseCutover);
  }

  private static <T> T read(Path file, BiFunction<String, Environment, T> parser) {
    try {
      return parser.apply(Files.readString(file), Environment.ofProcess());
    } catch (IOException e) {
      throw new Problem(file + " cannot be read: check the path given with -c", e);
    } catch (Problem problem) {
      throw new Problem(file + ": " + problem.getMessage(), problem);
    }
  }

  static Migration parse(String yaml, Environment environment) {
    Fields root = new Fields("", tree(yaml), environment).only(ROOT);
    String name = root.text("name");
    // Before the names of slot and publication are made of it.
    Migration.requireName(name);
    root.optionalFields("cutover").ifPresent(MigrationFile::cutover);
    return new Migration(
        name,
        source(root.fields("source"), name),
        new Database("target", endpoint(root.fields("target").only(DATABASE))),
        optional(root, "kafka", "bootstrap.servers"),
        optional(root, "connect", "url").map(text -> url(root, text)),
        optional(root, "registry", "url"),
        renames(root),
        schemaRenames(root));
  }

  static CutoverSettings parseCutover(String yaml, Environment environment) {
    return new Fields("", tree(yaml), environment)
        .optionalFields("cutover")
        .map(MigrationFile::cutover)
        .orElse(CutoverSettings.DEFAULT);
  }

  private static CutoverSettings cutover(Fields fields) {
    fields.only(CUTOVER);
    CutoverSettings otherwise = CutoverSettings.DEFAULT;
    return new CutoverSettings(
        fencing(fields),
        fields.optionalText("switch"),
        seconds(fields, "switch.timeout", otherwise.switchTimeout()),
        fields.integer("sequence.margin", 0, Integer.MAX_VALUE, 0),
        seconds(fields, "max.downtime", otherwise.maxDowntime()),
        seconds(fields, "max.lag", otherwise.maxLag()));
  }

  private static Fencing fencing(Fields fields) {
    try {
      return Fencing.of(fields.optionalText("fence").orElse("tables"), fields.texts("roles"));
    } catch (Problem problem) {
      throw new Problem("cutover." + problem.getMessage(), problem);
    }
  }

  private static Duration seconds(Fields fields, String name, Duration otherwise) {
    return Duration.ofSeconds(
        fields.integer(name, 1, 86_400, Math.toIntExact(otherwise.toSeconds())));
  }

  private static JsonNode tree(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new Problem("line " + line + " is not YAML", e);
    }
  }

  private static Source source(Fields fields, String name) {
    Set<String> known = new HashSet<>(DATABASE);
    known.addAll(SOURCE_ONLY);
    fields.only(known);
    String otherwise = "sluice_" + name.replace('-', '_');
    return new Source(
        new Database("source", endpoint(fields)),
        fields.texts("tables"),
        fields.optionalText("publication").orElse(otherwise),
        fields.optionalText("slot").orElse(otherwise),
        fields.optionalFields("chunk").map(MigrationFile::chunk).orElse(Source.Chunk.DEFAULT));
  }

  private static Source.Chunk chunk(Fields fields) {
    fields.only(Set.of("rows", "threads"));
    return new Source.Chunk(
        fields.integer("rows", 1, 10_000_000, Source.Chunk.DEFAULT.rows()),
        fields.integer("threads", 1, 64, Source.Chunk.DEFAULT.threads()));
  }

  private static Endpoint endpoint(Fields fields) {
    String sslMode = fields.optionalText("sslmode").orElse("prefer");
    if (!SSL_MODES.contains(sslMode)) {
      throw fields.complaint("sslmode", "must be one of " + String.join(", ", SSL_MODES));
    }
    return new Endpoint(
        fields.text("host"),
        fields.integer("port", 1, 65_535, 5432),
        fields.text("database"),
        fields.text("user"),
        new Secret(fields.optionalText("password").orElse("")),
        sslMode,
        Map.of());
  }

  private static Optional<String> optional(Fields root, String section, String name) {
    return root.optionalFields(section).map(fields -> fields.only(Set.of(name)).text(name));
  }

  private static URI url(Fields root, String text) {
    try {
      URI url = URI.create(text);
      if ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException notAnAddress) {
      throw root.complaint("connect.url", "must be a web address such as http://127.0.0.1:8083");
    }
    throw root.complaint("connect.url", "must be a web address such as http://127.0.0.1:8083");
  }

  private static Map<TableId, TableId> renames(Fields root) {
    Map<TableId, TableId> renames = new HashMap<>();
    pairs(root)
        .forEach(
            (from, to) -> from.id().ifPresent(table -> renames.put(table, to.id().orElseThrow())));
    return renames;
  }

  private static Map<String, String> schemaRenames(Fields root) {
    Map<String, String> renames = new HashMap<>();
    pairs(root)
        .forEach(
            (from, to) -> {
              if (from.table().isEmpty()) {
                renames.put(from.schema(), to.schema());
              }
            });
    return renames;
  }

  /** Both of a pair are tables, or both are schemas. */
  private static Map<WrittenName, WrittenName> pairs(Fields root) {
    Map<WrittenName, WrittenName> pairs = new HashMap<>();
    root.pairs("renames")
        .forEach(
            (from, to) -> {
              WrittenName old = name(root, from);
              WrittenName renamed = name(root, to);
              if (old.table().isPresent() != renamed.table().isPresent()) {
                throw unpaired(root);
              }
              pairs.put(old, renamed);
            });
    return pairs;
  }

  private static WrittenName name(Fields root, String text) {
    return WrittenName.read(text).orElseThrow(() -> unpaired(root));
  }

  private static Problem unpaired(Fields root) {
    return root.complaint(
        "renames", "must pair schema.table with schema.table, or schema with schema");
  }
}
