package io.sluice.control.schema;

/**
 * What an object cannot be made without.
 *
 * @param kind which catalog has it
 * @param name of a role or an extension as it is, of anything else as SQL has it
 */
record Need(Kind kind, String name) {

  enum Kind {
    ROLE,
    FUNCTION,
    TABLE,
    EXTENSION,
    /** An object of this copy, written as its key. */
    OBJECT,
    /** That our role is not held by the row security of this table. */
    BYPASS,
    /** The same where it is forced on the owner too. */
    BYPASSRLS,
    /** That no expression calls a renamed table by its old name alone. */
    CLEAR_NAMES
  }

  /** Reads {@code role reporting}. */
  static Need of(String text, Names names) {
    int space = text.indexOf(' ');
    Kind kind = Kind.valueOf(text.substring(0, space).toUpperCase(java.util.Locale.ROOT));
    String name = text.substring(space + 1);
    boolean plain = kind == Kind.ROLE || kind == Kind.EXTENSION;
    return new Need(kind, plain ? name : names.inSql(name));
  }

  /** Why the object is left, for people. */
  String complaint() {
    String plain = ObjectKey.plain(name);
    return switch (kind) {
      case ROLE -> "there is no role " + name + " on the target";
      case FUNCTION -> "there is no function " + plain + " on the target yet";
      case TABLE -> "there is no table " + plain + " on the target";
      case EXTENSION -> "the target's server does not have extension " + name + ": install it";
      case OBJECT -> "there is no " + key() + " on the target";
      case CLEAR_NAMES -> "it calls a renamed table by its old name: write it by hand";
      case BYPASS, BYPASSRLS ->
          "the target's user would be held by it: run it once the sink is stopped";
    };
  }

  /** The object that is needed. */
  ObjectKey key() {
    int space = name.indexOf(' ');
    return new ObjectKey(
        io.sluice.control.schema.Kind.valueOf(name.substring(0, space)), name.substring(space + 1));
  }
}
