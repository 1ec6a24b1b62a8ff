package io.sluice.sink.gather;

import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where arrivals wait until they may be applied. Used by the task's thread alone.
 *
 * <p>With {@link Consistency#TRANSACTION} those of a source whose watermarks are read wait for what
 * belongs to them in other topics. All others pass at once: topics of other producers, and of
 * sources whose watermarks are not subscribed.
 */
public final class Gate {

  /** What a record takes besides its values. */
  private static final long OVERHEAD = 200;

  private final Consistency consistency;
  private final Function<String, Optional<String>> sourceOf;
  private final Predicate<String> subscribed;
  private final Map<PartitionId, Reached> partitions = new HashMap<>();
  private final Map<String, SourceGate> sources = new LinkedHashMap<>();
  private final Map<PartitionId, SourceGate> routes = new HashMap<>();
  private final Set<PartitionId> marks = new HashSet<>();

  /** What has passed and was not released yet. */
  private List<Arrival> passed = new ArrayList<>();

  /** Beginnings of transactions, by their sources. */
  private final Map<SourceGate, List<Arrival>> begun = new LinkedHashMap<>();

  /** Sources of which a beginning was released, and the rest was not. */
  private final Set<SourceGate> cut = new HashSet<>();

  private long heldBytes;

  /**
   * @param sourceOf the source whose watermarks a topic holds; empty for any other topic
   * @param subscribed whether a topic's records come to this task, if it has any
   */
  public Gate(
      Consistency consistency,
      Function<String, Optional<String>> sourceOf,
      Predicate<String> subscribed) {
    this.consistency = consistency;
    this.sourceOf = sourceOf;
    this.subscribed = subscribed;
  }

  /**
   * From here on these partitions are read as well, after what their progress says. Whatever is
   * held is forgotten: all partitions have to be read from their progress again.
   */
  public void open(Map<PartitionId, Reached> more) {
    partitions.putAll(more);
    restart();
  }

  /** These partitions are not read any more; what is held of any of them is forgotten. */
  public void close(Collection<PartitionId> closed) {
    partitions.keySet().removeAll(closed);
    restart();
  }

  private void restart() {
    sources.clear();
    routes.clear();
    marks.clear();
    passed = new ArrayList<>();
    begun.clear();
    cut.clear();
    heldBytes = 0;
    if (consistency == Consistency.TRANSACTION) {
      partitions.forEach(this::openMarks);
      partitions.forEach(this::openTopic);
    }
  }

  /** Watermarks are in their topic's first partition, whatever number it has. */
  private void openMarks(PartitionId partition, Reached reached) {
    sourceOf
        .apply(partition.topic())
        .filter(source -> partition.partition() == 0 && !isTableOfAnother(source))
        .ifPresent(
            source -> {
              SourceGate gate = new SourceGate(subscribed);
              gate.openMarks(reached);
              sources.put(source, gate);
              routes.put(partition, gate);
              marks.add(partition);
            });
  }

  /** A table may be called watermarks; its topic then has another source's prefix and a schema. */
  private boolean isTableOfAnother(String source) {
    int schema = source.lastIndexOf('.');
    return schema >= 0
        && partitions.keySet().stream()
            .map(PartitionId::topic)
            .anyMatch(
                topic -> sourceOf.apply(topic).equals(Optional.of(source.substring(0, schema))));
  }

  private void openTopic(PartitionId partition, Reached reached) {
    String topic = partition.topic();
    sources.entrySet().stream()
        .filter(source -> isOf(source.getKey(), topic) && !routes.containsKey(partition))
        .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
        .ifPresent(
            source -> {
              source.getValue().open(partition, reached);
              routes.put(partition, source.getValue());
            });
  }

  /**
   * What looks like the watermarks of a source {@code a.b} may be a table of schema {@code b}. Then
   * the topics beside it have no schema of their own behind {@code a.b}, and are none of its.
   */
  private static boolean isOf(String source, String topic) {
    String rest = source + ".";
    return topic.startsWith(rest)
        && (source.indexOf('.') < 0 || topic.indexOf('.', rest.length()) >= 0);
  }

  /** Whether what a partition has passes in its source's order, over all the topics' partitions. */
  public boolean orders(PartitionId partition) {
    return routes.containsKey(partition);
  }

  /** Takes an arrival, after those that came before it in its partition. */
  public void add(Arrival arrival) {
    SourceGate source = routes.get(arrival.from());
    heldBytes += bytes(arrival);
    boolean noMark = arrival instanceof Arrival.Change && marks.contains(arrival.from());
    if (source == null || noMark) {
      passed.add(arrival);
    } else {
      source.add(arrival);
    }
  }

  /**
   * Gives out what may be applied.
   *
   * @param most how many bytes may be held; a transaction that is larger is given out in pieces
   */
  public Optional<Cut> release(long most) {
    sources.values().forEach(this::pass);
    if (heldBytes > most && passed.isEmpty()) {
      begun.forEach(
          (source, arrivals) -> {
            passed.addAll(arrivals);
            cut.add(source);
          });
      begun.clear();
    }
    if (passed.isEmpty()) {
      return Optional.empty();
    }
    List<Arrival> released = passed;
    passed = new ArrayList<>();
    long bytes = released.stream().mapToLong(Gate::bytes).sum();
    heldBytes -= bytes;
    return Optional.of(new Cut(released, cut.isEmpty(), bytes));
  }

  private void pass(SourceGate source) {
    List<Arrival> batch = begun.getOrDefault(source, new ArrayList<>());
    Optional<Boolean> whole = source.release(batch);
    while (whole.isPresent()) {
      if (whole.get()) {
        passed.addAll(batch);
        begun.remove(source);
        cut.remove(source);
        batch = new ArrayList<>();
      } else {
        begun.put(source, batch);
      }
      whole = source.release(batch);
    }
  }

  private static long bytes(Arrival arrival) {
    return arrival instanceof Arrival.Change change ? OVERHEAD + change.change().bytes() : OVERHEAD;
  }

  /** What is held, in bytes, about. */
  public long heldBytes() {
    return heldBytes;
  }

  /** The partitions of which more need not come before others have: they are ahead. */
  public Set<PartitionId> ahead() {
    Set<PartitionId> ahead = new HashSet<>();
    routes.forEach(
        (partition, source) -> {
          if (isAhead(partition, source)) {
            ahead.add(partition);
          }
        });
    return ahead;
  }

  private boolean isAhead(PartitionId partition, SourceGate source) {
    return source
        .awaited()
        .map(topics -> !topics.contains(partition.topic()))
        .orElse(!marks.contains(partition));
  }

  /** The topics that are waited for; empty where nothing is held. */
  public Set<String> awaited() {
    Set<String> names = new TreeSet<>();
    sources.forEach(
        (prefix, source) -> {
          if (source.holdsAny()) {
            names.addAll(source.awaited().orElse(Set.of(prefix + "'s watermarks")));
          }
        });
    return names;
  }
}
