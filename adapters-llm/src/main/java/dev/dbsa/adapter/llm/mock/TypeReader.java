package dev.dbsa.adapter.llm.mock;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the types of new columns: varchar(50), as text, of type integer. */
final class TypeReader {
  /**
   * A type.
   *
   * @param type as the dialect writes it; {@code null} where none is given
   * @param end the item after it
   * @param announced whether words such as as or of type stand before it
   */
  record TypeAt(@Nullable String type, int end, boolean announced) {}

  private record Size(@Nullable Integer size, @Nullable Integer scale, int end) {}

  private final Reading reading;
  private final ColumnTypes types;

  TypeReader(Reading reading, ColumnTypes types) {
    this.reading = reading;
    this.types = types;
  }

  /**
   * Reads the type that begins here.
   *
   * @param leadingType the type that stood before the column's name, if any
   */
  TypeAt typeAt(int from, @Nullable String leadingType) throws Unclear {
    int announcedAt = announcementEnd(from);
    boolean announced = announcedAt > from;
    boolean parenthesis =
        !announced
            && reading.isSymbol(announcedAt, "(")
            && ColumnTypes.isType(reading.word(announcedAt + 1));
    int at = parenthesis ? announcedAt + 1 : announcedAt;
    String word = reading.word(at);
    boolean snake = from > 0 && reading.item(from - 1).text().contains("_");
    boolean type =
        announced || parenthesis || snake
            ? ColumnTypes.isType(word)
            : ColumnTypes.isClearType(word);
    if (!type) {
      if (announced
          && at < reading.size()
          && reading.item(at).isPlainWord()
          && !NameReader.endsName(word)) {
        throw new Unclear("Which type is “" + reading.item(at).text() + "”?");
      }
      return new TypeAt(
          leadingType == null ? null : types.ofWord(leadingType, null, null), from, false);
    }
    Size size = sizeAt(at + 1);
    int end = size.end();
    if (parenthesis && reading.isSymbol(end, ")")) {
      end++;
    }
    if (word.equals("double") && reading.isWord(end, "precision")) {
      end++;
    }
    String written = types.ofWord(word, size.size(), size.scale());
    reading.use(from, end);
    return new TypeAt(written, end, announced);
  }

  /** The type that a word is, with the size that may follow it. */
  TypeAt sizedAt(int at, String word) throws Unclear {
    Size size = sizeAt(at + 1);
    int end = size.end();
    if (word.equals("double") && reading.isWord(end, "precision")) {
      end++;
    }
    return new TypeAt(types.ofWord(word, size.size(), size.scale()), end, false);
  }

  private int announcementEnd(int from) {
    int at = from;
    while (reading.isWord(at, Set.of("as", "type"))
        || reading.isPhrase(at, "of type")
        || reading.isSymbol(at, ":")) {
      at += reading.isPhrase(at, "of type") ? 2 : 1;
    }
    return at;
  }

  /** (50), (10, 2). */
  private Size sizeAt(int at) throws Unclear {
    if (!reading.isSymbol(at, "(") || !reading.isNumber(at + 1)) {
      return new Size(null, null, at);
    }
    int size = whole(at + 1);
    Integer scale = null;
    int end = at + 2;
    if (reading.isSymbol(end, ",") && reading.isNumber(end + 1)) {
      scale = whole(end + 1);
      end += 2;
    }
    return new Size(size, scale, reading.isSymbol(end, ")") ? end + 1 : end);
  }

  private int whole(int i) throws Unclear {
    String text = reading.item(i).text();
    if (!text.matches("\\d{1,6}")) {
      throw new Unclear("“" + text + "” is no size of a type: which one is meant?");
    }
    return Integer.parseInt(text);
  }
}
