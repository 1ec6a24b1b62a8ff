/** Connect's schemas as Avro's and back, without loss. */
package io.sluice.avro.schema;
