package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.AddCheck;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plans what rows must be from now on: rating must be between 1 and 5; email has to be unique. */
final class ConstraintPlanner {
  private static final Set<String> SERVING =
      Set.of(
          "must",
          "should",
          "shall",
          "may",
          "can",
          "cannot",
          "has",
          "have",
          "had",
          "needs",
          "need",
          "ensure",
          "enforce",
          "only",
          "always",
          "be",
          "to",
          "that",
          "is",
          "are",
          "values",
          "value",
          "constraint",
          "check",
          "make",
          "sure",
          "every",
          "each",
          "get",
          "set",
          "require",
          "never",
          "not",
          "of",
          "than",
          "column",
          "columns",
          "t");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ChangeTarget target;
  private final NewNames names;
  private final ValueReader values;

  ConstraintPlanner(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
    this.values = new ValueReader(reading, sql);
  }

  /** What a condition says of a column, and whether it can take the place of others on it. */
  private record Condition(String text, boolean ofRange) {}

  ChangePlan plan() throws Unclear {
    Relation table = target.table();
    boolean unique = take(Set.of("unique", "distinct"));
    new ColumnResolver(reading).findColumns();
    List<Integer> places = places(table);
    if (places.isEmpty()) {
      throw new Unclear("Which column of " + table.name().name() + " is the condition about?");
    }
    int at = places.getFirst();
    Field field = reading.field(at);
    if (field == null) {
      throw new Unclear("Which column of " + table.name().name() + " is the condition about?");
    }
    Column column = field.column();
    reading.use(at, at + 1, "the column of the condition");
    notes.refer(table, column, "gets a condition");
    target.use(table);
    if (unique) {
      serve();
      return new IndexPlanner(reading, sql).unique(table, column.name());
    }
    if (isFilled()) {
      serve();
      return new AlterPlanner(reading, sql).forbidNull(table, column);
    }
    Condition condition = condition(table, field);
    if (condition == null) {
      throw new Unclear(
          "What must "
              + table.name().name()
              + "."
              + column.name()
              + " be: in a range, one of several values, unique, or not empty?");
    }
    serve();
    return check(table, column, condition);
  }

  private void serve() {
    reading.useWords(SERVING);
  }

  private List<Integer> places(Relation table) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(table)) {
        places.add(i);
      }
    }
    return places;
  }

  private boolean take(Set<String> words) {
    boolean found = false;
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, words)) {
        reading.use(i, i + 1);
        found = true;
      }
    }
    return found;
  }

  /** must be given; may not be empty; has to have a value. */
  private boolean isFilled() {
    for (int i = 0; i < reading.size(); i++) {
      boolean not =
          reading.isWord(i - 1, Set.of("not", "never", "be"))
              || reading.word(i - 2).equals("not")
              || reading.word(i - 1).equals("be")
              || i >= 1 && reading.word(i - 1).equals("cannot");
      if (reading.isWord(i, Set.of("null", "empty", "missing", "blank")) && not) {
        reading.use(i, i + 1, "NOT NULL");
        return true;
      }
      if (reading.isWord(
          i, Set.of("mandatory", "required", "given", "filled", "present", "provided"))) {
        reading.use(i, i + 1, "NOT NULL");
        return true;
      }
    }
    return false;
  }

  private @Nullable Condition condition(Relation table, Field field) throws Unclear {
    String name = sql.name(field.column().name());
    boolean numeric = sql.kind(field.column()).isNumeric();
    for (int i = 0; i < reading.size(); i++) {
      boolean not =
          reading.isWord(i - 1, "not")
              || reading.isWord(i - 2, "not")
              || reading.isWord(i - 1, "never")
              || reading.isWord(i - 2, "never")
              || reading.isWord(i - 2, "cannot")
              || reading.isWord(i - 1, "non")
              || reading.isWord(i - 2, "t");
      if (numeric && reading.isWord(i, "positive")) {
        reading.use(i, i + 1, "a condition");
        return new Condition(name + " > 0", true);
      }
      if (numeric && reading.isWord(i, Set.of("negative", "nonnegative"))) {
        reading.use(i, i + 1, "a condition");
        if (!not && !reading.word(i).startsWith("non")) {
          return new Condition(name + " < 0", true);
        }
        return new Condition(name + " >= 0", true);
      }
      Condition range = range(i, field, name);
      if (range != null) {
        return range;
      }
      Comparison comparison = new ComparisonReader(reading).comparisonAt(i);
      if (comparison != null) {
        Condition compared = compared(i, comparison, not, table, field, name);
        if (compared != null) {
          return compared;
        }
      }
      if (sql.kind(field.column()).isDay() && reading.isWord(i, Set.of("after", "before"))) {
        Field other = reading.field(i + 1);
        if (other != null && other.isOf(table)) {
          String operator =
              reading.isWord(i, "after") ? (not ? " <= " : " > ") : (not ? " >= " : " < ");
          reading.use(i, i + 2, "a condition");
          return new Condition(name + operator + sql.name(other.column().name()), false);
        }
      }
    }
    return list(field, name);
  }

  private @Nullable Condition range(int i, Field field, String name) throws Unclear {
    boolean from = reading.isWord(i, Set.of("between", "from"));
    boolean numbers =
        from
            && reading.isNumber(i + 1)
            && reading.isWord(i + 2, Set.of("and", "to"))
            && reading.isNumber(i + 3);
    if (!numbers) {
      return null;
    }
    String low = sql.value(field.relation(), field.column(), reading.item(i + 1).text());
    String high = sql.value(field.relation(), field.column(), reading.item(i + 3).text());
    reading.use(i, i + 4, "a condition");
    return new Condition(name + " BETWEEN " + low + " AND " + high, true);
  }

  private @Nullable Condition compared(
      int i, Comparison comparison, boolean not, Relation table, Field field, String name)
      throws Unclear {
    int at = comparison.next();
    String operator = not ? comparison.opposite() : comparison.operator();
    Field other = reading.field(at);
    if (other != null && other.isOf(table)) {
      reading.use(i, at + 1, "a condition");
      return new Condition(name + " " + operator + " " + sql.name(other.column().name()), false);
    }
    if (!reading.isNumber(at) && !reading.isDate(at)) {
      return null;
    }
    String value = sql.value(table, field.column(), reading.item(at).text());
    reading.use(i, at + 1, "a condition");
    return new Condition(name + " " + operator + " " + value, true);
  }

  /** must be one of red, green or blue. */
  private @Nullable Condition list(Field field, String name) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      boolean one = reading.isPhrase(i, "one of") || reading.isPhrase(i, "either");
      if (!one) {
        continue;
      }
      int at = reading.isPhrase(i, "one of") ? i + 2 : i + 1;
      List<String> literals = new ArrayList<>();
      int start = i;
      while (at < reading.size()) {
        ValueReader.Value value = values.valueAt(at, field, true);
        if (value == null) {
          break;
        }
        literals.add(
            sql.kind(field.column()) == TypeKind.TEXT
                ? sql.text(value.text())
                : sql.value(field.relation(), field.column(), value.text()));
        at = value.end();
        while (reading.isSymbol(at, ",") || reading.isWord(at, Set.of("or", "and"))) {
          at++;
        }
      }
      if (literals.size() > 1) {
        reading.use(start, at, "a condition");
        return new Condition(name + " IN (" + String.join(", ", literals) + ")", true);
      }
    }
    return null;
  }

  private static final Pattern COMPARISON = Pattern.compile("[<>]=?|(?i:\\bbetween\\b)");

  /** Whether the new condition says all that the old one does: its bounds, and no fewer. */
  private static boolean isReplaced(String old, String wanted) {
    List<String> before = COMPARISON.matcher(old).results().map(MatchResult::group).toList();
    List<String> after = COMPARISON.matcher(wanted).results().map(MatchResult::group).toList();
    boolean range = after.getFirst().equalsIgnoreCase("between");
    boolean oneSided = before.size() == 1 && !before.getFirst().equalsIgnoreCase("between");
    return !before.isEmpty()
        && (range || oneSided && before.getFirst().charAt(0) == after.getFirst().charAt(0));
  }

  private ChangePlan check(Relation table, Column column, Condition condition) throws Unclear {
    List<CheckConstraint> old =
        condition.ofRange() && COMPARISON.matcher(condition.text()).find()
            ? Checks.on(table, column).stream()
                .filter(c -> isReplaced(c.expression(), condition.text()))
                .toList()
            : List.of();
    for (CheckConstraint check : old) {
      String plain = check.expression().replaceAll("[()`\"]|::[a-z ]+", "").strip();
      if (plain.equalsIgnoreCase(condition.text().replaceAll("[`\"]", ""))) {
        throw new Unclear(
            "The check "
                + check.name()
                + " of "
                + table.name().name()
                + " says so already ("
                + check.expression()
                + "): is another condition wanted?");
      }
      notes.assume(
          "The check " + check.name() + " (" + check.expression() + ") is replaced.", 0.03);
    }
    String name =
        old.size() == 1
            ? old.getFirst().name()
            : names.constraintName("ck_", table, column.name(), "check");
    notes.ask(
        "Are there rows of "
            + table.name().name()
            + " that do not fulfil "
            + condition.text()
            + "? The script fails while there are.",
        0.06);
    notes.step("Require " + condition.text() + " in " + table.name().name());
    return new AddCheck(table, old, name, condition.text(), sql.isLarge(table));
  }
}
