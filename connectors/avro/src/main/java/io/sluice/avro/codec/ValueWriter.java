package io.sluice.avro.codec;

/** Writes the values of one schema. */
@FunctionalInterface
interface ValueWriter {
  void write(AvroOutput out, Object value);
}
