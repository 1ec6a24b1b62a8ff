package io.sluice.source.pgoutput;

import io.sluice.change.RowImage;
import io.sluice.change.Value;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Delete;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Message;
import io.sluice.source.pgoutput.PgOutputMessage.Origin;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.Truncate;
import io.sluice.source.pgoutput.PgOutputMessage.Type;
import io.sluice.source.pgoutput.PgOutputMessage.Update;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Messages that a real server sent for {@code pgoutput/workload.sql}, one in hexadecimal digits per
 * line, and what they say.
 */
final class Recording {

  private Recording() {}

  static List<byte[]> messages(String name) {
    return lines(name).stream().map(HexFormat.of()::parseHex).toList();
  }

  static List<String> lines(String name) {
    try (InputStream file = Recording.class.getResourceAsStream("/pgoutput/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is the same in every recording: no positions, times, transactions or ids. */
  static String describe(PgOutputMessage message) {
    if (message instanceof Begin) {
      return "BEGIN";
    } else if (message instanceof Commit) {
      return "COMMIT";
    } else if (message instanceof Relation relation) {
      return "RELATION "
          + relation.table()
          + " "
          + relation.identity()
          + " "
          + relation.columns().stream()
              .map(column -> column.name() + (column.key() ? "*" : ""))
              .collect(Collectors.joining(" "));
    } else if (message instanceof Type type) {
      return "TYPE " + type.schema() + "." + type.name();
    } else if (message instanceof Insert insert) {
      return "INSERT " + insert.relation().table() + describe(insert.after());
    } else if (message instanceof Update update) {
      return "UPDATE "
          + update.relation().table()
          + update.before().map(Recording::describe).orElse("")
          + " ->"
          + describe(update.after());
    } else if (message instanceof Delete delete) {
      return "DELETE " + delete.relation().table() + describe(delete.before());
    } else if (message instanceof Truncate truncate) {
      return "TRUNCATE "
          + truncate.relations().stream()
              .map(relation -> relation.table().toString())
              .collect(Collectors.joining(" "))
          + (truncate.cascade() ? " CASCADE" : "")
          + (truncate.restartIdentity() ? " RESTART IDENTITY" : "");
    } else if (message instanceof Origin origin) {
      return "ORIGIN " + origin.name();
    }
    Message said = (Message) message;
    return (said.transactional() ? "MESSAGE " : "MESSAGE OUTSIDE ")
        + said.prefix()
        + " "
        + new String(said.content(), StandardCharsets.UTF_8);
  }

  private static String describe(RowImage row) {
    return row.values().stream()
        .map(value -> value instanceof Value.Text text ? shorten(text.string()) : value.toString())
        .collect(Collectors.joining(" | ", " (", ")"));
  }

  private static String shorten(String text) {
    return text.length() > 40 ? text.length() + " characters" : "'" + text + "'";
  }
}
