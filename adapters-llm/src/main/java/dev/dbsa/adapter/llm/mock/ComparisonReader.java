package dev.dbsa.adapter.llm.mock;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads operators in words or signs: at least, over, &lt;=. */
final class ComparisonReader {
  private final Reading reading;

  ComparisonReader(Reading reading) {
    this.reading = reading;
  }

  /** The operator that begins here; {@code null} where there is none. */
  @Nullable Comparison comparisonAt(int i) {
    for (String sign : List.of("<=", ">=", "<>", "!=", "==", "=", "<", ">", ":")) {
      if (reading.isSymbol(i, sign)) {
        String operator =
            switch (sign) {
              case "!=" -> "<>";
              case "==", ":" -> "=";
              default -> sign;
            };
        return new Comparison(operator, i + 1);
      }
    }
    String word = reading.word(i);
    if (i >= reading.size() || reading.item(i).isUsed()) {
      return null;
    }
    if (reading.isWord(i, Set.of("no", "not"))) {
      Comparison opposed = reading.word(i + 2).equals("than") ? comparisonAt(i + 1) : null;
      return opposed == null ? null : new Comparison(opposed.opposite(), opposed.next());
    }
    if (reading.isWord(i, Set.of("more", "less"))
        && reading.word(i + 2).equals("than")
        && Measures.isAdjective(reading.word(i + 1))) {
      return new Comparison(word.equals("more") ? ">" : "<", i + 3);
    }
    boolean than = reading.word(i + 1).equals("than");
    return switch (word) {
      case "over", "above", "exceeding", "exceeds", "beyond" -> new Comparison(">", i + 1);
      case "under", "below" -> new Comparison("<", i + 1);
      case "more",
          "greater",
          "higher",
          "larger",
          "bigger",
          "older",
          "longer",
          "newer",
          "taller",
          "heavier",
          "later",
          "better",
          "deeper",
          "wider",
          "faster" ->
          than ? orEqual(">", i + 2) : null;
      case "less",
          "fewer",
          "lower",
          "smaller",
          "cheaper",
          "younger",
          "shorter",
          "lighter",
          "earlier",
          "slower",
          "worse" ->
          than ? orEqual("<", i + 2) : null;
      case "at" ->
          switch (reading.word(i + 1)) {
            case "least" -> new Comparison(">=", i + 2);
            case "most" -> new Comparison("<=", i + 2);
            default -> null;
          };
      case "minimum" -> new Comparison(">=", i + 1);
      case "maximum" -> new Comparison("<=", i + 1);
      case "up" -> reading.word(i + 1).equals("to") ? new Comparison("<=", i + 2) : null;
      case "exactly" -> new Comparison("=", i + 1);
      default -> null;
    };
  }

  private Comparison orEqual(String operator, int next) {
    return reading.isPhrase(next, "or equal to")
        ? new Comparison(operator + "=", next + 3)
        : new Comparison(operator, next);
  }
}
