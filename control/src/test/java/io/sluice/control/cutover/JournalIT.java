package io.sluice.control.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.OneServer;
import io.sluice.control.migration.Database;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalIT {

  private final Database database = OneServer.database("journal");

  @Test
  void databaseThatWasNeverLeftHasNoMove() throws SQLException {
    try (Journal journal = Journal.open(database, "m")) {
      assertThat(journal.last(StepName.FENCE)).isEmpty();
      journal.create();
      journal.create();
      assertThat(journal.last(StepName.FENCE)).isEmpty();
    }
  }

  @Test
  void whoeverComesNextSeesWhichStepBeganAndWhichEnded() throws SQLException {
    UUID id = UUID.randomUUID();
    try (Journal journal = Journal.open(database, "m")) {
      journal.create();
      journal.begin(id, Direction.ROLLBACK, StepName.FENCE);
      journal.end(id, StepName.FENCE, "closed");
      journal.begin(id, Direction.ROLLBACK, StepName.DRAIN);
    }

    try (Journal journal = Journal.open(database, "m")) {
      Run run = journal.last(StepName.FENCE).orElseThrow();
      assertThat(run.id()).isEqualTo(id);
      assertThat(run.direction()).isEqualTo(Direction.ROLLBACK);
      assertThat(run.ended(StepName.FENCE)).isTrue();
      assertThat(run.began(StepName.DRAIN)).isTrue();
      assertThat(run.ended(StepName.DRAIN)).isFalse();
      assertThat(run.last()).isEqualTo(StepName.DRAIN);
      assertThat(run.isOver()).isFalse();
    }
    try (Journal another = Journal.open(database, "another")) {
      assertThat(another.last(StepName.FENCE)).isEmpty();
    }
  }

  @Test
  void laterMoveHidesTheEarlierOneOnceItHasComeToTheStep() throws SQLException {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    try (Journal journal = Journal.open(database, "m")) {
      journal.create();
      journal.begin(first, Direction.CUTOVER, StepName.FENCE);
      journal.begin(first, Direction.CUTOVER, StepName.OPEN);
      journal.end(first, StepName.OPEN, "");
      journal.begin(second, Direction.ROLLBACK, StepName.PREFLIGHT);
      assertThat(journal.last(StepName.FENCE)).map(Run::id).contains(first);
      assertThat(journal.last(StepName.FENCE).orElseThrow().isOver()).isTrue();

      journal.begin(second, Direction.ROLLBACK, StepName.FENCE);

      assertThat(journal.last(StepName.FENCE)).map(Run::id).contains(second);
      assertThat(journal.last(StepName.OPEN)).map(Run::id).contains(first);
    }
  }

  @Test
  void stepThatIsTakenAgainHasBegunAgain() throws SQLException {
    UUID id = UUID.randomUUID();
    try (Journal journal = Journal.open(database, "m")) {
      journal.create();
      journal.begin(id, Direction.CUTOVER, StepName.FENCE);
      journal.begin(id, Direction.CUTOVER, StepName.SWITCH);
      journal.end(id, StepName.SWITCH, "moved");
      journal.begin(id, Direction.CUTOVER, StepName.SWITCH);

      assertThat(journal.last(StepName.FENCE).orElseThrow().ended(StepName.SWITCH)).isFalse();
    }
  }
}
