package io.sluice.envelope;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnFill;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.ComputedColumn;
import io.sluice.change.SequenceDefinition;
import io.sluice.change.TableId;
import io.sluice.change.TypeDefinition;
import io.sluice.envelope.codec.EscapedList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.errors.DataException;

/** A {@link Blueprint} as names and texts: the parameters of a row's schema. */
final class BlueprintText {

  private static final String DEFAULT = "__sluice.default.";
  private static final String IDENTITY = "__sluice.identity.";
  private static final String GENERATED = "__sluice.generated.";
  private static final String COLLATION = "__sluice.collation.";
  private static final String TYPE = "__sluice.type.";
  private static final String SEQUENCE = "__sluice.sequence.";

  private static final String ALWAYS = "always";
  private static final String BY_DEFAULT = "by default";
  private static final String STORED = "stored";
  private static final String VIRTUAL = "virtual";
  private static final String NULLABLE = "null";
  private static final String NOT_NULL = "not null";

  /** How many texts say how a column is computed; one that no row carries has more. */
  private static final int COMPUTED_TEXTS = 2;

  private BlueprintText() {}

  static Map<String, String> write(Blueprint blueprint) {
    Map<String, String> texts = new LinkedHashMap<>();
    blueprint.fills().forEach((column, fill) -> write(column, fill, texts));
    blueprint.collations().forEach((column, name) -> texts.put(COLLATION + column, name));
    blueprint.computed().forEach(column -> write(column, texts));
    numbered(TYPE, blueprint.types().stream().map(BlueprintText::texts).toList(), texts);
    numbered(SEQUENCE, blueprint.sequences().stream().map(BlueprintText::texts).toList(), texts);
    return texts;
  }

  private static void write(String column, ColumnFill fill, Map<String, String> texts) {
    if (fill instanceof ColumnFill.Default written) {
      texts.put(DEFAULT + column, written.expression());
    } else if (fill instanceof ColumnFill.Identity identity) {
      String when = identity.always() ? ALWAYS : BY_DEFAULT;
      texts.put(IDENTITY + column, EscapedList.join(List.of(when, identity.options())));
    } else if (fill instanceof ColumnFill.Computed computed) {
      texts.put(GENERATED + column, EscapedList.join(texts(computed)));
    }
  }

  private static void write(ComputedColumn computed, Map<String, String> texts) {
    ColumnSchema column = computed.column();
    List<String> all = new ArrayList<>(texts(computed.fill()));
    all.add(Integer.toString(computed.place()));
    all.add(column.type().name());
    all.add(column.nullable() ? NULLABLE : NOT_NULL);
    texts.put(GENERATED + column.name(), EscapedList.join(all));
  }

  private static List<String> texts(ColumnFill.Computed computed) {
    return List.of(computed.stored() ? STORED : VIRTUAL, computed.expression());
  }

  private static List<String> texts(TypeDefinition type) {
    return List.of(type.kind().name(), type.name(), type.body());
  }

  private static List<String> texts(SequenceDefinition sequence) {
    TableId id = sequence.id();
    return List.of(id.schema(), id.table(), sequence.options(), sequence.owner().orElse(""));
  }

  private static void numbered(
      String name, List<List<String>> definitions, Map<String, String> texts) {
    for (int i = 0; i < definitions.size(); i++) {
      texts.put(name + (i + 1), EscapedList.join(definitions.get(i)));
    }
  }

  /**
   * The blueprint in parameters, among which others may be.
   *
   * @throws DataException naming a parameter that is none of ours
   */
  static Blueprint read(Map<String, String> texts) {
    Map<String, ColumnFill> fills = new HashMap<>();
    Map<String, String> collations = new HashMap<>();
    List<ComputedColumn> computed = new ArrayList<>();
    Map<Integer, TypeDefinition> types = new TreeMap<>();
    Map<Integer, SequenceDefinition> sequences = new TreeMap<>();
    each(DEFAULT, texts, (column, text) -> fills.put(column, new ColumnFill.Default(text)));
    each(IDENTITY, texts, (column, text) -> fills.put(column, identity(text)));
    each(
        GENERATED,
        texts,
        (column, text) -> {
          List<String> parts = EscapedList.split(text);
          if (parts.size() == COMPUTED_TEXTS) {
            fills.put(column, computed(parts));
          } else {
            computed.add(computed(column, parts));
          }
        });
    each(COLLATION, texts, collations::put);
    each(TYPE, texts, (number, text) -> types.put(Integer.valueOf(number), type(text)));
    each(SEQUENCE, texts, (number, text) -> sequences.put(Integer.valueOf(number), sequence(text)));
    computed.sort(Comparator.comparingInt(ComputedColumn::place));
    return new Blueprint(
        fills, collations, computed, List.copyOf(types.values()), List.copyOf(sequences.values()));
  }

  private static void each(
      String name, Map<String, String> texts, BiConsumer<String, String> read) {
    new TreeMap<>(texts)
        .forEach(
            (key, text) -> {
              if (key.startsWith(name)) {
                readOrName(key, () -> read.accept(key.substring(name.length()), text));
              }
            });
  }

  private static void readOrName(String parameter, Runnable read) {
    try {
      read.run();
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      throw new DataException("parameter " + parameter + " is not as Sluice writes it", wrong);
    }
  }

  private static ColumnFill identity(String text) {
    List<String> parts = EscapedList.split(text);
    return new ColumnFill.Identity(parts.get(0).equals(ALWAYS), parts.get(1));
  }

  private static ColumnFill.Computed computed(List<String> parts) {
    return new ColumnFill.Computed(parts.get(1), parts.get(0).equals(STORED));
  }

  private static ComputedColumn computed(String name, List<String> parts) {
    int place = Integer.parseInt(parts.get(2));
    ColumnType type = ColumnType.of(parts.get(3));
    ColumnSchema column = new ColumnSchema(name, type, parts.get(4).equals(NULLABLE));
    return new ComputedColumn(place, column, computed(parts));
  }

  private static TypeDefinition type(String text) {
    List<String> parts = EscapedList.split(text);
    TypeDefinition.Kind kind = TypeDefinition.Kind.valueOf(parts.get(0));
    return new TypeDefinition(kind, parts.get(1), parts.get(2));
  }

  private static SequenceDefinition sequence(String text) {
    List<String> parts = EscapedList.split(text);
    return new SequenceDefinition(
        new TableId(parts.get(0), parts.get(1)),
        parts.get(2),
        Optional.of(parts.get(3)).filter(owner -> !owner.isEmpty()));
  }
}
