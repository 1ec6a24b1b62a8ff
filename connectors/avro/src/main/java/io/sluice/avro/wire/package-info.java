/** Where schemas live, and how records name them. */
package io.sluice.avro.wire;
