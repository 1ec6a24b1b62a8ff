package io.sluice.control.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SwitchHookTest {

  private final List<String> output = Collections.synchronizedList(new ArrayList<>());

  @Test
  void commandKnowsBothSidesAndWhereToButNoPassword() {
    run("env | grep ^SLUICE_ | sort", Direction.ROLLBACK);

    assertThat(output)
        .containsExactly(
            "SLUICE_DIRECTION=rollback",
            "SLUICE_MIGRATION=shop",
            "SLUICE_SOURCE_DATABASE=old",
            "SLUICE_SOURCE_HOST=here",
            "SLUICE_SOURCE_PORT=1",
            "SLUICE_TARGET_DATABASE=new",
            "SLUICE_TARGET_HOST=there",
            "SLUICE_TARGET_PORT=2",
            "SLUICE_TO_DATABASE=old",
            "SLUICE_TO_HOST=here",
            "SLUICE_TO_PORT=1");
  }

  @Test
  void commandThatFailsIsAProblemAndItsWordsAreHeard() {
    assertThatThrownBy(() -> run("echo no way >&2; exit 3", Direction.CUTOVER))
        .isInstanceOf(Problem.class)
        .hasMessage("the switch command ended with 3");
    assertThat(output).containsExactly("no way");
  }

  @Test
  void commandThatDoesNotEndIsEnded() {
    SwitchHook hook = new SwitchHook("sleep 600 & sleep 600", Duration.ofMillis(300));
    assertThatThrownBy(() -> hook.run(route(Direction.CUTOVER), output::add))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("does not end within");
  }

  @Test
  void whatItLeavesBehindDoesNotHoldItUp() {
    assertThatCode(() -> run("sleep 20 & echo moved", Direction.CUTOVER))
        .doesNotThrowAnyException();
    assertThat(output).containsExactly("moved");
  }

  private void run(String command, Direction direction) {
    new SwitchHook(command, Duration.ofSeconds(10)).run(route(direction), output::add);
  }

  private static Route route(Direction direction) {
    Database source = new Database("source", Endpoint.of("here", 1, "old", "u", "secret"));
    Database target = new Database("target", Endpoint.of("there", 2, "new", "u", "secret"));
    return new Route(
        new Migration(
            "shop",
            new Source(source, List.of(), "p", "s", Source.Chunk.DEFAULT),
            target,
            Optional.empty(),
            Optional.empty(),
            Map.of()),
        direction);
  }
}
