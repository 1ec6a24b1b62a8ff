package io.sluice.envelope.codec;

/** What Debezium's adaptive precision counts times in. */
enum ClockUnit {
  MILLIS(1_000),
  MICROS(1);

  private final int micros;

  ClockUnit(int micros) {
    this.micros = micros;
  }

  /** How many microseconds one of these has. */
  int micros() {
    return micros;
  }
}
