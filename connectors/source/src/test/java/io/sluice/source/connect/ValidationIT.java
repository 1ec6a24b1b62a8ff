package io.sluice.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.postgres.Endpoint;
import io.sluice.source.server.SourceServer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** What somebody sees who asks Connect to validate a configuration. */
class ValidationIT {

  @Test
  void soundConfigurationOfASoundSourceHasNoErrors() throws SQLException {
    assertThat(errors(properties(database()))).isEmpty();
  }

  @Test
  void everyProblemStandsBesideItsKey() throws SQLException {
    Endpoint endpoint = database();
    SourceServer.run(endpoint, "CREATE ROLE feeble LOGIN");
    Map<String, String> properties = properties(endpoint);
    properties.put("database.user", "feeble");
    properties.put("table.include.list", "public.t,public.missing");
    properties.remove("exactly.once.support");

    Map<String, List<String>> errors = errors(properties);

    assertThat(errors)
        .containsOnlyKeys(
            "database.user", "table.include.list", "publication.name", "exactly.once.support");
    assertThat(errors.get("database.user")).hasSize(2);
    assertThat(errors.get("table.include.list"))
        .singleElement()
        .asString()
        .startsWith(
            "No table of database %s is called public.missing.".formatted(endpoint.database()));
  }

  @Test
  void wrongDatabaseIsOneErrorOfOneSentenceAndARemedy() throws SQLException {
    Map<String, String> properties = properties(database());
    properties.put("database.dbname", "elsewhere");

    assertThat(errors(properties)).containsOnlyKeys("database.dbname");
  }

  private static Endpoint database() throws SQLException {
    return SourceServer.shared().database("CREATE TABLE public.t (id int PRIMARY KEY)");
  }

  private static Map<String, List<String>> errors(Map<String, String> properties) {
    return new PostgresSourceConnector()
        .validate(properties).configValues().stream()
            .filter(value -> !value.errorMessages().isEmpty())
            .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
  }

  private static Map<String, String> properties(Endpoint endpoint) {
    return new HashMap<>(
        Map.of(
            "database.hostname", endpoint.host(),
            "database.port", String.valueOf(endpoint.port()),
            "database.user", endpoint.user(),
            "database.dbname", endpoint.database(),
            "topic.prefix", "shop",
            "exactly.once.support", "required"));
  }
}
