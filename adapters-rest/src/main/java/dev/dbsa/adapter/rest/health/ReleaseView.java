package dev.dbsa.adapter.rest.health;

/** Which release answers, in the form of the framework's own {@code /q/info}. */
record ReleaseView(Build build) {
  /**
   * The program.
   *
   * @param kind {@code jvm} or {@code native}
   */
  record Build(String name, String version, String kind) {}
}
