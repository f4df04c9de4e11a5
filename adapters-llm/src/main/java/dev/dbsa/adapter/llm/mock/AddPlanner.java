package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.AddCheck;
import dev.dbsa.adapter.llm.mock.ChangePlan.AddColumns;
import dev.dbsa.adapter.llm.mock.ChangePlan.AddEnumValue;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans new columns of a table, and further values of a column that lists its values. */
final class AddPlanner {
  private static final Set<String> COLUMN_NOUNS = Set.of("column", "columns", "field", "fields");

  private static final Set<String> VALUE_NOUNS =
      Set.of("value", "values", "new", "option", "label", "another", "enum", "possible", "allowed");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ChangeTarget target;
  private final NewNames names;

  AddPlanner(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
  }

  List<ChangePlan> plan(ChangeIntent intent) throws Unclear {
    Field listed = reading.hasWord(COLUMN_NOUNS) ? null : listedColumn();
    if (listed != null) {
      return List.of(planValue(listed));
    }
    boolean needs = reading.hasWord(Set.of("need", "needs", "needed", "have"));
    if (needs) {
      reading.useWords(
          Set.of("need", "needs", "needed", "should", "must", "have", "to", "we", "us", "they"));
    }
    if (!needs
        && !Set.of("add", "create", "introduce", "insert", "alter").contains(intent.verb())) {
      throw new Unclear(
          "“"
              + intent.verb()
              + "” fits no column that lists its values: which column of which table is meant?");
    }
    return planColumns();
  }

  // -- Columns -----------------------------------------------------------------------------------

  private List<ChangePlan> planColumns() throws Unclear {
    Relation table = target.table();
    target.useMention(table);
    List<NewColumn> columns = new NewColumnReader(reading, sql).columns(0, reading.size(), table);
    if (columns.isEmpty()) {
      throw new Unclear("What is the new column of " + table.name().name() + " called?");
    }
    List<ChangePlan> plans = new ArrayList<>();
    List<NewColumn> added = new ArrayList<>();
    for (NewColumn column : columns) {
      names.requireNewColumn(table, column.name());
      added.add(fitted(table, column));
    }
    notes.refer(table, "gets " + (added.size() == 1 ? "a new column" : "new columns"));
    notes.step(
        "Add "
            + String.join(", ", added.stream().map(NewColumn::name).toList())
            + " to "
            + table.name().name());
    plans.add(new AddColumns(table, added));
    for (NewColumn column : added) {
      if (column.unique()) {
        plans.add(new IndexPlanner(reading, sql).unique(table, column.name()));
      }
    }
    return plans;
  }

  /** The column as the server can add it to a table that has rows. */
  private NewColumn fitted(Relation table, NewColumn column) throws Unclear {
    if (column.role() != NewColumn.Role.PLAIN) {
      throw new Unclear(
          "A further column cannot be the key of "
              + table.name().name()
              + " beside the one it has: is it to be unique?");
    }
    boolean empty = table.statistics().rowEstimate() == 0;
    if (column.required() && column.defaultValue() == null && !empty) {
      throw new Unclear(
          column.name()
              + " is to be NOT NULL, but the rows that "
              + table.name().name()
              + " has would be without a value: which default are they to get ("
              + likelyDefault(column.type())
              + "), or may the column be NULL until they have one?");
    }
    return column;
  }

  private static String likelyDefault(String type) {
    String folded = type.toLowerCase(Locale.ROOT);
    return folded.startsWith("bool")
        ? "false or true"
        : folded.matches("(?:int|big|small|numeric|double).*")
            ? "such as 0"
            : folded.matches("(?:timestamp|date).*") ? "such as now" : "such as ''";
  }

  // -- Values ------------------------------------------------------------------------------------

  /** The column that a new value is asked for; {@code null} if the request asks for none. */
  private @Nullable Field listedColumn() {
    for (Relation relation : reading.scope()) {
      Field field = listedColumnOf(relation);
      if (field != null) {
        return field;
      }
    }
    if (!reading.scope().isEmpty()) {
      return null;
    }
    List<Field> everywhere = new ArrayList<>();
    for (Relation relation : reading.index().schema().relations()) {
      Field field = relation.kind().isTable() ? listedColumnOf(relation) : null;
      if (field != null) {
        everywhere.add(field);
      }
    }
    return everywhere.size() == 1 ? everywhere.getFirst() : null;
  }

  private @Nullable Field listedColumnOf(Relation relation) {
    for (Column column : relation.columns()) {
      Field field = new Field(relation, column);
      boolean listed = !reading.index().values().of(relation, column).isEmpty();
      if (listed && placeOf(field) >= 0) {
        return field;
      }
    }
    return null;
  }

  private int placeOf(Field field) {
    for (int i = 0; i < reading.size(); i++) {
      boolean named =
          reading.item(i).isPlainWord()
              && !reading.item(i).isUsed()
              && reading
                  .columns()
                  .find(field.relation(), reading.item(i).first().stems(), ColumnFinder.Fit.WHOLE)
                  .contains(field.column());
      if (named) {
        return i;
      }
    }
    return -1;
  }

  private ChangePlan planValue(Field field) throws Unclear {
    int at = placeOf(field);
    reading.use(at, at + 1, "the column that gets a value");
    Relation table = field.relation();
    Column column = field.column();
    reading.useWords(VALUE_NOUNS);
    String value = value();
    List<String> known = reading.index().values().of(table, column);
    String name = table.name().name() + "." + column.name();
    if (known.contains(value)) {
      throw new Unclear(
          "“" + value + "” is a value of " + name + " already: which one is to be added?");
    }
    reading.useTable(table);
    notes.refer(table, column, "gets a new value");
    notes.step("Add the value " + value + " to " + name);
    boolean enumerated =
        reading.index().values().enumeration(column) != null
            || column.type().toLowerCase(Locale.ROOT).startsWith("enum(");
    if (enumerated) {
      notes.assume("The value comes last in the order of the type.", 0.02);
      return new AddEnumValue(table, column, known, value);
    }
    return planCheck(table, column, known, value);
  }

  /** The values stand in a check: it is replaced by one that takes the new value too. */
  private ChangePlan planCheck(Relation table, Column column, List<String> known, String value)
      throws Unclear {
    List<CheckConstraint> checks = Checks.on(table, column);
    if (checks.size() != 1 || checks.getFirst().inherited()) {
      throw new Unclear(
          "Several checks of "
              + table.name().name()
              + " say which values "
              + column.name()
              + " may have: which one is to take “"
              + value
              + "” too?");
    }
    List<String> literals = new ArrayList<>();
    known.forEach(label -> literals.add(sql.text(label)));
    literals.add(sql.text(value));
    CheckConstraint old = checks.getFirst();
    notes.assume(
        "The values are listed by the check "
            + old.name()
            + ", which is replaced by one with all of them and “"
            + value
            + "”.",
        0.03);
    return new AddCheck(
        table,
        List.of(old),
        old.name(),
        sql.name(column.name()) + " IN (" + String.join(", ", literals) + ")",
        sql.isLarge(table));
  }

  /** The word that is neither the column, nor the table, nor grammar. */
  private String value() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      boolean word =
          item.isQuotedValue() || item.isPlainWord() && !Accounting.isFiller(item.word());
      if (!item.isUsed() && word) {
        item.use("the new value");
        return item.text();
      }
    }
    throw new Unclear("Which value is to be added?");
  }
}
