package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the values that a request gives for columns. */
final class ValueReader {
  /** A value of the request and the item after it. */
  record Value(String text, int end) {}

  private static final Set<String> VALUE_ENDS =
      Set.of(
          "and", "or", "with", "without", "by", "per", "where", "whose", "sorted", "ordered",
          "order", "group", "grouped", "that", "who", "which", "in", "since", "before", "after",
          "between", "to", "from", "for", "limit");

  /** Participles after a verb that say nothing about a value. */
  private static final Set<String> NO_VALUES =
      Set.of(
          "listed",
          "shown",
          "located",
          "available",
          "stored",
          "recorded",
          "used",
          "spoken",
          "given",
          "there");

  private final Reading reading;
  private final Sql sql;

  ValueReader(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
  }

  /**
   * Reads a value; an unquoted one goes on over capitalised words.
   *
   * @param explicit whether the words before say that a value follows, so that even the name of a
   *     table or a word of grammar is one
   */
  @Nullable Value valueAt(int i, Field field, boolean explicit) {
    if (i >= reading.size() || reading.item(i).isUsed()) {
      return null;
    }
    Item item = reading.item(i);
    if (item.isNumber() || item.isDate() || item.isQuotedValue()) {
      return new Value(item.text(), i + 1);
    }
    Integer number = reading.number(i);
    if (number != null && sql.kind(field.column()).isNumeric()) {
      return new Value(number.toString(), i + 1);
    }
    Label label = item.label();
    if (label != null && !label.negated()) {
      return new Value(label.field().equals(field) ? label.value() : item.text(), i + 1);
    }
    if (!item.isKind(Token.Kind.WORD)) {
      return null;
    }
    boolean isText =
        Set.of(TypeKind.TEXT, TypeKind.ENUM, TypeKind.BOOLEAN).contains(sql.kind(field.column()));
    boolean named = item.table() != null || item.field() != null;
    boolean grammar = Lexicon.isFunctionWord(item.first().fold()) && !item.isCapitalised();
    if (!isText
        || NO_VALUES.contains(item.word())
        || VALUE_ENDS.contains(item.word())
        || !explicit && (named || grammar)) {
      return null;
    }
    int end = item.isCapitalised() ? endOfCapitalised(i + 1) : i + 1;
    if (explicit
        && end < reading.size()
        && reading.item(end).table() != null
        && reading.item(end).isCapitalised()
        && item.isCapitalised()) {
      // the museum named Plaza Museum
      end++;
    }
    return new Value(reading.request().substring(item.start(), reading.item(end - 1).end()), end);
  }

  /** Reads a value or the word null; the words before say that one of them follows. */
  @Nullable Value valueOrNullAt(int i, Field field) {
    return reading.isWord(i, "null") ? new Value("null", i + 1) : valueAt(i, field, true);
  }

  private int endOfCapitalised(int from) {
    int end = from;
    while (end < reading.size()
        && (reading.isNumber(end)
            || reading.item(end).isPlainWord()
                && reading.item(end).isCapitalised()
                && !VALUE_ENDS.contains(reading.word(end)))) {
      end++;
    }
    return end;
  }
}
