/**
 * The wire format of Confluent's registry, which Apicurio's speaks too: a byte 0, the schema's
 * number in four bytes, Avro's binary encoding. Schemas are registered and read through the
 * registry's REST API.
 */
package io.sluice.avro.registry;
