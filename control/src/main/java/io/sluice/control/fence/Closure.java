package io.sluice.control.fence;

import io.sluice.control.migration.Fencing;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A database that is closed, as it says itself.
 *
 * @param id of the fence
 * @param fencing how it is closed
 * @param loginless the roles that could log in before and cannot now
 * @param age how long writers have been kept out, by the server's clock
 */
public record Closure(UUID id, Fencing fencing, List<String> loginless, Duration age) {

  public Closure {
    loginless = List.copyOf(loginless);
  }
}
