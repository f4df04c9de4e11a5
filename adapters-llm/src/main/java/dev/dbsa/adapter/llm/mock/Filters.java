package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.Synonyms;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Dates.Period;
import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of a request. */
final class Filters {
  private static final Set<String> BE =
      Set.of("is", "are", "was", "were", "be", "has", "have", "had");

  private static final Set<String> EQUALS =
      Set.of("equals", "equal", "of", "as", "called", "named");

  private static final Set<String> NAMED =
      Set.of("named", "called", "titled", "labelled", "labeled");

  private static final Set<String> VALUE_ENDS =
      Set.of(
          "and", "or", "with", "without", "by", "per", "where", "whose", "sorted", "ordered",
          "order", "group", "grouped", "that", "who", "which", "in", "since", "before", "after",
          "between", "to", "from", "for", "limit");

  private static final Set<String> COUNTRIES =
      Set.of(
          """
          argentina australia austria belgium brazil bulgaria canada chile china colombia croatia cyprus czechia denmark
          egypt england estonia finland france germany greece hungary iceland india indonesia iran iraq ireland israel
          italy japan kenya korea latvia lithuania luxembourg malaysia malta mexico morocco netherlands nigeria norway
          pakistan peru philippines poland portugal romania russia scotland serbia singapore slovakia slovenia spain
          sweden switzerland taiwan thailand turkey uk ukraine usa us uruguay venezuela vietnam wales deutschland
          osterreich schweiz
          """
              .strip()
              .split("\\s+"));

  private final Reading reading;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final List<Filter> filters = new ArrayList<>();

  Filters(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
  }

  /** What was read so far, in the order of the request. */
  List<Filter> all() {
    List<Filter> ordered = new ArrayList<>(filters);
    ordered.sort(Comparator.comparingInt(Filter::start));
    return ordered;
  }

  void add(int start, int end, Field field, UnaryOperator<String> condition) {
    filters.add(new Filter(start, end, field, condition));
    reading.use(start, end);
  }

  // -- Periods ------------------------------------------------------------------------------------

  /** Reads the periods of time; those without a column of their own are about the base. */
  void readPeriods(Relation base) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      PeriodAt found = periodAt(i);
      if (found != null) {
        takePeriod(i, found, base);
      }
    }
  }

  private record PeriodAt(Period period, int end) {}

  private void takePeriod(int i, PeriodAt found, Relation base) throws Unclear {
    int start = i;
    Field field = null;
    for (int j = i - 1; j >= 0 && j >= i - 2; j--) {
      Field before = reading.field(j);
      if (before != null && sql.kind(before.column()).isDay()) {
        field = before;
        start = j;
        break;
      }
      if (!BE.contains(reading.word(j))) {
        break;
      }
    }
    if (field == null) {
      field = dayColumnNamedBefore(i, base);
    }
    Integer year = found.period().year();
    if (field == null && year != null) {
      Optional<Column> yearColumn =
          base.columns().stream()
              .filter(c -> sql.kind(c) == TypeKind.INTEGER && Words.fold(c.name()).endsWith("year"))
              .findFirst();
      if (yearColumn.isPresent() && columns.creationDate(base).isEmpty()) {
        add(i, found.end(), new Field(base, yearColumn.get()), column -> column + " = " + year);
        return;
      }
    }
    if (field == null) {
      Column day =
          columns
              .creationDate(base)
              .orElseThrow(
                  () ->
                      new Unclear(
                          base.name().name()
                              + " has no date column: what tells which rows are "
                              + found.period().description()
                              + "?"));
      field = new Field(base, day);
      notes.assume(
          "“"
              + found.period().description()
              + "” is about "
              + base.name().name()
              + "."
              + day.name()
              + ".",
          0.03);
    }
    add(start, found.end(), field, found.period()::condition);
  }

  /** orders shipped in 2024: a word before that is part of a date column's name. */
  private @Nullable Field dayColumnNamedBefore(int i, Relation base) {
    if (i == 0 || !reading.item(i - 1).isPlainWord() || reading.item(i - 1).isUsed()) {
      return null;
    }
    List<String> stems = reading.item(i - 1).first().stems();
    for (Column column : base.columns()) {
      List<String> words = Words.stems(column.name());
      boolean named =
          stems.size() == 1
              && words.stream()
                  .anyMatch(
                      w ->
                          w.equals(stems.getFirst())
                              || sameRoot(w, stems.getFirst())
                              || Synonyms.areSynonyms(w, stems.getFirst()));
      if (named && sql.kind(column).isDay()) {
        reading.item(i - 1).use();
        return new Field(base, column);
      }
    }
    return null;
  }

  private static boolean sameRoot(String a, String b) {
    String shorter = a.length() < b.length() ? a : b;
    String longer = a.length() < b.length() ? b : a;
    return shorter.length() >= 3
        && longer.startsWith(shorter)
        && longer.length() - shorter.length() <= 3;
  }

  private @Nullable PeriodAt periodAt(int i) {
    String word = reading.word(i);
    if (i >= reading.size() || reading.item(i).isUsed()) {
      return null;
    }
    switch (word) {
      case "today":
        return new PeriodAt(Dates.calendar(sql.dialect(), Unit.DAY, 0), i + 1);
      case "yesterday":
        return new PeriodAt(
            new Period(
                Dates.shifted(sql.dialect(), "CURRENT_DATE", Unit.DAY, -1),
                "CURRENT_DATE",
                "yesterday",
                null),
            i + 1);
      case "this", "current":
        return calendar(i, 0);
      case "next":
        return calendar(i, 1);
      case "last", "previous", "past":
        return lastUnits(i);
      case "in", "during", "within", "over", "for", "of":
        return inPeriod(i);
      case "on":
        return onDay(i);
      case "since", "after", "from", "starting":
        return openEnd(i);
      case "before", "until", "till", "by":
        return openBeginning(i);
      case "between":
        return between(i, "and");
      case "older", "newer", "more", "less":
        return age(i);
      default:
        return calendarName(i);
    }
  }

  private @Nullable PeriodAt calendar(int i, int offset) {
    Optional<Unit> unit = Dates.unit(reading.word(i + 1));
    return unit.map(u -> new PeriodAt(Dates.calendar(sql.dialect(), u, offset), i + 2))
        .orElse(null);
  }

  private @Nullable PeriodAt lastUnits(int i) {
    Integer count = number(i + 1);
    if (count != null) {
      Optional<Unit> unit = Dates.unit(reading.word(i + 2));
      return unit.map(u -> new PeriodAt(rolling(count, u), i + 3)).orElse(null);
    }
    return reading.word(i).equals("past")
        ? Dates.unit(reading.word(i + 1)).map(u -> new PeriodAt(rolling(1, u), i + 2)).orElse(null)
        : calendar(i, -1);
  }

  private Period rolling(int count, Unit unit) {
    String units = count + " " + unit.label() + (count == 1 ? "" : "s");
    return new Period(Dates.ago(sql.dialect(), count, unit), null, "the last " + units, null);
  }

  private @Nullable PeriodAt inPeriod(int i) {
    PeriodAt inner = null;
    String next = reading.word(i + 1);
    if (Set.of("last", "previous", "past").contains(next)) {
      inner = lastUnits(i + 1);
    } else if (next.equals("this") || next.equals("current")) {
      inner = calendar(i + 1, 0);
    } else if (reading.word(i).equals("within") && number(i + 1) != null) {
      Integer count = number(i + 1);
      Optional<Unit> unit = Dates.unit(reading.word(i + 2));
      if (count != null && unit.isPresent()) {
        inner = new PeriodAt(rolling(count, unit.get()), i + 3);
      }
    } else if (isYear(i + 1) || next.equals("year") && isYear(i + 2)) {
      int at = isYear(i + 1) ? i + 1 : i + 2;
      inner = new PeriodAt(Dates.year(Integer.parseInt(reading.item(at).text())), at + 1);
    } else if (reading.isDate(i + 1)) {
      inner = onDay(i);
    } else {
      inner = calendarName(i + 1);
    }
    return inner;
  }

  private boolean isYear(int i) {
    return reading.isNumber(i) && Dates.isYear(reading.item(i).text());
  }

  /** march 2024, Q1 2024, 2024 Q1. */
  private @Nullable PeriodAt calendarName(int i) {
    Optional<Integer> month = Dates.month(reading.word(i));
    if (month.isPresent() && isYear(i + 1)) {
      return new PeriodAt(
          Dates.month(Integer.parseInt(reading.item(i + 1).text()), month.get()), i + 2);
    }
    int quarter = quarter(i);
    if (quarter > 0 && isYear(i + 1)) {
      return new PeriodAt(
          Dates.quarter(Integer.parseInt(reading.item(i + 1).text()), quarter), i + 2);
    }
    if (quarter > 0 && reading.word(i + 1).equals("of") && isYear(i + 2)) {
      return new PeriodAt(
          Dates.quarter(Integer.parseInt(reading.item(i + 2).text()), quarter), i + 3);
    }
    return null;
  }

  private int quarter(int i) {
    String word = reading.word(i);
    return word.matches("q[1-4]") ? word.charAt(1) - '0' : 0;
  }

  private @Nullable PeriodAt onDay(int i) {
    LocalDate day = day(i + 1);
    return day == null ? null : new PeriodAt(Dates.days(day, day.plusDays(1), "on " + day), i + 2);
  }

  private @Nullable PeriodAt openEnd(int i) {
    PeriodAt range = reading.word(i).equals("from") ? between(i, "to") : null;
    if (range != null) {
      return range;
    }
    LocalDate day = day(i + 1);
    boolean after = reading.word(i).equals("after");
    if (day != null) {
      LocalDate from = after ? day.plusDays(1) : day;
      return new PeriodAt(Dates.days(from, null, reading.word(i) + " " + day), i + 2);
    }
    if (isYear(i + 1)) {
      int year = Integer.parseInt(reading.item(i + 1).text());
      if (reading.word(i).equals("from")) {
        return new PeriodAt(Dates.year(year), i + 2);
      }
      LocalDate from = LocalDate.of(after ? year + 1 : year, 1, 1);
      return new PeriodAt(Dates.days(from, null, reading.word(i) + " " + year), i + 2);
    }
    Set<String> inner = Set.of("yesterday", "today", "last", "this", "previous");
    if (inner.contains(reading.word(i + 1))) {
      PeriodAt period = periodAt(i + 1);
      if (period != null && period.period().from() != null) {
        boolean whole = reading.word(i).equals("from");
        Period since =
            new Period(
                period.period().from(), null, "since " + period.period().description(), null);
        return new PeriodAt(whole ? period.period() : since, period.end());
      }
    }
    return calendarFrom(i);
  }

  private @Nullable PeriodAt calendarFrom(int i) {
    PeriodAt named = calendarName(i + 1);
    if (named == null) {
      return null;
    }
    Period period = named.period();
    return switch (reading.word(i)) {
      case "from" -> named;
      case "after" ->
          new PeriodAt(
              new Period(period.to(), null, "after " + period.description(), null), named.end());
      default ->
          new PeriodAt(
              new Period(period.from(), null, "since " + period.description(), null), named.end());
    };
  }

  private @Nullable PeriodAt openBeginning(int i) {
    LocalDate day = day(i + 1);
    boolean inclusive = !reading.word(i).equals("before");
    if (day != null) {
      LocalDate to = inclusive ? day.plusDays(1) : day;
      return new PeriodAt(Dates.days(null, to, reading.word(i) + " " + day), i + 2);
    }
    if (isYear(i + 1) && !reading.word(i).equals("by")) {
      int year = Integer.parseInt(reading.item(i + 1).text());
      LocalDate to = LocalDate.of(inclusive ? year + 1 : year, 1, 1);
      return new PeriodAt(Dates.days(null, to, reading.word(i) + " " + year), i + 2);
    }
    if (reading.word(i).equals("before")
        && reading.word(i + 1).matches("today|yesterday|this|last")) {
      PeriodAt period = periodAt(i + 1);
      if (period != null && period.period().from() != null) {
        return new PeriodAt(
            new Period(
                null, period.period().from(), "before " + period.period().description(), null),
            period.end());
      }
    }
    return null;
  }

  private @Nullable PeriodAt between(int i, String and) {
    int separator = i + 2;
    boolean joined = reading.word(separator).equals(and) || reading.word(separator).equals("until");
    if (!joined) {
      return null;
    }
    LocalDate from = day(i + 1);
    LocalDate to = day(separator + 1);
    if (from != null && to != null) {
      return new PeriodAt(
          Dates.days(from, to.plusDays(1), "between " + from + " and " + to), separator + 2);
    }
    if (isYear(i + 1) && isYear(separator + 1) && !numericFieldBefore(i)) {
      int first = Integer.parseInt(reading.item(i + 1).text());
      int last = Integer.parseInt(reading.item(separator + 1).text());
      return new PeriodAt(
          Dates.days(
              LocalDate.of(first, 1, 1),
              LocalDate.of(last + 1, 1, 1),
              "between " + first + " and " + last),
          separator + 2);
    }
    return null;
  }

  private boolean numericFieldBefore(int i) {
    for (int j = i - 1; j >= Math.max(0, i - 2); j--) {
      Field field = reading.field(j);
      if (field != null) {
        return sql.kind(field.column()).isNumeric();
      }
    }
    return false;
  }

  /** older than 90 days, more than 2 weeks ago. */
  private @Nullable PeriodAt age(int i) {
    Integer count = number(i + 2);
    Optional<Unit> unit = Dates.unit(reading.word(i + 3));
    if (!reading.word(i + 1).equals("than") || count == null || unit.isEmpty()) {
      return null;
    }
    boolean old = Set.of("older", "more").contains(reading.word(i));
    boolean ago = Set.of("ago", "old").contains(reading.word(i + 4));
    if (!ago && Set.of("more", "less").contains(reading.word(i))) {
      return null;
    }
    String moment = Dates.ago(sql.dialect(), count, unit.get());
    String described = reading.word(i) + " than " + count + " " + unit.get().label() + "s";
    Period period =
        old ? new Period(null, moment, described, null) : new Period(moment, null, described, null);
    return new PeriodAt(period, ago ? i + 5 : i + 4);
  }

  private @Nullable LocalDate day(int i) {
    return reading.isDate(i)
        ? Dates.day(reading.item(i).text().substring(0, 10)).orElse(null)
        : null;
  }

  /** A whole number in digits or as a word. */
  @Nullable Integer number(int i) {
    if (reading.isNumber(i)) {
      String text = reading.item(i).text();
      return text.matches("\\d{1,6}") ? Integer.valueOf(text) : null;
    }
    int at =
        List.of(
                "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                "ten", "eleven", "twelve")
            .indexOf(reading.word(i));
    return at < 0 ? null : Integer.valueOf(at);
  }

  // -- Comparisons --------------------------------------------------------------------------------

  /** An operator and where what it compares with begins. */
  record Comparison(String operator, int next) {}

  /** Reads an operator in words or signs; {@code null} where there is none. */
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
    boolean than = reading.word(i + 1).equals("than");
    return switch (word) {
      case "over", "above", "exceeding", "exceeds", "beyond" -> new Comparison(">", i + 1);
      case "under", "below" -> new Comparison("<", i + 1);
      case "more", "greater", "higher", "larger", "bigger", "older", "longer", "newer" ->
          than ? orEqual(">", i + 2) : null;
      case "less", "fewer", "lower", "smaller", "cheaper", "younger", "shorter" ->
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

  // -- Conditions on columns ----------------------------------------------------------------------

  /** Reads the conditions that name their column: status is paid, total over 100. */
  void readConditions() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null) {
        readCondition(i, field);
      }
    }
  }

  private void readCondition(int i, Field field) throws Unclear {
    int at = i + 1;
    boolean verb = false;
    boolean negated = false;
    int first = i;
    if (reading.isWord(at, BE)) {
      verb = true;
      at++;
    }
    while (reading.isWord(at, Set.of("not", "isn", "aren", "never", "no", "doesn"))) {
      negated = true;
      verb = true;
      at++;
    }
    if (reading.isWord(i - 1, Set.of("where", "whose", "and", "or", "having"))) {
      verb = true;
      first = reading.isWord(i - 1, Set.of("and", "or")) ? i : i - 1;
    }
    boolean explicit = at > i + 1;
    Column column = field.column();
    if (explicit && readEmptiness(first, at, field, negated)) {
      return;
    }
    if (reading.isWord(at, "between") && readBetween(first, at, field, negated)) {
      return;
    }
    if (reading.isWord(at, "in") && reading.isSymbol(at + 1, "(")
        || reading.isPhrase(at, "one of")
        || reading.isPhrase(at, "any of")) {
      readList(first, reading.isWord(at, "in") ? at + 1 : at + 2, field, negated);
      return;
    }
    if (readTextSearch(first, at, field, negated)) {
      return;
    }
    Comparison comparison = comparisonAt(at);
    if (comparison != null) {
      String operator = comparison.operator();
      boolean equality = operator.equals("=") || operator.equals("<>");
      Value value = valueAt(comparison.next(), field, equality);
      if (value != null) {
        if (sql.kind(column).isDay() && !isMoment(value.text()) && !equality) {
          return;
        }
        take(first, value.end(), field, negated ? opposite(operator) : operator, value);
      }
      return;
    }
    if (reading.isWord(at, EQUALS)) {
      int next =
          reading.isPhrase(at, "equal to") || reading.isPhrase(at, "equals to") ? at + 2 : at + 1;
      Value value = valueAt(next, field, false);
      if (value != null && !(reading.word(at).equals("of") && reading.table(next) != null)) {
        takeAll(first, field, negated, value, next);
        return;
      }
    }
    boolean adjacent =
        at < reading.size()
            && !reading.item(at).isUsed()
            && (reading.item(at).isQuotedValue()
                || reading.item(at).isNumber()
                || reading.item(at).isDate());
    Value value = explicit || verb || adjacent ? valueAt(at, field, false) : null;
    if (value != null && (explicit || adjacent)) {
      takeAll(first, field, negated, value, at);
      return;
    }
    if (value == null
        && reading.item(Math.min(at, reading.size() - 1)).label() != null
        && at < reading.size()) {
      takeLabel(first, at, field, negated);
    }
  }

  private static boolean isMoment(String text) {
    return text.length() >= 10 && Character.isDigit(text.charAt(0)) && text.charAt(4) == '-';
  }

  private static String opposite(String operator) {
    return switch (operator) {
      case "=" -> "<>";
      case "<>" -> "=";
      case ">" -> "<=";
      case ">=" -> "<";
      case "<" -> ">=";
      default -> ">";
    };
  }

  /** status paid: the label stands right after its column. */
  private void takeLabel(int first, int at, Field field, boolean negated) throws Unclear {
    Label label = reading.item(at).label();
    if (label == null || reading.item(at).isUsed() || !label.field().equals(field)) {
      return;
    }
    takeAll(first, field, negated, new Value(label.value(), at + 1), at);
  }

  private boolean readEmptiness(int first, int at, Field field, boolean negated) throws Unclear {
    if (reading.isWord(
        at, Set.of("null", "empty", "missing", "unknown", "blank", "unset", "undefined"))) {
      boolean wantNull = !negated;
      add(first, at + 1, field, column -> column + (wantNull ? " IS NULL" : " IS NOT NULL"));
      return true;
    }
    if (reading.isWord(at, Set.of("set", "filled", "present", "known", "given", "defined"))) {
      boolean wantNull = negated;
      add(first, at + 1, field, column -> column + (wantNull ? " IS NULL" : " IS NOT NULL"));
      return true;
    }
    if (sql.kind(field.column()) == TypeKind.BOOLEAN
        && reading.isWord(at, Set.of("true", "false", "yes", "no"))) {
      boolean value = reading.isWord(at, Set.of("true", "yes")) != negated;
      add(first, at + 1, field, column -> column + (value ? " = TRUE" : " = FALSE"));
      return true;
    }
    return false;
  }

  private boolean readBetween(int first, int at, Field field, boolean negated) throws Unclear {
    Value low = valueAt(at + 1, field, false);
    if (low == null || !reading.isWord(low.end(), Set.of("and", "to"))) {
      return false;
    }
    Value high = valueAt(low.end() + 1, field, false);
    if (high == null) {
      return false;
    }
    String from = written(field, low.text());
    String to = written(field, high.text());
    add(
        first,
        high.end(),
        field,
        column ->
            compared(field, column) + (negated ? " NOT" : "") + " BETWEEN " + from + " AND " + to);
    return true;
  }

  private void readList(int first, int open, Field field, boolean negated) throws Unclear {
    int at = reading.isSymbol(open, "(") ? open + 1 : open;
    Value value = valueAt(at, field, true);
    if (value != null) {
      takeAll(first, field, negated, value, at);
      for (int i = 0; i < reading.size(); i++) {
        if (reading.isSymbol(i, ")")) {
          reading.item(i).use();
        }
      }
    }
  }

  private boolean readTextSearch(int first, int at, Field field, boolean negated) throws Unclear {
    String word = reading.word(at);
    String before = "";
    String after = "";
    int next = at + 1;
    switch (word) {
      case "contains",
          "containing",
          "contain",
          "includes",
          "including",
          "include",
          "like",
          "matching",
          "matches" -> {
        before = "%";
        after = "%";
      }
      case "starts", "starting", "start", "beginning", "begins", "begin" -> {
        after = "%";
        next = reading.isWord(at + 1, "with") ? at + 2 : at + 1;
      }
      case "ends", "ending", "end" -> {
        before = "%";
        next = reading.isWord(at + 1, "with") ? at + 2 : at + 1;
      }
      default -> {
        return false;
      }
    }
    Value value = valueAt(next, field, true);
    if (value == null) {
      return false;
    }
    String text = word.equals("like") ? stripped(value.text()) : value.text();
    String start = before;
    String end = after;
    add(
        first,
        value.end(),
        field,
        column -> (negated ? "NOT " : "") + sql.like(field.column(), column, start, text, end));
    return true;
  }

  private static String stripped(String pattern) {
    int from = pattern.startsWith("%") ? 1 : 0;
    int to =
        pattern.endsWith("%") && pattern.length() > from ? pattern.length() - 1 : pattern.length();
    return pattern.substring(from, to);
  }

  /** A value of the request and the item after it. */
  record Value(String text, int end) {}

  /** Reads a value; an unquoted one goes on over capitalised words. */
  @Nullable Value valueAt(int i, Field field, boolean explicit) {
    if (i >= reading.size() || reading.item(i).isUsed()) {
      return null;
    }
    Item item = reading.item(i);
    if (item.isNumber() || item.isDate() || item.isQuotedValue()) {
      return new Value(item.text(), i + 1);
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
    if (!isText
        || named && !explicit
        || VALUE_ENDS.contains(item.word())
        || !explicit && Lexicon.isFunctionWord(item.first().fold()) && !isCapital(item)) {
      return null;
    }
    int end = i + 1;
    if (isCapital(item)) {
      while (end < reading.size()
          && reading.item(end).isPlainWord()
          && isCapital(reading.item(end))
          && !VALUE_ENDS.contains(reading.word(end))) {
        end++;
      }
    }
    return new Value(reading.request().substring(item.start(), reading.item(end - 1).end()), end);
  }

  private static boolean isCapital(Item item) {
    return Character.isUpperCase(item.text().codePointAt(0));
  }

  private void take(int first, int end, Field field, String operator, Value value) throws Unclear {
    String written = written(field, value.text());
    boolean wholeDay =
        sql.kind(field.column()) == TypeKind.TIMESTAMP
            && written.startsWith("DATE ")
            && operator.equals("=");
    if (wholeDay) {
      LocalDate day = Dates.day(value.text()).orElseThrow();
      Period period = Dates.days(day, day.plusDays(1), "on " + day);
      add(first, end, field, period::condition);
      return;
    }
    int next = end;
    String exact = operator;
    if (operator.equals("=") && reading.isPhrase(end, "or more")) {
      exact = ">=";
      next = end + 2;
    } else if (operator.equals("=") && reading.isPhrase(end, "or less")) {
      exact = "<=";
      next = end + 2;
    }
    String sign = exact;
    add(first, next, field, column -> compared(field, column) + " " + sign + " " + written);
  }

  /** Takes a value with the alternatives that follow it: paid, shipped or returned. */
  private void takeAll(int first, Field field, boolean negated, Value value, int at)
      throws Unclear {
    List<String> texts = new ArrayList<>(List.of(value.text()));
    int end = value.end();
    while (end < reading.size()) {
      boolean comma = reading.isSymbol(end, ",");
      int next = comma ? end + 1 : end;
      boolean or = reading.isWord(next, Set.of("or", "nor"));
      boolean and = comma && reading.isWord(next, "and");
      if (!comma && !or) {
        break;
      }
      int valueAt = or || and ? next + 1 : next;
      Value more = reading.field(valueAt) != null ? null : valueAt(valueAt, field, or);
      if (more == null) {
        break;
      }
      texts.add(more.text());
      end = more.end();
    }
    if (texts.size() == 1) {
      take(first, end, field, negated ? "<>" : "=", value);
      return;
    }
    List<String> written = new ArrayList<>();
    for (String text : texts) {
      written.add(written(field, text));
    }
    String list = String.join(", ", written);
    add(
        first,
        end,
        field,
        column -> compared(field, column) + (negated ? " NOT IN (" : " IN (") + list + ")");
  }

  private String written(Field field, String value) throws Unclear {
    return sql.value(field.relation(), field.column(), value);
  }

  private String compared(Field field, String column) {
    return sql.comparable(field.column(), column);
  }

  // -- Conditions without a column's name ---------------------------------------------------------

  /** Reads listed values and flags that stand like adjectives: paid orders, active customers. */
  void readAdjectives() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      Label label = item.label();
      if (label != null && !item.isUsed()) {
        readLabels(i, label);
      }
      Field flag = reading.field(i);
      if (flag != null && sql.kind(flag.column()) == TypeKind.BOOLEAN && isAdjective(i)) {
        boolean not = item.isNegatedFlag() != isNegated(i);
        add(
            isNegated(i) ? i - 1 : i,
            i + 1,
            flag,
            column -> column + (not ? " = FALSE" : " = TRUE"));
      }
    }
  }

  private boolean isNegated(int i) {
    return reading.isWord(i - 1, Set.of("not", "non", "aren", "isn", "never"));
  }

  private boolean isAdjective(int i) {
    boolean beforeTable =
        reading.table(i + 1) != null
            || reading.item(Math.min(i + 1, reading.size() - 1)).label() != null;
    boolean predicate =
        reading.isWord(
            i - 1,
            Set.of(
                "is", "are", "not", "only", "being", "were", "was", "that", "which", "aren",
                "isn"));
    return beforeTable || predicate || reading.item(i).isNegatedFlag() || isAdverbial(i);
  }

  /** Two adjectives in a row, or one after a verb: show active premium customers. */
  private boolean isAdverbial(int i) {
    return reading.field(i + 1) != null && reading.table(i + 2) != null;
  }

  private void readLabels(int i, Label first) throws Unclear {
    boolean not = first.negated() != isNegated(i);
    List<String> values = new ArrayList<>(List.of(first.value()));
    int end = i + 1;
    while (end + 1 < reading.size()) {
      boolean joined = reading.isWord(end, Set.of("or", "and")) || reading.isSymbol(end, ",");
      Label next = joined ? reading.item(end + 1).label() : null;
      if (next == null || !next.field().equals(first.field()) || next.negated()) {
        break;
      }
      values.add(next.value());
      end += 2;
    }
    List<String> written = new ArrayList<>();
    for (String value : values) {
      written.add(written(first.field(), value));
    }
    String condition =
        values.size() == 1
            ? (not ? " <> " : " = ") + written.getFirst()
            : (not ? " NOT IN (" : " IN (") + String.join(", ", written) + ")";
    notes.refer(
        first.field().relation(), first.field().column(), "has the value “" + first.value() + "”");
    add(
        isNegated(i) ? i - 1 : i,
        end,
        first.field(),
        column -> compared(first.field(), column) + condition);
  }

  /** Reads keys and names that stand right after a table: customer 42, customer 'Alice'. */
  void readIdentities(Relation base) throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null) {
        continue;
      }
      int at = i + 1;
      if (reading.isWord(at, Set.of("number", "no", "nr")) || reading.isSymbol(at, "#")) {
        at++;
      }
      if (reading.isNumber(at) || isUuid(at)) {
        boolean singular = at > i + 1 || !isPlural(i);
        if (singular) {
          readKey(i, at, table, base);
        }
      } else if (at < reading.size()
          && reading.item(at).isQuotedValue()
          && !reading.item(at).isUsed()) {
        readName(i, at, table, base);
      }
    }
  }

  private boolean isUuid(int i) {
    return i < reading.size()
        && reading.item(i).isQuotedValue()
        && reading.item(i).text().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  }

  private boolean isPlural(int i) {
    String fold = reading.item(i).last().fold();
    return fold.endsWith("s") && !fold.endsWith("ss") && !Words.stem(fold).equals(fold);
  }

  private void readKey(int i, int at, Relation table, Relation base) throws Unclear {
    Column key =
        columns
            .identifier(table)
            .orElseThrow(
                () ->
                    new Unclear(
                        table.name().name()
                            + " has no single key column: which column is the number in?"));
    boolean own = table.name().equals(base.name());
    Field field = own ? new Field(table, key) : referring(base, table, key);
    String written = written(field, reading.item(at).text());
    add(own ? at : i, at + 1, field, column -> column + " = " + written);
    if (own) {
      notes.assume(
          "“"
              + reading.item(at).text()
              + "” is the key ("
              + key.name()
              + ") of "
              + table.name().name()
              + ".",
          0.02);
    }
  }

  /** The base's own column that holds the key, where there is exactly one: it spares a join. */
  private Field referring(Relation base, Relation table, Column key) {
    List<Field> fields =
        columns.index().links(base).stream()
            .filter(
                l ->
                    l.source().name().equals(base.name()) && l.target().name().equals(table.name()))
            .filter(l -> l.targetColumns().equals(List.of(key.name())))
            .flatMap(l -> base.findColumn(l.sourceColumns().getFirst()).stream())
            .map(c -> new Field(base, c))
            .toList();
    return fields.size() == 1 ? fields.getFirst() : new Field(table, key);
  }

  private void readName(int i, int at, Relation table, Relation base) throws Unclear {
    Column label = label(table);
    Field field = new Field(table, label);
    String written = written(field, reading.item(at).text());
    notes.assume(
        "“"
            + reading.item(at).text()
            + "” stands in "
            + table.name().name()
            + "."
            + label.name()
            + ".",
        0.04);
    boolean own = table.name().equals(base.name());
    add(own ? at : i, at + 1, field, column -> column + " = " + written);
  }

  private Column label(Relation table) throws Unclear {
    List<Column> labels = columns.labels(table);
    if (labels.isEmpty()) {
      throw new Unclear("Which column of " + table.name().name() + " holds its name?");
    }
    return labels.getFirst();
  }

  /** Reads what is named: products named 'Lamp'. */
  void readNames(Relation base) throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      if (!reading.isWord(i, NAMED)) {
        continue;
      }
      Relation table =
          i > 0 && reading.item(i - 1).table() != null ? reading.item(i - 1).table() : base;
      if (table == null) {
        continue;
      }
      Field field = new Field(table, label(table));
      Value value = valueAt(i + 1, field, true);
      if (value != null) {
        take(i, value.end(), field, "=", value);
      }
    }
  }

  /** Reads places: customers from Germany, customers in Berlin. */
  void readPlaces(Relation base) throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      if (!reading.isWord(i, Set.of("from", "in", "at"))) {
        continue;
      }
      Item item = reading.item(i + 1);
      boolean quoted = item.isQuotedValue();
      if (item.isUsed() || !quoted && !(item.isPlainWord() && isCapital(item))) {
        continue;
      }
      Field field = place(base, item);
      Value value = field == null ? null : valueAt(i + 1, field, true);
      if (field != null && value != null) {
        notes.assume(
            "“"
                + value.text()
                + "” stands in "
                + field.relation().name().name()
                + "."
                + field.column().name()
                + ".",
            0.05);
        take(i, value.end(), field, "=", value);
      }
    }
  }

  private @Nullable Field place(Relation base, Item item) {
    List<Relation> candidates = new ArrayList<>(List.of(base));
    reading.scope().stream().filter(r -> !r.name().equals(base.name())).forEach(candidates::add);
    columns.index().links(base).stream()
        .filter(link -> link.source().name().equals(base.name()))
        .forEach(link -> candidates.add(link.target()));
    boolean country = COUNTRIES.contains(item.first().fold());
    List<Set<String>> kinds =
        country
            ? List.of(
                Set.of("countri", "nation", "land"),
                Set.of("citi", "town", "region", "stat", "location", "plac"))
            : List.of(
                Set.of("citi", "town", "stadt", "ort"),
                Set.of("region", "stat", "provinc", "location", "countri", "plac"));
    for (Relation relation : candidates) {
      for (Set<String> kind : kinds) {
        Optional<Column> column =
            columns.byWords(relation, kind).filter(c -> sql.kind(c) == TypeKind.TEXT);
        if (column.isPresent()) {
          return new Field(relation, column.get());
        }
      }
    }
    return null;
  }

  /** Reads amounts without a column's name: orders over 100. */
  void readAmounts() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null) {
        continue;
      }
      int at =
          reading.isWord(i + 1, Set.of("with", "worth", "costing", "that", "of")) ? i + 2 : i + 1;
      at = reading.isWord(at, Set.of("cost", "costing", "worth", "are", "is")) ? at + 1 : at;
      Comparison comparison = comparisonAt(at);
      boolean numeric = comparison != null && reading.isNumber(comparison.next());
      if (comparison == null || !numeric || reading.table(comparison.next() + 1) != null) {
        continue;
      }
      List<Column> amounts = columns.amounts(table);
      if (amounts.isEmpty()) {
        throw new Unclear(
            "Which column of "
                + table.name().name()
                + " is to be compared with "
                + reading.item(comparison.next()).text()
                + "?");
      }
      Field field = new Field(table, amounts.getFirst());
      if (amounts.size() > 1) {
        notes.ask(
            "The amount is taken from "
                + amounts.getFirst().name()
                + "; "
                + String.join(", ", amounts.stream().skip(1).map(Column::name).toList())
                + " would be possible too. Is that right?",
            0.1);
      } else {
        notes.assume(
            "The amount is " + table.name().name() + "." + field.column().name() + ".", 0.03);
      }
      String written = written(field, reading.item(comparison.next()).text());
      String operator = comparison.operator();
      add(i + 1, comparison.next() + 1, field, column -> column + " " + operator + " " + written);
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
      }
      at = at > 0 && reading.isWord(at, Set.of("any", "their", "its")) ? at + 1 : at;
      Field field = at < 0 ? null : reading.field(at);
      if (field != null) {
        add(i, at + 1, field, column -> column + " IS NULL");
        if (!field.column().nullable()) {
          notes.assume(
              field.relation().name().name()
                  + "."
                  + field.column().name()
                  + " is NOT NULL, so this finds no rows.",
              0.1);
        }
      }
    }
  }
}
