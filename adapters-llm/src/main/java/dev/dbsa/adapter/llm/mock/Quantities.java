package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads comparisons: more than 5, at least two, between 3 and 7, above the average. */
final class Quantities {
  /**
   * A comparison with a number.
   *
   * @param to the upper end of a range; {@code null} for any other
   */
  record Quantity(String operator, String number, @Nullable String to) {}

  private static final Map<String, String> SIGNS =
      Map.of(
          "<", "<", ">", ">", "<=", "<=", ">=", ">=", "=", "=", "==", "=", "<>", "<>", "!=", "<>");

  private static final Map<String, String> PHRASES =
      Map.ofEntries(
          Map.entry("more than or equal to", ">="),
          Map.entry("greater than or equal to", ">="),
          Map.entry("less than or equal to", "<="),
          Map.entry("no less than", ">="),
          Map.entry("no fewer than", ">="),
          Map.entry("not less than", ">="),
          Map.entry("no more than", "<="),
          Map.entry("not more than", "<="),
          Map.entry("no greater than", "<="),
          Map.entry("no longer than", "<="),
          Map.entry("more than", ">"),
          Map.entry("greater than", ">"),
          Map.entry("larger than", ">"),
          Map.entry("bigger than", ">"),
          Map.entry("higher than", ">"),
          Map.entry("longer than", ">"),
          Map.entry("older than", ">"),
          Map.entry("heavier than", ">"),
          Map.entry("bigger", ">"),
          Map.entry("over", ">"),
          Map.entry("above", ">"),
          Map.entry("exceeding", ">"),
          Map.entry("exceeds", ">"),
          Map.entry("exceed", ">"),
          Map.entry("beyond", ">"),
          Map.entry("less than", "<"),
          Map.entry("fewer than", "<"),
          Map.entry("smaller than", "<"),
          Map.entry("lower than", "<"),
          Map.entry("shorter than", "<"),
          Map.entry("younger than", "<"),
          Map.entry("lighter than", "<"),
          Map.entry("below", "<"),
          Map.entry("under", "<"),
          Map.entry("at least", ">="),
          Map.entry("minimum of", ">="),
          Map.entry("at most", "<="),
          Map.entry("up to", "<="),
          Map.entry("maximum of", "<="),
          Map.entry("exactly", "="),
          Map.entry("equal to", "="),
          Map.entry("equals", "="),
          Map.entry("only", "="),
          Map.entry("after", ">"),
          Map.entry("before", "<"));

  /** What numbers are counted in; says nothing more where a column is named. */
  private static final Set<String> UNITS =
      Set.of(
          """
          square kilometers kilometres km meters metres m miles feet dollars euros usd eur people years kg pounds
          percent points units
          """
              .strip()
              .split("\\s+"));

  private final Grammar g;
  private final Nouns nouns;

  Quantities(Grammar grammar, Nouns nouns) {
    this.g = grammar;
    this.nouns = nouns;
  }

  /** The comparison sign and the item after it; {@code null} if none begins here. */
  @Nullable Read<String> operator(int i) {
    String symbol = i < g.size() ? SIGNS.get(g.reading.item(i).text()) : null;
    if (symbol != null) {
      return Read.of(symbol, i + 1, 0);
    }
    int longest = -1;
    String sign = "";
    for (Map.Entry<String, String> phrase : PHRASES.entrySet()) {
      int end = g.phrase(i, phrase.getKey());
      if (end > longest) {
        longest = end;
        sign = phrase.getValue();
      }
    }
    return longest < 0 ? null : Read.of(sign, longest, 0);
  }

  /** A comparison with numbers, beginning here. */
  List<Read<Quantity>> at(int i) {
    List<Read<Quantity>> found = new ArrayList<>();
    if (g.word(i).equals("between") || g.word(i).equals("from")) {
      String and = g.word(i).equals("between") ? "and" : "to";
      if (isNumber(i + 1) && g.word(i + 2).equals(and) && isNumber(i + 3)) {
        found.add(
            Read.of(new Quantity("BETWEEN", nouns.number(i + 1), nouns.number(i + 3)), i + 4, 0));
      }
      return found;
    }
    Read<String> operator = operator(i);
    int at = operator == null ? i : operator.end();
    if (isNumber(at)) {
      String sign = operator == null ? "=" : operator.value();
      int end = at + 1;
      int more = g.anyPhrase(end, "or more", "or above", "or higher", "or greater", "and above");
      int less = g.anyPhrase(end, "or less", "or fewer", "or below", "or lower");
      if (operator == null && more > 0) {
        sign = ">=";
        end = more;
      } else if (operator == null && less > 0) {
        sign = "<=";
        end = less;
      }
      found.add(Read.of(new Quantity(sign, nouns.number(at), null), end, 0));
    }
    if (g.word(i).equals("once") || g.word(i).equals("twice")) {
      found.add(Read.of(new Quantity("=", g.word(i).equals("once") ? "1" : "2", null), i + 1, 0));
    }
    if (operator != null && (g.word(at).equals("once") || g.word(at).equals("twice"))) {
      found.add(
          Read.of(
              new Quantity(operator.value(), g.word(at).equals("once") ? "1" : "2", null),
              at + 1,
              0));
    }
    return found;
  }

  boolean isNumber(int i) {
    return nouns.isNumberWord(i);
  }

  /** Beyond the units that a number may be followed by. */
  int units(int i) {
    int at = i;
    while (UNITS.contains(g.word(at)) || g.isSymbol(at, "%") || g.isSymbol(at, "$")) {
      at++;
    }
    if (at > i && g.word(at).equals("old")) {
      at++;
    }
    return at;
  }

  static String sign(String operator, boolean negated) {
    if (!negated) {
      return operator;
    }
    return switch (operator) {
      case ">" -> "<=";
      case "<" -> ">=";
      case ">=" -> "<";
      case "<=" -> ">";
      case "=" -> "<>";
      default -> "=";
    };
  }

  /** Whether the column can be compared with a number. */
  boolean isNumberColumn(Column column) {
    return g.isNumeric(column);
  }
}
