package io.sluice.control.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.Lsn;
import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handover asks of both servers, without Kafka. */
class SlotMoveIT {

  private static final String SLOT = "sluice_move_it";

  private final Database source = OneServer.database("source");
  private final Database target = OneServer.database("target");
  private Connection there;
  private Connection here;
  private Publisher publisher;

  @BeforeEach
  void publish() throws SQLException {
    OneServer.run(
        source,
        "CREATE TABLE item (id int PRIMARY KEY)",
        "CREATE PUBLICATION p FOR TABLE item",
        "SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");
    OneServer.run(target, "CREATE TABLE item (id int PRIMARY KEY)");
    there = source.open("test");
    here = target.open("test");
    publisher = new Publisher(there, SLOT, "p");
  }

  @AfterEach
  void close() throws SQLException {
    there.close();
    here.close();
    OneServer.run(source, "SELECT pg_drop_replication_slot('" + SLOT + "')");
  }

  @Test
  void slotGoesToExactlyThePositionAndNeverBack() throws SQLException {
    OneServer.run(source, "INSERT INTO item VALUES (1)");
    Lsn end = publisher.end();
    OneServer.run(source, "INSERT INTO item VALUES (2)");

    assertThat(publisher.moveTo(end, database())).isEqualTo(end);
    assertThat(publisher.find(database()).confirmedFlushLsn()).isEqualTo(end);
    assertThat(publisher.moveTo(end, database())).as("again").isEqualTo(end);
    assertThatThrownBy(() -> publisher.moveTo(new Lsn(end.value() - 8), database()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("would be lost");
  }

  @Test
  void trialFindsEveryTableAndLeavesNothing() throws SQLException {
    Subscriber subscriber = new Subscriber(here);
    assertThat(subscriber.tryOut(plan(Conninfo.of(source.endpoint()), "p"))).isEqualTo(1);
    assertThat(subscriber.find("s")).isEmpty();

    OneServer.run(target, "DROP TABLE item");
    assertThatThrownBy(() -> subscriber.tryOut(plan(Conninfo.of(source.endpoint()), "p")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("\"public.item\" does not exist");
  }

  @Test
  void serverThatIsNotTheSourceIsToldFromIt() {
    Subscriber subscriber = new Subscriber(here);
    assertThatThrownBy(() -> subscriber.tryOut(plan(Conninfo.of(target.endpoint()), "p")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("reaches another server");
    assertThatThrownBy(() -> subscriber.tryOut(plan("host=127.0.0.1 port=1 password=hush", "p")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("cannot subscribe")
        .hasMessageNotContaining("hush");
  }

  @Test
  void subscriptionItselfKnowsWhereTheTargetIs() throws SQLException {
    Subscriber subscriber = new Subscriber(here);
    Lsn end = publisher.end();
    Subscriber.Found made = subscriber.create(plan(Conninfo.of(source.endpoint()), "p"));
    try {
      assertThat(made.enabled()).isFalse();
      subscriber.startAt(made, end);
      assertThat(reached(made)).isEqualTo(end);
      assertThat(HandedOver.to(here, SLOT)).contains("s");
    } finally {
      OneServer.run(target, "ALTER SUBSCRIPTION s SET (slot_name = NONE)", "DROP SUBSCRIPTION s");
    }
  }

  private Lsn reached(Subscriber.Found subscription) throws SQLException {
    String question =
        "SELECT pg_replication_origin_progress('pg_" + subscription.oid() + "', true)";
    try (Statement statement = here.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }

  private String database() {
    return source.endpoint().database();
  }

  private static SubscriptionPlan plan(String conninfo, String publication) {
    return new SubscriptionPlan("s", conninfo, publication, SLOT, 15, false, "none", false);
  }
}
