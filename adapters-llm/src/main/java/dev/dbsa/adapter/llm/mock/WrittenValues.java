package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.ValueReader.Value;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the values that a request gives for columns, and checks that the columns can hold them. */
final class WrittenValues {
  /** Words that a text of several words in lower case does not go on over. */
  private static final Set<String> ENDS =
      Set.of(
          "and", "or", "with", "without", "where", "whose", "for", "of", "in", "on", "at", "by",
          "to", "from", "under", "as", "if", "when", "that", "who", "which", "named", "called");

  private static final Set<String> MOMENTS = Set.of("now", "today", "current");

  private final Reading reading;
  private final Sql sql;
  private final ValueReader values;

  WrittenValues(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.values = new ValueReader(reading, sql);
  }

  /** A value with the item after it. */
  record At(NewValue value, int end) {}

  /** The value that begins here; {@code null} where none does. */
  @Nullable At at(int i, Field field) throws Unclear {
    Column column = field.column();
    if (i >= reading.size() || reading.item(i).isUsed()) {
      return null;
    }
    if (reading.isWord(i, "null") || reading.isWord(i, "nothing")) {
      return new At(missing(column), i + 1);
    }
    if (reading.isWord(i, "default")) {
      requireWritable(column);
      return new At(new NewValue.ByDefault(), i + 1);
    }
    TypeKind kind = sql.kind(column);
    if (kind.isDay() && reading.isWord(i, MOMENTS)) {
      requireWritable(column);
      int end = i + 1;
      while (reading.isWord(end, Set.of("date", "time", "timestamp"))) {
        end++;
      }
      return new At(new NewValue.Now(kind == TypeKind.DATE), end);
    }
    if (kind == TypeKind.BOOLEAN && reading.isWord(i, Set.of("true", "false", "yes", "no"))) {
      return new At(given(field, reading.word(i)), i + 1);
    }
    if (kind == TypeKind.TEXT && reading.isSymbol(i, "+") && reading.isNumber(i + 1)) {
      int end = i + 2;
      while (reading.isNumber(end) || reading.isSymbol(end, "-")) {
        end++;
      }
      return new At(given(field, reading.text(i, end)), end);
    }
    Value value = values.valueAt(i, field, true);
    if (value == null) {
      return null;
    }
    int end = value.end();
    boolean quoted = reading.item(i).isQuotedValue();
    boolean label = reading.item(i).label() != null;
    int joined = quoted ? end : endOfJoined(i, end);
    if (joined == end && kind == TypeKind.TEXT && !quoted && !label) {
      joined = endOfWords(end);
    }
    String text = joined > end ? reading.text(i, joined) : value.text();
    requireNoFunction(text, quoted);
    return new At(given(field, text), joined);
  }

  /** to upper case: what is to be computed is no text to be written. */
  private void requireNoFunction(String text, boolean quoted) throws Unclear {
    boolean words =
        text.matches(
            "(?i)(?:upper|lower|title)\\W?case|capitali[sz]ed|trimmed|rounded|random.*|uppercase.*|lowercase.*");
    if (words && !quoted) {
      throw new Unclear(
          "“" + text + "” is to be computed, which is not drafted: which value is to be written?");
    }
    if (text.indexOf(' ') > 0 && !quoted && !Character.isUpperCase(text.charAt(0))) {
      reading.notes().assume("“" + text + "” is the text to be written.", 0.06);
    }
  }

  /** L-100, http://x.y/z: what is written without a space belongs together. */
  private int endOfJoined(int from, int end) {
    int at = Math.max(end, from + 1);
    while (at < reading.size()
        && reading.item(at).start() == reading.item(at - 1).end()
        && !reading.item(at).isUsed()
        && !isBreak(at)) {
      at++;
    }
    return at;
  }

  private boolean isBreak(int i) {
    Item item = reading.item(i);
    boolean last = i + 1 == reading.size() || reading.item(i + 1).start() > reading.item(i).end();
    return item.isSymbol(",")
        || item.isSymbol("(")
        || item.isSymbol(")")
        || item.isSymbol("=")
        || item.isSymbol("%")
        || last && item.isKind(Token.Kind.SYMBOL);
  }

  /** needs review: words in lower case until one that goes on with the sentence. */
  private int endOfWords(int from) {
    int at = from;
    while (at < reading.size()
        && reading.item(at).isPlainWord()
        && !reading.item(at).isUsed()
        && !ENDS.contains(reading.word(at))) {
      at++;
    }
    return at;
  }

  /** The text as a value that the column can hold. */
  NewValue given(Field field, String text) throws Unclear {
    requireWritable(field.column());
    return new NewValue.Given(sql.storedValue(field.relation(), field.column(), text.strip()));
  }

  NewValue missing(Column column) throws Unclear {
    requireWritable(column);
    if (!column.nullable()) {
      throw new Unclear(
          "The column “" + column.name() + "” must not be NULL: which value is it to have?");
    }
    return new NewValue.Missing();
  }

  static void requireWritable(Column column) throws Unclear {
    if (column.generation().isComputed()) {
      throw new Unclear(
          "The column “"
              + column.name()
              + "” is computed by the server and cannot be written: which column is meant?");
    }
    if (column.generation() == ColumnGeneration.IDENTITY_ALWAYS) {
      throw new Unclear(
          "The column “"
              + column.name()
              + "” is always numbered by the server: is its value really to be given?");
    }
  }
}
