package io.sluice.bench.stand;

import io.sluice.bench.measure.Gauge;
import io.sluice.bench.measure.Processes;
import io.sluice.control.box.Box;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A broker and a worker of a scenario's own, which it closes. */
public final class KafkaStand implements AutoCloseable {

  private final Box box;
  private final Admin admin;

  KafkaStand(Box box) {
    this.box = box;
    this.admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, box.broker().bootstrapServers()));
  }

  public Box box() {
    return box;
  }

  public Admin admin() {
    return admin;
  }

  public String bootstrapServers() {
    return box.broker().bootstrapServers();
  }

  public ConnectRest rest() {
    return ConnectRest.at(box.worker().restUrl());
  }

  public TopicConsumers consumers() {
    return new TopicConsumers(bootstrapServers());
  }

  /** Adds the broker and the worker. */
  public Processes and(Processes others) {
    return others
        .with(Processes.BROKER, box.broker().pid())
        .with(Processes.WORKER, box.worker().pid());
  }

  /**
   * Where the committed records of topics end, added up. Topics need not exist yet; once some do,
   * no others are looked for.
   */
  public Gauge ends(Predicate<String> topics) {
    return new TopicEnds(admin, topics);
  }

  @Override
  public void close() {
    admin.close();
    box.close();
  }
}
