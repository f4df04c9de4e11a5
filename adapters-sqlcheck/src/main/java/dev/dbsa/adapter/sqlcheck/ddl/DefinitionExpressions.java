package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.adapter.sqlcheck.bind.Binder;
import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Action;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.ColumnDefinition;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.adapter.sqlcheck.schema.Table.TableColumn;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.StatementParser;
import dev.dbsa.sql.grammar.StatementParser.Reading;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the expressions inside one definition: checks, defaults, generated columns, keys. */
final class DefinitionExpressions {
  private final SchemaState schema;
  private final Server server;
  private final ScriptStatement statement;
  private final Reporter reporter;
  private final List<ColumnDefinition> defined;
  private final Table table;

  /** The table as it was, which is what values are converted from. */
  private final @Nullable Table before;

  /** The AUTO_INCREMENT columns. */
  private final Set<String> counting;

  /**
   * @param before what the definition is about; {@code null} where it is not known or not there
   * @param table the same as the definition leaves it; {@code null} where it is not known
   */
  DefinitionExpressions(
      Definition definition,
      @Nullable Table before,
      @Nullable Table table,
      SchemaState schema,
      Server server,
      ScriptStatement statement,
      Reporter reporter) {
    this.schema = schema;
    this.server = server;
    this.statement = statement;
    this.reporter = reporter;
    this.before = before;
    this.defined = defined(definition);
    this.table =
        table == null
            ? Table.unknown(null, "")
            : server.isPostgres() ? typed(table, defined) : table;
    this.counting = counting(defined, this.table);
  }

  void check(List<ExpressionPart> expressions) {
    for (ExpressionPart part : expressions) {
      boolean mySql = !server.isPostgres();
      if (mySql && part.use() == ExpressionUse.DEFAULT) {
        mySqlDefault(part);
      } else if (mySql && part.use() == ExpressionUse.INDEX_KEY) {
        mySqlKey(part);
      } else {
        check(part, part.from(), part.end());
      }
    }
  }

  private void check(ExpressionPart part, int from, int end) {
    ScriptStatement text = statement.part(from, end);
    Reporter shifted = new PartReporter(reporter, from);
    boolean whole =
        switch (part.use()) {
          case CHECK, GENERATED, INDEX_PREDICATE -> true;
          // Collations, operator classes, order, and further attributes stand behind these.
          case DEFAULT, INDEX_KEY, CONVERSION -> false;
        };
    switch (StatementParser.expression(text, server, whole)) {
      case Reading.Tree tree when isBareKey(part, tree.expr(), text) ->
          shifted.report(
              FindingRule.SYNTAX_ERROR,
              0,
              "An expression that is no call of a function is no key of an index",
              "Put it into parentheses of its own: CREATE INDEX … ((…)).",
              null);
      case Reading.Tree tree -> {
        if (part.use() == ExpressionUse.CHECK) {
          counted(tree.expr(), shifted);
        }
        Table seen = part.use() == ExpressionUse.CONVERSION && before != null ? before : table;
        Binder.expression(
            part.use(), tree.expr(), seen, part.column(), schema, server, text, shifted);
      }
      case Reading.Refused refused ->
          shifted.report(FindingRule.SYNTAX_ERROR, refused.at(), refused.message(), null, null);
      case Reading.TooDeep _ -> reporter.notRead("Expressions that nest too deep.");
    }
  }

  /** MySQL checks a row before it counts the automatic column on. */
  private void counted(Expr check, Reporter shifted) {
    TreeWalk.walk(
        check,
        expr -> {
          if (expr instanceof Expr.Column column && counting.contains(column.last().text())) {
            shifted.report(
                FindingRule.DEFINITION_EXPRESSION,
                column.at(),
                "A check cannot refer to the AUTO_INCREMENT column " + column.last(),
                "Leave the check out: the server gives positive numbers.",
                column.last().text());
          }
        });
  }

  /** PostgreSQL wants a column, a call, or parentheses. */
  private boolean isBareKey(ExpressionPart part, Expr expr, ScriptStatement text) {
    return part.use() == ExpressionUse.INDEX_KEY
        && server.isPostgres()
        && !text.tokens().getFirst().is("(")
        && !(expr instanceof Expr.Call)
        && !(expr instanceof Expr.Cast && text.tokens().getFirst().is("cast"))
        && !(expr instanceof Expr.Other);
  }

  /** MySQL wants an expression in parentheses that is more than a column. */
  private void mySqlKey(ExpressionPart part) {
    List<Token> tokens = statement.tokens();
    if (server.isMariaDb()) {
      return;
    }
    if (!tokens.get(part.from()).is("(")) {
      reporter.report(
          FindingRule.SYNTAX_ERROR,
          part.from(),
          "A key is a column or an expression in parentheses",
          "Put it into parentheses of its own: CREATE INDEX … ((…)).",
          null);
      return;
    }
    int end = part.end();
    while (end > part.from() && !tokens.get(end - 1).is(")")) {
      end--;
    }
    if (end - part.from() == 3 && tokens.get(part.from() + 1).isName()) {
      reporter.report(
          FindingRule.DEFINITION_EXPRESSION,
          part.from() + 1,
          "A column in parentheses is no key of an index",
          "Write the column without parentheses.",
          tokens.get(part.from() + 1).text());
      return;
    }
    check(part, part.from() + 1, end - 1);
  }

  /** Plain values are for {@link MySqlDefaults}; expressions stand in parentheses. */
  private void mySqlDefault(ExpressionPart part) {
    if (statement.tokens().get(part.from()).is("(")) {
      check(part, part.from() + 1, part.end() - 1);
      return;
    }
    if (server.isMariaDb()) {
      return;
    }
    ColumnDefinition column =
        defined.stream().filter(c -> c.defaultAt() == part.from()).findFirst().orElse(null);
    new MySqlDefaults(part, column, schema.isStrict(), statement.tokens(), reporter).check();
  }

  private static List<ColumnDefinition> defined(Definition definition) {
    return switch (definition) {
      case Definition.CreateTable create -> create.columns();
      case Definition.AlterTable alter -> {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (Action action : alter.actions()) {
          switch (action) {
            case Action.AddColumn add -> columns.add(add.column());
            case Action.Modify modify -> columns.add(modify.to());
            default -> {}
          }
        }
        yield columns;
      }
      default -> List.of();
    };
  }

  private static Set<String> counting(List<ColumnDefinition> defined, Table table) {
    Set<String> names = new HashSet<>();
    for (ColumnDefinition column : defined) {
      if (column.generated().equals("auto")) {
        names.add(column.name().text());
      }
    }
    if (table.snapshot() != null) {
      for (Column column : table.snapshot().columns()) {
        if (column.generation() == ColumnGeneration.AUTO_INCREMENT) {
          names.add(column.name());
        }
      }
    }
    return names;
  }

  /** With the types of new columns, which only PostgreSQL's rules ask for. */
  private static Table typed(Table table, List<ColumnDefinition> defined) {
    List<TableColumn> columns = new ArrayList<>(table.columns());
    for (ColumnDefinition column : defined) {
      columns.replaceAll(c -> c.name().equals(column.name().text()) ? typed(c, column) : c);
    }
    return DefinitionCheck.withColumns(table, columns);
  }

  private static TableColumn typed(TableColumn column, ColumnDefinition defined) {
    Definition.Type type = defined.type();
    return new TableColumn(
        column.name(),
        type == null || type.qualified() ? null : type.name() + (type.array() ? "[]" : ""),
        column.nullable(),
        column.required(),
        column.computed());
  }
}
