package dev.dbsa.domain.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of a team.
 *
 * @param terms each word once, without regard to case
 */
public record Glossary(List<Term> terms) {
  public static final int MAX_TERMS = 500;

  public static final Glossary EMPTY = new Glossary(List.of());

  public Glossary {
    terms = List.copyOf(terms);
  }

  /** Both together; what this one says of a word goes before what the other says. */
  public Glossary over(Glossary other) {
    Map<String, Term> byWord = new LinkedHashMap<>();
    terms.forEach(term -> byWord.put(key(term), term));
    other.terms.forEach(term -> byWord.putIfAbsent(key(term), term));
    return new Glossary(List.copyOf(byWord.values()));
  }

  private static String key(Term term) {
    return term.word().toLowerCase(Locale.ROOT);
  }
}
