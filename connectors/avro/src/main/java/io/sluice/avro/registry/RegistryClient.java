package io.sluice.avro.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;

/** The REST API of a registry, as far as schemas need it. */
final class RegistryClient {

  private static final String AVRO = "AVRO";

  private final RegistryHttp http;

  RegistryClient(RegistryHttp http) {
    this.http = http;
  }

  /** Registers a schema, unless it is registered; its number. */
  int register(String subject, Schema schema) {
    return id(RegistryQuestion.register(subject, schema));
  }

  /** The number of a schema that has to be registered. */
  int find(String subject, Schema schema) {
    return id(RegistryQuestion.find(subject, schema));
  }

  /** The schema with a number. */
  Schema read(long id) {
    RegistryQuestion question = RegistryQuestion.read(id);
    return schema(question, good(question, http.ask(question)));
  }

  /** The newest schema of a subject; empty if nobody has registered one. */
  Optional<Schema> latest(String subject) {
    RegistryQuestion question = RegistryQuestion.latest(subject);
    RegistryReply reply = http.ask(question);
    if (reply.isNotFound() && reply.isOfRegistry()) {
      return Optional.empty();
    }
    return Optional.of(schema(question, good(question, reply)));
  }

  private int id(RegistryQuestion question) {
    JsonNode id = good(question, http.ask(question)).path("id");
    if (!id.canConvertToInt()) {
      throw new DataException("Cannot " + question.words() + ": the answer has no number");
    }
    return id.intValue();
  }

  private static JsonNode good(RegistryQuestion question, RegistryReply reply) {
    if (!reply.isGood() || !reply.isOfRegistry()) {
      throw RegistryRefusal.of(question, reply);
    }
    return reply.body();
  }

  /** Others' schemas are read as they are, whatever Avro thinks of their names and defaults. */
  private Schema schema(RegistryQuestion question, JsonNode found) {
    String type = found.path("schemaType").asText(AVRO);
    if (!type.equals(AVRO)) {
      throw new DataException(
          "Cannot " + question.words() + ": it is of type " + type + ", not Avro");
    }
    Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION);
    parser.setValidateDefaults(false);
    parseReferences(parser, found.path("references"));
    return parse(parser, question, found);
  }

  /** Named types of other subjects, each before those that use it. */
  private void parseReferences(Schema.Parser parser, JsonNode references) {
    for (JsonNode reference : references) {
      RegistryQuestion question =
          RegistryQuestion.version(
              reference.path("subject").asText(), reference.path("version").intValue());
      JsonNode found = good(question, http.ask(question));
      parseReferences(parser, found.path("references"));
      if (!parser.getTypes().containsKey(reference.path("name").asText())) {
        parse(parser, question, found);
      }
    }
  }

  private static Schema parse(Schema.Parser parser, RegistryQuestion question, JsonNode found) {
    try {
      return parser.parse(found.path("schema").asText());
    } catch (AvroRuntimeException unreadable) {
      throw new DataException(
          "Cannot " + question.words() + ": Avro does not understand it", unreadable);
    }
  }
}
