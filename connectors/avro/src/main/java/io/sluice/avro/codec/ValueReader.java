package io.sluice.avro.codec;

/** Reads the values of one pair of schemas. */
@FunctionalInterface
interface ValueReader {
  Object read(AvroInput in);
}
