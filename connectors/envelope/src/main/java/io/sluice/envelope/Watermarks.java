package io.sluice.envelope;

import io.sluice.change.Watermark;
import org.apache.kafka.connect.data.Schema;

/** Watermarks as records of the watermarks topic, both ways. */
public final class Watermarks {

  private Watermarks() {}

  /** The record of a watermark. */
  public static EnvelopeRecord write(TopicNaming naming, Watermark watermark) {
    throw new UnsupportedOperationException();
  }

  /** Whether a record of this value schema is a watermark. */
  public static boolean isWatermark(Schema valueSchema) {
    throw new UnsupportedOperationException();
  }

  /** The watermark in a record. */
  public static Watermark read(EnvelopeRecord record) {
    throw new UnsupportedOperationException();
  }
}
