package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import dev.dbsa.adapter.llm.mock.NewColumn.Role;
import dev.dbsa.adapter.llm.mock.TypeReader.TypeAt;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads descriptions of new columns: an optional name varchar(50), price and date of birth. */
final class NewColumnReader {
  /** Words that announce a column and are no part of its name. */
  private static final Set<String> NOUNS =
      Set.of(
          "the",
          "here",
          "column",
          "columns",
          "field",
          "fields",
          "new",
          "additional",
          "another",
          "called",
          "named",
          "for",
          "with",
          "having",
          "its",
          "their",
          "his",
          "her",
          "that",
          "which",
          "is",
          "are",
          "be",
          "should",
          "must",
          "who",
          "also",
          "stores",
          "storing",
          "store",
          "holding",
          "holds");

  private static final Set<String> REFERENCES =
      Set.of("references", "reference", "referencing", "refers", "referring", "pointing", "points");

  private static final Set<String> UNITS =
      Set.of(
          "kg", "g", "cm", "mm", "m", "km", "eur", "usd", "chf", "seconds", "minutes", "hours",
          "days", "percent", "cents", "ml", "liters", "litres", "bytes", "pixels");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnTypes types;
  private final NewNames names;
  private final TypeReader typeReader;
  private final List<Described> described = new ArrayList<>();
  private boolean parted = true;

  NewColumnReader(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.types = new ColumnTypes(reading.index(), sql);
    this.names = new NewNames(reading, sql);
    this.typeReader = new TypeReader(reading, types);
  }

  /** A new column as far as it is read. */
  private static final class Described {
    private final StringBuilder name = new StringBuilder();
    private int words;
    private boolean quoted;
    private boolean closed;
    private @Nullable String type;
    private @Nullable Relation table;
    private @Nullable Relation referred;
    private boolean required;
    private boolean optional;
    private boolean unique;
    private boolean key;
    private int defaultAt = -1;
    private final List<String> values = new ArrayList<>();
    private @Nullable String low;
    private @Nullable String high;

    void add(String word, boolean asQuoted) {
      name.append(name.isEmpty() ? "" : "_").append(word);
      words++;
      quoted = asQuoted;
    }

    /** A name that is made of several words is written in lower case. */
    String text() {
      boolean asWritten = quoted || words == 1;
      return (asWritten ? name.toString() : name.toString().toLowerCase(Locale.ROOT)).strip();
    }
  }

  /**
   * Reads the columns that the unused words between two items describe.
   *
   * @param table the table that gets them; {@code null} for a new one
   */
  List<NewColumn> columns(int from, int to, @Nullable Relation table) throws Unclear {
    boolean several = table != null && reading.hasWord(Set.of("columns", "fields"));
    useCounts();
    int at = from;
    while (at < to) {
      at = Math.max(at + 1, read(at, to));
    }
    List<NewColumn> columns = new ArrayList<>();
    for (Described one : described) {
      if (!one.name.isEmpty()) {
        columns.add(column(one, table));
      }
    }
    if (several && columns.size() == 1) {
      throw new Unclear(
          "Several columns are asked for, but only “"
              + columns.getFirst().name()
              + "” is named: what are the others called?");
    }
    return columns;
  }

  /** two columns: as many as are named. */
  private void useCounts() {
    for (int i = 0; i + 1 < reading.size(); i++) {
      if (reading.number(i) != null && reading.isWord(i + 1, Set.of("columns", "fields"))) {
        reading.use(i, i + 1, "how many columns");
      }
    }
  }

  /** Reads what begins here; returns the item after it. */
  private int read(int i, int to) throws Unclear {
    if (reading.item(i).isUsed()) {
      return i + 1;
    }
    if (isSeparator(i)) {
      parted = true;
      reading.use(i, i + 1);
      return i + 1;
    }
    for (String bracket : List.of("(", ")", ":", ".")) {
      if (reading.isSymbol(i, bracket) && !typeFollows(i)) {
        reading.use(i, i + 1);
        return i + 1;
      }
    }
    int end = readModifier(i, to);
    if (end == i) {
      end = readReference(i);
    }
    if (end == i) {
      end = readValues(i, to);
    }
    if (end == i) {
      end = readLength(i);
    }
    if (end == i) {
      end = readType(i, to);
    }
    if (end == i && isNoun(i)) {
      parted |= reading.isWord(i, Set.of("with", "containing", "having", "storing"));
      closeBefore(i);
      reading.use(i, i + 1);
      return i + 1;
    }
    return end == i ? readName(i, to) : end;
  }

  private boolean isSeparator(int i) {
    return reading.isSymbol(i, ",")
        || reading.isSymbol(i, ";")
        || reading.isWord(i, Set.of("and", "plus"));
  }

  /** name (varchar), name: text. */
  private boolean typeFollows(int i) {
    return ColumnTypes.isType(reading.word(i + 1)) && !current().name.isEmpty();
  }

  /** A noun after a name ends it: a newsletter column. */
  private boolean isNoun(int i) {
    return reading.isWord(i, NOUNS);
  }

  private void closeBefore(int i) {
    if (!described.isEmpty() && !current().name.isEmpty() && !parted) {
      current().closed = true;
    }
  }

  private Described current() {
    if (described.isEmpty()) {
      described.add(new Described());
    }
    return described.getLast();
  }

  /** The column that a modifier is said of: the next one where its name follows. */
  private Described modified(int end, int to) {
    boolean nameFollows =
        end < to
            && !reading.item(end).isUsed()
            && !isSeparator(end)
            && isNameWord(end)
            && !isNoun(end);
    boolean nounFollows =
        end < to
            && isNoun(end)
            && reading.isWord(end, Set.of("column", "columns", "field", "fields"));
    if (parted && !current().name.isEmpty() && (nameFollows || nounFollows)) {
      described.add(new Described());
      parted = false;
    }
    if (!current().name.isEmpty()) {
      current().closed = true;
    }
    return current();
  }

  // -- Modifiers ---------------------------------------------------------------------------------

  private int readModifier(int i, int to) {
    int end = i;
    if (reading.isPhrase(i, "not null")
        || reading.isPhrase(i, "non null")
        || reading.isPhrase(i, "not nullable")
        || reading.isPhrase(i, "not optional")) {
      end = i + 2;
      modified(end, to).required = true;
    } else if (reading.isWord(i, Set.of("required", "mandatory"))) {
      end = i + 1;
      modified(end, to).required = true;
    } else if (reading.isWord(i, Set.of("nullable", "optional", "null"))) {
      end = i + 1;
      modified(end, to).optional = true;
    } else if (reading.isWord(i, "unique")) {
      end = i + 1;
      modified(end, to).unique = true;
    } else if (reading.isPhrase(i, "primary key")) {
      end = i + 2;
      modified(end, to).key = true;
    } else if (reading.isWord(i, Set.of("default", "defaulting", "defaults"))) {
      end = i + 1;
      while (reading.isWord(end, Set.of("value", "to", "of", "is", "as", "the"))
          || reading.isSymbol(end, "=")) {
        end++;
      }
      if (end < to) {
        modified(end + 1, to).defaultAt = end;
        end++;
      }
    }
    if (end > i) {
      int from = reading.isWord(i - 1, "with") ? i - 1 : i;
      reading.use(from, end, "a modifier of a new column");
    }
    return end;
  }

  /** references warehouses, foreign key to warehouses. */
  private int readReference(int i) {
    int at = i;
    if (reading.isPhrase(i, "foreign key")) {
      at = i + 2;
    } else if (reading.isWord(i, REFERENCES)) {
      at = i + 1;
    } else {
      return i;
    }
    at = reading.isWord(at, Set.of("to", "on", "at")) ? at + 1 : at;
    Relation table = reading.table(at);
    if (table == null) {
      return i;
    }
    if (current().name.isEmpty()) {
      // a reference to warehouses: the column is called after it.
      current().table = table;
      current().add(reading.item(at).text(), false);
      parted = false;
    }
    current().referred = table;
    current().closed = true;
    reading.use(i, at + 1, "a reference");
    return at + 1;
  }

  /** one of bug, feature or question; with values S, M and L; between 1 and 5. */
  private int readValues(int i, int to) {
    if (current().name.isEmpty()) {
      return i;
    }
    boolean range =
        reading.isWord(i, "between")
            && reading.isNumber(i + 1)
            && reading.isWord(i + 2, Set.of("and", "to"))
            && reading.isNumber(i + 3);
    if (range) {
      current().low = reading.item(i + 1).text();
      current().high = reading.item(i + 3).text();
      current().closed = true;
      reading.use(i, i + 4, "a condition of a new column");
      return i + 4;
    }
    int at = i;
    if (reading.isPhrase(i, "one of")) {
      at = i + 2;
    } else if (reading.isWord(i, "either")) {
      at = i + 1;
    } else if (reading.isWord(i, "values") || reading.isPhrase(i, "with values")) {
      at = reading.isWord(i, "values") ? i + 1 : i + 2;
    }
    if (at == i) {
      return i;
    }
    int end = at;
    List<String> values = new ArrayList<>();
    while (at < to && !reading.item(at).isUsed() && (isNameWord(at) || reading.isNumber(at))) {
      values.add(reading.item(at).text());
      end = at + 1;
      at = end;
      while (reading.isSymbol(at, ",") || reading.isWord(at, Set.of("and", "or"))) {
        at++;
      }
      if (at == end) {
        break;
      }
    }
    if (values.size() < 2) {
      return i;
    }
    current().values.addAll(values);
    current().closed = true;
    parted = false;
    reading.use(i, end, "the values of a new column");
    return end;
  }

  /** of up to 80 characters; with 2 decimals; in kg. */
  private int readLength(int i) throws Unclear {
    int at = i;
    while (reading.isWord(
        at, Set.of("of", "up", "to", "with", "at", "most", "maximum", "max", "has"))) {
      at++;
    }
    boolean number = reading.isNumber(at) && reading.item(at).text().matches("\\d{1,5}");
    if (number && !current().name.isEmpty()) {
      int size = Integer.parseInt(reading.item(at).text());
      if (reading.isWord(at + 1, Set.of("characters", "chars", "letters"))) {
        current().type = types.ofWord("varchar", size, null);
        current().closed = true;
        reading.use(i, at + 2, "a type");
        return at + 2;
      }
      if (reading.isWord(at + 1, Set.of("decimals", "decimal", "digits", "places"))) {
        current().type = types.ofWord("numeric", 12, size);
        current().closed = true;
        int end = reading.isWord(at + 2, "places") ? at + 3 : at + 2;
        reading.use(i, end, "a type");
        return end;
      }
    }
    if (reading.isWord(i, "in") && reading.isWord(i + 1, UNITS) && !current().name.isEmpty()) {
      String unit = reading.word(i + 1);
      current().add(unit, false);
      current().closed = true;
      if (current().type == null) {
        boolean whole =
            Set.of("cents", "seconds", "minutes", "hours", "days", "bytes", "pixels")
                .contains(unit);
        current().type =
            whole ? types.ofWord("integer", null, null) : types.ofWord("numeric", 12, 2);
      }
      reading.use(i, i + 2, "the unit of a new column");
      return i + 2;
    }
    return i;
  }

  // -- Types -------------------------------------------------------------------------------------

  private int readType(int i, int to) throws Unclear {
    String word = singular(reading.word(i));
    boolean announced =
        reading.isWord(i, Set.of("as", "type"))
            || reading.isPhrase(i, "of type")
            || reading.isSymbol(i, ":")
            || reading.isSymbol(i, "(");
    boolean named = !current().name.isEmpty() && !parted;
    if (announced && named) {
      TypeAt type = typeReader.typeAt(i, null);
      if (type.type() != null) {
        setType(type.type(), true);
        return type.end();
      }
      return i;
    }
    if (!ColumnTypes.isType(word) || reading.item(i).table() != null) {
      return i;
    }
    boolean leads =
        i + 1 < to
            && !isSeparator(i + 1)
            && !reading.item(i + 1).isUsed()
            && (isNoun(i + 1) && !reading.isWord(i + 1, Set.of("is", "are", "with", "that", "for"))
                || isNameWord(i + 1) && !named
                || ColumnTypes.isType(reading.word(i + 1)) && !named);
    boolean snake = named && i > 0 && reading.item(i - 1).text().contains("_");
    if (!named && leads && (ColumnTypes.isClearType(word) || leadsName(i, to))) {
      Described next = modified(i + 1, to);
      if (next.type == null) {
        TypeAt type = typeReader.sizedAt(i, word);
        next.type = type.type();
        reading.use(i, type.end(), "a type");
        return type.end();
      }
      reading.use(i, i + 1, "a type");
      return i + 1;
    }
    if (named && (ColumnTypes.isClearType(word) || snake)) {
      TypeAt type = typeReader.sizedAt(i, word);
      boolean plural = !word.equals(reading.word(i));
      if (type.type() != null) {
        setType(type.type(), plural);
        reading.use(i, type.end(), "a type");
        return type.end();
      }
    }
    return i;
  }

  /** flag is_gift, date column: the type stands before a name in one word, or before a noun. */
  private boolean leadsName(int i, int to) {
    boolean snake = i + 1 < to && reading.item(i + 1).text().contains("_");
    return snake
        || i + 1 < to && reading.isWord(i + 1, Set.of("column", "field", "columns", "fields"));
  }

  /**
   * Sets the type of the column at hand; where it is said of all, also of those before it.
   *
   * @param all whether it may be said of several: width, height and depth as integer
   */
  private void setType(String type, boolean all) {
    Described last = current();
    last.type = type;
    last.closed = true;
    if (all) {
      List<Described> before = described.subList(0, described.size() - 1);
      if (before.stream().allMatch(d -> d.type == null && d.defaultAt < 0)) {
        before.forEach(d -> d.type = type);
      }
    }
  }

  private static String singular(String word) {
    return word.endsWith("s") && ColumnTypes.isType(word.substring(0, word.length() - 1))
        ? word.substring(0, word.length() - 1)
        : word;
  }

  // -- Names -------------------------------------------------------------------------------------

  private boolean isNameWord(int i) {
    Item item = reading.item(i);
    boolean word = item.isKind(Token.Kind.WORD) || item.table() != null;
    return item.isKind(Token.Kind.QUOTED)
        || item.isKind(Token.Kind.VALUE)
        || word && !NameReader.endsName(item.word());
  }

  private int readName(int i, int to) {
    Item item = reading.item(i);
    boolean of =
        reading.isWord(i, "of")
            && !parted
            && !current().name.isEmpty()
            && !current().closed
            && i + 1 < to
            && reading.item(i + 1).isPlainWord();
    boolean mayBeTypeWord =
        item.isKind(Token.Kind.WORD) && Set.of("type", "default").contains(item.word());
    if (!of && !isNameWord(i) && !mayBeTypeWord) {
      return i;
    }
    if (parted && !current().name.isEmpty()) {
      described.add(new Described());
    }
    parted = false;
    Described column = current();
    if (column.closed || column.quoted) {
      return i;
    }
    for (Token token : item.tokens()) {
      column.add(token.text(), item.isKind(Token.Kind.QUOTED) || item.isKind(Token.Kind.VALUE));
    }
    column.table = item.table();
    reading.use(i, i + 1, "the name of a new column");
    return i + 1;
  }

  // -- Columns -----------------------------------------------------------------------------------

  private NewColumn column(Described one, @Nullable Relation table) throws Unclear {
    String name = one.text();
    Reference reference = types.reference(name).orElse(null);
    Relation alike = ColumnTypes.isLongText(name) ? null : one.table;
    Relation named = one.referred != null ? one.referred : alike;
    if (named != null && reference == null && one.type == null || one.referred != null) {
      reference = named == null ? null : types.reference(named).orElse(null);
      if (reference != null && !name.endsWith("_id") && one.referred == null
          || reference != null && one.table != null && !name.endsWith("_id")) {
        name = singularName(name) + "_id";
        notes.assume(
            "“" + name + "” refers to the table " + reference.table().name().name() + ".", 0.05);
      }
    }
    names.requireName(name);
    boolean unclear = name.matches("(?i)(?:.*_)?references?|.*_(?:or|either|than)_.*");
    if (!one.quoted && unclear) {
      throw new Unclear(
          "Is “" + name.replace('_', ' ') + "” the name of one column, or what else?");
    }
    String type = type(one, name, reference, table);
    String value = one.defaultAt < 0 ? null : defaultValue(name, type, one.defaultAt);
    if (value != null && !sql.isPostgres() && type.equals("text")) {
      type = "varchar(255)";
      notes.assume("MySQL takes no default for text; the column is varchar(255).", 0.03);
    }
    boolean refers =
        reference != null
            && isReferable(reference.key(), type)
            && (table == null || one.referred != null);
    return new NewColumn(
        name,
        type,
        one.required || one.key || table == null && !one.optional,
        value,
        one.unique,
        refers ? reference : null,
        one.key ? Role.KEY : Role.PLAIN,
        check(one, name, type));
  }

  /** What is said of the values of the column, as a condition; {@code null} for nothing. */
  private @Nullable String check(Described one, String name, String type) throws Unclear {
    Column column = new Column(name, 1, type, true, null, ColumnGeneration.NONE, null, null, null);
    if (!one.values.isEmpty()) {
      List<String> literals = new ArrayList<>();
      for (String value : one.values) {
        literals.add(sql.newValue(column, value));
      }
      return sql.name(name) + " IN (" + String.join(", ", literals) + ")";
    }
    return one.low == null || one.high == null
        ? null
        : sql.name(name)
            + " BETWEEN "
            + sql.newValue(column, one.low)
            + " AND "
            + sql.newValue(column, one.high);
  }

  /** Text keys would have to share their collation too, which the script cannot promise. */
  private boolean isReferable(Column key, String type) {
    TypeKind kind = sql.kind(key);
    return (kind.isNumeric() || kind == TypeKind.UUID) && key.type().equals(type);
  }

  private String type(
      Described one, String name, @Nullable Reference reference, @Nullable Relation table)
      throws Unclear {
    if (one.type != null) {
      return one.type;
    }
    if (reference != null) {
      return types.keyType(reference.key());
    }
    String ofDefault = one.defaultAt < 0 ? null : typeOfDefault(one.defaultAt, name);
    if (ofDefault != null) {
      notes.assume("The type of " + name + " is that of its default.", 0.03);
      return ofDefault;
    }
    if (!one.values.isEmpty()) {
      notes.assume("The values of " + name + " are texts, which a check lists.", 0.03);
      return "varchar(50)";
    }
    String known = one.low == null ? typeElsewhere(name, table) : null;
    if (known != null) {
      return known;
    }
    Optional<String> byName = types.ofName(name);
    String chosen = byName.orElse(sql.isPostgres() ? "text" : "varchar(255)");
    notes.assume(
        "The type of "
            + name
            + " is not given; "
            + chosen
            + (byName.isPresent() ? " fits its name." : " takes any text."),
        byName.isPresent() ? 0.02 : 0.05);
    return chosen;
  }

  /** The type that all other tables give to a column of this name. */
  private @Nullable String typeElsewhere(String name, @Nullable Relation table) {
    List<Column> same =
        reading.index().schema().relations().stream()
            .filter(r -> r.kind().isTable() && r != table)
            .flatMap(r -> r.findColumn(name).stream())
            .toList();
    Set<String> known = same.stream().map(Column::type).collect(Collectors.toSet());
    boolean plain =
        known.size() == 1
            && sql.kind(same.getFirst()) != TypeKind.ENUM
            && !name.equalsIgnoreCase("id");
    if (!plain) {
      return null;
    }
    String type = known.iterator().next();
    notes.assume("The type of " + name + " is " + type + ", as in other tables.", 0.02);
    return type;
  }

  /** default false: a boolean; {@code null} where the default does not tell the type. */
  private @Nullable String typeOfDefault(int at, String name) {
    if (Set.of("true", "false").contains(reading.word(at))) {
      return "boolean";
    }
    if (reading.item(at).isNumber()) {
      boolean whole = !reading.item(at).text().contains(".");
      boolean amount = types.ofName(name).filter(t -> t.startsWith("numeric")).isPresent();
      return whole && !amount ? (sql.isPostgres() ? "integer" : "int") : "numeric(12, 2)";
    }
    return null;
  }

  private String defaultValue(String name, String type, int at) throws Unclear {
    Column column = new Column(name, 1, type, true, null, ColumnGeneration.NONE, null, null, null);
    Item item = reading.item(at);
    String word = item.word();
    TypeKind kind = sql.kind(column);
    if (Set.of("now", "today", "current", "current_timestamp", "current_date").contains(word)
        && kind.isDay()) {
      boolean day = kind == TypeKind.DATE;
      return day ? (sql.isPostgres() ? "CURRENT_DATE" : "(CURRENT_DATE)") : "CURRENT_TIMESTAMP";
    }
    if (word.equals("null")) {
      return "NULL";
    }
    if (kind == TypeKind.OTHER || kind == TypeKind.JSON) {
      throw new Unclear(
          "How is the default “" + item.text() + "” of " + name + " (" + type + ") to be written?");
    }
    String value = sql.newValue(column, item.text());
    return sql.isPostgres() || !value.startsWith("DATE ") && !value.startsWith("TIMESTAMP ")
        ? value
        : value.substring(value.indexOf('\''));
  }

  private static String singularName(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return folded.endsWith("ies")
        ? folded.substring(0, folded.length() - 3) + "y"
        : folded.endsWith("s") && !folded.endsWith("ss")
            ? folded.substring(0, folded.length() - 1)
            : folded;
  }
}
