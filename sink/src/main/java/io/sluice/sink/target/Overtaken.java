package io.sluice.sink.target;

import java.sql.SQLException;

/** A row came in between the look at a key and the write: the same again. */
final class Overtaken extends SQLException {

  private static final long serialVersionUID = 1L;
  private static final String SERIALIZATION_FAILURE = "40001";

  Overtaken() {
    super("another session wrote the same key at the same moment", SERIALIZATION_FAILURE);
  }
}
