package dev.dbsa.adapter.introspect;

import java.util.List;

/** What a verification warns of, in the same words for every server. */
final class Warnings {
  static final String NOT_ENCRYPTED = "The connection is not encrypted.";

  private Warnings() {}

  /**
   * @param rights what the account may do, as verb phrases
   */
  static String canWrite(List<String> rights) {
    return "The account can write, though reading the catalogue is enough: it may "
        + String.join(", ", rights)
        + ".";
  }

  static String outdated(String product, String version) {
    return product + " " + version + " gets no security fixes any more.";
  }
}
