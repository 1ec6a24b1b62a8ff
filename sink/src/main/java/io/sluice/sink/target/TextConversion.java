package io.sluice.sink.target;

import io.sluice.change.ColumnType;
import io.sluice.change.Value;
import java.math.BigInteger;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What is done to a value's text where the target's column has another type. Most types read one
 * another's text as it is, and the server refuses what it cannot read; here are those that do not,
 * although SQL has a cast, or that would read something else.
 */
enum TextConversion {
  /** The text as it is. */
  NONE(text -> text),
  /** {@code t} is 1. */
  BOOLEAN_AS_NUMBER(text -> text.equals("t") ? "1" : "0"),
  /** {@code t} is true. */
  BOOLEAN_AS_WORD(text -> text.equals("t") ? "true" : "false"),
  /** {@code 101} is 5. */
  BITS_AS_NUMBER(text -> text.isEmpty() ? "0" : new BigInteger(text, 2).toString()),
  /** {@code $1,234.50} is 1234.50. */
  MONEY_AS_NUMBER(text -> text.replace("$", "").replace(",", "")),
  /** {@code 12.00} is 12; what has a fraction is refused rather than rounded. */
  NUMERIC_AS_INTEGER(TextConversion::withoutZeroFraction);

  private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint", "oid");
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "oid", "numeric", "real", "double precision");
  private static final Set<String> TEXTS =
      Set.of("text", "character varying", "character", "bpchar");

  private final UnaryOperator<String> conversion;

  TextConversion(UnaryOperator<String> conversion) {
    this.conversion = conversion;
  }

  /**
   * What a column's values need.
   *
   * @param target the type in the target, domains resolved
   */
  static TextConversion of(ColumnType topic, String target) {
    String to = ColumnType.of(target).baseName();
    return switch (topic.baseName()) {
      case "boolean" -> ofBoolean(to);
      case "bit", "bit varying" -> NUMBERS.contains(to) ? BITS_AS_NUMBER : NONE;
      case "money" -> NUMBERS.contains(to) ? MONEY_AS_NUMBER : NONE;
      case "numeric" -> INTEGERS.contains(to) ? NUMERIC_AS_INTEGER : NONE;
      default -> NONE;
    };
  }

  private static TextConversion ofBoolean(String to) {
    if (NUMBERS.contains(to)) {
      return BOOLEAN_AS_NUMBER;
    }
    return TEXTS.contains(to) ? BOOLEAN_AS_WORD : NONE;
  }

  Value apply(Value value) {
    return this != NONE && value instanceof Value.Text text
        ? Value.text(conversion.apply(text.string()))
        : value;
  }

  private static String withoutZeroFraction(String number) {
    int point = number.indexOf('.');
    boolean whole = point >= 0 && number.chars().skip(point + 1L).allMatch(digit -> digit == '0');
    return whole ? number.substring(0, point) : number;
  }
}
