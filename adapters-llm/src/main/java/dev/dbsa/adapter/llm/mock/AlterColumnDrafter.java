package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.TypeReader.TypeAt;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Drafts changes of a column's type, its default, or whether it may be NULL. */
final class AlterColumnDrafter {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnTypes types;
  private final DdlScript script;
  private final ChangeTarget target;
  private final NewNames names;
  private final TypeReader typeReader;
  private final Dependents dependents;

  AlterColumnDrafter(Reading reading, Sql sql, DdlScript script) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.types = new ColumnTypes(reading.index(), sql);
    this.script = script;
    this.target = new ChangeTarget(reading);
    this.names = new NewNames(reading, sql);
    this.typeReader = new TypeReader(reading, types);
    this.dependents = new Dependents(reading.index());
  }

  void draft(Relation table) throws Unclear {
    new ColumnResolver(reading).findColumns();
    List<Field> fields = target.fieldsOf(table);
    if (fields.size() != 1) {
      throw new Unclear("Which column of " + table.name().name() + " is to be changed?");
    }
    Column column = fields.getFirst().column();
    notes.refer(table, column, "is changed");
    if (column.generation() != ColumnGeneration.NONE) {
      throw new Unclear(
          column.name() + " gets its values from the server: what is to become of that?");
    }
    for (int i = 0; i < reading.size(); i++) {
      if (readChange(i, table, column)) {
        return;
      }
    }
    throw new Unclear(
        "What is to be changed of "
            + table.name().name()
            + "."
            + column.name()
            + ": its type, its default, or whether it may be NULL?");
  }

  /** Drafts the change whose words begin here, if any do. */
  private boolean readChange(int i, Relation table, Column column) throws Unclear {
    if (reading.isPhrase(i, "not null") || reading.isWord(i, Set.of("required", "mandatory"))) {
      reading.use(i, reading.isPhrase(i, "not null") ? i + 2 : i + 1);
      target.use(table);
      forbidNull(table, column);
      return true;
    }
    if (reading.isWord(i, Set.of("nullable", "optional"))) {
      reading.use(i, i + 1);
      target.use(table);
      allowNull(table, column);
      return true;
    }
    if (reading.isWord(i, "default")) {
      setDefault(table, column, i);
      return true;
    }
    if (reading.isWord(i, Set.of("to", "as")) && ColumnTypes.isType(reading.word(i + 1))) {
      reading.use(i, i + 1);
      TypeAt type = typeReader.typeAt(i + 1, null);
      String written =
          type.type() == null ? types.ofWord(reading.word(i + 1), null, null) : type.type();
      reading.use(i, i + 2);
      target.use(table);
      setType(table, column, written);
      return true;
    }
    return false;
  }

  private void allowNull(Relation table, Column column) throws Unclear {
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
    script.add(
        sql.isPostgres()
            ? alterColumn(table, column) + "DROP NOT NULL"
            : modify(table, column, column.type(), true));
  }

  private void forbidNull(Relation table, Column column) throws Unclear {
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
    if (!sql.isPostgres()) {
      script.add(modify(table, column, column.type(), false));
    } else if (table.kind() != RelationKind.TABLE) {
      script.add(alterColumn(table, column) + "SET NOT NULL");
    } else {
      forbidNullInSteps(table, column);
    }
  }

  /** With a valid check, SET NOT NULL needs no scan under its exclusive lock (PostgreSQL 12). */
  private void forbidNullInSteps(Relation table, Column column) {
    String check = sql.name(names.constraintName("ck_", table, column.name(), "not_null"));
    script.add(
        sql.alter(table)
            + "ADD CONSTRAINT "
            + check
            + " CHECK ("
            + sql.name(column.name())
            + " IS NOT NULL) NOT VALID");
    script.addAfterwards(sql.alter(table) + "VALIDATE CONSTRAINT " + check);
    script.addAfterwards(alterColumn(table, column) + "SET NOT NULL");
    script.addAfterwards(sql.alter(table) + "DROP CONSTRAINT " + check);
    notes.assume(
        "A check is added and validated first, so that existing rows are looked through without"
            + " blocking writes.",
        0);
  }

  private String alterColumn(Relation table, Column column) {
    return sql.alter(table) + "ALTER COLUMN " + sql.name(column.name()) + " ";
  }

  /** MySQL's way to change a column; it forgets what is not repeated. */
  private String modify(Relation table, Column column, String type, boolean nullable)
      throws Unclear {
    requireNothingForgotten(column);
    return sql.alter(table)
        + "MODIFY COLUMN "
        + sql.name(column.name())
        + " "
        + type
        + (nullable ? " NULL" : " NOT NULL");
  }

  private static void requireNothingForgotten(Column column) throws Unclear {
    if (column.defaultExpression() != null
        && !column.defaultExpression().equalsIgnoreCase("null")) {
      throw new Unclear(
          column.name()
              + " has the default "
              + column.defaultExpression()
              + ", which MySQL forgets unless it is repeated: is it to be kept?");
    }
    String comment = column.comment();
    if (comment != null && !comment.isEmpty()) {
      throw new Unclear(
          column.name()
              + " has a comment, which MySQL forgets unless it is repeated: is it to be kept?");
    }
  }

  private void setDefault(Relation table, Column column, int i) throws Unclear {
    int at = i + 1;
    while (reading.isWord(at, Set.of("value", "to", "of", "is", "as", "for", "in", "on"))
        || at < reading.size()
            && (reading.item(at).isUsed() || reading.item(at).isKind(Token.Kind.SYMBOL))
        || reading.table(at) != null) {
      at++;
    }
    if (at >= reading.size()) {
      throw new Unclear("Which default is " + column.name() + " to have?");
    }
    String written = sql.storedValue(table, column, reading.item(at).text());
    reading.use(i, at + 1);
    target.use(table);
    if (!sql.isPostgres() && column.type().toLowerCase(Locale.ROOT).contains("text")) {
      throw new Unclear(
          "MySQL takes no such default for "
              + column.type()
              + ": which type is the column to have?");
    }
    notes.step("Set the default of " + table.name().name() + "." + column.name());
    notes.assume("Existing rows keep their values.", 0);
    script.add(alterColumn(table, column) + "SET DEFAULT " + written);
  }

  private void setType(Relation table, Column column, String type) throws Unclear {
    dependents.requireNone(table, column);
    boolean fits =
        sql.kind(column) == TypeKind.TEXT && (type.startsWith("varchar") || type.equals("text"))
            || sql.kind(column).isNumeric()
                && Set.of("bigint", "integer", "int", "smallint").contains(type)
            || sql.kind(column).isNumeric() && type.startsWith("numeric")
            || type.equals("text");
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
    notes.step(
        "Change the type of "
            + table.name().name()
            + "."
            + column.name()
            + " from "
            + column.type()
            + " to "
            + type);
    notes.ask(
        "Do all values of "
            + column.name()
            + " fit "
            + type
            + "? The script fails or cuts where they do not.",
        0.1);
    script.add(
        sql.isPostgres()
            ? alterColumn(table, column) + "TYPE " + type
            : modify(table, column, type, column.nullable()));
  }
}
