package dev.dbsa.bench.verdict;

import java.util.Locale;

/** How many statements of a kind there are and how many the validator judges as the server. */
final class Tally {
  private int all;
  private int agreed;

  void add(boolean agrees) {
    all++;
    agreed += agrees ? 1 : 0;
  }

  String text() {
    return String.format(
        Locale.ROOT, "%6d of %6d  %6.2f %%", agreed, all, all == 0 ? 0 : 100.0 * agreed / all);
  }
}
