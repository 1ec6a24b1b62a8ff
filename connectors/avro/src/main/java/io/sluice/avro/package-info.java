/** The Avro converter: the door between Connect's values and records' bytes. */
package io.sluice.avro;
