package io.sluice.control.check;

/** What is looked at on the target, by itself and beside the source. */
enum TargetCheck implements Check {
  REACHABLE(
      Part.LOGIN,
      Severity.FAILED,
      "whether the server answers",
      "what the message says of host, port, network and server"),
  TLS(
      Part.LOGIN,
      Severity.FAILED,
      "whether the connection can be encrypted as `sslmode` wants it",
      "`sslmode` and its certificates"),
  PASSWORD(
      Part.LOGIN,
      Severity.FAILED,
      "whether the server takes the password",
      "`ALTER ROLE … PASSWORD …`"),
  USER(
      Part.LOGIN,
      Severity.FAILED,
      "whether the role may connect",
      "`GRANT CONNECT ON DATABASE …`, `pg_hba.conf`"),
  DATABASE(
      Part.LOGIN, Severity.FAILED, "whether the database exists", "the name in `migration.yaml`"),
  CONNECTIONS(
      Part.LOGIN, Severity.FAILED, "whether the server has a connection left", "`max_connections`"),
  CONFIG(
      Part.CONFIG,
      Severity.FAILED,
      "whether the configuration that is made for the sink connector has all keys, with values they take",
      "the key that the message names"),
  VERSION(
      Part.PREFLIGHT,
      Severity.FAILED,
      "the server's version, 15 or later; the line shows version and minor",
      "an upgrade"),
  MINOR_VERSION(
      Part.PREFLIGHT,
      Severity.WARNING,
      "whether the server's minor release has a known bug by which an index loses something: one of those [below](#minor-releases)",
      "an update to the minor release that the message names"),
  PRIMARY(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether the server can be written to",
      "the address of the primary"),
  CREATE(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether the role may make the schema `sluice`, and tables in it",
      "`GRANT CREATE ON DATABASE …`, or `GRANT USAGE, CREATE ON SCHEMA sluice …`"),
  TEMPORARY(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether the role may make temporary tables",
      "`GRANT TEMPORARY ON DATABASE …`"),
  REPLICATION_ROLE(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether the role may keep triggers and foreign keys quiet",
      "`GRANT SET ON PARAMETER session_replication_role …`"),
  ORIGIN(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether the role may mark its transactions with a replication origin",
      "`GRANT EXECUTE ON FUNCTION pg_replication_origin_…`"),
  COMMIT_TIMESTAMPS(
      Part.PREFLIGHT,
      Severity.FAILED,
      "with a `conflict.mode` that goes by time: `track_commit_timestamp`",
      "`ALTER SYSTEM SET track_commit_timestamp = on`, restart"),
  COLLATION_VERSION(
      Part.PREFLIGHT,
      Severity.WARNING,
      "whether the database's collations are of the version that its indexes were built with",
      "`REINDEX`, `ALTER … REFRESH COLLATION VERSION`"),
  OLDER_VERSION(
      Part.DATABASE,
      Severity.WARNING,
      "whether the target is older than the source",
      "a target of the source's version or later"),
  ENCODING(
      Part.DATABASE,
      Severity.EITHER,
      "whether the target's encoding has all characters of the source's",
      "`CREATE DATABASE … ENCODING …`"),
  LOCALE(
      Part.DATABASE,
      Severity.WARNING,
      "whether both databases sort alike: provider, collation, character classes, ICU locale",
      "`CREATE DATABASE … LOCALE …`"),
  EXTENSION(Part.DATABASE, Severity.WARNING, "extensions of the source", "`CREATE EXTENSION …`"),
  DISK(
      Part.DISK,
      Severity.EITHER,
      "whether what is free where the target's database is holds what is [still to come](#the-targets-disk): failed if it does not, a warning if it does not hold half as much again. A role that may not ask is warned above 100 GB",
      "disk, `GRANT pg_execute_server_program TO …`"),
  TABLE_MISSING(
      Part.TABLES,
      Severity.WARNING,
      "tables that the sink will have to make",
      "`sluice schema`, `pg_dump --schema-only`"),
  TYPE_MISSING(
      Part.TABLES,
      Severity.FAILED,
      "types of such tables that the sink cannot make",
      "`CREATE EXTENSION …`"),
  CREATE_TABLE(
      Part.TABLES,
      Severity.FAILED,
      "whether the role may make such tables",
      "`GRANT CREATE ON SCHEMA …`"),
  TABLE_KIND(
      Part.TABLES,
      Severity.FAILED,
      "views and foreign tables in the place of tables",
      "`ALTER VIEW … RENAME …`"),
  COLUMN_MISSING(
      Part.TABLES,
      Severity.FAILED,
      "columns that the source has and the target has not",
      "`ALTER TABLE … ADD COLUMN …`, `schema.evolution=add`"),
  COLUMN_UNFILLED(
      Part.TABLES,
      Severity.FAILED,
      "columns of the target alone, NOT NULL and without a default",
      "`ALTER COLUMN … DROP NOT NULL`"),
  COLUMN_TYPE(
      Part.TABLES,
      Severity.EITHER,
      "columns of another type: failed if the types do not read each other, a warning if some values may not fit",
      "`ALTER COLUMN … TYPE …`"),
  ENUM_LABELS(
      Part.TABLES,
      Severity.FAILED,
      "labels of enums",
      "`ALTER TYPE … ADD VALUE …`, `schema.evolution=add`"),
  KEY_MISSING(
      Part.TABLES,
      Severity.FAILED,
      "a unique index on exactly the key",
      "`ADD PRIMARY KEY`, `CREATE UNIQUE INDEX`"),
  SCHEMA_USAGE(Part.TABLES, Severity.FAILED, "USAGE on the schemas", "`GRANT USAGE ON SCHEMA …`"),
  TABLE_PRIVILEGES(
      Part.TABLES,
      Severity.FAILED,
      "SELECT, INSERT, UPDATE, DELETE and TRUNCATE on the tables",
      "`GRANT … ON …`"),
  ROW_SECURITY(
      Part.TABLES,
      Severity.FAILED,
      "policies that hide rows from the role",
      "`ALTER ROLE … BYPASSRLS`"),
  EXTRA_NOT_NULL(
      Part.EXTRAS,
      Severity.WARNING,
      "NOT NULL where the source takes NULL",
      "`ALTER COLUMN … DROP NOT NULL`"),
  EXTRA_UNIQUE(
      Part.EXTRAS,
      Severity.WARNING,
      "unique indexes that the source has not",
      "`DROP CONSTRAINT`, `DROP INDEX`"),
  EXTRA_CONSTRAINT(
      Part.EXTRAS,
      Severity.WARNING,
      "check and exclusion constraints that the source has not",
      "`DROP CONSTRAINT`"),
  TRIGGER_FIRES(
      Part.EXTRAS,
      Severity.WARNING,
      "triggers ENABLE ALWAYS or ENABLE REPLICA, which act on what the sink writes",
      "`ALTER TABLE … ENABLE TRIGGER …`"),
  FOREIGN_KEY_OUTSIDE(
      Part.EXTRAS,
      Severity.WARNING,
      "foreign keys to tables that are not in the migration",
      "`source.tables`, `DROP CONSTRAINT`"),
  NOT_EMPTY(
      Part.EXTRAS,
      Severity.FAILED,
      "before the first start: tables that have rows already",
      "`TRUNCATE …`"),
  SEQUENCE_PRIVILEGES(
      Part.SEQUENCES,
      Severity.FAILED,
      "whether the role may set the sequences that are there",
      "`GRANT SELECT, UPDATE ON SEQUENCE …`"),
  FENCE(
      Part.CUTOVER,
      Severity.WARNING,
      "whether the cutover can keep writers out as the section `cutover` has it: with `fence: tables` the role has to own the tables, with `fence: roles` it may take the logins of `roles` and end their sessions; and it may write that down in schema `sluice`",
      "`GRANT owner TO …`, `ALTER ROLE … CREATEROLE`, `GRANT … WITH ADMIN OPTION`, `GRANT pg_signal_backend TO …`"),
  WAY_BACK(
      Part.WAY_BACK,
      Severity.WARNING,
      "whether the source of a [way back](cutover.md#what-it-needs) could be here: all that `source.wal-level` to `source.publication-privilege` say of the source, of those tables that are there already; and whether the migration's and the tables' names lead back. Left out by `--one-way`",
      "what mends those on the source, run on the target; `renames`"),
  CATALOG(
      Part.CATALOG,
      Severity.FAILED,
      "whether the server answered all that was asked",
      "what the server says");

  private final About about;

  TargetCheck(Part part, Severity severity, String looksAt, String mend) {
    this.about = new About(part, severity, looksAt, mend);
  }

  @Override
  public Side side() {
    return Side.TARGET;
  }

  @Override
  public About about() {
    return about;
  }
}
