package io.sluice.sink.apply;

import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.RowKey;
import io.sluice.change.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table in memory: changed one by one, or by a plan; both have to come to the same. */
final class Table {

  private final Map<RowKey, RowImage> rows = new LinkedHashMap<>();

  Map<RowKey, RowImage> rows() {
    return rows;
  }

  void change(RowChange change) {
    if (change instanceof RowChange.Read read) {
      image(read.row());
    } else if (change instanceof RowChange.Insert insert) {
      image(insert.after());
    } else if (change instanceof RowChange.Update update) {
      image(update.after());
    } else if (change instanceof RowChange.Delete delete) {
      rows.remove(key(delete.before()));
    } else if (change instanceof RowChange.Rekey rekey) {
      move(rekey);
    } else {
      rows.clear();
    }
  }

  void step(ApplyStep step) {
    if (step instanceof ApplyStep.Rows net) {
      each(net.effects(), NetEffect.Delete.class).forEach(e -> rows.remove(key(e.row())));
      each(net.effects(), NetEffect.Upsert.class).forEach(e -> image(e.row()));
      each(net.effects(), NetEffect.Partial.class).forEach(e -> image(e.row()));
    } else if (step instanceof ApplyStep.Move move) {
      move(move.rekey());
    } else if (step instanceof ApplyStep.Truncate) {
      rows.clear();
    }
  }

  private static List<NetEffect> each(List<NetEffect> effects, Class<?> kind) {
    return effects.stream().filter(kind::isInstance).toList();
  }

  private void image(RowImage image) {
    RowImage there = rows.get(key(image));
    if (NetEffect.isComplete(image)) {
      rows.put(key(image), image);
    } else if (there != null) {
      rows.put(key(image), image.filledFrom(there));
    }
  }

  private void move(RowChange.Rekey rekey) {
    RowImage row = rows.remove(key(rekey.before()));
    if (row != null) {
      rows.putIfAbsent(
          key(rekey.newKey()), RowImage.of(rekey.newKey().at(0), row.at(1), row.at(2)));
    }
  }

  private static RowKey key(RowImage image) {
    Value id = image.at(0);
    return new RowKey(List.of(id));
  }
}
