package io.sluice.transforms;

import io.sluice.change.TableId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads table names from a configuration: {@code schema.table}, case kept, either part in double
 * quotes where it holds a dot, a colon, a comma, a space or a quote (which is then doubled).
 */
final class TableNames {

  /** One table's renaming as the configuration has it. */
  record Renaming(TableId from, TableId to) {}

  /** One schema's. */
  record SchemaRenaming(String from, String to) {}

  /** All of them, in the configuration's order. */
  record Renamings(List<Renaming> tables, List<SchemaRenaming> schemas) {}

  private static final String SPECIAL = ".:,\"";

  private final String text;
  private int at;

  private TableNames(String text) {
    this.text = text;
  }

  /**
   * Reads {@code schema.table:schema.table, schema:schema, …}.
   *
   * @throws IllegalArgumentException if the text is anything else; the message shows the place
   */
  static Renamings renamings(String text) {
    TableNames names = new TableNames(text);
    Renamings renamings = new Renamings(new ArrayList<>(), new ArrayList<>());
    do {
      names.renaming(renamings);
    } while (names.skip(','));
    names.expectEnd();
    return renamings;
  }

  private void renaming(Renamings renamings) {
    String schema = part();
    if (skip('.')) {
      TableId from = new TableId(schema, part());
      expect(':');
      renamings.tables.add(new Renaming(from, table()));
    } else {
      expect(':');
      renamings.schemas.add(new SchemaRenaming(schema, part()));
    }
  }

  /**
   * Reads {@code schema.table}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  static TableId table(String text) {
    TableNames names = new TableNames(text);
    TableId table = names.table();
    names.expectEnd();
    return table;
  }

  private TableId table() {
    String schema = part();
    expect('.');
    return new TableId(schema, part());
  }

  private String part() {
    skipSpaces();
    String part = skip('"') ? quoted() : bare();
    if (part.isEmpty()) {
      throw new IllegalArgumentException("a name is missing " + place());
    }
    skipSpaces();
    return part;
  }

  private String bare() {
    int start = at;
    while (at < text.length() && !special(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder part = new StringBuilder();
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == '"' && !skip('"')) {
        return part.toString();
      }
      part.append(next);
    }
    throw new IllegalArgumentException("a closing quote is missing " + place());
  }

  private void expect(char ascii) {
    if (!skip(ascii)) {
      throw new IllegalArgumentException("a '" + ascii + "' is missing " + place());
    }
  }

  private void expectEnd() {
    if (at < text.length()) {
      throw new IllegalArgumentException("a ',' or the end is missing " + place());
    }
  }

  private boolean skip(char ascii) {
    boolean next = at < text.length() && text.charAt(at) == ascii;
    at += next ? 1 : 0;
    return next;
  }

  private void skipSpaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean special(char next) {
    return SPECIAL.indexOf(next) >= 0 || Character.isWhitespace(next);
  }

  private String place() {
    return at == 0 ? "at the start" : "after \"" + text.substring(0, at) + "\"";
  }
}
