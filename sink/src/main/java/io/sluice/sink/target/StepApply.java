package io.sluice.sink.target;

import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import io.sluice.postgres.SqlFailure;
import io.sluice.sink.apply.ApplyStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does the steps of a plan on one session. */
final class StepApply {

  private static final String TRUNCATE_FORBIDDEN = "0A000";

  private final Statements statements;
  private final TargetTables tables;
  private final BulkApply bulk;
  private final RowApply rows;
  private final RowRefusal refusal;

  StepApply(Connection connection, SchemaEvolution evolution) {
    this.statements = new Statements(connection);
    this.tables = new TargetTables(connection, evolution);
    this.bulk = new BulkApply(connection);
    this.refusal = new RowRefusal(connection, evolution);
    this.rows = new RowApply(connection, refusal);
  }

  /** Sees to it that a table is there. */
  void define(TableSchema table) throws SQLException {
    tables.bound(table);
  }

  /** To be called when a transaction begins. */
  void begin() {
    bulk.begin();
  }

  /**
   * Does one step.
   *
   * @throws TargetFailure naming table and place
   */
  Applied apply(ApplyStep step) {
    try {
      BoundTable table = tables.bound(step.schema());
      return apply(table, step);
    } catch (SQLException failed) {
      throw TargetFailure.of(failed, where(step));
    }
  }

  private Applied apply(BoundTable table, ApplyStep step) throws SQLException {
    if (step instanceof ApplyStep.Rows net) {
      return rows(table, net);
    } else if (step instanceof ApplyStep.Move move) {
      rows.move(table, move.rekey());
    } else if (step instanceof ApplyStep.Truncate) {
      truncate(table);
    } else if (step instanceof ApplyStep.Exchange exchange) {
      return exchange(table, exchange);
    }
    return Applied.NOTHING;
  }

  private Applied rows(BoundTable table, ApplyStep.Rows net) throws SQLException {
    if (net.fresh() && table.straight().isDue()) {
      Optional<Applied> copied = attempt(() -> bulk.copy(table, net.effects()));
      if (copied.isPresent()) {
        table.straight().succeeded();
        return copied.get();
      }
      table.straight().failed();
    }
    bulk.prepare(table);
    Optional<Applied> applied = attempt(() -> bulk.apply(table, net));
    return applied.isPresent() ? applied.get() : rows.replay(table, net.changes());
  }

  private Applied exchange(BoundTable table, ApplyStep.Exchange exchange) throws SQLException {
    Applied[] result = new Applied[1];
    try {
      statements.undoably(() -> result[0] = bulk.exchange(table, exchange));
      return result[0];
    } catch (SQLException refused) {
      List<RowImage> rows = new ArrayList<>(exchange.gone());
      rows.addAll(exchange.added());
      throw refusal.of(refused, table, rows, where(exchange));
    }
  }

  private interface Attempt {
    Applied run() throws SQLException;
  }

  /** Empty if rows were refused, and then nothing of the attempt is left. */
  private Optional<Applied> attempt(Attempt attempt) throws SQLException {
    Applied[] result = new Applied[1];
    try {
      statements.undoably(() -> result[0] = attempt.run());
      return Optional.of(result[0]);
    } catch (SQLException refused) {
      if (SqlFailure.of(refused).isAboutRows()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** A foreign key forbids TRUNCATE even where its triggers are quiet; DELETE it does not. */
  private void truncate(BoundTable table) throws SQLException {
    String itself = table.map().target().itself();
    try {
      statements.undoably(() -> statements.run("TRUNCATE " + itself));
    } catch (SQLException refused) {
      if (!TRUNCATE_FORBIDDEN.equals(refused.getSQLState())) {
        throw refused;
      }
      statements.run("DELETE FROM " + itself);
    }
  }

  private static String where(ApplyStep step) {
    if (step instanceof ApplyStep.Rows net) {
      return Where.batch(net.schema(), net.changes());
    } else if (step instanceof ApplyStep.Move move) {
      return "applying " + move.at().place() + " to " + Where.table(step.schema());
    } else if (step instanceof ApplyStep.Truncate truncate) {
      return "applying " + truncate.at().place() + " to " + Where.table(step.schema());
    } else if (step instanceof ApplyStep.Exchange exchange) {
      return Where.batch(step.schema(), List.of(exchange.first(), exchange.last()));
    }
    return "creating " + Where.table(step.schema());
  }
}
