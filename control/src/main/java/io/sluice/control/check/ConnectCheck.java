package io.sluice.control.check;

/** What is looked at in Kafka Connect. */
enum ConnectCheck implements Check {
  REACHABLE(Part.WORKER, Severity.FAILED, "whether the worker's REST API answers", "`connect.url`"),
  VERSION(
      Part.WORKER,
      Severity.WARNING,
      "the worker's version, 3.3 or later for exactly-once",
      "an upgrade"),
  CLUSTER(
      Part.WORKER,
      Severity.FAILED,
      "whether the worker is on the cluster that `kafka.bootstrap.servers` names",
      "one of the two"),
  PLUGINS(
      Part.WORKER, Severity.FAILED, "whether the worker finds both connectors", "`plugin.path`"),
  EXACTLY_ONCE(
      Part.CONNECTORS,
      Severity.FAILED,
      "whether the worker supports exactly-once for sources",
      "`exactly.once.source.support=enabled`"),
  OVERRIDE_POLICY(
      Part.CONNECTORS,
      Severity.FAILED,
      "whether connectors may set what their producers and consumers need",
      "`connector.client.config.override.policy=All`"),
  SOURCE_CONFIG(
      Part.CONNECTORS,
      Severity.FAILED,
      "what the source connector says of its configuration, key by key, as the worker sees the source",
      "the key that the message names"),
  SINK_CONFIG(
      Part.CONNECTORS,
      Severity.FAILED,
      "the same of the sink connector",
      "the key that the message names");

  private final About about;

  ConnectCheck(Part part, Severity severity, String looksAt, String mend) {
    this.about = new About(part, severity, looksAt, mend);
  }

  @Override
  public Side side() {
    return Side.CONNECT;
  }

  @Override
  public About about() {
    return about;
  }
}
