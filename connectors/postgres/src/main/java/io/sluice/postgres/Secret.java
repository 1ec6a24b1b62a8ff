package io.sluice.postgres;

/** A password. It is never printed. */
public record Secret(String value) {

  /** Eight stars, whatever the password. */
  @Override
  public String toString() {
    return "********";
  }
}
