package io.sluice.envelope;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * A struct into which only values are put that fit.
 *
 * <p>A struct that is put into another is validated again, field by field, each with a text made
 * for a complaint: two fifths of the cost of an envelope. This one need not be. It equals structs
 * of its own kind only, as {@code Struct} does.
 */
final class FittingStruct extends Struct {

  FittingStruct(Schema schema) {
    super(schema);
  }

  /** Its writer has seen to that. */
  @Override
  public void validate() {}
}
