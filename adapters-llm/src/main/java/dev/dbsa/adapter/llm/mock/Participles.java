package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import java.util.Map;

/** What rows are after a verb was done to them: approve, approved. */
final class Participles {
  private static final Map<String, String> IRREGULAR =
      Map.of("pay", "paid", "send", "sent", "sell", "sold", "hold", "held", "hide", "hidden");

  private Participles() {}

  /** Whether the word is the participle of the verb. */
  static boolean isOf(String verb, String word) {
    String participle = Words.fold(word);
    if (verb.length() < 3) {
      return false;
    }
    String base = verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb;
    String doubled = base + base.charAt(base.length() - 1);
    return participle.equals(IRREGULAR.get(verb))
        || participle.equals(base + "ed")
        || participle.equals(doubled + "ed")
        || verb.endsWith("y") && participle.equals(base.substring(0, base.length() - 1) + "ied");
  }
}
