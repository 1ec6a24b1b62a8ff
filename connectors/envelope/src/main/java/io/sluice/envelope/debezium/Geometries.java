package io.sluice.envelope.debezium;

import io.sluice.change.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.kafka.connect.data.Struct;

/** Debezium's structs for points and for PostGIS. */
final class Geometries {

  private static final int TYPE_AT = 1;
  private static final int HAS_SRID = 0x20000000;

  private Geometries() {}

  /** {@code point}. */
  static Value point(Object encoded) {
    Struct point = (Struct) encoded;
    return Value.text(
        "(" + Numbers.text(point.get("x")) + "," + Numbers.text(point.get("y")) + ")");
  }

  /** The hexadecimal form that PostGIS reads; a reference system is in it or in front of it. */
  static Value ewkb(Object encoded) {
    Struct geometry = (Struct) encoded;
    ByteBuffer wkb = Bytes.of(geometry.get("wkb"));
    byte[] bytes = new byte[wkb.remaining()];
    wkb.duplicate().get(bytes);
    String hex = HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
    Integer system = geometry.getInt32("srid");
    return Value.text(system == null || hasSystem(wkb) ? hex : "SRID=" + system + ";" + hex);
  }

  private static boolean hasSystem(ByteBuffer wkb) {
    ByteOrder order = wkb.get(0) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return (wkb.order(order).getInt(TYPE_AT) & HAS_SRID) != 0;
  }
}
