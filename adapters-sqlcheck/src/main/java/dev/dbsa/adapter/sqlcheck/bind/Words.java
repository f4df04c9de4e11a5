package dev.dbsa.adapter.sqlcheck.bind;

/** Puts numbers into messages. */
final class Words {
  private Words() {}

  static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
