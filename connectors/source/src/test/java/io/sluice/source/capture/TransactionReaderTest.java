package io.sluice.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Origin;
import io.sluice.change.Position;
import io.sluice.change.ReplicaIdentity;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Column;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.replication.Origins;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransactionReaderTest {

  private static final Lsn LSN = new Lsn(3);
  private static final TableId TABLE = new TableId("public", "t");
  private static final Relation RELATION =
      new Relation(7, TABLE, ReplicaIdentity.DEFAULT, List.of(new Column("id", 23, -1, true)));
  private static final TableSchema SCHEMA =
      new TableSchema(
          TABLE, List.of(new ColumnSchema("id", ColumnType.of("integer"), false)), List.of(0));
  private static final Insert INSERT = new Insert(RELATION, RowImage.of(Value.text("1")));

  @Test
  void changesOfOthersCountButAreLeftOutWhereOnlyLocalOnesAreWanted() {
    TransactionReader reader = reader(Origins.NONE);
    reader.begin(new Begin(new Lsn(9), 0, 5));
    reader.origin(new PgOutputMessage.Origin(new Lsn(2), "west"));

    assertThat(reader.row(INSERT, LSN)).isEmpty();
    assertThat(reader.isWanted()).isFalse();
    assertThat(reader.end()).isEqualTo(new Position(new Lsn(9), 1));

    reader.begin(new Begin(new Lsn(19), 0, 6));
    assertThat(reader.row(INSERT, LSN)).as("the origin ends with its transaction").isPresent();
  }

  @Test
  void changesSayWhereTheyCameFrom() {
    TransactionReader reader = reader(Origins.ANY);
    reader.begin(new Begin(new Lsn(9), 0, 5));
    reader.origin(new PgOutputMessage.Origin(new Lsn(2), "west"));

    RowChange change = reader.row(INSERT, LSN).orElseThrow();

    assertThat(change.stamp().origin()).isEqualTo(Optional.of(new Origin("west", new Lsn(2))));
  }

  private static TransactionReader reader(Origins wanted) {
    TransactionReader reader = new TransactionReader(wanted);
    reader.announce(RELATION, SCHEMA);
    return reader;
  }
}
