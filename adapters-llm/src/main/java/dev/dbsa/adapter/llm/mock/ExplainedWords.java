package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what a glossary says in place of a team's words, in words that requests are read by. What
 * stands in quotes is a value, and stays.
 *
 * @param text the words to read
 * @param told which words were understood by the glossary, and how
 */
record ExplainedWords(String text, List<String> told) {
  private static final Pattern QUOTED =
      Pattern.compile("'[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’|`[^`]*`");

  /** A figure over one column. */
  private static final Pattern FIGURE =
      Pattern.compile("(?i)(sum|avg|min|max)\\s*\\(\\s*([\\p{L}_][\\p{L}\\p{N}_.]*)\\s*\\)");

  private static final Map<String, String> FIGURES =
      Map.of("sum", "total", "avg", "average", "min", "lowest", "max", "highest");

  ExplainedWords {
    told = List.copyOf(told);
  }

  /**
   * @throws Unclear if a word stands for an expression that cannot be read
   */
  static ExplainedWords of(String request, Glossary glossary) throws Unclear {
    List<Term> longestFirst = new ArrayList<>(glossary.terms());
    longestFirst.sort(Comparator.comparingInt((Term t) -> t.word().length()).reversed());
    String text = request;
    List<String> told = new ArrayList<>();
    StringBuilder conditions = new StringBuilder();
    for (Term term : longestFirst) {
      String place = inPlaceOf(term);
      String replaced = replaced(text, term.word(), place);
      if (replaced.equals(text)) {
        continue;
      }
      if (term.meaning() instanceof Meaning.Expression expression && place.isEmpty()) {
        throw new Unclear(
            "“"
                + term.word()
                + "” stands for the expression "
                + expression.sql()
                + ", which is understood only by models: what is to be shown or compared instead?");
      }
      text = replaced;
      if (term.meaning() instanceof Meaning.Value value) {
        conditions
            .append(conditions.isEmpty() ? " with " : " and ")
            .append(lastName(value.column()))
            .append(" '")
            .append(value.value().replace("'", "''"))
            .append('\'');
      }
      told.add("“" + term.word() + "” means " + term.meaning().text() + ", as the glossary says.");
    }
    return new ExplainedWords(text.strip() + conditions, told);
  }

  /** Empty where the word goes, or where nothing can stand there. */
  private static String inPlaceOf(Term term) {
    return switch (term.meaning()) {
      case Meaning.Table table -> lastName(table.name());
      case Meaning.Column column -> lastName(column.name());
      case Meaning.Value _ -> "";
      case Meaning.Expression expression -> figure(expression.sql());
    };
  }

  private static String figure(String sql) {
    Matcher figure = FIGURE.matcher(sql.strip());
    return figure.matches()
        ? FIGURES.get(figure.group(1).toLowerCase(Locale.ROOT)) + " " + lastName(figure.group(2))
        : "";
  }

  private static String lastName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String replaced(String text, String word, String place) {
    Pattern whole =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}_])" + Pattern.quote(word) + "s?(?![\\p{L}\\p{N}_])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    String with = Matcher.quoteReplacement(place);
    StringBuilder result = new StringBuilder();
    Matcher quoted = QUOTED.matcher(text);
    int at = 0;
    while (quoted.find()) {
      result.append(whole.matcher(text.substring(at, quoted.start())).replaceAll(with));
      result.append(quoted.group());
      at = quoted.end();
    }
    return result.append(whole.matcher(text.substring(at)).replaceAll(with)).toString();
  }
}
