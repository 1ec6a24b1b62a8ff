package io.sluice.source.replication;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ReplicaIdentity;
import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Sql;
import io.sluice.postgres.TableDefinition;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the publication publishes what is captured, or can be made so that it does. */
record PublicationPrerequisites(
    Connection session, Endpoint endpoint, String name, boolean createsPublication) {

  private static final String FIELD = "publication.name";

  private static final String MAY_CREATE =
      """
      SELECT has_database_privilege(current_database(), 'CREATE')
         AND coalesce((SELECT bool_and(pg_has_role(c.relowner, 'USAGE'))
                         FROM pg_class c WHERE c.oid = ANY(CAST(? AS bigint[])::oid[])), true)
      """;

  /** Who owns a publication and tables may add the tables to it. */
  private static final String MAY_ADD =
      """
      SELECT pg_has_role(p.pubowner, 'USAGE')
         AND (SELECT bool_and(pg_has_role(c.relowner, 'USAGE'))
                FROM pg_class c WHERE c.oid = ANY(CAST(? AS bigint[])::oid[]))
        FROM pg_publication p WHERE p.pubname = ?
      """;

  List<Finding> check(Optional<Publication> publication, List<TableDefinition> tables)
      throws SQLException {
    List<TableDefinition> publishable = tables.stream().filter(t -> t.kind().isLogged()).toList();
    if (publishable.isEmpty()) {
      return List.of();
    }
    return publication.isPresent()
        ? existing(publication.get(), publishable)
        : missing(publishable);
  }

  private List<Finding> missing(List<TableDefinition> tables) throws SQLException {
    String creation = "Run %s;".formatted(Publication.creation(name, ids(tables)));
    if (!createsPublication) {
      return List.of(
          new Finding(
              "publication-missing",
              FIELD,
              ("There is no publication %s in database %s, and publication.autocreate.mode is"
                      + " disabled.")
                  .formatted(name, endpoint.database()),
              creation));
    }
    return mayCreate(tables)
        ? List.of()
        : List.of(
            new Finding(
                "publication-privilege",
                FIELD,
                ("Role %s may not create publication %s: that takes CREATE on the database and the"
                        + " ownership of every table in it.")
                    .formatted(endpoint.user(), name),
                "As the tables' owner: " + creation));
  }

  private boolean mayCreate(List<TableDefinition> tables) throws SQLException {
    try (PreparedStatement select = session.prepareStatement(MAY_CREATE)) {
      select.setArray(1, oids(tables));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private boolean mayAdd(List<TableDefinition> tables) throws SQLException {
    try (PreparedStatement select = session.prepareStatement(MAY_ADD)) {
      select.setArray(1, oids(tables));
      select.setString(2, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private Array oids(List<TableDefinition> tables) throws SQLException {
    return session.createArrayOf(
        "bigint", tables.stream().map(table -> Integer.toUnsignedLong(table.oid())).toArray());
  }

  private List<Finding> existing(Publication publication, List<TableDefinition> captured)
      throws SQLException {
    List<Finding> findings = new ArrayList<>();
    if (!publication.operations().containsAll(Publication.ALL_OPERATIONS)) {
      findings.add(
          new Finding(
              "publication-operations",
              FIELD,
              "Publication %s publishes only %s."
                  .formatted(name, String.join(", ", publication.operations())),
              "Run ALTER PUBLICATION %s SET (publish = 'insert, update, delete, truncate');"
                  .formatted(Sql.identifier(name))));
    }
    List<TableId> lacking = publication.lacks(ids(captured));
    if (!lacking.isEmpty() && !(createsPublication && mayAdd(only(lacking, captured)))) {
      findings.add(
          new Finding(
              "publication-tables",
              FIELD,
              "Publication %s lacks %s.".formatted(name, names(lacking)),
              "Run %s; or leave them out with table.exclude.list."
                  .formatted(Publication.addition(name, lacking))));
    }
    for (TableDefinition table : captured) {
      if (publication.tableIds().contains(table.table())) {
        uncovered(table).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /**
   * The server itself refuses updates and deletes of a table whose column list leaves out what the
   * log names an old row by.
   */
  private Optional<Finding> uncovered(TableDefinition table) throws SQLException {
    List<ColumnSchema> identity =
        table.identity() == ReplicaIdentity.FULL ? table.columns() : table.keyColumns();
    List<String> published =
        PublishedPart.find(session, name, table.table())
            .map(PublishedPart::columns)
            .orElse(List.of());
    List<String> missing =
        identity.stream()
            .map(ColumnSchema::name)
            .filter(column -> !published.contains(column))
            .toList();
    return missing.isEmpty() ? Optional.empty() : Optional.of(uncovered(table, missing));
  }

  private Finding uncovered(TableDefinition table, List<String> missing) {
    return new Finding(
        "publication-columns",
        FIELD,
        ("The column list of table %s in publication %s leaves out %s of its replica identity %s:"
                + " the server refuses its updates and deletes.")
            .formatted(table.table(), name, String.join(", ", missing), table.identity()),
        "Name all columns of the replica identity in the column list, or publish the table without"
            + " one.");
  }

  private static List<TableDefinition> only(List<TableId> wanted, List<TableDefinition> tables) {
    return tables.stream().filter(table -> wanted.contains(table.table())).toList();
  }

  private static List<TableId> ids(List<TableDefinition> tables) {
    return tables.stream().map(TableDefinition::table).toList();
  }

  private static String names(List<TableId> tables) {
    return tables.stream().map(TableId::toString).collect(Collectors.joining(", "));
  }
}
