package io.sluice.control.connect;

import io.sluice.control.report.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees to it that nobody writes for a stopped connector any more: a worker that Connect has given
 * up may still be at it.
 *
 * @param bootstrapServers Kafka's brokers
 */
public record ProducerFence(String bootstrapServers) {

  /**
   * Ends the transactions of whoever writes to a topic, and lets none of these producers write
   * again. Tasks that start later have producers that are not concerned.
   *
   * @param topic partition 0 of which every transaction of the connector writes to
   * @return how many producers there were
   */
  public int fence(String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      List<String> ids = ids(admin, producers(admin, new TopicPartition(topic, 0)));
      admin.fenceProducers(ids).all().get();
      return ids.size();
    } catch (ExecutionException refused) {
      throw new Problem(
          "the producers of topic "
              + topic
              + " cannot be fenced: "
              + refused.getCause().getMessage()
              + "; this client needs to read the topic, and to describe and write transactional ids",
          refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while fencing the producers of topic " + topic, stopped);
    }
  }

  private static Set<Long> producers(Admin admin, TopicPartition topic)
      throws ExecutionException, InterruptedException {
    return admin
        .describeProducers(List.of(topic))
        .partitionResult(topic)
        .get()
        .activeProducers()
        .stream()
        .map(ProducerState::producerId)
        .collect(Collectors.toSet());
  }

  private static List<String> ids(Admin admin, Set<Long> producers)
      throws ExecutionException, InterruptedException {
    ListTransactionsOptions own = new ListTransactionsOptions().filterProducerIds(producers);
    return producers.isEmpty()
        ? List.of()
        : admin.listTransactions(own).all().get().stream()
            .map(TransactionListing::transactionalId)
            .toList();
  }
}
