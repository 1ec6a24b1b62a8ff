package io.sluice.avro.codec;

import io.sluice.avro.schema.ConnectSchemas;
import io.sluice.avro.schema.DefaultValues;
import io.sluice.avro.schema.LogicalValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.errors.DataException;

/** Compiles readers out of what Avro's own resolution of two schemas says is to be done. */
final class ValueReaders {

  private ValueReaders() {}

  static ValueReader of(Resolver.Action action, org.apache.kafka.connect.data.Schema connect) {
    if (action instanceof Resolver.WriterUnion union) {
      return union(union, connect);
    }
    if (action instanceof Resolver.ReaderUnion union) {
      return of(union.actualAction, connect);
    }
    if (action instanceof Resolver.ErrorAction error) {
      String reason = error.toString();
      return in -> {
        throw new DataException(reason);
      };
    }
    if (action instanceof Resolver.RecordAdjust record) {
      return struct(record, connect);
    }
    if (action instanceof Resolver.Container container) {
      return container(container, connect);
    }
    return simple(action, connect);
  }

  private static ValueReader union(
      Resolver.WriterUnion union, org.apache.kafka.connect.data.Schema connect) {
    ValueReader[] branches = new ValueReader[union.actions.length];
    for (int i = 0; i < branches.length; i++) {
      branches[i] = of(union.actions[i], connect);
    }
    return in -> branch(branches, in).read(in);
  }

  static ValueReader branch(ValueReader[] branches, AvroInput in) {
    int index = in.readInt();
    if (index < 0 || index >= branches.length) {
      throw new DataException("a union has no branch " + index);
    }
    return branches[index];
  }

  private static ValueReader struct(
      Resolver.RecordAdjust record, org.apache.kafka.connect.data.Schema connect) {
    Field[] fields = new Field[record.fieldActions.length];
    ValueReader[] readers = new ValueReader[record.fieldActions.length];
    int place = 0;
    for (int i = 0; i < readers.length; i++) {
      Resolver.Action action = record.fieldActions[i];
      if (action instanceof Resolver.Skip) {
        readers[i] = Skippers.of(action.writer);
      } else {
        fields[i] = connect.field(ConnectSchemas.name(record.readerOrder[place++]));
        readers[i] = of(action, fields[i].schema());
      }
    }
    Field[] missing = missing(record, connect);
    return new StructReader(connect, fields, readers, missing, defaults(record, missing));
  }

  /** The fields that the writer did not know. */
  private static Field[] missing(
      Resolver.RecordAdjust record, org.apache.kafka.connect.data.Schema connect) {
    return Arrays.stream(record.readerOrder)
        .skip(record.firstDefault)
        .map(field -> connect.field(ConnectSchemas.name(field)))
        .toArray(Field[]::new);
  }

  private static Object[] defaults(Resolver.RecordAdjust record, Field[] missing) {
    Object[] defaults = new Object[missing.length];
    for (int i = 0; i < missing.length; i++) {
      Schema.Field avro = record.readerOrder[record.firstDefault + i];
      defaults[i] = DefaultValues.toConnect(missing[i].schema(), avro.defaultVal());
    }
    return defaults;
  }

  private static ValueReader container(
      Resolver.Container container, org.apache.kafka.connect.data.Schema connect) {
    if (connect.type() == org.apache.kafka.connect.data.Schema.Type.ARRAY) {
      return array(of(container.elementAction, connect.valueSchema()));
    }
    if (container.reader.getType() == Schema.Type.MAP) {
      return entries(AvroInput::readString, of(container.elementAction, connect.valueSchema()));
    }
    Resolver.RecordAdjust entry = (Resolver.RecordAdjust) container.elementAction;
    return entries(
        of(entry.fieldActions[0], connect.keySchema()),
        of(entry.fieldActions[1], connect.valueSchema()));
  }

  private static ValueReader array(ValueReader element) {
    return in -> {
      List<Object> items = new ArrayList<>();
      for (int left = in.readBlock(); left > 0; left = in.readBlock()) {
        for (; left > 0; left--) {
          items.add(element.read(in));
        }
      }
      return items;
    };
  }

  private static ValueReader entries(ValueReader keys, ValueReader values) {
    return in -> {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int left = in.readBlock(); left > 0; left = in.readBlock()) {
        for (; left > 0; left--) {
          map.put(keys.read(in), values.read(in));
        }
      }
      return map;
    };
  }

  private static ValueReader simple(
      Resolver.Action action, org.apache.kafka.connect.data.Schema connect) {
    ValueReader plain = plain(action);
    if (action.reader.getType() == Schema.Type.NULL) {
      return plain;
    }
    LogicalValues values = LogicalValues.of(connect);
    return values == LogicalValues.SAME ? plain : in -> values.toConnect(plain.read(in));
  }

  private static ValueReader plain(Resolver.Action action) {
    if (action instanceof Resolver.Promote) {
      return Promotions.of(action.writer.getType(), action.reader.getType());
    }
    return SimpleReaders.of(action.reader, action);
  }
}
