package io.sluice.envelope.debezium;

import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.envelope.codec.EnumLabels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/**
 * The PostgreSQL type of a column, for a table that is not in the target yet: what the producer
 * says of it, if {@code column.propagate.source.type} has it do so, and otherwise what the field's
 * schema lets one suppose.
 */
public final class DerivedTypes {

  private static final String SOURCE = "__debezium.source.column.";
  private static final String PUBLIC = "public.";
  private static final String ENDLESS = Integer.toString(Integer.MAX_VALUE);
  private static final int SCALES = 2048;
  private static final int MAX_SCALE = 1000;

  /** Catalog names of built-in types that are also SQL's. */
  private static final Set<String> PLAIN =
      Set.of(
          "text",
          "uuid",
          "json",
          "jsonb",
          "xml",
          "bytea",
          "date",
          "oid",
          "money",
          "name",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "int4range",
          "int8range",
          "numrange",
          "tsrange",
          "tstzrange",
          "daterange",
          "int4multirange",
          "int8multirange",
          "nummultirange",
          "tsmultirange",
          "tstzmultirange",
          "datemultirange",
          "point",
          "line",
          "lseg",
          "box",
          "path",
          "polygon",
          "circle",
          "tsvector",
          "tsquery",
          "pg_lsn",
          "jsonpath",
          "xid8");

  private static final Set<String> EXTENSIONS =
      Set.of(
          "hstore", "citext", "ltree", "geometry", "geography", "vector", "halfvec", "sparsevec");

  private DerivedTypes() {}

  /**
   * @param table to whose schema an enum's type is taken to belong
   * @param field the schema of the column's field
   */
  public static ColumnType of(TableId table, Schema field) {
    Map<String, String> parameters = field.parameters() == null ? Map.of() : field.parameters();
    String catalogName = parameters.get(SOURCE + "type");
    if (catalogName == null) {
      return ColumnType.of(supposed(field));
    }
    boolean array = catalogName.startsWith("_");
    String element = catalogName.substring(array ? 1 : 0).toLowerCase(Locale.ROOT);
    ColumnType type = said(table, element, field, parameters);
    return array ? new ColumnType(type.name() + "[]", type.labels()) : type;
  }

  private static ColumnType said(
      TableId table, String name, Schema field, Map<String, String> parameters) {
    List<String> labels = EnumLabels.read(field);
    if (!labels.isEmpty()) {
      return new ColumnType(table.schema() + "." + name, labels);
    }
    if (PLAIN.contains(name)) {
      return ColumnType.of(name);
    } else if (EXTENSIONS.contains(name)) {
      return ColumnType.of(PUBLIC + name);
    }
    String length = parameters.getOrDefault(SOURCE + "length", ENDLESS);
    String scale = parameters.getOrDefault(SOURCE + "scale", "");
    return ColumnType.of(modified(name, length, scale, field));
  }

  private static String modified(String name, String length, String scale, Schema field) {
    return switch (name) {
      case "int2" -> "smallint";
      case "int4" -> "integer";
      case "int8" -> "bigint";
      case "float4" -> "real";
      case "float8" -> "double precision";
      case "bool" -> "boolean";
      case "char" -> "\"char\"";
      case "bpchar" -> "character" + limit(length);
      case "varchar" -> "character varying" + limit(length);
      case "bit" -> "bit" + limit(length);
      case "varbit" -> "bit varying" + limit(length);
      case "numeric" -> "numeric" + numeric(length, scale);
      case "interval" -> "interval" + precision(scale);
      case "time" -> "time" + precision(scale) + " without time zone";
      case "timetz" -> "time" + precision(scale) + " with time zone";
      case "timestamp" -> "timestamp" + precision(scale) + " without time zone";
      case "timestamptz" -> "timestamp" + precision(scale) + " with time zone";
      default -> field.type() == Schema.Type.BYTES ? "text" : element(supposed(field));
    };
  }

  private static String element(String type) {
    return type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
  }

  private static String limit(String length) {
    return length.equals(ENDLESS) ? "" : "(" + length + ")";
  }

  private static String precision(String scale) {
    return scale.isEmpty() || scale.equals("6") ? "" : "(" + scale + ")";
  }

  private static String numeric(String length, String scale) {
    if (scale.isEmpty() || Integer.parseInt(length) > MAX_SCALE) {
      return "";
    }
    int digits = Integer.parseInt(scale);
    return "(" + length + "," + (digits > MAX_SCALE ? digits - SCALES : digits) + ")";
  }

  private static String supposed(Schema field) {
    if (field.name() != null) {
      String named = named(field);
      if (!named.isEmpty()) {
        return named;
      }
    }
    return switch (field.type()) {
      case INT8, INT16 -> "smallint";
      case INT32 -> "integer";
      case INT64 -> "bigint";
      case FLOAT32 -> "real";
      case FLOAT64 -> "double precision";
      case BOOLEAN -> "boolean";
      case BYTES -> "bytea";
      case MAP -> PUBLIC + "hstore";
      case ARRAY -> supposed(field.valueSchema()) + "[]";
      default -> "text";
    };
  }

  /** Empty for names that say no more than the field's type does. */
  private static String named(Schema field) {
    return switch (field.name()) {
      case "io.debezium.time.Date",
          "io.debezium.time.IsoDate",
          "org.apache.kafka.connect.data.Date" ->
          "date";
      case "io.debezium.time.Time" -> "time(3) without time zone";
      case "io.debezium.time.MicroTime",
          "io.debezium.time.NanoTime",
          "io.debezium.time.IsoTime",
          "org.apache.kafka.connect.data.Time" ->
          "time without time zone";
      case "io.debezium.time.Timestamp" -> "timestamp(3) without time zone";
      case "io.debezium.time.MicroTimestamp",
          "io.debezium.time.NanoTimestamp",
          "io.debezium.time.IsoTimestamp",
          "org.apache.kafka.connect.data.Timestamp" ->
          "timestamp without time zone";
      case "io.debezium.time.ZonedTimestamp" -> "timestamp with time zone";
      case "io.debezium.time.ZonedTime" -> "time with time zone";
      case "io.debezium.time.MicroDuration", "io.debezium.time.Interval" -> "interval";
      case "io.debezium.data.Json" -> "json";
      case "io.debezium.data.Uuid" -> "uuid";
      case "io.debezium.data.Xml" -> "xml";
      case "io.debezium.data.Tsvector" -> "tsvector";
      case "io.debezium.data.Ltree" -> PUBLIC + "ltree";
      case "io.debezium.data.VariableScaleDecimal" -> "numeric";
      case "org.apache.kafka.connect.data.Decimal" -> decimal(field.parameters());
      case "io.debezium.data.Bits" -> bits(field.parameters().get("length"));
      case "io.debezium.data.geometry.Point" -> "point";
      case "io.debezium.data.geometry.Geometry" -> PUBLIC + "geometry";
      case "io.debezium.data.geometry.Geography" -> PUBLIC + "geography";
      case "io.debezium.data.DoubleVector" -> PUBLIC + "vector";
      case "io.debezium.data.FloatVector" -> PUBLIC + "halfvec";
      case "io.debezium.data.SparseVector", "io.debezium.data.SparseDoubleVector" ->
          PUBLIC + "sparsevec";
      default -> "";
    };
  }

  private static String decimal(Map<String, String> parameters) {
    String precision = parameters.get("connect.decimal.precision");
    return precision == null
        ? "numeric"
        : "numeric" + numeric(precision, parameters.get(Decimal.SCALE_FIELD));
  }

  private static String bits(String length) {
    return length.equals(ENDLESS) ? "bit varying" : "bit" + limit(length);
  }
}
