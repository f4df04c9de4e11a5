package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import java.util.Set;

/** Reads the names of new objects: phone, "Größe in cm", date of birth. */
final class NameReader {
  private static final Set<String> NAME_ENDS =
      Set.of(
          "to",
          "on",
          "in",
          "for",
          "of",
          "as",
          "with",
          "default",
          "type",
          "not",
          "null",
          "nullable",
          "required",
          "unique",
          "and",
          "from",
          "called",
          "named",
          "defaulting",
          "having",
          "containing",
          "optional",
          "that",
          "which",
          "references",
          "referencing",
          "mandatory");

  private final Reading reading;

  NameReader(Reading reading) {
    this.reading = reading;
  }

  /**
   * A name; empty where none begins.
   *
   * @param text the words, joined by underscores unless they are quoted
   * @param words how many words it has
   * @param end the item after it
   */
  record NameAt(String text, int words, boolean quoted, int end) {}

  /** Whether a word cannot be part of a name that it does not begin. */
  static boolean endsName(String word) {
    return NAME_ENDS.contains(word);
  }

  /** Reads the name that begins here and ends before the limit. */
  NameAt nameAt(int from, int limit) {
    StringBuilder name = new StringBuilder();
    int words = 0;
    boolean quoted = false;
    int at = from;
    while (at < limit && isNamePart(at, !name.isEmpty(), quoted)) {
      Item item = reading.item(at);
      quoted = isQuoted(item);
      for (Token token : item.tokens()) {
        name.append(name.isEmpty() ? "" : "_").append(token.text());
        words++;
      }
      at++;
    }
    return new NameAt(name.toString(), words, quoted, at);
  }

  private static boolean isQuoted(Item item) {
    return item.isKind(Token.Kind.QUOTED) || item.isKind(Token.Kind.VALUE);
  }

  private boolean isNamePart(int i, boolean continued, boolean quoted) {
    Item item = reading.item(i);
    if (item.isUsed() || quoted) {
      return false;
    }
    if (isQuoted(item)) {
      return !continued;
    }
    if (item.table() != null) {
      return true;
    }
    boolean snake = i > 0 && reading.item(i - 1).text().contains("_");
    boolean type =
        continued
            && (ColumnTypes.isClearType(item.word()) || snake && ColumnTypes.isType(item.word()));
    return item.isKind(Token.Kind.WORD)
        && !type
        && !(NAME_ENDS.contains(item.word())
            && (continued || !Set.of("type", "default").contains(item.word())));
  }
}
