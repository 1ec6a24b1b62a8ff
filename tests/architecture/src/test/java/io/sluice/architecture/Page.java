package io.sluice.architecture;

/** A page of the reference that is made of the code. */
interface Page {

  /** Above every one of them. */
  String GENERATED =
      """

      <!-- Generated from the code; `mvn -pl tests/architecture -am test -Dsluice.docs=write` writes it anew. -->
      """;

  /** Its name under {@code docs/reference}. */
  String file();

  /** In Markdown. */
  String text();

  /** What a cell of a table may hold. */
  static String cell(String text) {
    return text.replace("<", "&lt;").replace("|", "\\|");
  }
}
