package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.ExpandColumn;
import dev.dbsa.adapter.llm.mock.ChangePlan.RenameColumn;
import dev.dbsa.adapter.llm.mock.ChangePlan.RenameTable;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.NameReader.NameAt;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;

/** Plans other names for tables and columns, at once or so that nobody notices. */
final class RenamePlanner {
  private static final List<String> UNNOTICED =
      List.of(
          "without any downtime",
          "without downtime",
          "with zero downtime",
          "zero downtime",
          "with no downtime",
          "no downtime",
          "without breaking the application",
          "without breaking anything",
          "without breaking clients",
          "by expand and contract",
          "using expand and contract",
          "with expand and contract",
          "expand and contract",
          "in steps",
          "step by step",
          "safely");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ChangeTarget target;
  private final NewNames names;

  RenamePlanner(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
  }

  List<ChangePlan> plan() throws Unclear {
    new TableResolver(reading).requireClearTables();
    boolean unnoticed = isUnnoticed();
    boolean column = reading.hasWord(Set.of("column", "field"));
    boolean wholeTable = reading.hasWord(Set.of("table")) && !column;
    int to = lastTo();
    if (to < 0 || to + 1 >= reading.size()) {
      throw new Unclear("What is the new name?");
    }
    NameAt name = new NameReader(reading).nameAt(to + 1, reading.size());
    names.requireName(name.text());
    reading.use(to, name.end(), "the new name");
    if (wholeTable || !column && isTableAlone()) {
      return List.of(planTable(name.text(), unnoticed));
    }
    return List.of(planColumn(name.text(), unnoticed));
  }

  private boolean isUnnoticed() {
    for (String phrase : UNNOTICED) {
      for (int i = 0; i < reading.size(); i++) {
        if (reading.isPhrase(i, phrase)) {
          reading.use(i, i + phrase.split(" ").length, "in steps");
          return true;
        }
      }
    }
    return false;
  }

  /** rename reviews to ratings: nothing but the table is named. */
  private boolean isTableAlone() {
    for (int i = 0; i < reading.size(); i++) {
      boolean other =
          !reading.item(i).isUsed()
              && reading.item(i).table() == null
              && reading.item(i).isPlainWord()
              && !Accounting.isFiller(reading.word(i));
      if (other || reading.isSymbol(i, ".")) {
        return false;
      }
    }
    return true;
  }

  /** Where the last word before a new name stands; -1 where none does. */
  private int lastTo() {
    int to = -1;
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("to", "as", "into"))) {
        to = i;
      }
    }
    return to;
  }

  private Relation table() throws Unclear {
    Relation table = null;
    for (int i = 0; i < reading.size() && table == null; i++) {
      table = reading.table(i);
    }
    if (table == null) {
      table = target.table();
    }
    ChangeTarget.requireTable(table);
    return table;
  }

  private ChangePlan planTable(String newName, boolean unnoticed) throws Unclear {
    Relation table = table();
    target.use(table);
    reading.useWords(Set.of("table"));
    if (reading.index().catalog().findIn(table.name().schema(), newName).isPresent()) {
      throw new Unclear("There is already a table " + newName + ": what is the new name?");
    }
    notes.refer(table, "is renamed");
    notes.step("Rename " + table.name().name() + " to " + newName);
    if (unnoticed) {
      notes.assume(
          "A view keeps the old name until nobody uses it any more; it is dropped later.", 0.04);
      if (!sql.isPostgres()) {
        notes.assume("Between both statements nobody finds the old name.", 0.04);
      }
    } else {
      tellUsers(table);
    }
    return new RenameTable(table, newName, unnoticed);
  }

  private void tellUsers(Relation table) {
    notes.assume(
        "Whoever uses the old name fails until it is changed there too; “without downtime” makes it"
            + " in steps.",
        0.05);
    List<String> views = new Dependents(reading.index()).viewsOf(table);
    if (!views.isEmpty() && !sql.isPostgres()) {
      notes.assume("The views " + String.join(", ", views) + " have to be made anew.", 0.1);
    }
  }

  private ChangePlan planColumn(String newName, boolean unnoticed) throws Unclear {
    Relation table = table();
    new ColumnResolver(reading).findColumns();
    List<Field> fields = target.fieldsOf(table).stream().distinct().toList();
    target.use(table);
    if (fields.size() != 1) {
      throw new Unclear(
          "Which column of " + table.name().name() + " is to be renamed to " + newName + "?");
    }
    Column column = fields.getFirst().column();
    names.requireNewColumn(table, newName);
    notes.refer(table, "has a column renamed");
    notes.refer(table, column, "is renamed");
    String from = table.name().name() + "." + column.name();
    if (unnoticed) {
      notes.step("Add " + newName + " beside " + from);
      notes.assume(
          "A rename that nobody notices takes several releases; the script is the first of them,"
              + " and tells the others.",
          0.04);
      return new ExpandColumn(table, column, newName);
    }
    if (!sql.isPostgres() && table.checks().stream().anyMatch(c -> Checks.mentions(c, column))) {
      throw new Unclear(
          "A check uses "
              + column.name()
              + ", which MySQL then refuses to rename: is the check to be dropped?");
    }
    for (Column other : table.columns()) {
      String expression = other.generationExpression();
      if (!sql.isPostgres() && expression != null && expression.contains(column.name())) {
        throw new Unclear(
            "The computed column "
                + other.name()
                + " uses "
                + column.name()
                + ", which MySQL then refuses to rename: is it to be dropped and made again?");
      }
    }
    tellUsers(table);
    notes.step("Rename " + from + " to " + newName);
    return new RenameColumn(table, column, newName);
  }
}
