package io.sluice.avro.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What we ask a registry.
 *
 * @param kind decides what a refusal means
 * @param name the subject or the number that it is about
 * @param path of the API, escaped
 * @param body JSON to send; empty for a reading question
 */
record RegistryQuestion(Kind kind, String name, String path, Optional<String> body) {

  /** The questions; each says itself as messages say it, after "cannot". */
  enum Kind {
    REGISTER("register a schema under subject "),
    FIND("find the number of a schema of subject "),
    READ("read the schema with number "),
    READ_LATEST("read the latest schema of subject "),
    READ_VERSION("read the schema that others refer to, subject ");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  static RegistryQuestion register(String subject, Schema schema) {
    String path = "/subjects/" + escaped(subject) + "/versions";
    return new RegistryQuestion(Kind.REGISTER, subject, path, Optional.of(json(schema)));
  }

  static RegistryQuestion find(String subject, Schema schema) {
    String path = "/subjects/" + escaped(subject);
    return new RegistryQuestion(Kind.FIND, subject, path, Optional.of(json(schema)));
  }

  static RegistryQuestion read(long id) {
    return new RegistryQuestion(
        Kind.READ, Long.toString(id), "/schemas/ids/" + id, Optional.empty());
  }

  static RegistryQuestion latest(String subject) {
    String path = "/subjects/" + escaped(subject) + "/versions/latest";
    return new RegistryQuestion(Kind.READ_LATEST, subject, path, Optional.empty());
  }

  static RegistryQuestion version(String subject, int version) {
    String path = "/subjects/" + escaped(subject) + "/versions/" + version;
    return new RegistryQuestion(
        Kind.READ_VERSION, subject + " version " + version, path, Optional.empty());
  }

  /** As messages say it: {@code register a schema under subject orders-value}. */
  String words() {
    return kind.words + name;
  }

  private static String json(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema.toString()).toString();
  }

  private static String escaped(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
