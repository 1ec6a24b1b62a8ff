package io.sluice.sink.failure;

import java.util.Locale;

/**
 * Everything beside the server's own refusals that stops a sink task until somebody acts. The
 * reference page of the errors is made of these.
 */
public enum ErrorCode {
  RECORD_REFUSED(
      "SLUICE-3001",
      "A record is not of the form that a source writes.",
      "See that only a source's topics are subscribed, with the converters that wrote them."),
  FENCED(
      "SLUICE-3010",
      "Another task owns the partitions now. This one has not applied its batch.",
      "Nothing if the connector runs elsewhere. Otherwise see that no two connectors have the same"
          + " name and target, then restart the connector."),
  PROGRESS_LOST(
      "SLUICE-3011",
      "The target has no progress any more where it had some: it is another database, or its"
          + " progress was deleted.",
      "Point the connector at the right database; or empty the tables and restart the connector to"
          + " apply all anew."),
  RECORDS_DELETED(
      "SLUICE-3012",
      "The topic does not have the records any more that are next to apply: its retention, or"
          + " somebody, deleted them. What they said is missing in the target.",
      "Let the topic keep its records (retention.ms=-1). Empty the tables in the target that it"
          + " feeds, and have the source read them again (signal execute-snapshot). Then let the sink"
          + " go on at the topic's beginning, with UPDATE sluice.progress SET next_offset ="
          + " <beginning> WHERE connector = '<name>' AND topic = '<topic>' AND partition ="
          + " <partition> in the target, and restart the connector (with apply.consistency=table"
          + " until it has passed there, because fewer records come than the source has written)."),
  TOPIC_REPLACED(
      "SLUICE-3013",
      "The topic is not the one that was applied: it was deleted and made anew, has lost its end, or"
          + " is in another Kafka cluster. Its offsets would be taken for applied already.",
      "Point the connector at the right cluster. If the topic was made anew, empty the tables in the"
          + " target that it feeds, DELETE FROM sluice.progress WHERE connector = '<name>' AND topic"
          + " = '<topic>' there, and restart the connector, so that it applies the topic from its"
          + " beginning."),
  RECORDS_MISSING(
      "SLUICE-3014",
      "A topic does not hold as many records as its source says that it has written.",
      "See that retention, deletions or a transform that filters take no records from this sink;"
          + " where they are meant to, set apply.consistency=table; otherwise have the table read"
          + " again."),
  TRUNCATE_OUT_OF_ORDER(
      "SLUICE-3015",
      "A TRUNCATE comes in one partition of its table's topic, and the others are read on their own:"
          + " nobody can say here which of their rows came before it. It has not been applied.",
      "Pause the source, and wait until the other tasks have applied what their partitions have. Run"
          + " TRUNCATE <table>; UPDATE sluice.progress SET next_offset = <next> WHERE connector ="
          + " '<name>' AND topic = '<topic>' AND partition = <partition>; in the target and restart the"
          + " connector. Resume the source and have it read the table again (signal"
          + " execute-snapshot), which brings back what had come early. A table that is truncated"
          + " is best kept in a topic with one partition."),
  ROW_OUT_OF_ORDER(
      "SLUICE-3016",
      "A row has got another key, and the values that the update left as they were are with the old"
          + " key, in another partition of its topic, which is read on its own. It has not been"
          + " applied.",
      "Run ALTER TABLE <table> REPLICA IDENTITY FULL; on the source, so that such rows come whole from"
          + " then on, or keep the table in a topic with one partition. For the row at hand run UPDATE"
          + " sluice.progress SET next_offset = <next> WHERE connector = '<name>' AND topic ="
          + " '<topic>' AND partition = <partition>; in the target, restart the connector, and have"
          + " the source read the table again (signal execute-snapshot)."),
  ORDER_GIVEN_UP(
      "SLUICE-3017",
      "apply.consistency=transaction is set, and a topic with several partitions was applied with"
          + " apply.consistency=table before, each partition on its own: nobody can say here which"
          + " transactions the target has whole.",
      "Go on with apply.consistency=table. Or empty the tables in the target that the source feeds,"
          + " DELETE FROM sluice.progress WHERE connector = '<name>'; there, and restart the"
          + " connector, so that it applies all topics from their beginning."),
  NOT_A_TABLE(
      "SLUICE-3020",
      "What has the table's name in the target is a view or a foreign table.",
      "Rename it, or the table, then restart the connector."),
  NO_SUCH_TABLE(
      "SLUICE-3021",
      "A table was dropped as soon as it was made.",
      "Keep others, event triggers among them, from dropping it, then restart the connector."),
  NO_SUCH_TYPE(
      "SLUICE-3022",
      "A table that has to be made has a column of a type that the target does not have.",
      "Create the type or its extension in the target, then restart the connector."),
  COLUMN_MISSING_IN_TARGET(
      "SLUICE-3023",
      "The topic has a column that the table does not have.",
      "Add it, as the message says, then restart the connector."),
  COLUMN_MISSING_IN_TOPIC(
      "SLUICE-3024",
      "The table has a column that must be filled and that the topic does not have.",
      "Drop NOT NULL or give it a default, then restart the connector."),
  KEY_MISSING_IN_TARGET(
      "SLUICE-3025",
      "The table has no unique index over exactly the key of its topic.",
      "Add a primary key, as the message says, then restart the connector."),
  LABEL_MISSING_IN_TARGET(
      "SLUICE-3026",
      "A row has a label of an enum that the target's type does not have.",
      "Add it, as the message says, then restart the connector; or set schema.evolution=add."),
  DEFINITION_REFUSED(
      "SLUICE-3027",
      "What a topic says of a table's definition is not one statement.",
      "Find out who else writes to the source's topics."),
  CONFLICT(
      "SLUICE-3031",
      "A change meets a row that somebody else has written, and conflict.mode=error.",
      "Settle the row by hand, or choose another conflict.mode; then restart the connector."),
  KEY_HELD(
      "SLUICE-3040",
      "Rows are held in quarantine, and their later changes have to go after those that were set"
          + " aside; but errors.data.mode says that none are.",
      "Set errors.data.mode back to dead_letter, or mend the tables that sluice.dirty lists and"
          + " delete their rows of sluice.quarantine; then restart the connector."),
  QUARANTINE_FULL(
      "SLUICE-3041",
      "The target refuses more rows than errors.data.max.keys lets be held: it is the table that is"
          + " at fault rather than single rows.",
      "Make the table take what its topic has, or raise errors.data.max.keys; then restart the"
          + " connector."),
  ROW_MISSING_IN_TARGET(
      "SLUICE-3030",
      "A row of a table without a key goes, and is not there.",
      "See that nobody else writes to the table, empty it and copy it anew.");

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

  /**
   * A message: code and name first, at its end where the documentation tells more.
   *
   * @param sentence what is wrong with what, and what to do
   */
  public String message(String sentence) {
    return code
        + " "
        + name()
        + ": "
        + sentence
        + " (docs/reference/errors.md#"
        + code.toLowerCase(Locale.ROOT)
        + ")";
  }
}
