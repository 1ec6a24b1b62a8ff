package io.sluice.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.change.TableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What has to come of a case, and how it is started: {@code expect.json}.
 *
 * @param chunkRows rows in a chunk; few, so that changes meet a copy under way
 * @param roles whether the connectors are no superusers but the roles of {@code connect-configs}
 * @param publication one that {@code schema.sql} makes; otherwise Sluice makes its own
 * @param tables all that move
 * @param answers what queries say on the target afterwards, by query
 * @param failure where the migration stops, clearly; empty where it ends well
 */
record Expectation(
    int chunkRows,
    boolean roles,
    Optional<String> publication,
    List<Table> tables,
    Map<String, String> answers,
    Optional<Failure> failure) {

  private static final int FEW = 100;
  private static final String DEFAULT_SCHEMA = "public";

  /**
   * A table that moves.
   *
   * @param id on the source
   * @param onTarget on the target
   * @param shownBy what shows the published part on the source: a view where that is not the whole
   *     table
   * @param rows on both sides in the end
   * @param types of columns on the target, in PostgreSQL's words; those that matter
   */
  record Table(TableId id, TableId onTarget, TableId shownBy, int rows, Map<String, String> types) {

    private static Table of(JsonNode json) {
      TableId id = table(json);
      JsonNode renamed = json.path("on_target");
      return new Table(
          id,
          renamed.isMissingNode() ? id : table(renamed),
          json.has("shown_by") ? new TableId(id.schema(), json.get("shown_by").textValue()) : id,
          json.required("rows").intValue(),
          texts(json.path("types")));
    }

    private static TableId table(JsonNode json) {
      return new TableId(
          json.path("schema").asText(DEFAULT_SCHEMA), json.required("table").textValue());
    }

    boolean isRenamed() {
      return !id.equals(onTarget);
    }
  }

  /** A clear stop. */
  sealed interface Failure {

    /** Part of what is said. */
    String sentence();

    /** {@code sluice start} refuses. */
    record AtStart(String sentence) implements Failure {}

    /** A connector stops later, because of what {@code during.sql} or {@code after.sql} did. */
    record AtWork(String sentence) implements Failure {}
  }

  /** Reads {@code expect.json}. */
  static Expectation read(Path file) {
    try {
      return of(new ObjectMapper().readTree(file.toFile()));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + file, failed);
    }
  }

  private static Expectation of(JsonNode json) {
    List<Table> tables = new ArrayList<>();
    json.path("tables").forEach(table -> tables.add(Table.of(table)));
    return new Expectation(
        json.path("chunk_rows").asInt(FEW),
        json.path("roles").booleanValue(),
        Optional.ofNullable(json.path("publication").textValue()),
        List.copyOf(tables),
        texts(json.path("answers")),
        failure(json));
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties().forEach(text -> texts.put(text.getKey(), text.getValue().textValue()));
    return texts;
  }

  private static Optional<Failure> failure(JsonNode json) {
    if (json.has("fails_at_start")) {
      return Optional.of(new Failure.AtStart(json.get("fails_at_start").textValue()));
    }
    if (json.has("fails_at_work")) {
      return Optional.of(new Failure.AtWork(json.get("fails_at_work").textValue()));
    }
    return Optional.empty();
  }

  /** How many rows each table has in the end, by its name on the source. */
  Map<TableId, Integer> counts() {
    return tables.stream().collect(Collectors.toMap(Table::id, Table::rows));
  }

  /** The tables that get another name. */
  Map<TableId, TableId> renames() {
    Map<TableId, TableId> renames = new HashMap<>();
    tables.stream()
        .filter(Table::isRenamed)
        .forEach(table -> renames.put(table.id(), table.onTarget()));
    return renames;
  }
}
