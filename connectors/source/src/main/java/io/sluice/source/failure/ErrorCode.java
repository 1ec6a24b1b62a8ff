package io.sluice.source.failure;

import java.util.Locale;

/**
 * Everything that stops a source task until an operator acts. The reference page of the errors is
 * made of these.
 */
public enum ErrorCode {
  PREREQUISITES(
      "SLUICE-2001",
      "Something that a capture needs is missing or not set; the message has a line for each.",
      "Do what each line says, then restart the connector."),
  OTHER_SYSTEM(
      "SLUICE-2010",
      "The stored position belongs to another PostgreSQL cluster.",
      "Point database.hostname at the old cluster, or start over."),
  OTHER_TIMELINE(
      "SLUICE-2011",
      "The cluster has been promoted since the position was stored. Changes that were read may never"
          + " have happened on this server, or changes may be missing, because the slot did not"
          + " follow.",
      "Start over. From PostgreSQL 17 on, slot.failover=true and synchronized_standby_slots let the"
          + " connector go on after the next promotion."),
  OTHER_SLOT(
      "SLUICE-2012",
      "The stored position belongs to a slot of another name.",
      "Set slot.name back, or start over."),
  SLOT_MISSING(
      "SLUICE-2013",
      "There is a stored position, but the slot is gone, and with it the changes that were not read.",
      "Start over, and find out who dropped the slot."),
  SLOT_INVALIDATED(
      "SLUICE-2014",
      "The server has given the slot up, and with it changes that were not read. The reasons are"
          + " PostgreSQL's: wal_removed, rows_removed, wal_level_insufficient, idle_timeout.",
      "For wal_removed raise max_slot_wal_keep_size, for idle_timeout raise"
          + " idle_replication_slot_timeout, for wal_level_insufficient set wal_level = logical on the"
          + " primary; then start over."),
  SLOT_OF_ANOTHER_KIND(
      "SLUICE-2015",
      "A slot of this name is there, but it is physical, has another output plugin or belongs to"
          + " another database.",
      "Set slot.name to a name of its own; if there is a stored position, start over."),
  SLOT_AHEAD(
      "SLUICE-2016",
      "The slot has moved past the stored position, and what lies between is lost. Somebody read"
          + " from it, advanced it, or dropped it and made it again; or old offsets were put back.",
      "Start over, and see that nobody else uses the slot."),
  SLOT_IN_USE(
      "SLUICE-2017",
      "Another process streams from the slot; the message has its pid, application and address.",
      "Stop that process (SELECT pg_terminate_backend(pid)) and restart the connector, or set"
          + " slot.name to another slot."),
  PUBLICATION_MISSING(
      "SLUICE-2020",
      "There is no publication, or there was none yet at the slot's position: then the server cannot"
          + " tell what to stream, even if the publication is made afterwards.",
      "Without a stored position make the publication, drop the slot, and restart the connector;"
          + " otherwise start over."),
  PUBLICATION_CHANGED(
      "SLUICE-2021",
      "The publication publishes something else than when the position was stored.",
      "Put back what was changed if nothing has been written since; otherwise start over."),
  PUBLICATION_INEFFECTIVE(
      "SLUICE-2022",
      "The stream went past a change of the canary table without bringing it: the publication was"
          + " dropped, made again, or lost the table, and changes of captured tables may be missing.",
      "See that the publication has sluice.canary and the captured tables; then start over."),
  NO_KEY(
      "SLUICE-2030",
      "The changes of a captured table carry no key any more.",
      "Give the table a primary key or a replica identity, then restart the connector."),
  TABLE_RENAMED(
      "SLUICE-2031",
      "A captured table got a name that the include and exclude lists leave out.",
      "Rename it back, or change the lists; under its new name it is copied again."),
  TABLE_NOT_PUBLISHED(
      "SLUICE-2032",
      "The lists name a table that the publication lacks, and the connector may not add it.",
      "Run ALTER PUBLICATION ... ADD TABLE as the owner, or leave the table out."),
  SPILL_FAILED(
      "SLUICE-2050",
      "The folder in which transactions wait that the server streams while they are in progress"
          + " cannot be used, or is full. Nothing is lost.",
      "Give the folder room and access, or set stream.spill.dir to another one, then restart the"
          + " connector."),
  ROW_TOO_LARGE(
      "SLUICE-2051",
      "A row or a logical message is larger than row.max.bytes allows. Everything before it is in"
          + " the topics, nothing after it, and nothing is lost.",
      "Raise row.max.bytes, and with it the limits of the producer, the topic and the consumers, as"
          + " the page of the connector's keys says; or make the row smaller; then restart the"
          + " connector."),
  MALFORMED_STREAM(
      "SLUICE-2100",
      "The server sent a message that is not of the protocol.",
      "Keep the message's first bytes from the log and report them; restarting reads it again.");

  private final String code;
  private final String meaning;
  private final String remedy;

  ErrorCode(String code, String meaning, String remedy) {
    this.code = code;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Stable, for documentation and scripts. */
  public String code() {
    return code;
  }

  /** Where the documentation tells more. */
  public String page() {
    return "docs/reference/errors.md#" + code.toLowerCase(Locale.ROOT);
  }

  /** What it means, whole sentences. */
  public String meaning() {
    return meaning;
  }

  /** What to do, whole sentences. */
  public String remedy() {
    return remedy;
  }
}
