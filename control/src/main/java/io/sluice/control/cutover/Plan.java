package io.sluice.control.cutover;

import io.sluice.control.migration.CutoverSettings;
import io.sluice.control.migration.Fencing;
import java.util.ArrayList;
import java.util.List;

/** Says what a move would do. */
final class Plan {

  private Plan() {}

  static List<String> of(Move move) {
    Route route = move.route();
    SwitchOptions options = move.options();
    CutoverSettings settings = options.settings();
    List<String> plan = new ArrayList<>();
    plan.add("would close " + route.to() + " by " + describe(settings.fencing()));
    plan.add(
        options.oneWay()
            ? "would make no way back"
            : "would see to it that %s and %s run"
                .formatted(route.wayBack().sourceConnector(), route.wayBack().sinkConnector()));
    options.postponeFile().ifPresent(file -> plan.add("would wait while " + file + " is there"));
    plan.add("would close " + route.from() + " by " + describe(settings.fencing()));
    plan.add("would wait until a mark, and all before it, is in " + route.to());
    plan.add("would set its sequences ahead, by " + settings.margin() + " more");
    if (options.compared() != Compared.NOTHING) {
      plan.add("would compare " + word(options.compared()));
    }
    plan.add(
        "would go back if writers are kept out for more than "
            + settings.maxDowntime().toSeconds()
            + " s");
    plan.add(
        settings
            .switchCommand()
            .map(command -> "would run the switch command")
            .orElse("would run no switch command"));
    plan.add("would open " + route.to());
    return plan;
  }

  private static String word(Compared compared) {
    return compared == Compared.WHOLE
        ? "all tables, whole"
        : "what changed since the last verification, or whole tables";
  }

  private static String describe(Fencing fencing) {
    return fencing instanceof Fencing.Roles roles
        ? "taking the login of " + String.join(", ", roles.names())
        : "triggers on the migrated tables";
  }
}
