package io.sluice.avro.topic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A schema as the schemas topic holds it, under the fingerprint that records name it by.
 *
 * <p>Avro's fingerprint leaves out all properties of a schema, and ours say what Connect and
 * PostgreSQL know of a column: a {@code date} and an {@code integer} would share one number. So the
 * root is a record whose namespace ends in a digest of the whole schema. Avro matches records by
 * their unqualified name, which stays.
 *
 * @param schema a record, or a simple type without any property
 * @param fingerprint CRC-64-AVRO of its parsing canonical form
 */
record AddressedSchema(Schema schema, long fingerprint) {

  /** On the root: the last part of its namespace, which is none of its name's. */
  private static final String DIGEST = "sluice.digest";

  /** On a root that stands only for its one field. */
  private static final String WRAPPED = "sluice.wrapped";

  private static final String WRAPPER = "ConnectValue";
  private static final int DIGEST_BYTES = 8;

  /** Gives any schema its address. */
  static AddressedSchema of(Schema plain) {
    if (plain.getType() != Schema.Type.RECORD && !plain.hasProps() && isSimple(plain)) {
      return new AddressedSchema(plain, SchemaNormalization.parsingFingerprint64(plain));
    }
    String digest = "s" + digest(plain);
    Schema root =
        plain.getType() == Schema.Type.RECORD ? renamed(plain, digest) : wrapped(plain, digest);
    root.addProp(DIGEST, digest);
    return new AddressedSchema(root, SchemaNormalization.parsingFingerprint64(root));
  }

  /** A schema that was read from the topic, whoever wrote it there. */
  static AddressedSchema read(String json) {
    // Names of PostgreSQL are long; only what a schema of ours can hold is checked.
    Schema schema = new Schema.Parser().parse(json);
    return new AddressedSchema(schema, SchemaNormalization.parsingFingerprint64(schema));
  }

  /** The schema as it was before it got its address: the same bytes, and its own name. */
  Schema plain() {
    if (schema.getObjectProp(WRAPPED) != null) {
      return schema.getFields().get(0).schema();
    }
    String digest = schema.getProp(DIGEST);
    if (digest == null) {
      return schema;
    }
    String namespace = schema.getNamespace();
    int end = namespace.length() - digest.length() - 1;
    return copy(schema, schema.getName(), end < 0 ? null : namespace.substring(0, end));
  }

  private static boolean isSimple(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ARRAY, MAP, UNION, ENUM, FIXED -> false;
      default -> true;
    };
  }

  private static Schema renamed(Schema record, String digest) {
    String namespace = record.getNamespace();
    boolean none = namespace == null || namespace.isEmpty();
    return copy(record, record.getName(), none ? digest : namespace + "." + digest);
  }

  private static Schema wrapped(Schema value, String digest) {
    Schema root = Schema.createRecord(WRAPPER, null, digest, false);
    root.setFields(List.of(new Schema.Field("value", value, null, null)));
    root.addProp(WRAPPED, true);
    return root;
  }

  private static Schema copy(Schema record, String name, String namespace) {
    Schema copy = Schema.createRecord(name, record.getDoc(), namespace, false);
    copy.setFields(
        record.getFields().stream().map(field -> new Schema.Field(field, field.schema())).toList());
    record.forEachProperty(
        (property, value) -> {
          if (!property.equals(DIGEST)) {
            copy.addProp(property, value);
          }
        });
    return copy;
  }

  private static String digest(Schema schema) {
    try {
      byte[] whole = schema.toString().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole);
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
