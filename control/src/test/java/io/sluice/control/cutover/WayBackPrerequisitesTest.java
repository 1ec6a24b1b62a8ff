package io.sluice.control.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableId;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WayBackPrerequisitesTest {

  private static final TableId ORDERS = new TableId("shop", "orders");
  private static final TableId ITEMS = new TableId("shop", "items");

  @Test
  void namesThatLeadBackAreNoProblem() {
    assertThat(problems("shop", Map.of(ORDERS, ITEMS, ITEMS, ORDERS), ORDERS, ITEMS)).isEmpty();
  }

  @Test
  void tableThatWouldComeBackUnderAnotherNameIsNamed() {
    assertThat(problems("shop", Map.of(ORDERS, ITEMS), ORDERS, ITEMS))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem())
                  .isEqualTo(
                      "For the way back: shop.items is shop.items on the target, and would come back"
                          + " as shop.orders.");
              assertThat(found.remedy()).startsWith("Name it in renames.").contains("--one-way");
            });
  }

  @Test
  void migrationWhoseNameIsTooLongIsToldSo() {
    assertThat(problems("a".repeat(34), Map.of(), ORDERS))
        .singleElement()
        .extracting(Finding::problem)
        .asString()
        .startsWith("For the way back: name must have at most 33 characters");
  }

  private static List<Finding> problems(
      String name, Map<TableId, TableId> renames, TableId... tables) {
    Endpoint nowhere = Endpoint.of("127.0.0.1", 1, "db", "user", "");
    Migration migration =
        new Migration(
            name,
            new Source(
                new Database("source", nowhere), List.of(), "pub", "slot", Source.Chunk.DEFAULT),
            new Database("target", nowhere),
            Optional.empty(),
            Optional.empty(),
            renames);
    return new WayBackPrerequisites(migration, Path.of(".")).ofNames(List.of(tables));
  }
}
