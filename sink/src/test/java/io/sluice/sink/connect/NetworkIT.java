package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import io.sluice.testkit.network.Moment;
import io.sluice.testkit.network.TcpProxy;
import io.sluice.testkit.network.Weather;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The network between the sink and its target fails; every effect is counted, on a table with a key
 * and on one without.
 */
class NetworkIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text");
  private static final TableSchema BAG = table("bag", 0, "n integer");

  private final Topics topics = new Topics();
  private TargetDatabase target;
  private TcpProxy proxy;

  @BeforeEach
  void countedTables() throws Exception {
    target = TargetDatabase.create();
    proxy = target.proxy();
    CountedTables.create(target);
  }

  @AfterEach
  void closeNetwork() {
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void connectionThatIsCutAtAnyMomentHasEveryChangeOnce(Moment moment) throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "a").insert(BAG, "1"));
      List<SinkRecord> batch = changes();

      CompletableFuture<Void> cut = proxy.cutAt(moment, 1);
      assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);
      assertThat(cut).succeedsWithin(Duration.ofSeconds(5));
      task.put(batch);
      task.put(topics.insert(ITEMS, "3", "c"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,z)", "(2,b)", "(3,c)");
    assertThat(target.rows("shop.bag")).containsExactly("(1)", "(2)", "(2)");
    assertThat(target.rows("shop.effects"))
        .containsExactly(
            "(bag,INSERT)",
            "(bag,INSERT)",
            "(bag,INSERT)",
            "(items,INSERT)",
            "(items,INSERT)",
            "(items,INSERT)",
            "(items,UPDATE)");
  }

  @Test
  void recordsThatAreDeliveredAgainHaveNoEffect() throws Exception {
    try (RunningTask task = start()) {
      List<SinkRecord> first = topics.insert(ITEMS, "1", "a").insert(BAG, "1").take();
      List<SinkRecord> second = changes();
      task.put(first);
      task.put(first);
      task.put(second.subList(0, 1));
      task.put(second);
      task.put(second);
      task.put(first);
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,z)", "(2,b)");
    assertThat(target.rows("shop.bag")).containsExactly("(1)", "(2)", "(2)");
    assertThat(target.rows("shop.effects")).hasSize(6);
  }

  @Test
  void blackHoleIsWaitedOut() throws Exception {
    try (RunningTask task = start()) {
      List<SinkRecord> batch = changes();
      proxy.set(Weather.STILL);
      CompletableFuture<Void> put = CompletableFuture.runAsync(() -> task.put(batch));
      assertThat(put).isNotDone();

      proxy.set(Weather.FINE);
      put.join();
      task.put(topics.insert(ITEMS, "3", "c"));
    }

    assertThat(target.rows("shop.bag")).containsExactly("(2)", "(2)");
  }

  @Test
  void connectionThatIsCutInABlackHoleIsMadeAgain() throws Exception {
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "a"));
      List<SinkRecord> batch = changes();
      proxy.set(Weather.STILL);
      CompletableFuture<Void> put = CompletableFuture.runAsync(() -> task.put(batch));
      proxy.cut();
      assertThatThrownBy(put::join).hasCauseInstanceOf(RetriableException.class);

      proxy.set(Weather.FINE);
      task.put(batch);
    }

    assertThat(target.rows("shop.bag")).containsExactly("(2)", "(2)");
  }

  /**
   * The session is left in the middle of a transaction, with its progress locked. The trigger makes
   * the server's patience a hundredth of what the sink has set.
   */
  @Test
  void sessionThatOnlyTheServerBelievesInIsEnded() throws Exception {
    target.run(
        "CREATE FUNCTION shop.hurry() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM"
            + " set_config(n, (1000 * extract(epoch FROM current_setting(n)::interval) / 100)::int"
            + "::text, false) FROM (VALUES ('idle_in_transaction_session_timeout')) v(n);"
            + " RETURN NULL; END$$",
        "CREATE TRIGGER hurry AFTER INSERT ON shop.items EXECUTE FUNCTION shop.hurry()",
        "ALTER TABLE shop.items ENABLE ALWAYS TRIGGER hurry");
    try (RunningTask task = start();
        Connection other = target.endpoint().connect("other");
        Statement lock = other.createStatement()) {
      List<SinkRecord> batch = changes();
      other.setAutoCommit(false);
      lock.execute("LOCK TABLE shop.items IN ACCESS EXCLUSIVE MODE");
      CompletableFuture<Void> put = Blocked.until(target, () -> task.put(batch));
      proxy.abandon();
      assertThatThrownBy(put::join).hasCauseInstanceOf(RetriableException.class);
      other.rollback();

      CompletableFuture.runAsync(() -> task.put(batch)).get(20, TimeUnit.SECONDS);
    }

    assertThat(target.rows("shop.bag")).containsExactly("(2)", "(2)");
  }

  @Test
  void slowNetworkIsOnlySlow() throws Exception {
    proxy.set(new Weather(true, Duration.ofMillis(2), 200_000));
    try (RunningTask task = start()) {
      task.put(topics.insert(ITEMS, "1", "a"));
      task.put(changes());
    }

    assertThat(target.rows("shop.bag")).containsExactly("(2)", "(2)");
  }

  private List<SinkRecord> changes() {
    return topics
        .update(ITEMS, "1", "z")
        .insert(ITEMS, "2", "b")
        .insert(BAG, "2")
        .insert(BAG, "2")
        .take();
  }

  private RunningTask start() throws Exception {
    return new RunningTask(target.through(proxy), Topics.of(ITEMS), Topics.of(BAG));
  }
}
