package io.sluice.control.schema;

import io.sluice.control.schema.SchemaObject.Owner;
import io.sluice.control.schema.SchemaPlan.Difference;
import io.sluice.control.schema.SchemaPlan.Left;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what the source has with what the target has. Used by one thread, once. */
final class Planner {

  private final Map<ObjectKey, SchemaObject> target;
  private final Needs needs;
  private final Set<ObjectKey> known;
  private final List<SchemaObject> missing = new ArrayList<>();
  private final List<Difference> different = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private int equal;

  Planner(Map<ObjectKey, SchemaObject> target, Needs needs) {
    this.target = target;
    this.needs = needs;
    this.known = new HashSet<>(target.keySet());
  }

  SchemaPlan plan(Collection<SchemaObject> source, LeftToDump toDump) throws SQLException {
    for (SchemaObject object : source) {
      place(object);
    }
    return new SchemaPlan(missing, equal, different, left, toDump);
  }

  private void place(SchemaObject object) throws SQLException {
    SchemaObject there = target.get(object.key());
    if (there != null) {
      compare(object, there);
      return;
    }
    Optional<Need> unmet = needs.unmet(object, known);
    if (unmet.isPresent()) {
      left.add(new Left(object.key(), unmet.get().complaint(), object.statements()));
    } else {
      missing.add(owned(object));
      known.add(object.key());
    }
  }

  /** An object whose owner is not on the target is made without. */
  private SchemaObject owned(SchemaObject object) throws SQLException {
    if (object.owner().isEmpty()) {
      return object;
    }
    Owner owner = object.owner().get();
    if (needs.isUser(owner.role())) {
      return object.withoutOwner();
    } else if (needs.hasRole(owner.role())) {
      return object;
    }
    String reason = "its owner, role " + owner.role() + ", is not on the target";
    left.add(new Left(object.key(), reason, List.of(owner.statement())));
    return object.withoutOwner();
  }

  private void compare(SchemaObject object, SchemaObject there) {
    Difference difference = Difference.between(object, there);
    if (difference.isNone()) {
      equal++;
    } else {
      different.add(difference);
    }
  }
}
