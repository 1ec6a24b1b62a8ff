package io.sluice.source.pgoutput;

import io.sluice.change.ReplicaIdentity;
import io.sluice.change.RowImage;
import io.sluice.change.TableId;
import io.sluice.change.Value;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Column;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Delete;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Message;
import io.sluice.source.pgoutput.PgOutputMessage.Origin;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.Truncate;
import io.sluice.source.pgoutput.PgOutputMessage.Type;
import io.sluice.source.pgoutput.PgOutputMessage.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes the messages of transactions, and keeps the tables that they speak of. */
final class TransactionMessages {

  private static final int CASCADE = 1;
  private static final int RESTART_IDENTITY = 2;

  private final Map<Integer, Relation> relations = new HashMap<>();

  /**
   * Decodes what follows a message's letter, and, in a block of a streamed transaction, its
   * transaction.
   */
  PgOutputMessage decode(char letter, MessageBytes bytes) {
    return switch (letter) {
      case 'B' -> new Begin(bytes.lsn(), bytes.micros(), bytes.int32());
      case 'C' -> commit(bytes);
      case 'R' -> relation(bytes);
      case 'Y' -> new Type(bytes.int32(), schema(bytes), bytes.string());
      case 'I' -> insert(bytes);
      case 'U' -> update(bytes);
      case 'D' -> delete(bytes);
      case 'T' -> truncate(bytes);
      case 'O' -> new Origin(bytes.lsn(), bytes.string());
      case 'M' -> new Message(bytes.flag(1) == 1, bytes.lsn(), bytes.string(), bytes.content());
      default -> throw bytes.problem("protocol version 2 has no such message here");
    };
  }

  /** The table as it was told of last; empty if it never was. */
  Optional<Relation> relation(int id) {
    return Optional.ofNullable(relations.get(id));
  }

  /** From here on the table's changes have these columns. */
  void adopt(Relation relation) {
    relations.put(relation.id(), relation);
  }

  private static Commit commit(MessageBytes bytes) {
    bytes.flag(0);
    return new Commit(bytes.lsn(), bytes.lsn(), bytes.micros());
  }

  private Relation relation(MessageBytes bytes) {
    int id = bytes.int32();
    TableId table = table(bytes);
    Relation relation = new Relation(id, table, identity(bytes), columns(bytes));
    bytes.whole(relation);
    adopt(relation);
    return relation;
  }

  private static TableId table(MessageBytes bytes) {
    String schema = schema(bytes);
    String name = bytes.string();
    if (name.isEmpty()) {
      throw bytes.problem("the table has no name");
    }
    return new TableId(schema, name);
  }

  /** The protocol leaves out the name of the system's own schema. */
  private static String schema(MessageBytes bytes) {
    String name = bytes.string();
    return name.isEmpty() ? "pg_catalog" : name;
  }

  private static ReplicaIdentity identity(MessageBytes bytes) {
    char letter = bytes.letter();
    try {
      return ReplicaIdentity.of(letter);
    } catch (IllegalArgumentException unknown) {
      throw bytes.problem(unknown.getMessage());
    }
  }

  private static List<Column> columns(MessageBytes bytes) {
    int count = bytes.count(bytes.int16(), 10);
    List<Column> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean key = bytes.flag(1) == 1;
      columns.add(new Column(bytes.string(), bytes.int32(), bytes.int32(), key));
    }
    return columns;
  }

  private Insert insert(MessageBytes bytes) {
    Relation relation = known(bytes, bytes.int32());
    expect(bytes, bytes.letter(), 'N');
    return new Insert(relation, tuple(bytes, relation));
  }

  private Update update(MessageBytes bytes) {
    Relation relation = known(bytes, bytes.int32());
    char part = bytes.letter();
    if (part == 'N') {
      return new Update(relation, Optional.empty(), tuple(bytes, relation));
    }
    RowImage before = oldTuple(bytes, relation, part);
    expect(bytes, bytes.letter(), 'N');
    return new Update(relation, Optional.of(before), tuple(bytes, relation));
  }

  private Delete delete(MessageBytes bytes) {
    Relation relation = known(bytes, bytes.int32());
    return new Delete(relation, oldTuple(bytes, relation, bytes.letter()));
  }

  private Truncate truncate(MessageBytes bytes) {
    int count = bytes.count(bytes.int32(), 4);
    int options = bytes.flag(CASCADE | RESTART_IDENTITY);
    List<Relation> truncated = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      truncated.add(known(bytes, bytes.int32()));
    }
    return new Truncate(truncated, (options & CASCADE) != 0, (options & RESTART_IDENTITY) != 0);
  }

  private static RowImage oldTuple(MessageBytes bytes, Relation relation, char part) {
    if (part == 'O') {
      return tuple(bytes, relation);
    }
    expect(bytes, part, 'K');
    Value[] values = values(bytes, relation);
    for (int i = 0; i < values.length; i++) {
      // The protocol has NULL for what is not part of the key.
      values[i] = relation.columns().get(i).key() ? values[i] : Value.Missing.ABSENT;
    }
    return RowImage.of(values);
  }

  private static RowImage tuple(MessageBytes bytes, Relation relation) {
    return RowImage.of(values(bytes, relation));
  }

  private static Value[] values(MessageBytes bytes, Relation relation) {
    int count = bytes.count(bytes.int16(), 1);
    if (count != relation.columns().size()) {
      throw bytes.problem(
          "a row of " + count + " columns in a table of " + relation.columns().size());
    }
    Value[] values = new Value[count];
    for (int i = 0; i < count; i++) {
      values[i] = value(bytes);
    }
    return values;
  }

  private static Value value(MessageBytes bytes) {
    return switch (bytes.letter()) {
      case 't' -> bytes.text();
      case 'n' -> Value.Missing.NULL;
      case 'u' -> Value.Missing.UNCHANGED;
      case 'b' -> throw bytes.problem("a value in binary form, which was not asked for");
      default -> throw bytes.problem("a value of no known form");
    };
  }

  private Relation known(MessageBytes bytes, int id) {
    Relation relation = relations.get(id);
    if (relation == null) {
      throw bytes.problem("no Relation message for table " + Integer.toUnsignedString(id));
    }
    return relation;
  }

  private static void expect(MessageBytes bytes, char found, char expected) {
    if (found != expected) {
      throw bytes.problem("it has no '" + expected + "' where one belongs");
    }
  }
}
