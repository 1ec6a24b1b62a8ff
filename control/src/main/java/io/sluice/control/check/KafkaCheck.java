package io.sluice.control.check;

/** What is looked at in Kafka. */
enum KafkaCheck implements Check {
  REACHABLE(
      Part.BROKERS, Severity.FAILED, "whether the brokers answer", "`kafka.bootstrap.servers`"),
  FEATURES(
      Part.BROKERS,
      Severity.WARNING,
      "how many brokers there are, and of what level; a cluster without `metadata.version` is older than 3.3",
      "an upgrade"),
  TRANSACTIONS(
      Part.BROKERS,
      Severity.FAILED,
      "whether there are brokers enough for the log of transactions",
      "`transaction.state.log.replication.factor`, `transaction.state.log.min.isr`"),
  REPLICATION(
      Part.BROKERS,
      Severity.EITHER,
      "whether new topics have replicas enough for `min.insync.replicas`, and more than one where there are several brokers",
      "`default.replication.factor`, `min.insync.replicas`"),
  TOPIC_RETENTION(
      Part.TOPICS,
      Severity.FAILED,
      "whether topics of the migration lose records before they are applied: by age, by size, by compaction",
      "`kafka-configs.sh --alter --add-config retention.ms=-1,…`"),
  TOPIC_RECORD_LIMIT(
      Part.TOPICS,
      Severity.WARNING,
      "whether topics of the migration take records as large as the producer sends",
      "`kafka-configs.sh --alter --add-config max.message.bytes=…`");

  private final About about;

  KafkaCheck(Part part, Severity severity, String looksAt, String mend) {
    this.about = new About(part, severity, looksAt, mend);
  }

  @Override
  public Side side() {
    return Side.KAFKA;
  }

  @Override
  public About about() {
    return about;
  }
}
