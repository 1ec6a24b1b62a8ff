package io.sluice.control.check;

/** What is looked at on the source. */
enum SourceCheck implements Check {
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
      "whether the configuration that is made for the source connector has all keys, with values they take",
      "the key that the message names"),
  VERSION(
      Part.PREFLIGHT,
      Severity.FAILED,
      "the server's version, 15 or later; the line shows version and minor",
      "an upgrade"),
  WAL_LEVEL(
      Part.PREFLIGHT,
      Severity.FAILED,
      "`wal_level`",
      "`ALTER SYSTEM SET wal_level = logical`, restart"),
  REPLICATION_ROLE(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether the role may use replication",
      "`ALTER ROLE … REPLICATION`"),
  FREE_SLOT(
      Part.PREFLIGHT,
      Severity.FAILED,
      "a free replication slot, if ours is still to be made",
      "`pg_drop_replication_slot(…)`, or `max_replication_slots`"),
  FREE_WALSENDER(Part.PREFLIGHT, Severity.FAILED, "a free walsender", "`max_wal_senders`"),
  SLOT_KIND(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether a slot of this name is one of pgoutput in this database",
      "another `source.slot`"),
  SLOT_INVALIDATED(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether the server has given the slot up",
      "`pg_drop_replication_slot(…)`, and a new start"),
  SLOT_IN_USE(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether somebody else streams from the slot",
      "that process, or another `source.slot`"),
  TABLE_KIND(
      Part.PREFLIGHT,
      Severity.FAILED,
      "tables asked for by name whose changes are not in the log: unlogged and foreign tables, views",
      "`ALTER TABLE … SET LOGGED`, or another list of tables"),
  TABLE_KEY(
      Part.PREFLIGHT,
      Severity.FAILED,
      "what each table's rows are told apart by: primary key and replica identity",
      "`ALTER TABLE … REPLICA IDENTITY …`, `ADD PRIMARY KEY`"),
  DEFERRABLE_KEY(
      Part.PREFLIGHT,
      Severity.FAILED,
      "keys that are checked at the end of a transaction only: the server refuses updates of such a table once it is published",
      "`ALTER TABLE … REPLICA IDENTITY USING INDEX …`"),
  SCHEMA_USAGE(
      Part.PREFLIGHT, Severity.FAILED, "USAGE on the schemas", "`GRANT USAGE ON SCHEMA …`"),
  TABLE_SELECT(Part.PREFLIGHT, Severity.FAILED, "SELECT on the tables", "`GRANT SELECT ON …`"),
  ROW_SECURITY(
      Part.PREFLIGHT,
      Severity.FAILED,
      "policies that hide rows from the role",
      "`ALTER ROLE … BYPASSRLS`"),
  NO_SUCH_TABLE(
      Part.PREFLIGHT, Severity.FAILED, "names of the list that no table has", "`source.tables`"),
  NO_TABLES(
      Part.PREFLIGHT, Severity.FAILED, "whether there is a table to capture", "`CREATE TABLE …`"),
  PUBLICATION_MISSING(
      Part.PREFLIGHT,
      Severity.FAILED,
      "the publication, where the connector may not make it",
      "`CREATE PUBLICATION …`"),
  PUBLICATION_PRIVILEGE(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether the role may make the publication",
      "`CREATE PUBLICATION …`, as the tables' owner"),
  PUBLICATION_OPERATIONS(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether inserts, updates, deletes and truncates are published",
      "`ALTER PUBLICATION … SET (publish = …)`"),
  PUBLICATION_TABLES(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether all captured tables are published",
      "`ALTER PUBLICATION … ADD TABLE …`"),
  PUBLICATION_COLUMNS(
      Part.PREFLIGHT,
      Severity.FAILED,
      "whether column lists have the replica identity",
      "`ALTER PUBLICATION … SET TABLE …`"),
  FAILOVER_VERSION(
      Part.PREFLIGHT,
      Severity.FAILED,
      "with `slot.failover`: whether the server knows failover slots, 17 or later",
      "an upgrade, or `slot.failover=false`"),
  MINOR_VERSION(
      Part.ADVICE,
      Severity.WARNING,
      "whether the server's minor release has a known bug by which decoding or an index loses something: one of those [below](#minor-releases)",
      "an update to the minor release that the message names"),
  FAILOVER_STANDBY(
      Part.ADVICE,
      Severity.WARNING,
      "with `slot.failover`: a standby on a physical slot",
      "`primary_slot_name`, `sync_replication_slots` on the standby"),
  FAILOVER_FEEDBACK(
      Part.ADVICE,
      Severity.WARNING,
      "with `slot.failover`: whether a standby tells what it reads",
      "`hot_standby_feedback` on the standby"),
  FAILOVER_ORDER(
      Part.ADVICE,
      Severity.WARNING,
      "with `slot.failover`: whether the stream waits for the standby",
      "`synchronized_standby_slots`"),
  TABLE_LEFT_OUT(
      Part.ADVICE,
      Severity.WARNING,
      "tables that are not captured since their changes are not in the log",
      "`ALTER TABLE … SET LOGGED`"),
  TABLE_WITHOUT_KEY(
      Part.ADVICE,
      Severity.WARNING,
      "tables whose rows are followed whole",
      "`ALTER TABLE … ADD PRIMARY KEY …`"),
  SLOT_WAITS(
      Part.ADVICE,
      Severity.WARNING,
      "transactions that have been writing for more than a second, for which the making of the slot waits: process, age, the statement's first words. Those of others are seen by a role in `pg_read_all_stats` only",
      "`pg_terminate_backend(…)`"),
  PREPARED_TRANSACTIONS(
      Part.ADVICE,
      Severity.WARNING,
      "prepared transactions of the whole cluster",
      "`COMMIT PREPARED …`, `ROLLBACK PREPARED …`"),
  WAL_KEEP_SIZE(
      Part.ADVICE,
      Severity.WARNING,
      "whether `max_slot_wal_keep_size` holds the log of the copy's time, and of an hour at the least. The copy is reckoned at 20 MB a second for the whole database, the log at the server's average (`pg_stat_wal`) or at what it writes now, if that is more",
      "`ALTER SYSTEM SET max_slot_wal_keep_size = …`"),
  WAL_SENDER_TIMEOUT(
      Part.ADVICE,
      Severity.WARNING,
      "whether `wal_sender_timeout` is on, and three times `status.update.interval.ms` at the least",
      "`ALTER SYSTEM SET wal_sender_timeout = …`"),
  SYNCHRONOUS_STANDBYS(
      Part.ADVICE,
      Severity.WARNING,
      "whether the standbys are there that commits wait for",
      "`ALTER SYSTEM SET synchronous_standby_names = …`"),
  LARGE_OBJECTS(
      Part.ADVICE,
      Severity.WARNING,
      "large objects, which no publication has",
      "`pg_dump --large-objects`, `lo_unlink(…)`"),
  SEQUENCE_SELECT(
      Part.SEQUENCES,
      Severity.FAILED,
      "whether the role may read the sequences, which cutover sets ahead in the target",
      "`GRANT SELECT ON SEQUENCE …`"),
  LARGEST_ROW(
      Part.ROWS,
      Severity.EITHER,
      "the largest row of a sample of each table, against the least of `row.max.bytes`, `max.request.size` of the producer and `max.message.bytes` of the topics; above the half it is a warning, since an update may carry the row twice",
      "smaller rows, or higher limits"),
  FENCE(
      Part.CUTOVER,
      Severity.WARNING,
      "whether the cutover can keep writers out as the section `cutover` has it: with `fence: tables` the role has to own the tables, with `fence: roles` it may take the logins of `roles` and end their sessions; and it may write that down in schema `sluice`",
      "`GRANT owner TO …`, `ALTER ROLE … CREATEROLE`, `GRANT … WITH ADMIN OPTION`, `GRANT pg_signal_backend TO …`"),
  WAY_BACK(
      Part.WAY_BACK,
      Severity.WARNING,
      "whether the sink of a [way back](cutover.md#what-it-needs) could write here: all that `target.create` to `target.origin`, `target.table-privileges` and `target.sequence-privileges` say of the target. Left out by `--one-way`",
      "what mends those on the target, run on the source"),
  CATALOG(
      Part.CATALOG,
      Severity.FAILED,
      "whether the server answered all that was asked",
      "what the server says");

  private final About about;

  SourceCheck(Part part, Severity severity, String looksAt, String mend) {
    this.about = new About(part, severity, looksAt, mend);
  }

  @Override
  public Side side() {
    return Side.SOURCE;
  }

  @Override
  public About about() {
    return about;
  }
}
