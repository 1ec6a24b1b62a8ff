package io.sluice.control.check;

import io.sluice.control.connect.Subscription;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Migration;
import io.sluice.postgres.Finding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Looks at the brokers and at the topics that the migration has already.
 *
 * @param cluster hears the id of the cluster; nobody's business but the worker's
 */
record KafkaLane(
    Migration migration, ConnectorConfigs configs, Ledger ledger, CompletableFuture<String> cluster)
    implements Runnable {

  private static final int ANSWER_MS = 5_000;

  @Override
  public void run() {
    String servers = migration.bootstrapServers().orElseThrow();
    try (Admin admin = Admin.create(settings(servers))) {
      Cluster found = Cluster.read(admin);
      cluster.complete(found.id());
      ledger.saw(KafkaCheck.REACHABLE, found.brokers() + " brokers");
      ledger.saw(KafkaCheck.FEATURES, found.features());
      ledger.found(Side.KAFKA, Part.BROKERS, found.check());
      Topics topics = Topics.of(admin, Subscription.of(configs.sink()));
      ledger.found(
          Side.KAFKA, Part.TOPICS, topics.check(RecordLimit.producer(configs.source()).bytes()));
    } catch (ExecutionException unanswered) {
      unreachable(servers, unanswered.getCause());
    } catch (RuntimeException refused) {
      unreachable(servers, refused);
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
    } finally {
      cluster.complete("");
    }
  }

  private static Map<String, Object> settings(String servers) {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        servers,
        AdminClientConfig.CLIENT_ID_CONFIG,
        "sluice-check",
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        ANSWER_MS,
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        ANSWER_MS / 2);
  }

  private void unreachable(String servers, Throwable why) {
    ledger.found(
        Side.KAFKA,
        Part.BROKERS,
        List.of(
            new Finding(
                "reachable",
                "kafka.bootstrap.servers",
                "Kafka at %s does not answer: %s.".formatted(servers, why.getMessage()),
                "Check kafka.bootstrap.servers, that the brokers run, and the listeners that they"
                    + " advertise.")));
    ledger.skipRest(Side.KAFKA, "Kafka does not answer");
  }
}
