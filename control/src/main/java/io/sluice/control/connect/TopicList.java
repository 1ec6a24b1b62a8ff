package io.sluice.control.connect;

import io.sluice.control.report.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A cluster's topics.
 *
 * @param bootstrapServers Kafka's brokers
 */
public record TopicList(String bootstrapServers) {

  /** Their names, in order. */
  public List<String> names() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin.listTopics().names().get().stream().sorted().toList();
    } catch (ExecutionException failed) {
      throw new Problem(
          "Kafka does not list its topics: " + failed.getCause().getMessage(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while asking Kafka for its topics", stopped);
    }
  }

  /** Deletes one, if it is still there. */
  public void delete(String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.deleteTopics(List.of(topic)).all().get();
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new Problem(
            "topic " + topic + " cannot be deleted: " + failed.getCause().getMessage(), failed);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while deleting topic " + topic, stopped);
    }
  }
}
