package io.sluice.envelope.debezium;

import io.sluice.change.ColumnType;
import io.sluice.change.Value;
import io.sluice.envelope.codec.ColumnCodec;
import io.sluice.envelope.codec.ColumnCodecs;
import io.sluice.envelope.codec.HandlingModes;

/** Floating-point numbers inside of structs, as PostgreSQL prints them. */
final class Numbers {

  private static final ColumnCodec DOUBLE =
      ColumnCodecs.of(ColumnType.of("double precision"), HandlingModes.EXACT);
  private static final ColumnCodec REAL =
      ColumnCodecs.of(ColumnType.of("real"), HandlingModes.EXACT);

  private Numbers() {}

  static String text(Object number) {
    Value.Text text = number instanceof Float ? REAL.decode(number) : DOUBLE.decode(number);
    return text.string();
  }
}
