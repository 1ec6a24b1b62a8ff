package io.sluice.sink.target;

import io.sluice.postgres.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How an enum of the target gets labels that it lacks.
 *
 * @param type the enum, as SQL
 * @param labels those that it has
 */
record EnumGrowth(String type, List<String> labels) {

  /** One label, last of all. */
  String add(String label) {
    return "ALTER TYPE " + type + " ADD VALUE IF NOT EXISTS " + Sql.literal(label);
  }

  /**
   * All that are wanted, each where it stands among the others.
   *
   * @param wanted in their order
   */
  List<String> statements(List<String> wanted) {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!labels.contains(wanted.get(i))) {
        String before =
            next(wanted.subList(i + 1, wanted.size())).map(EnumGrowth::before).orElse("");
        statements.add(add(wanted.get(i)) + before);
      }
    }
    return statements;
  }

  /** Of those that follow, the one that is first in the target. */
  private Optional<String> next(List<String> following) {
    return following.stream()
        .filter(labels::contains)
        .min(Comparator.comparingInt(labels::indexOf));
  }

  private static String before(String label) {
    return " BEFORE " + Sql.literal(label);
  }
}
