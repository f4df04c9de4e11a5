package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.ChangePlan.AlterColumn;
import dev.dbsa.adapter.llm.mock.ChangePlan.ColumnChange;
import dev.dbsa.adapter.llm.mock.ChangePlan.CommentTable;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.TypeReader.TypeAt;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plans changes of a column: its type, its default, its comment, whether it may be NULL. */
final class AlterPlanner {
  private static final Pattern SIZED =
      Pattern.compile("([a-z ]+?)\\s*\\((\\d+)(?:,\\s*(\\d+))?\\).*");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnTypes types;
  private final ChangeTarget target;
  private final NewNames names;
  private final TypeReader typeReader;
  private final Dependents dependents;

  AlterPlanner(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.types = new ColumnTypes(reading.index(), sql);
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
    this.typeReader = new TypeReader(reading, types);
    this.dependents = new Dependents(reading.index());
  }

  List<ChangePlan> plan(ChangeIntent intent) throws Unclear {
    Relation table = target.table();
    if (intent.verb().equals("alter")) {
      reading.useWords(Set.of("table"));
      for (int i = 0; i < reading.size(); i++) {
        if (reading.isWord(i, "add")) {
          reading.use(i, i + 1);
          return new AddPlanner(reading, sql).plan(intent);
        }
        if (reading.isWord(i, "drop") && !reading.isWord(i + 1, Set.of("default", "not"))) {
          reading.use(i, i + 1);
          return new DropPlanner(reading, sql).plan(intent);
        }
        if (reading.isWord(i, "rename")) {
          reading.use(i, i + 1);
          return new RenamePlanner(reading, sql).plan();
        }
      }
    }
    // The words of the change name no column: type, default, unique, comment.
    Change change = change();
    boolean nullability =
        change != null && (change.kind() == Kind.FORBID_NULL || change.kind() == Kind.ALLOW_NULL);
    if (nullability && change != null) {
      return nullability(table, change.kind());
    }
    Column column = column(table);
    if (change == null) {
      throw new Unclear(
          "What is to be changed of "
              + table.name().name()
              + "."
              + column.name()
              + ": its type, its default, or whether it may be NULL?");
    }
    target.use(table);
    if (change.kind() != Kind.COMMENT) {
      requirePlain(column);
    }
    return List.of(
        switch (change.kind()) {
          case FORBID_NULL, ALLOW_NULL -> throw new IllegalStateException("done before");
          case UNIQUE -> new IndexPlanner(reading, sql).unique(table, column.name());
          case DEFAULT -> setDefault(table, column, change);
          case COMMENT -> comment(table, column, change);
          case TYPE -> setType(table, column, change);
          case LENGTH -> setLength(table, column, change);
        });
  }

  /** Of one column or of several. */
  private List<ChangePlan> nullability(Relation table, Kind kind) throws Unclear {
    new ColumnResolver(reading).findColumns();
    List<Field> fields = target.fieldsOf(table).stream().distinct().toList();
    if (fields.isEmpty()) {
      throw new Unclear("Which column of " + table.name().name() + " is to be changed?");
    }
    target.use(table);
    List<ChangePlan> plans = new ArrayList<>();
    for (Field field : fields) {
      requirePlain(field.column());
      notes.refer(table, field.column(), "is changed");
      plans.add(
          kind == Kind.FORBID_NULL
              ? forbidNull(table, field.column())
              : allowNull(table, field.column()));
    }
    return plans;
  }

  private static void requirePlain(Column column) throws Unclear {
    if (column.generation() != ColumnGeneration.NONE) {
      throw new Unclear(
          column.name() + " gets its values from the server: what is to become of that?");
    }
  }

  private Column column(Relation table) throws Unclear {
    new ColumnResolver(reading).findColumns();
    List<Field> fields = target.fieldsOf(table).stream().distinct().toList();
    if (fields.size() != 1) {
      throw new Unclear("Which column of " + table.name().name() + " is to be changed?");
    }
    Column column = fields.getFirst().column();
    notes.refer(table, column, "is changed");
    return column;
  }

  // -- What is changed ---------------------------------------------------------------------------

  private enum Kind {
    FORBID_NULL,
    ALLOW_NULL,
    UNIQUE,
    DEFAULT,
    COMMENT,
    TYPE,
    LENGTH
  }

  /**
   * @param at where the new value, type or size stands; -1 where there is none
   */
  private record Change(Kind kind, int at, @Nullable String type) {}

  /** Reads the words of the change, which then name no column. */
  private @Nullable Change change() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      for (String phrase :
          List.of("not null", "non null", "not nullable", "not optional", "not empty")) {
        if (reading.isPhrase(i, phrase)) {
          reading.use(i, i + 2, "NOT NULL");
          return new Change(Kind.FORBID_NULL, -1, null);
        }
      }
      if (reading.isWord(i, Set.of("required", "mandatory", "compulsory", "obligatory"))) {
        reading.use(i, i + 1, "NOT NULL");
        return new Change(Kind.FORBID_NULL, -1, null);
      }
      if (reading.isWord(i, Set.of("nullable", "optional", "null", "nulls"))
          && !reading.isWord(i - 1, "default")) {
        reading.use(i, i + 1, "NULL");
        reading.useWords(Set.of("allow", "permit", "accept", "drop"));
        return new Change(Kind.ALLOW_NULL, -1, null);
      }
      if (reading.isWord(i, "unique")) {
        reading.use(i, i + 1, "a unique index");
        return new Change(Kind.UNIQUE, -1, null);
      }
      if (reading.isWord(i, "default")) {
        return readDefault(i);
      }
      if (reading.isWord(i, "comment")) {
        reading.use(i, i + 1);
        for (int at = reading.size() - 1; at > i; at--) {
          if (reading.item(at).isQuotedValue()) {
            reading.use(at, at + 1, "the comment");
            return new Change(Kind.COMMENT, at, null);
          }
        }
      }
    }
    return typeChange();
  }

  private Change readDefault(int i) {
    reading.use(i, i + 1, "the default");
    for (int at = reading.size() - 1; at > i; at--) {
      boolean introduced =
          reading.isWord(at - 1, Set.of("to", "as", "is", "be", "of", "default", "value"))
              || reading.isSymbol(at - 1, "=")
              || at - 1 == i;
      boolean value =
          !reading.item(at).isUsed()
              && reading.item(at).table() == null
              && !reading.item(at).isKind(Token.Kind.SYMBOL);
      if (introduced
          && value
          && (reading.isWord(at - 1, Set.of("to", "as", "is", "be"))
              || reading.isSymbol(at - 1, "=")
              || at == i + 1
              || at == i + 2)) {
        reading.use(at, at + 1, "the default");
        reading.useWords(Set.of("value"));
        return new Change(Kind.DEFAULT, at, null);
      }
    }
    return new Change(Kind.DEFAULT, -1, null);
  }

  private @Nullable Change typeChange() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      int at = reading.isWord(i, Set.of("to", "as", "into", "type")) ? i + 1 : -1;
      at = at > 0 && reading.isWord(at, Set.of("type", "a", "an")) ? at + 1 : at;
      if (at > 0 && ColumnTypes.isType(reading.word(at)) && !reading.item(at).isUsed()) {
        TypeAt type = typeReader.sizedAt(at, reading.word(at));
        reading.use(i, type.end(), "the type");
        reading.useWords(Set.of("type", "datatype"));
        return new Change(Kind.TYPE, at, type.type());
      }
      boolean length =
          reading.isNumber(i)
              && reading.item(i).text().matches("\\d{1,5}")
              && reading.isWord(i + 1, Set.of("characters", "chars", "letters"));
      if (length) {
        int from = i;
        while (reading.isWord(
            from - 1, Set.of("at", "most", "up", "to", "maximum", "max", "exactly"))) {
          from--;
        }
        reading.use(from, reading.isWord(i + 2, "long") ? i + 3 : i + 2, "the length");
        reading.useWords(
            Set.of("should", "must", "shall", "cannot", "may", "not", "longer", "than", "have"));
        return new Change(Kind.LENGTH, i, null);
      }
      boolean size =
          reading.isWord(i, "to")
              && reading.isNumber(i + 1)
              && reading.item(i + 1).text().matches("\\d{1,5}");
      if (size) {
        int end = i + 2;
        while (reading.isWord(end, Set.of("characters", "chars", "digits", "letters"))) {
          end++;
        }
        reading.use(i, end, "the length");
        reading.useWords(Set.of("length", "size", "limit", "maximum", "width"));
        return new Change(Kind.LENGTH, i + 1, null);
      }
    }
    return null;
  }

  // -- The changes -------------------------------------------------------------------------------

  AlterColumn allowNull(Relation table, Column column) throws Unclear {
    if (column.nullable()) {
      throw new Unclear(
          table.name().name()
              + "."
              + column.name()
              + " may be NULL already: is another column meant?");
    }
    if (table.primaryKey() != null && table.primaryKey().columns().contains(column.name())) {
      throw new Unclear(
          column.name()
              + " belongs to the primary key, which is never NULL: is another column meant?");
    }
    notes.step("Allow NULL in " + table.name().name() + "." + column.name());
    return new AlterColumn(table, column, new ColumnChange.AllowNull(), false);
  }

  AlterColumn forbidNull(Relation table, Column column) throws Unclear {
    if (!column.nullable()) {
      throw new Unclear(
          table.name().name()
              + "."
              + column.name()
              + " is NOT NULL already: is another column meant?");
    }
    notes.step("Forbid NULL in " + table.name().name() + "." + column.name());
    notes.ask(
        "Are there rows without a value in "
            + column.name()
            + ", and what are they to get? The script fails while there are.",
        0.1);
    String check = names.constraintName("ck_", table, column.name(), "not_null");
    boolean inSteps = sql.isLarge(table) && table.kind() == RelationKind.TABLE;
    return new AlterColumn(table, column, new ColumnChange.ForbidNull(check), inSteps);
  }

  private AlterColumn setDefault(Relation table, Column column, Change change) throws Unclear {
    if (change.at() < 0) {
      throw new Unclear("Which default is " + column.name() + " to have?");
    }
    Item item = reading.item(change.at());
    boolean now =
        sql.kind(column).isDay() && Set.of("now", "today", "current").contains(item.word());
    String literal =
        item.word().equals("null")
            ? "NULL"
            : now
                ? sql.kind(column) == TypeKind.DATE
                    ? sql.isPostgres() ? "CURRENT_DATE" : "(CURRENT_DATE)"
                    : "CURRENT_TIMESTAMP"
                : sql.storedValue(table, column, item.text());
    if (!sql.isPostgres() && column.type().toLowerCase(Locale.ROOT).contains("text")) {
      throw new Unclear(
          "MySQL takes no such default for "
              + column.type()
              + ": which type is the column to have?");
    }
    notes.step("Set the default of " + table.name().name() + "." + column.name());
    notes.assume("Existing rows keep their values.", 0);
    return new AlterColumn(table, column, new ColumnChange.SetDefault(literal), false);
  }

  AlterColumn dropDefault(Relation table, Column column) throws Unclear {
    if (column.defaultExpression() == null || column.generation() != ColumnGeneration.NONE) {
      throw new Unclear(
          table.name().name() + "." + column.name() + " has no default: is another column meant?");
    }
    notes.step("Drop the default of " + table.name().name() + "." + column.name());
    if (!column.nullable()) {
      notes.assume(
          "Whoever inserts rows then has to give a value for " + column.name() + ".", 0.02);
    }
    return new AlterColumn(table, column, new ColumnChange.SetDefault(null), false);
  }

  private ChangePlan comment(Relation table, Column column, Change change) {
    notes.step("Set the comment of " + table.name().name() + "." + column.name());
    return new AlterColumn(
        table, column, new ColumnChange.SetComment(reading.item(change.at()).text()), false);
  }

  /** A comment of a column, or of the table where none is named. */
  ChangePlan planComment() throws Unclear {
    Change change = change();
    if (change == null || change.kind() != Kind.COMMENT) {
      throw new Unclear("What is the comment to say? It is written in quotes.");
    }
    Relation table = target.table();
    new ColumnResolver(reading).findColumns();
    List<Field> fields = target.fieldsOf(table);
    target.use(table);
    reading.useWords(Set.of("table", "column", "description"));
    if (fields.isEmpty()) {
      notes.refer(table, "is changed");
      notes.step("Set the comment of " + table.name().name());
      return new CommentTable(table, reading.item(change.at()).text());
    }
    notes.refer(table, fields.getFirst().column(), "is changed");
    return comment(table, fields.getFirst().column(), change);
  }

  private AlterColumn setLength(Relation table, Column column, Change change) throws Unclear {
    int size = Integer.parseInt(reading.item(change.at()).text());
    if (sql.kind(column) != TypeKind.TEXT) {
      throw new Unclear(
          column.name() + " is " + column.type() + ": which type is it to have instead?");
    }
    return setType(table, column, new Change(Kind.TYPE, -1, types.ofWord("varchar", size, null)));
  }

  private AlterColumn setType(Relation table, Column column, Change change) throws Unclear {
    String type = change.type() == null ? "" : change.type();
    dependents.requireTypeMayChange(table, column);
    Column changed =
        new Column(column.name(), 1, type, true, null, ColumnGeneration.NONE, null, null, null);
    boolean alike =
        sql.kind(changed) == sql.kind(column)
            || sql.kind(changed).isNumeric() && sql.kind(column).isNumeric();
    List<Relation> views =
        sql.isPostgres() ? dependents.viewsToMakeAgain(table, column, alike) : List.<Relation>of();
    if (!views.isEmpty()) {
      notes.assume(
          "PostgreSQL changes no column that a view reads: "
              + String.join(", ", views.stream().map(v -> v.name().name()).toList())
              + " is dropped and made again; rights on it have to be granted anew.",
          0.05);
    }
    requireConvertible(column, type);
    String name = table.name().name() + "." + column.name();
    if (isSameType(column.type(), type)) {
      throw new Unclear(name + " is " + column.type() + " already: which type is it to have?");
    }
    notes.step("Change the type of " + name + " from " + column.type() + " to " + type);
    if (!isWider(column.type(), type)) {
      notes.ask(
          "Do all values of "
              + column.name()
              + " fit "
              + type
              + "? The script fails or cuts where they do not.",
          0.1);
    } else if (sql.kind(column) == TypeKind.INTEGER) {
      notes.assume("The server writes the table anew, and lets nobody write meanwhile.", 0.02);
    }
    return new AlterColumn(table, column, new ColumnChange.SetType(type, views), false);
  }

  private void requireConvertible(Column column, String type) throws Unclear {
    TypeKind from = sql.kind(column);
    boolean text = type.startsWith("varchar") || type.equals("text") || type.startsWith("char");
    boolean number =
        Set.of("bigint", "integer", "int", "smallint").contains(type)
            || type.startsWith("numeric")
            || type.startsWith("double");
    boolean fits =
        text && from != TypeKind.JSON && from != TypeKind.OTHER
            || from.isNumeric() && number
            || from.isDay() && (type.equals("date") || type.matches("timestamp.*|datetime"));
    if (!fits) {
      throw new Unclear(
          "How are the values of "
              + column.name()
              + " ("
              + column.type()
              + ") to become "
              + type
              + "?");
    }
  }

  private static String plain(String type) {
    return type.toLowerCase(Locale.ROOT)
        .replace("character varying", "varchar")
        .replace("character", "char")
        .replace("decimal", "numeric")
        .replaceAll("\\s*,\\s*", ",")
        .replaceFirst("^int\\b", "integer")
        .strip();
  }

  private static boolean isSameType(String from, String to) {
    return plain(from).equals(plain(to));
  }

  /** Whether every value of one type fits the other. */
  private static boolean isWider(String from, String to) {
    String old = plain(from);
    String wanted = plain(to);
    if (wanted.equals("text") && old.matches("(?:var)?char.*")) {
      return true;
    }
    if (old.matches("smallint|integer") && wanted.equals("bigint")
        || old.equals("smallint") && wanted.equals("integer")) {
      return true;
    }
    Matcher before = SIZED.matcher(old);
    Matcher after = SIZED.matcher(wanted);
    if (!before.matches() || !after.matches() || !before.group(1).equals(after.group(1))) {
      return false;
    }
    int scale = before.group(3) == null ? 0 : Integer.parseInt(before.group(3));
    int newScale = after.group(3) == null ? 0 : Integer.parseInt(after.group(3));
    int digits = Integer.parseInt(before.group(2)) - scale;
    return newScale >= scale && Integer.parseInt(after.group(2)) - newScale >= digits;
  }
}
