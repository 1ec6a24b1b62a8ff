package io.sluice.control.handover;

import io.sluice.postgres.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscription as it is to be. Pure.
 *
 * @param name on the target
 * @param conninfo how the target reaches the source
 * @param publication on the source
 * @param slot on the source, which exists
 * @param major the target's version
 * @param failover whether standbys of the source keep a copy of the slot
 * @param origin {@code none} or {@code any}: whether changes that were replicated into the source
 *     travel on
 * @param asOwner whether changes are applied as the subscription's owner rather than the tables'
 */
record SubscriptionPlan(
    String name,
    String conninfo,
    String publication,
    String slot,
    int major,
    boolean failover,
    String origin,
    boolean asOwner) {

  /** The secret stays out of what is printed. */
  @Override
  public String toString() {
    return "subscription " + name + " on slot " + slot;
  }

  /** The statement that makes it, without a copy and not yet enabled. */
  String creation() {
    return creation(Sql.literal(slot));
  }

  /** The same without a slot, which can be rolled back. */
  String trial() {
    return creation("NONE");
  }

  private String creation(String slotName) {
    return "CREATE SUBSCRIPTION %s CONNECTION %s PUBLICATION %s WITH (%s)"
        .formatted(
            Sql.identifier(name),
            Sql.literal(conninfo),
            Sql.identifier(publication),
            String.join(", ", options(slotName)));
  }

  /** What is added belongs to later versions; each begins where it came. */
  private List<String> options(String slotName) {
    List<String> options = new ArrayList<>();
    options.add("copy_data = false");
    options.add("create_slot = false");
    options.add("enabled = false");
    options.add("slot_name = " + slotName);
    if (major >= 16) {
      options.add("origin = " + origin);
      options.add("run_as_owner = " + asOwner);
    }
    if (major >= 17) {
      options.add("failover = " + failover);
    }
    return options;
  }
}
