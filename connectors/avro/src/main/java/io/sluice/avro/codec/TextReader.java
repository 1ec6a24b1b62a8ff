package io.sluice.avro.codec;

/**
 * Reads the texts of one field. Where a field says the same in each record, as most of the source
 * block does, one string serves them all: comparing bytes is cheaper than making a string of them.
 */
final class TextReader implements ValueReader {

  /** Longer texts hardly repeat. */
  private static final int LONGEST = 64;

  /** Fields that differ this often in a row are no longer compared. */
  private static final int PATIENCE = 100;

  /** Threads that race for these two lose a comparison, and nothing else. */
  private Repeated last = new Repeated(new byte[0], "");

  private int differed;

  private record Repeated(byte[] bytes, String text) {}

  @Override
  public Object read(AvroInput in) {
    int length = in.readLength();
    if (length > LONGEST || differed > PATIENCE) {
      return in.readString(length);
    }
    Repeated known = last;
    if (in.skipIfNext(known.bytes, length)) {
      differed = 0;
      return known.text;
    }
    differed++;
    Repeated next = new Repeated(in.peek(length), in.readString(length));
    last = next;
    return next.text;
  }
}
