package io.sluice.control.check;

/** What is said of the checking itself. */
enum OwnCheck implements Check {
  TIME_LIMIT(
      Part.TIME,
      Severity.FAILED,
      "whether all was looked at within 30 s; what was not, is named",
      "another run when the servers are less busy, or whatever holds the locks");

  private final Part part;
  private final Severity severity;
  private final String looksAt;
  private final String mend;

  OwnCheck(Part part, Severity severity, String looksAt, String mend) {
    this.part = part;
    this.severity = severity;
    this.looksAt = looksAt;
    this.mend = mend;
  }

  @Override
  public Side side() {
    return Side.CHECK;
  }

  @Override
  public Part part() {
    return part;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public String looksAt() {
    return looksAt;
  }

  @Override
  public String mend() {
    return mend;
  }
}
