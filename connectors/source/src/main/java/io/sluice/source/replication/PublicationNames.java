package io.sluice.source.replication;

/** The form in which pgoutput takes publication names. */
final class PublicationNames {

  private PublicationNames() {}

  /** A list of one quoted identifier: inside the option's own quotes the server splits it. */
  static String option(String publication) {
    return '"' + publication.replace("\"", "\"\"") + '"';
  }
}
