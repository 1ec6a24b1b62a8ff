package io.sluice.avro.schema;

/**
 * The properties in which an Avro schema carries what only Connect knows. Those that begin with
 * {@code connect.} are the ones that other Avro converters for Connect write and read.
 */
final class SchemaProperties {

  /** The Connect schema's name. */
  static final String NAME = "connect.name";

  /** Its version, a number. */
  static final String VERSION = "connect.version";

  /** Its documentation. */
  static final String DOC = "connect.doc";

  /** Its parameters, an object of strings. */
  static final String PARAMETERS = "connect.parameters";

  /** {@code int8} or {@code int16}, which Avro lacks. */
  static final String TYPE = "connect.type";

  /** On the records that make up a map whose keys are no strings. */
  static final String INTERNAL_TYPE = "connect.internal.type";

  static final String MAP_ENTRY = "MapEntry";

  /** On a field: its name, where Avro does not allow it. */
  static final String FIELD_NAME = "sluice.name";

  /** On a record whose Connect schema has no name. */
  static final String UNNAMED = "sluice.unnamed";

  /** On a root that may be null: as a union it would cost a byte in each record. */
  static final String OPTIONAL = "sluice.optional";

  private SchemaProperties() {}
}
