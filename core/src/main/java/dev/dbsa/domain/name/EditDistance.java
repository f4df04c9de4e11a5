package dev.dbsa.domain.name;

import java.util.Arrays;

/**
 * Damerau-Levenshtein distance: insertions, deletions, changes and swaps of neighbours (optimal
 * string alignment).
 */
public final class EditDistance {
  private EditDistance() {}

  /** The distance, or some number above {@code limit} where it is greater than that. */
  public static int between(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[] twoBack = new int[b.length() + 1];
    int[] back = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    Arrays.setAll(back, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(row[j - 1], back[j]) + 1, back[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, twoBack[j - 2] + 1);
        }
        row[j] = best;
        least = Math.min(least, best);
      }
      // A swap builds on the row before the last, but a change costs no more and is in this one.
      if (least > limit) {
        return limit + 1;
      }
      int[] spare = twoBack;
      twoBack = back;
      back = row;
      row = spare;
    }
    return back[b.length()];
  }
}
