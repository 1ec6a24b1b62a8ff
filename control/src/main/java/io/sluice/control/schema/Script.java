package io.sluice.control.schema;

import java.util.ArrayList;
import java.util.List;

/** A plan as a script for psql. */
record Script(Half half, SchemaPlan plan) {

  /** The same order in which the command itself works. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("-- sluice schema, " + half + ": " + plan.missing().size() + " objects");
    lines.add("\\set ON_ERROR_STOP on");
    lines.add("SET search_path = pg_catalog;");
    if (hasTriggers(plan.missing())) {
      lines.add(TargetTriggers.TABLE.statement() + ";");
    }
    for (SchemaObject object : plan.missing()) {
      lines.add("");
      lines.add("-- " + object.key().toString().replaceAll("\\R", " "));
      object.statements().forEach(statement -> lines.add(statement + ";"));
      object.owner().ifPresent(owner -> lines.add(owner.statement() + ";"));
    }
    return lines;
  }

  static boolean hasTriggers(List<SchemaObject> objects) {
    return objects.stream().anyMatch(object -> object.key().kind() == Kind.TRIGGER);
  }
}
