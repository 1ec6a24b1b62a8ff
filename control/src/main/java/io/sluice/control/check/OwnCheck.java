package io.sluice.control.check;

/** What is said of the checking itself. */
enum OwnCheck implements Check {
  TIME_LIMIT(
      Part.TIME,
      Severity.FAILED,
      "whether all was looked at within 30 s; what was not, is named",
      "another run when the servers are less busy, or whatever holds the locks");

  private final About about;

  OwnCheck(Part part, Severity severity, String looksAt, String mend) {
    this.about = new About(part, severity, looksAt, mend);
  }

  @Override
  public Side side() {
    return Side.CHECK;
  }

  @Override
  public About about() {
    return about;
  }
}
