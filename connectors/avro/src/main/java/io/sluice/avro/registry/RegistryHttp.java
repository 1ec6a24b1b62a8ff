package io.sluice.avro.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.RetriableException;

/** Asks a registry's addresses in turn, beginning with the one that answered last. */
final class RegistryHttp {

  private final List<RegistryEndpoint> endpoints;
  private final RegistryExchange exchange;
  private volatile int preferred;

  RegistryHttp(RegistryOptions options) {
    this.endpoints = options.endpoints();
    this.exchange = new RegistryExchange(options);
  }

  /**
   * The answer of the first address that gives one, good or not.
   *
   * @throws RetriableException all of them are away
   * @throws org.apache.kafka.connect.errors.DataException one of them and we distrust each other
   */
  RegistryReply ask(RegistryQuestion question) {
    RegistryAbsence absence = new RegistryAbsence(question, new ArrayList<>());
    int first = preferred;
    for (int i = 0; i < endpoints.size(); i++) {
      int chosen = (first + i) % endpoints.size();
      RegistryEndpoint endpoint = endpoints.get(chosen);
      try {
        RegistryReply reply = exchange.send(endpoint, question);
        if (!reply.isAway()) {
          preferred = chosen;
          return reply;
        }
        absence.add(reply);
      } catch (IOException failed) {
        absence.add(endpoint, failed);
      }
    }
    throw absence.exception();
  }
}
