package io.sluice.control.schema;

import io.sluice.control.report.Console;
import io.sluice.control.schema.Outcome.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a run came to.
 *
 * @param half which part was asked for
 * @param plan what was found
 * @param outcome what was done
 */
public record SchemaResult(Half half, boolean dryRun, SchemaPlan plan, Outcome outcome) {

  /** Whether the target has all that can be made, as the source has it. */
  public boolean isGood() {
    return failures().isEmpty() && plan.different().isEmpty();
  }

  /** How many objects were missing on the target. */
  public int missing() {
    return plan.missing().size();
  }

  /** What is on the target now and was not. */
  List<ObjectKey> made() {
    return outcome.made();
  }

  /** What the target refused. */
  List<Failure> failures() {
    return outcome.failures();
  }

  /** What could not be made, and why. */
  List<SchemaPlan.Left> left() {
    return Stream.concat(plan.left().stream(), outcome.left().stream()).toList();
  }

  /** For people. */
  public void print(Console console) {
    if (dryRun) {
      new Script(half, plan).lines().forEach(console::say);
    }
    String mark = dryRun ? "-- " : "";
    plan.different().forEach(each -> console.say(mark + sentence(each)));
    failures().forEach(each -> console.say(mark + "✗ " + each.key() + ": " + each.error()));
    left().forEach(each -> console.say(mark + "left: " + each.key() + ": " + each.reason()));
    plan.toDump().lines().forEach(line -> console.say(mark + line));
    console.say(mark + summary());
  }

  private String sentence(SchemaPlan.Difference difference) {
    return "≠ %s differs and stays: the source has %s, the target %s"
        .formatted(difference.key(), words(difference.onSource()), words(difference.onTarget()));
  }

  private static String words(List<String> facts) {
    return facts.isEmpty()
        ? "nothing more"
        : ObjectKey.plain(String.join("; ", facts)).replaceAll("\\s+", " ");
  }

  private String summary() {
    return "%s: %d %s, %d there already, %d different, %d failed, %d left"
        .formatted(
            half,
            dryRun ? plan.missing().size() : made().size(),
            dryRun ? "to be made" : "made",
            plan.equal(),
            plan.different().size(),
            failures().size(),
            left().size());
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ok", isGood());
    report.put("half", half.toString());
    report.put("dry_run", dryRun);
    report.put("made", made().size());
    report.put("made_by_kind", kinds(made()));
    report.put("equal", plan.equal());
    report.put(
        "missing",
        dryRun ? plan.missing().stream().map(o -> o.key().toString()).toList() : List.of());
    report.put("different", plan.different().stream().map(SchemaResult::row).toList());
    report.put("failed", failures().stream().map(f -> row(f.key(), "error", f.error())).toList());
    report.put("left", left().stream().map(SchemaResult::row).toList());
    report.put("left_to_pg_dump", plan.toDump().report());
    if (dryRun) {
      report.put("sql", new Script(half, plan).lines());
    }
    return report;
  }

  private static Map<String, Object> row(SchemaPlan.Difference difference) {
    Map<String, Object> row = row(difference.key(), "source", difference.onSource());
    row.put("target", difference.onTarget());
    return row;
  }

  private static Map<String, Object> row(SchemaPlan.Left left) {
    Map<String, Object> row = row(left.key(), "reason", left.reason());
    row.put("sql", left.statements());
    return row;
  }

  private static Map<String, Object> row(ObjectKey key, String name, Object value) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", key.kind().toString());
    row.put("name", ObjectKey.plain(key.name()));
    row.put(name, value);
    return row;
  }

  private static Map<String, Integer> kinds(List<ObjectKey> keys) {
    Map<String, Integer> kinds = new TreeMap<>();
    keys.forEach(key -> kinds.merge(key.kind().toString(), 1, Integer::sum));
    return kinds;
  }
}
