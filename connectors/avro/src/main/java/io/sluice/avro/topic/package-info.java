/** Avro's single-object encoding, with the schemas in a compacted topic. */
package io.sluice.avro.topic;
