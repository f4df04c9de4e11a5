package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.adapter.llm.mock.ValueReader.Value;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the conditions that name their column: status is paid, total over 100, without email. */
final class ColumnFilterReader {
  /** The verbs that link a column with its value. */
  static final Set<String> FORMS_OF_BE =
      Set.of("is", "are", "was", "were", "be", "has", "have", "had");

  private static final Set<String> EQUALS =
      Set.of("equals", "equal", "of", "as", "called", "named");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final Filters filters;
  private final ComparisonReader comparisons;
  private final ValueReader values;

  ColumnFilterReader(Reading reading, Sql sql, Filters filters) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.filters = filters;
    this.comparisons = new ComparisonReader(reading);
    this.values = new ValueReader(reading, sql);
  }

  /**
   * A column and the words that link it with what follows, as in: where status is not.
   *
   * @param first the first item of the condition
   * @param column the item that names the column
   * @param next the item after the link
   * @param introduced whether a word such as where says that a condition begins
   */
  private record Subject(
      Field field, int first, int column, int next, boolean introduced, boolean negated) {
    /** Whether a verb or a negation says that a condition follows. */
    boolean isLinked() {
      return next > column + 1;
    }
  }

  /** Reads what is missing: customers without email. */
  void readMissing() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      int at = -1;
      if (reading.isWord(i, Set.of("without", "lacking", "missing"))) {
        at = i + 1;
      } else if (reading.isWord(i, Set.of("with", "have", "has", "having"))
          && reading.isWord(i + 1, Set.of("no", "missing", "empty"))) {
        at = i + 2;
      } else if (reading.isPhrase(i, "out of")) {
        at = i + 2;
      }
      at = at > 0 && reading.isWord(at, Set.of("any", "their", "its")) ? at + 1 : at;
      Field field = at < 0 ? null : reading.field(at);
      if (field != null
          && !field.column().nullable()
          && sql.kind(field.column()).isNumeric()
          && !isReference(field)) {
        filters.add(i, at + 1, field, column -> column + " = 0");
        notes.assume(
            "“" + reading.text(i, at + 1) + "” is " + field.column().name() + " = 0.", 0.04);
      } else if (field != null) {
        filters.add(i, at + 1, field, column -> column + " IS NULL");
        if (!field.column().nullable()) {
          notes.assume(field.fullName() + " is NOT NULL, so this finds no rows.", 0.1);
        }
      }
    }
  }

  private boolean isReference(Field field) {
    return reading.index().links(field.relation()).stream()
        .anyMatch(
            l ->
                l.source().name().equals(field.relation().name())
                    && l.sourceColumns().contains(field.column().name()));
  }

  /** with 'x' in its name; having the word 'y' in their title. */
  private void readTextInside() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      if (reading.item(i).isUsed()
          || !reading.item(i).isQuotedValue()
          || !reading.isWord(i + 1, "in")) {
        continue;
      }
      int at = reading.isWord(i + 2, Set.of("its", "their", "his", "her")) ? i + 3 : i + 2;
      Field field = reading.field(at);
      int start = i;
      while (reading.isWord(
          start - 1,
          Set.of(
              "word",
              "text",
              "substring",
              "letter",
              "string",
              "phrase",
              "having",
              "has",
              "have",
              "with",
              "had",
              "contains",
              "containing"))) {
        start--;
      }
      if (field != null && sql.kind(field.column()) == TypeKind.TEXT) {
        String text = reading.item(i).text();
        filters.add(
            start, at + 1, field, column -> sql.like(field.column(), column, "%", text, "%"));
      }
    }
  }

  /** Reads the conditions that name their column: status is paid, total over 100. */
  void readConditions() throws Unclear {
    readTextInside();
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null) {
        readCondition(i, field);
      } else if (reading.item(i).table() != null) {
        readTextOfRow(i, reading.item(i).table());
      }
    }
  }

  private static final List<String> LONG_TEXTS =
      List.of(
          "bodi", "text", "content", "messag", "comment", "description", "not", "titl", "subject");

  /** comments containing x: in the column for the long text, where the table has one. */
  private void readTextOfRow(int i, @Nullable Relation table) {
    TextMatch match = withoutNoun(textMatchAt(i + 1));
    boolean named =
        match != null
            && match.next() < reading.size()
            && (reading.item(match.next()).table() != null
                || reading.item(match.next()).field() != null);
    if (table == null
        || match == null
        || named
        || !match.before().equals("%")
        || !match.after().equals("%")) {
      return;
    }
    Column column =
        LONG_TEXTS.stream()
            .flatMap(
                stem ->
                    table.columns().stream()
                        .filter(c -> sql.kind(c) == TypeKind.TEXT)
                        .filter(c -> Words.stems(c.name()).getLast().equals(stem)))
            .findFirst()
            .orElse(null);
    Value value =
        column == null ? null : values.valueAt(match.next(), new Field(table, column), true);
    if (column == null || value == null) {
      return;
    }
    notes.assume(
        "“"
            + reading.text(i, value.end())
            + "” is looked for in "
            + table.name().name()
            + "."
            + column.name()
            + ".",
        0.08);
    filters.add(
        i + 1,
        value.end(),
        new Field(table, column),
        written -> sql.like(column, written, "%", value.text(), "%"));
  }

  private void readCondition(int i, Field field) throws Unclear {
    Subject subject = subject(i, field);
    boolean read =
        readEmptiness(subject)
            || readBetween(subject)
            || readList(subject)
            || readTextSearch(subject)
            || readComparison(subject)
            || readEquality(subject);
    if (!read) {
      readBareValue(subject);
    }
  }

  private Subject subject(int i, Field field) {
    int next = i + 1;
    boolean negated = false;
    if (reading.isWord(next, FORMS_OF_BE)) {
      next++;
    }
    while (reading.isWord(next, Set.of("not", "isn", "aren", "never", "no", "doesn"))) {
      negated = true;
      next++;
    }
    boolean introduced = reading.isWord(i - 1, Set.of("where", "whose", "and", "or", "having"));
    boolean continued = reading.isWord(i - 1, Set.of("and", "or"));
    return new Subject(field, introduced && !continued ? i - 1 : i, i, next, introduced, negated);
  }

  /** email is missing, is_active is true. */
  private boolean readEmptiness(Subject subject) {
    if (!subject.isLinked()) {
      return false;
    }
    int at = subject.next();
    if (reading.isWord(
        at, Set.of("null", "empty", "missing", "unknown", "blank", "unset", "undefined"))) {
      addTo(subject, at + 1, subject.negated() ? " IS NOT NULL" : " IS NULL");
      return true;
    }
    if (reading.isWord(at, Set.of("set", "filled", "present", "known", "given", "defined"))) {
      addTo(subject, at + 1, subject.negated() ? " IS NULL" : " IS NOT NULL");
      return true;
    }
    if (sql.kind(subject.field().column()) == TypeKind.BOOLEAN
        && reading.isWord(at, Set.of("true", "false", "yes", "no"))) {
      boolean value = reading.isWord(at, Set.of("true", "yes")) != subject.negated();
      addTo(subject, at + 1, value ? " = TRUE" : " = FALSE");
      return true;
    }
    return false;
  }

  private void addTo(Subject subject, int end, String predicate) {
    filters.add(subject.first(), end, subject.field(), column -> column + predicate);
  }

  private boolean readBetween(Subject subject) throws Unclear {
    int at = subject.next();
    Field field = subject.field();
    if (!reading.isWord(at, "between")) {
      return false;
    }
    Value low = values.valueAt(at + 1, field, false);
    if (low == null || !reading.isWord(low.end(), Set.of("and", "to"))) {
      return false;
    }
    Value high = values.valueAt(low.end() + 1, field, false);
    if (high == null) {
      return false;
    }
    String range =
        " BETWEEN "
            + filters.literal(field, low.text())
            + " AND "
            + filters.literal(field, high.text());
    String predicate = subject.negated() ? " NOT" + range : range;
    filters.add(
        subject.first(),
        high.end(),
        field,
        column -> filters.comparable(field, column) + predicate);
    return true;
  }

  /** in (paid, shipped), one of paid or shipped. */
  private boolean readList(Subject subject) throws Unclear {
    int at = subject.next();
    boolean parenthesis = reading.isWord(at, "in") && reading.isSymbol(at + 1, "(");
    if (!parenthesis && !reading.isPhrase(at, "one of") && !reading.isPhrase(at, "any of")) {
      return false;
    }
    int open = parenthesis ? at + 1 : at + 2;
    int first = reading.isSymbol(open, "(") ? open + 1 : open;
    Value value = values.valueAt(first, subject.field(), true);
    if (value != null) {
      addAlternatives(subject, value);
      reading.useSymbol(")");
    }
    return true;
  }

  /** name contains 'x', email starts with a. */
  private boolean readTextSearch(Subject subject) {
    TextMatch match = withoutNoun(textMatchAt(subject.next()));
    Field field = subject.field();
    Value value = match == null ? null : values.valueAt(match.next(), field, true);
    if (match == null || value == null) {
      return false;
    }
    String text =
        reading.word(subject.next()).equals("like") ? stripped(value.text()) : value.text();
    filters.add(
        subject.first(),
        value.end(),
        field,
        column ->
            (subject.negated() ? "NOT " : "")
                + sql.like(field.column(), column, match.before(), text, match.after()));
    return true;
  }

  /** containing the substring x; starting with the letter y. */
  private @Nullable TextMatch withoutNoun(@Nullable TextMatch match) {
    if (match == null) {
      return null;
    }
    int next = match.next();
    while (reading.isWord(
        next,
        Set.of(
            "substring",
            "word",
            "words",
            "letter",
            "letters",
            "text",
            "string",
            "phrase",
            "prefix",
            "suffix"))) {
      next++;
    }
    return new TextMatch(match.before(), match.after(), next);
  }

  /** What may stand before and after the text that is looked for, and where that text begins. */
  private record TextMatch(String before, String after, int next) {}

  private @Nullable TextMatch textMatchAt(int at) {
    int next = reading.isWord(at + 1, "with") ? at + 2 : at + 1;
    return switch (reading.word(at)) {
      case "contains",
          "containing",
          "contain",
          "includes",
          "including",
          "include",
          "like",
          "matching",
          "matches" ->
          new TextMatch("%", "%", at + 1);
      case "starts", "starting", "start", "beginning", "begins", "begin" ->
          new TextMatch("", "%", next);
      case "ends", "ending", "end" -> new TextMatch("%", "", next);
      default -> null;
    };
  }

  private static String stripped(String pattern) {
    int from = pattern.startsWith("%") ? 1 : 0;
    int to =
        pattern.endsWith("%") && pattern.length() > from ? pattern.length() - 1 : pattern.length();
    return pattern.substring(from, to);
  }

  private boolean readComparison(Subject subject) throws Unclear {
    int of = reading.isWord(subject.next(), "of") ? 1 : 0;
    Comparison comparison = comparisons.comparisonAt(subject.next() + of);
    if (comparison == null) {
      return false;
    }
    Field field = subject.field();
    Value value = values.valueAt(comparison.next(), field, comparison.isEquality());
    if (value == null
        || sql.kind(field.column()).isDay()
            && !isMoment(value.text())
            && !comparison.isEquality()) {
      return true;
    }
    String operator = subject.negated() ? comparison.opposite() : comparison.operator();
    filters.compare(subject.first(), value.end(), field, operator, value);
    return true;
  }

  private static boolean isMoment(String text) {
    return text.length() >= 10 && Character.isDigit(text.charAt(0)) && text.charAt(4) == '-';
  }

  /** status equals paid, email of 'x', name as 'y'. */
  private boolean readEquality(Subject subject) throws Unclear {
    int at = subject.next();
    if (!reading.isWord(at, EQUALS)) {
      return false;
    }
    int next =
        reading.isPhrase(at, "equal to") || reading.isPhrase(at, "equals to") ? at + 2 : at + 1;
    Value value = values.valueAt(next, subject.field(), false);
    boolean of = reading.word(at).equals("of");
    // names of 3 countries: a number of rows.
    boolean rows = reading.isNumber(next) && reading.table(next + 1) != null;
    if (value == null || rows || of && !reading.isNumber(next) && !reading.isDate(next)) {
      return false;
    }
    addAlternatives(subject, value);
    return true;
  }

  /** status paid, id 5: a value right after its column, or after a verb. */
  private void readBareValue(Subject subject) throws Unclear {
    int at = subject.next();
    if (at >= reading.size()) {
      return;
    }
    Item item = reading.item(at);
    boolean number =
        item.isNumber() && (subject.isLinked() || sql.kind(subject.field().column()).isNumeric());
    boolean literal = !item.isUsed() && (item.isQuotedValue() || number || item.isDate());
    boolean adjective =
        item.isPlainWord() && !item.isCapitalised() && reading.table(at + 1) != null;
    if (adjective) {
      // capitals that are not major cities: no value.
      return;
    }
    boolean expected = subject.isLinked() || literal;
    Value value =
        expected || subject.introduced() ? values.valueAt(at, subject.field(), false) : null;
    Label label = item.label();
    if (value != null && expected) {
      addAlternatives(subject, value);
    } else if (value == null
        && label != null
        && !item.isUsed()
        && label.field().equals(subject.field())) {
      addAlternatives(subject, new Value(label.value(), at + 1));
    }
  }

  /**
   * Adds a condition on a value with the alternatives that follow it: paid, shipped or returned.
   */
  private void addAlternatives(Subject subject, Value value) throws Unclear {
    Field field = subject.field();
    List<String> texts = new ArrayList<>(List.of(value.text()));
    int end = value.end();
    while (end < reading.size()) {
      boolean comma = reading.isSymbol(end, ",");
      int next = comma ? end + 1 : end;
      boolean or = reading.isWord(next, Set.of("or", "nor"));
      boolean capital =
          next + 1 < reading.size()
              && (reading.item(next + 1).isCapitalised() && reading.item(next + 1).isPlainWord()
                  || reading.item(next + 1).isQuotedValue());
      boolean and = (comma || capital) && reading.isWord(next, "and");
      if (!comma && !or && !and) {
        break;
      }
      int valueAt = or || and ? next + 1 : next;
      Value more = reading.field(valueAt) != null ? null : values.valueAt(valueAt, field, or);
      if (more == null) {
        break;
      }
      texts.add(more.text());
      end = more.end();
    }
    if (texts.size() == 1) {
      filters.compare(subject.first(), end, field, subject.negated() ? "<>" : "=", value);
      return;
    }
    List<String> written = new ArrayList<>();
    for (String text : texts) {
      written.add(filters.literal(field, text));
    }
    String list = String.join(", ", written);
    filters.add(
        subject.first(),
        end,
        field,
        column ->
            filters.comparable(field, column)
                + (subject.negated() ? " NOT IN (" : " IN (")
                + list
                + ")");
  }
}
