/** Connect's values as Avro's binary encoding and back, compiled once per schema. */
package io.sluice.avro.codec;
