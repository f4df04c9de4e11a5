package dev.dbsa.adapter.llm.link;

import java.util.List;

/**
 * A piece of a request.
 *
 * @param text the piece as it stands in the request; of quoted text what is between the quotes
 * @param fold {@code text} in the form in which words are compared
 * @param stems the stems of the words that {@code text} is made of
 * @param start where it begins in the request, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record Token(Kind kind, String text, String fold, List<String> stems, int start, int end) {
  /** What a piece of a request is. */
  public enum Kind {
    WORD,
    /** Digits with an optional sign and decimals, in a form that SQL reads too. */
    NUMBER,
    /** A date in ISO form, with or without a time of day. */
    DATE,
    /** Text in single or typographic quotes, an e-mail address: a value. */
    VALUE,
    /** Text in double quotes or backticks: a name or a value, to be taken literally. */
    QUOTED,
    SYMBOL
  }

  public Token {
    stems = List.copyOf(stems);
  }

  /** The stems in one word: the key by which names are found. */
  public String key() {
    return String.join("", stems);
  }

  public boolean isWord(String word) {
    return kind == Kind.WORD && fold.equals(word);
  }

  public boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }
}
