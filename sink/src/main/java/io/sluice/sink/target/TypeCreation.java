package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableSchema;
import io.sluice.change.TypeDefinition;
import io.sluice.postgres.Sql;
import io.sluice.sink.failure.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types that columns need and the target may lack: enums, domains, composites, ranges. */
record TypeCreation(Definitions definitions) {

  /**
   * Those that a column needs and the target lacks, each after those that it is made of.
   *
   * @throws TargetFailure if it needs one of which nobody knows how it is made
   */
  List<TypeDefinition> missing(ColumnSchema column, TableSchema topic) throws SQLException {
    String name = element(column.type()).name();
    if (!definitions.lacksType(name)) {
      return List.of();
    }
    List<TypeDefinition> missing = new ArrayList<>();
    for (TypeDefinition needed : needed(name, known(topic))) {
      if (definitions.lacksType(needed.name())) {
        missing.add(needed);
      }
    }
    Optional<TypeDefinition> others =
        missing.stream().filter(t -> t.kind() == TypeDefinition.Kind.EXTENSION).findFirst();
    if (missing.isEmpty() || others.isPresent()) {
      String remedy = others.map(TypeDefinition::sql).orElse("create the type there");
      throw noSuchType(column, topic, others.map(TypeDefinition::name).orElse(name), remedy);
    }
    return missing;
  }

  /** Makes a type, and its schema where that is missing. */
  void create(TypeDefinition type, ColumnSchema column, TableSchema topic) throws SQLException {
    if (!definitions.lacksType(type.name())) {
      return;
    }
    definitions.createSchemaOf(type.name());
    Optional<String> refusal = definitions.refusal(type.sql());
    if (refusal.isPresent()) {
      throw noSuchType(
          column, topic, type.name(), type.sql() + " (the server says " + refusal.get() + ")");
    }
    definitions.run(type.sql());
  }

  private static TargetFailure noSuchType(
      ColumnSchema column, TableSchema topic, String type, String remedy) {
    String made = type.equals(column.type().name()) ? "" : ", made of type " + type;
    return TargetFailure.stop(
        ErrorCode.NO_SUCH_TYPE,
        "column "
            + column.name()
            + " of table "
            + topic.table()
            + " is of type "
            + column.type().name()
            + made
            + ", which the target does not have. To do: "
            + remedy
            + "; then restart");
  }

  /** In the order in which they can be made: enums are made of nothing. */
  private static Map<String, TypeDefinition> known(TableSchema topic) {
    Map<String, TypeDefinition> known = new LinkedHashMap<>();
    for (ColumnSchema column : topic.columns()) {
      ColumnType type = element(column.type());
      if (!type.labels().isEmpty()) {
        String labels = type.labels().stream().map(Sql::literal).collect(joining(", "));
        known.put(type.name(), type(type.name(), "ENUM (" + labels + ")"));
      }
    }
    topic.blueprint().types().forEach(type -> known.putIfAbsent(type.name(), type));
    return known;
  }

  private static TypeDefinition type(String name, String body) {
    return new TypeDefinition(TypeDefinition.Kind.TYPE, name, body);
  }

  /** From the last to the first, whatever is named by a type that is needed is needed as well. */
  private static List<TypeDefinition> needed(String name, Map<String, TypeDefinition> known) {
    List<TypeDefinition> needed = new ArrayList<>();
    List<TypeDefinition> all = new ArrayList<>(known.values());
    for (int i = all.size() - 1; i >= 0; i--) {
      TypeDefinition type = all.get(i);
      boolean isPart = needed.stream().anyMatch(whole -> whole.body().contains(type.name()));
      if (isPart || type.name().equals(name)) {
        needed.add(0, type);
      }
    }
    return needed;
  }

  private static ColumnType element(ColumnType type) {
    return type.isArray() ? element(type.element()) : type;
  }
}
