package io.sluice.sink.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValidateIT {

  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
  }

  @Test
  void targetThatCanBeWrittenToHasNoErrors() {
    assertThat(errors(Map.of())).isEmpty();
  }

  @Test
  void missingHostIsAnErrorOfItsField() {
    Map<String, String> properties = RunningTask.properties(target.endpoint());
    properties.remove("database.hostname");

    assertThat(errorsOf(properties)).containsOnlyKeys("database.hostname");
  }

  @Test
  void transactionsThatSeveralTasksWouldShareAreAnErrorOfTheConsistency() {
    assertThat(errors(Map.of("tasks.max", "2", "apply.consistency", "transaction")))
        .containsOnlyKeys("apply.consistency");
    assertThat(errors(Map.of("tasks.max", "2"))).isEmpty();
  }

  @Test
  void unknownHostIsAnErrorOfTheHost() {
    assertThat(errors(Map.of("database.hostname", "no-such-host.invalid")))
        .containsOnlyKeys("database.hostname")
        .extractingByKey("database.hostname")
        .asString()
        .contains("no-such-host.invalid");
  }

  @Test
  void closedPortIsAnErrorOfTheHost() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    assertThat(errors(Map.of("database.port", Integer.toString(closed))))
        .containsOnlyKeys("database.hostname")
        .extractingByKey("database.hostname")
        .asString()
        .contains("127.0.0.1:" + closed)
        .contains("Check host and port");
  }

  @Test
  void wrongPasswordIsAnErrorOfThePassword() {
    assertThat(
            errors(
                Map.of("database.user", TargetServer.GUARDED_USER, "database.password", "hunter2")))
        .containsOnlyKeys("database.password")
        .extractingByKey("database.password")
        .asString()
        .contains("refuses the password of user guarded");
  }

  @Test
  void missingDatabaseIsAnErrorOfTheDatabase() {
    assertThat(errors(Map.of("database.dbname", "nowhere")).get("database.dbname"))
        .singleElement()
        .asString()
        .contains("has no database nowhere");
  }

  @Test
  void everyMissingPrivilegeIsSaidWithItsGrant() {
    assertThat(errorsOfGuarded())
        .containsOnlyKeys("database.user")
        .extractingByKey("database.user")
        .asString()
        .contains(
            "GRANT CREATE ON DATABASE \"" + target.endpoint().database() + "\" TO \"guarded\"")
        .contains("GRANT SET ON PARAMETER session_replication_role TO \"guarded\"")
        .contains("GRANT EXECUTE ON FUNCTION pg_replication_origin_create");
  }

  @Test
  void roleWithTheGrantsThatWereAskedForCanWork() throws Exception {
    target.run(
        "GRANT CREATE ON DATABASE " + target.endpoint().database() + " TO guarded",
        "GRANT SET ON PARAMETER session_replication_role TO guarded",
        "GRANT EXECUTE ON FUNCTION pg_replication_origin_create, pg_replication_origin_oid,"
            + " pg_replication_origin_session_setup, pg_replication_origin_xact_setup TO guarded");
    try {
      assertThat(errorsOfGuarded()).isEmpty();
      var items = Tables.table("items", 1, "id integer");
      try (RunningTask task = new RunningTask(guarded(), Topics.of(items))) {
        task.put(new Topics().insert(items, "1"));
      }
      assertThat(target.rows("shop.items")).containsExactly("(1)");
    } finally {
      target.run("REVOKE SET ON PARAMETER session_replication_role FROM guarded");
    }
  }

  @Test
  void serverThatForgetsWhoCommittedWhatSettlesNoConflicts() throws Exception {
    try (EmbeddedPostgres plain = TargetServer.start("plain", Map.of())) {
      Map<String, String> properties =
          RunningTask.properties(
              Endpoint.of("127.0.0.1", plain.getPort(), "postgres", "postgres", ""));
      assertThat(errorsOf(properties)).isEmpty();
      properties.put("conflict.mode", "keep");

      assertThat(errorsOf(properties))
          .containsOnlyKeys("conflict.mode")
          .extractingByKey("conflict.mode")
          .asString()
          .contains("ALTER SYSTEM SET track_commit_timestamp = on; and restart the server");
    }
  }

  private Map<String, List<String>> errorsOfGuarded() {
    return errorsOf(RunningTask.properties(guarded()));
  }

  private Endpoint guarded() {
    Endpoint there = target.endpoint();
    return new Endpoint(
        there.host(),
        there.port(),
        there.database(),
        TargetServer.GUARDED_USER,
        new Secret(TargetServer.GUARDED_PASSWORD),
        "prefer",
        Map.of());
  }

  private Map<String, List<String>> errors(Map<String, String> changed) {
    Map<String, String> properties = RunningTask.properties(target.endpoint());
    properties.putAll(changed);
    return errorsOf(properties);
  }

  private static Map<String, List<String>> errorsOf(Map<String, String> properties) {
    Map<String, List<String>> errors = new HashMap<>();
    for (ConfigValue value : new PostgresSinkConnector().validate(properties).configValues()) {
      if (!value.errorMessages().isEmpty()) {
        errors.put(value.name(), value.errorMessages());
      }
    }
    return errors;
  }
}
