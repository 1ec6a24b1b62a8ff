package io.sluice.source.replication;

/**
 * The stream cannot go on where it should, and nothing but an operator can mend that. The message
 * says what is wrong, what it means and what to do.
 */
public final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Why; each with its stable code. */
  public enum Reason {
    /** A prerequisite is not met. */
    PREREQUISITES("SLUICE-2001"),
    /** The stored position belongs to another cluster. */
    OTHER_SYSTEM("SLUICE-2010"),
    /** The cluster has been promoted since the position was stored. */
    OTHER_TIMELINE("SLUICE-2011"),
    /** The stored position belongs to a slot of another name. */
    OTHER_SLOT("SLUICE-2012"),
    /** There is a stored position, but the slot is gone. */
    SLOT_MISSING("SLUICE-2013"),
    /** The server has given the slot up. */
    SLOT_INVALIDATED("SLUICE-2014"),
    /** The slot has another plugin or belongs to another database. */
    SLOT_OF_ANOTHER_KIND("SLUICE-2015"),
    /** The slot has moved past the stored position. */
    SLOT_AHEAD("SLUICE-2016"),
    /** Another process streams from the slot. */
    SLOT_IN_USE("SLUICE-2017"),
    /** There is a stored position or a slot, but no publication. */
    PUBLICATION_MISSING("SLUICE-2020"),
    /** The publication publishes something else than when the position was stored. */
    PUBLICATION_CHANGED("SLUICE-2021");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The stable code, for documentation and scripts. */
    public String code() {
      return code;
    }
  }

  private final Reason reason;

  CannotStart(Reason reason, String message) {
    super(reason.code() + ": " + message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
