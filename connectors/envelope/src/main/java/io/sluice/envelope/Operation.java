package io.sluice.envelope;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;

/** Debezium's operations. */
enum Operation {
  READ("r"),
  CREATE("c"),
  UPDATE("u"),
  DELETE("d"),
  TRUNCATE("t");

  private static final Map<String, Operation> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(Operation::code, Function.identity()));

  private final String code;

  Operation(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  static Operation of(String code) {
    Operation operation = BY_CODE.get(code);
    if (operation == null) {
      throw new DataException("operation " + code + " is none of " + BY_CODE.keySet());
    }
    return operation;
  }
}
