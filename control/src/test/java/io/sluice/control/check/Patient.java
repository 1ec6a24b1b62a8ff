package io.sluice.control.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.box.PostgresServer;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Fencing;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.postgres.Endpoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A migration in good health: two databases with the same tables, and on each side a role that may
 * do no more than it has to. Tests break it, look, mend it and look again.
 */
final class Patient {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Path CONFIGS = Path.of("..", "connect-configs");

  private static final String TABLES =
      """
      CREATE SCHEMA shop;
      CREATE TYPE shop.mood AS ENUM ('sad', 'glad');
      CREATE TABLE shop.orders (id bigint PRIMARY KEY, customer text NOT NULL, note text,
                                total numeric(12,2), mood shop.mood);
      CREATE TABLE shop."It's ""odd"". 🙂" (id int PRIMARY KEY, "Ünï.côde" text);
      CREATE SEQUENCE shop.tickets;
      """;

  private final String id = "p" + NUMBER.incrementAndGet();
  private final List<String> tables = new ArrayList<>();
  private final Map<String, String> sourceSettings = new HashMap<>();
  private final Map<String, String> sinkSettings = new HashMap<>();
  private CutoverIntent intent = CutoverIntent.by(new Fencing.Tables());
  private Endpoint source;
  private Endpoint target;
  private Endpoint reading;
  private Endpoint writing;

  private Patient() {}

  /** The usual one. */
  static Patient on(PostgresServer server) throws SQLException {
    Patient patient = new Patient();
    patient.source = server.createDatabase(patient.id + "_source");
    patient.target = server.createDatabase(patient.id + "_target");
    patient.onSource(TABLES).onTarget(TABLES);
    patient.reading = patient.role(patient.source, patient.reader(), "REPLICATION");
    patient.writing = patient.role(patient.target, patient.writer(), "");
    patient.onSource(
        "GRANT USAGE ON SCHEMA shop TO " + patient.reader(),
        "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO " + patient.reader(),
        "GRANT SELECT ON ALL SEQUENCES IN SCHEMA shop TO " + patient.reader(),
        "CREATE PUBLICATION pub FOR TABLES IN SCHEMA shop");
    patient.onTarget(
        "GRANT CREATE, TEMPORARY ON DATABASE "
            + patient.target.database()
            + " TO "
            + patient.writer(),
        "GRANT USAGE, CREATE ON SCHEMA shop TO " + patient.writer(),
        "GRANT ALL ON ALL TABLES IN SCHEMA shop TO " + patient.writer(),
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA shop TO " + patient.writer(),
        "GRANT SET ON PARAMETER session_replication_role TO " + patient.writer(),
        "GRANT EXECUTE ON FUNCTION pg_replication_origin_create, pg_replication_origin_oid,"
            + " pg_replication_origin_session_setup, pg_replication_origin_xact_setup TO "
            + patient.writer());
    return patient;
  }

  /** Lets both roles do what a cutover takes, and a way back: nothing is left to warn of. */
  Patient readyForCutover() throws SQLException {
    onSource("CREATE ROLE " + owner()).owned(source).owned(target);
    return onSource(
        "GRANT " + owner() + " TO " + reader() + ", " + writer(),
        "GRANT CREATE ON DATABASE " + source.database() + " TO " + reader(),
        "GRANT SET ON PARAMETER session_replication_role TO " + reader(),
        "GRANT EXECUTE ON FUNCTION pg_replication_origin_create, pg_replication_origin_oid,"
            + " pg_replication_origin_session_setup, pg_replication_origin_xact_setup TO "
            + reader(),
        "ALTER ROLE " + writer() + " REPLICATION");
  }

  private Patient owned(Endpoint database) throws SQLException {
    return run(
        database,
        "ALTER TABLE shop.orders OWNER TO " + owner(),
        "ALTER TABLE shop.\"It's \"\"odd\"\". 🙂\" OWNER TO " + owner(),
        "ALTER SEQUENCE shop.tickets OWNER TO " + owner());
  }

  /** Who owns the tables of those who are ready for a cutover. */
  String owner() {
    return id + "_owner";
  }

  /** Has its cutover keep writers out in another way. */
  Patient fencing(Fencing other) {
    intent = CutoverIntent.by(other);
    return this;
  }

  /** Has its cutover do without a way back. */
  Patient oneWay() {
    intent = new CutoverIntent(intent.fencing(), true);
    return this;
  }

  /** The source's role. */
  String reader() {
    return id + "_reader";
  }

  /** The target's role. */
  String writer() {
    return id + "_writer";
  }

  /** The slot's name. */
  String slot() {
    return id;
  }

  Endpoint source() {
    return source;
  }

  Endpoint target() {
    return target;
  }

  /** Captures these tables only. */
  Patient capturing(String... names) {
    tables.addAll(List.of(names));
    return this;
  }

  /** Changes the source connector's configuration. */
  Patient with(String key, String value) {
    sourceSettings.put(key, value);
    return this;
  }

  /** Changes the sink connector's configuration. */
  Patient withSink(String key, String value) {
    sinkSettings.put(key, value);
    return this;
  }

  /** Reads as superuser, who owns the tables. */
  Patient asOwner() {
    reading = source;
    return this;
  }

  /** Reads elsewhere. */
  Patient reading(Endpoint other) {
    reading = other;
    return this;
  }

  /** Writes elsewhere. */
  Patient writing(Endpoint other) {
    writing = other;
    return this;
  }

  Endpoint reading() {
    return reading;
  }

  Endpoint writing() {
    return writing;
  }

  /** Runs statements on the source as its superuser. */
  Patient onSource(String... statements) throws SQLException {
    return run(source, statements);
  }

  /** Runs statements on the target as its superuser. */
  Patient onTarget(String... statements) throws SQLException {
    return run(target, statements);
  }

  private Patient run(Endpoint endpoint, String... statements) throws SQLException {
    try (Connection session = endpoint.connect("doctor");
        Statement statement = session.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return this;
  }

  CheckReport check() {
    return check(Duration.ofSeconds(30));
  }

  CheckReport check(Duration limit) {
    Migration migration =
        new Migration(
            id,
            new Source(
                new Database("source", reading), tables, "pub", slot(), Source.Chunk.DEFAULT),
            new Database("target", writing),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    ConnectorConfigs plain = ConnectorConfigs.of(migration, CONFIGS);
    ConnectorConfigs configs =
        new ConnectorConfigs(
            with(plain.source(), sourceSettings), with(plain.sink(), sinkSettings));
    return new Checkup(migration, configs, intent, CONFIGS, limit).run();
  }

  private static Map<String, String> with(Map<String, String> config, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(config);
    all.putAll(others);
    return all;
  }

  /** Looks, and wants to see a check fail in these words. */
  Diagnosis fails(String check, String words) {
    return shows(check, Verdict.FAILED, words);
  }

  /** Looks, and wants to see a check warn in these words. */
  Diagnosis warns(String check, String words) {
    return shows(check, Verdict.WARNING, words);
  }

  private Diagnosis shows(String check, Verdict level, String words) {
    CheckReport report = check();
    assertThat(report.isGood()).isEqualTo(level != Verdict.FAILED);
    Outcome outcome =
        report.problems().stream()
            .filter(found -> name(found).equals(check) && found.problem().contains(words))
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("no " + check + " with " + words + " in " + report));
    assertThat(outcome.level()).isEqualTo(level);
    return new Diagnosis(outcome);
  }

  private static String name(Outcome outcome) {
    return outcome.side() + "." + outcome.name();
  }

  /** What was found, and now has to be mended. */
  final class Diagnosis {

    private final Outcome outcome;

    private Diagnosis(Outcome outcome) {
      this.outcome = outcome;
    }

    /** The remedy says this; it is run on the source, and then the check is content. */
    Patient mendedOnSource(String... sql) throws SQLException {
      return says(sql).mendedBy(() -> onSource(sql));
    }

    /** The same on the target. */
    Patient mendedOnTarget(String... sql) throws SQLException {
      return says(sql).mendedBy(() -> onTarget(sql));
    }

    /** The remedy has these words; what a person makes of them, makes the check content. */
    Diagnosis says(String... words) {
      assertThat(outcome.remedy()).contains(words);
      return this;
    }

    /** The whole of it. */
    String remedy() {
      return outcome.remedy();
    }

    /** Mends it, and looks again. */
    <E extends Exception> Patient mendedBy(Treatment<E> treatment) throws SQLException, E {
      treatment.apply();
      assertThat(check().problems())
          .filteredOn(other -> name(other).equals(name(outcome)))
          .isEmpty();
      return Patient.this;
    }
  }

  /** What mends. */
  interface Treatment<E extends Exception> {
    void apply() throws SQLException, E;
  }

  private Endpoint role(Endpoint database, String name, String options) throws SQLException {
    run(database, "CREATE ROLE " + name + " LOGIN " + options + " PASSWORD 'secret'");
    return Endpoint.of(database.host(), database.port(), database.database(), name, "secret");
  }
}
