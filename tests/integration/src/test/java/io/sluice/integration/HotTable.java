package io.sluice.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/**
 * Table {@code hot} of a few keys on which many writers work.
 *
 * <p>Each row says in {@code version}, from one sequence and taken while its key was locked, when
 * it was written; {@code body} is large, stored out of line, and left alone by most updates.
 */
final class HotTable {

  static final int KEYS = 200;

  private static final String SCHEMA =
      """
      SET search_path = public;
      CREATE SEQUENCE versions;
      CREATE TABLE hot (id int PRIMARY KEY, version bigint NOT NULL, note text, body text NOT NULL);
      ALTER TABLE hot ALTER body SET STORAGE EXTERNAL;
      CREATE FUNCTION body_of(n bigint) RETURNS text LANGUAGE sql
      AS $$ SELECT repeat(lpad(n::text, 32, '0'), 70) $$;
      CREATE FUNCTION churn(dice int, one int, other int) RETURNS void LANGUAGE plpgsql
      SET search_path = public AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(least(one, other));
        PERFORM pg_advisory_xact_lock(greatest(one, other));
        CASE
          WHEN dice < 60 THEN
            UPDATE hot SET version = nextval('versions'), note = md5(dice::text) WHERE id = one;
          WHEN dice < 68 THEN
            UPDATE hot SET version = nextval('versions'), body = body_of(version)
            WHERE id = one;
          WHEN dice < 74 THEN
            DELETE FROM hot WHERE id = one;
          WHEN dice < 90 THEN
            INSERT INTO hot SELECT one, n, NULL, body_of(n) FROM nextval('versions') n
            ON CONFLICT DO NOTHING;
          ELSE
            UPDATE hot SET id = other, version = nextval('versions')
            WHERE id = one AND NOT EXISTS (SELECT FROM hot WHERE id = other);
        END CASE;
      END $$;
      INSERT INTO hot SELECT id, nextval('versions'), 'first', body_of(id)
      FROM generate_series(1, %d) id;
      CREATE PUBLICATION pub FOR TABLE hot;
      """
          .formatted(KEYS);

  private static final ObjectMapper JSON = new ObjectMapper();

  private HotTable() {}

  static void create(TestDatabase database) {
    database.execute(SCHEMA);
  }

  /** The rows now. */
  static List<JsonNode> rows(TestDatabase database) {
    List<JsonNode> rows = new ArrayList<>();
    for (String row : database.texts("SELECT row_to_json(hot) FROM public.hot ORDER BY id")) {
      rows.add(parse(row));
    }
    return rows;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException wrong) {
      throw new AssertionError("PostgreSQL's JSON", wrong);
    }
  }
}
