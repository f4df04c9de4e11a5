package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.ObjectKind;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableConstraint.ForeignKey.Action;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Generated columns of PostgreSQL, stored and virtual ones (heap.c, tablecmds.c). */
final class PostgresGenerated {
  private PostgresGenerated() {}

  // ---------------------------------------------------------------- expressions

  /** Checks and binds the expression of a column, and keeps in mind which columns it uses. */
  static void expression(Name column, Expr value, Table table, Step step) {
    wholeRow(value, "the expression of a column", table, step);
    PostgresSystemColumns.in(value, "the expression of a column", false, table, step);
    step.expression(ExpressionUse.GENERATED, value, table, column);
    Optional<Column> own = table.relation().findColumn(column.text());
    if (own.isPresent() && own.get().generation() == ColumnGeneration.VIRTUAL) {
      onlyBuiltIn(column, own.get().type(), value, table, step);
    }
    Set<String> used = new TreeSet<>();
    TreeWalk.walk(
        value,
        e -> {
          if (e instanceof Expr.Column c) {
            used.add(c.last().text());
          }
        });
    used.remove(column.text());
    step.become(
        step.state()
            .with(
                new Dependency(
                    new ObjectReference(ObjectKind.DEFAULT, table.fullName(), column.text()),
                    new ObjectReference(ObjectKind.RELATION, table.fullName()),
                    List.copyOf(used),
                    false)));
  }

  /** Refuses the name of the table as a value. */
  static void wholeRow(Expr expr, String what, Table table, Step step) {
    Optional<Expr> found =
        TreeWalk.first(
            expr,
            e ->
                e instanceof Expr.Column c
                    && c.parts().size() == 1
                    && c.last().text().equals(table.name())
                    && !table.open()
                    && table.relation().findColumn(table.name()).isEmpty());
    found.ifPresent(
        e ->
            step.refuse(
                FindingRule.DEFINITION_EXPRESSION,
                e.at(),
                "The whole row cannot stand in " + what,
                null,
                table.name()));
  }

  /** heap.c: check_virtual_generated_security: nothing that users made. */
  private static void onlyBuiltIn(Name column, String type, Expr value, Table table, Step step) {
    SchemaState state = step.state();
    UserType own = PostgresTypes.find(PostgresColumns.bare(type), state);
    if (own != null) {
      virtual(column.at(), column, "cannot have the type " + own.name().name(), step);
      return;
    }
    Optional<Expr> found = TreeWalk.first(value, e -> isOfUsers(e, table, state));
    found.ifPresent(
        e ->
            virtual(
                e.at(),
                column,
                "uses a "
                    + (e instanceof Expr.Call c ? "function, " + c.function() : "type")
                    + " that is not the server's own",
                step));
  }

  private static boolean isOfUsers(Expr expr, Table table, SchemaState state) {
    return switch (expr) {
      case Expr.Call call ->
          !BuiltInTypes.isFunction(call.function()) && state.hasRoutine(call.function());
      case Expr.Cast cast -> PostgresTypes.find(cast.type().name(), state) != null;
      case Expr.Column c ->
          table
              .relation()
              .findColumn(c.last().text())
              .filter(col -> PostgresTypes.find(PostgresColumns.bare(col.type()), state) != null)
              .isPresent();
      default -> false;
    };
  }

  static void virtual(int at, Name column, String why, Step step) {
    step.refuse(
        FindingRule.INVALID_COLUMN,
        at,
        "The column " + column + ", which is computed when it is read, " + why,
        "Write STORED.",
        column.text());
  }

  // ---------------------------------------------------------------- keys

  /** Refuses a virtual column in a key or an index. */
  static void inKey(Name column, String what, TableDraft draft, Step step) {
    Column found = draft.column(column.text());
    if (found != null && found.generation() == ColumnGeneration.VIRTUAL) {
      step.refuse(
          FindingRule.INVALID_KEY,
          column,
          "No " + what + " holds the column " + column + ", which is computed when it is read",
          "Make the column STORED.");
    }
  }

  /** Refuses virtual columns in an expression or the condition of an index. */
  static void inIndex(Expr expr, TableDraft draft, Step step) {
    List<Name> columns = new ArrayList<>();
    TreeWalk.walk(
        expr,
        e -> {
          if (e instanceof Expr.Column c) {
            columns.add(c.last());
          }
        });
    columns.forEach(c -> inKey(c, "index", draft, step));
  }

  /** tablecmds.c: ATAddForeignKeyConstraint: what is computed is not set by an action. */
  static void foreignKey(TableConstraint.ForeignKey key, TableDraft draft, Step step) {
    for (Name name : key.columns()) {
      Column column = draft.column(name.text());
      if (column == null || !column.generation().isComputed()) {
        continue;
      }
      boolean update =
          Set.of(Action.SET_NULL, Action.SET_DEFAULT, Action.CASCADE).contains(key.onUpdate());
      boolean delete = Set.of(Action.SET_NULL, Action.SET_DEFAULT).contains(key.onDelete());
      if (update || delete) {
        step.refuse(
            FindingRule.INVALID_KEY,
            key.at(),
            "No action "
                + (update ? "ON UPDATE" : "ON DELETE")
                + " sets the column "
                + name
                + ", which is computed",
            null,
            name.text());
        return;
      }
      inKey(name, "foreign key", draft, step);
    }
  }

  // ---------------------------------------------------------------- changes

  /** SET EXPRESSION: checks would have to be made again for a virtual column. */
  static void setExpression(Name name, Column column, TableDraft draft, Step step) {
    if (column.generation() == ColumnGeneration.VIRTUAL && !draft.checks.isEmpty()) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          name,
          "The expression of "
              + name
              + " stays as long as the table has checks, as the column is computed when it is read",
          "Drop the checks first.");
    }
  }

  /** DROP EXPRESSION: a virtual column has no values that could stay. */
  static void dropExpression(Name name, Column column, Step step) {
    if (column.generation() == ColumnGeneration.VIRTUAL) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          name,
          "The column " + name + " is computed when it is read, so it has no values to keep",
          null);
    }
  }
}
