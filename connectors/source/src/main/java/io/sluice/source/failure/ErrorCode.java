package io.sluice.source.failure;

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
      "The cluster has been promoted since the position was stored: changes may be missing, or may"
          + " never have happened on it.",
      "Start over."),
  OTHER_SLOT(
      "SLUICE-2012",
      "The stored position belongs to a slot of another name.",
      "Set slot.name back, or start over."),
  SLOT_MISSING("SLUICE-2013", "There is a stored position, but the slot is gone.", "Start over."),
  SLOT_INVALIDATED(
      "SLUICE-2014",
      "The server has given the slot up, and with it changes that were not read.",
      "Raise max_slot_wal_keep_size or idle_replication_slot_timeout, and start over."),
  SLOT_OF_ANOTHER_KIND(
      "SLUICE-2015",
      "The slot has another output plugin or belongs to another database.",
      "Set slot.name to another name, or start over."),
  SLOT_AHEAD(
      "SLUICE-2016",
      "The slot has moved past the stored position: what lies between is lost.",
      "Start over, and see that nobody else reads from the slot or makes it again."),
  SLOT_IN_USE(
      "SLUICE-2017",
      "Another process streams from the slot.",
      "Stop that process, or set slot.name to another slot."),
  PUBLICATION_MISSING(
      "SLUICE-2020",
      "There is a stored position or a slot, but no publication.",
      "Start over; a publication has to be older than the slot's position."),
  PUBLICATION_CHANGED(
      "SLUICE-2021",
      "The publication publishes something else than when the position was stored.",
      "Put back what was changed if nothing has been written since; otherwise start over."),
  NO_KEY(
      "SLUICE-2030",
      "The changes of a captured table carry no key any more.",
      "Give the table a primary key or a replica identity, then restart the connector."),
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

  /** What it means, whole sentences. */
  public String meaning() {
    return meaning;
  }

  /** What to do, whole sentences. */
  public String remedy() {
    return remedy;
  }
}
