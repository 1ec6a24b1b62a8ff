package io.sluice.avro.registry;

import org.apache.kafka.connect.errors.DataException;

/** What a registry's refusal means, and what to do about it. */
final class RegistryRefusal {

  private RegistryRefusal() {}

  /** The exception for an answer that is not good. */
  static DataException of(RegistryQuestion question, RegistryReply reply) {
    return new DataException(
        "Cannot " + question.words() + " at " + reply.from() + ": " + explained(question, reply));
  }

  private static String explained(RegistryQuestion question, RegistryReply reply) {
    return switch (reply.status()) {
      case 401 -> "it does not accept who we are (401); " + reply.from().credentials().remedy();
      case 403 -> "this is not allowed to us (403, " + reply.reason() + "); " + right(question);
      default ->
          reply.isOfRegistry()
              ? refused(question, reply)
              : "no registry answers there (status "
                  + reply.status()
                  + "); check the path in "
                  + RegistryKeys.URL
                  + ", which is /apis/ccompat/v7 for Apicurio's registry";
    };
  }

  private static String refused(RegistryQuestion question, RegistryReply reply) {
    return switch (reply.status()) {
      case 404 -> missing(question, reply);
      case 409 ->
          "the schema is incompatible with the subject's versions (409): "
              + reply.reason()
              + ". Change the table so that both schemas can be read, or relax the subject's"
              + " compatibility with PUT /config/"
              + question.name();
      case 422 -> "it does not take the schema (422): " + reply.reason();
      default -> "it answers " + reply.status() + ": " + reply.reason();
    };
  }

  private static String missing(RegistryQuestion question, RegistryReply reply) {
    String reason = " (404: " + reply.reason() + "); ";
    return switch (question.kind()) {
      case FIND ->
          "the subject does not have it"
              + reason
              + "register it, or set "
              + RegistryKeys.AUTO_REGISTER
              + "=true";
      case READ ->
          "it is unknown"
              + reason
              + "check that "
              + RegistryKeys.URL
              + " names the registry that the topic was written with";
      default -> "it is unknown" + reason + "check " + RegistryKeys.URL;
    };
  }

  private static String right(RegistryQuestion question) {
    return question.kind() == RegistryQuestion.Kind.REGISTER
        ? "give the user the right to write the subject, or register schemas beforehand and set "
            + RegistryKeys.AUTO_REGISTER
            + "=false"
        : "give the user the right to read the subject";
  }
}
