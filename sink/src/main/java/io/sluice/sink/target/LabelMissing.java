package io.sluice.sink.target;

import io.sluice.change.TableSchema;
import java.util.List;

/**
 * An enum of the target lacks labels that are to be added. A transaction cannot use a label that it
 * adds itself, so that this one has to end first.
 */
final class LabelMissing extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient TableSchema topic;
  private final String type;
  private final transient List<String> statements;

  /**
   * Labels are missing.
   *
   * @param topic the table whose rows have them
   * @param type the target's enum
   * @param statements what adds them
   */
  LabelMissing(TableSchema topic, String type, List<String> statements) {
    super("type " + type + " lacks labels that table " + topic.table() + " has");
    this.topic = topic;
    this.type = type;
    this.statements = List.copyOf(statements);
  }

  TableSchema topic() {
    return topic;
  }

  String type() {
    return type;
  }

  List<String> statements() {
    return statements;
  }
}
