package io.sluice.sink.target;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableSchema;
import io.sluice.change.TypeDefinition;
import io.sluice.postgres.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the target has, or can be given, the types of a table that is still to be made. */
record TypeFit(Definitions definitions) {

  List<Finding> missing(TableSchema source) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    TypeCreation types = new TypeCreation(definitions);
    for (ColumnSchema column : source.columns()) {
      try {
        types.missing(column, source);
      } catch (TargetFailure noSuchType) {
        findings.add(missing(source, column));
      }
    }
    return findings;
  }

  private Finding missing(TableSchema source, ColumnSchema column) throws SQLException {
    return new Finding(
        "type-missing",
        "topics",
        "The target lacks type %s of column %s of table %s, or one that it is made of."
            .formatted(column.type().name(), column.name(), source.table()),
        remedy(source));
  }

  private String remedy(TableSchema source) throws SQLException {
    List<String> extensions = new ArrayList<>();
    for (TypeDefinition type : source.blueprint().types()) {
      if (type.kind() == TypeDefinition.Kind.EXTENSION && definitions.lacksType(type.name())) {
        extensions.add(type.sql() + ";");
      }
    }
    return extensions.isEmpty()
        ? "Create it there as it is in the source; pg_dump --schema-only has its definition."
        : "Run " + extensions.stream().distinct().collect(Collectors.joining(" "));
  }
}
