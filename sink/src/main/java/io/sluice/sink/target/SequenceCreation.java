package io.sluice.sink.target;

import io.sluice.change.SequenceDefinition;
import io.sluice.change.TableSchema;
import io.sluice.postgres.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sequences that defaults name and the target may lack. */
record SequenceCreation(Definitions definitions) {

  private static final Logger LOG = LoggerFactory.getLogger(SequenceCreation.class);
  private static final String EXISTS = "SELECT to_regclass(?) IS NOT NULL";

  /** Those that the target lacks. */
  List<SequenceDefinition> missing(TableSchema topic) throws SQLException {
    List<SequenceDefinition> missing = new ArrayList<>();
    for (SequenceDefinition sequence : topic.blueprint().sequences()) {
      if (!definitions.holds(EXISTS, Sql.table(sequence.id()))) {
        missing.add(sequence);
      }
    }
    return missing;
  }

  /** The statement that makes one. */
  static String sql(SequenceDefinition sequence) {
    return "CREATE SEQUENCE " + Sql.table(sequence.id()) + " " + sequence.options();
  }

  /** Makes those; one that may not be made leaves its column without a default. */
  void create(List<SequenceDefinition> sequences) throws SQLException {
    for (SequenceDefinition sequence : sequences) {
      definitions.createSchema(sequence.id().schema());
      if (definitions.refusal(sql(sequence)).isEmpty()) {
        definitions.run(sql(sequence));
      }
    }
  }

  /** Gives those to their columns, so that they go with the table. */
  void own(List<SequenceDefinition> sequences, TableSchema topic) throws SQLException {
    for (SequenceDefinition sequence : sequences) {
      if (sequence.owner().isPresent() && topic.indexOf(sequence.owner().get()) >= 0) {
        own(sequence, topic, sequence.owner().get());
      }
    }
  }

  /** A sequence and its table have one schema, which a table under another name may not have. */
  private void own(SequenceDefinition sequence, TableSchema topic, String column)
      throws SQLException {
    String sql =
        "ALTER SEQUENCE "
            + Sql.table(sequence.id())
            + " OWNED BY "
            + Sql.table(topic.table())
            + "."
            + Sql.identifier(column);
    var refusal = definitions.refusal(sql);
    if (refusal.isEmpty()) {
      definitions.run(sql);
    } else {
      LOG.warn("event=sequence_not_owned sequence={} reason={}", sequence.id(), refusal.get());
    }
  }
}
