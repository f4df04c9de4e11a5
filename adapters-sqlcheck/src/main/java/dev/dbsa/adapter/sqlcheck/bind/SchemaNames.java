package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.KnownTables;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks up the names in statements other than queries, and reports them as the binder does. */
public final class SchemaNames {
  private SchemaNames() {}

  /** The column of this name; {@code null} where there is none. */
  public static Table.@Nullable TableColumn findColumn(
      SchemaState schema, Table table, String name) {
    for (Table.TableColumn column : table.columns()) {
      if (schema.sameColumn(column.name(), name)) {
        return column;
      }
    }
    return null;
  }

  /** Reports a table that is not there. */
  public static void unknownTable(
      SchemaState schema, List<Name> name, Lookup found, Severity severity, Reporter reporter) {
    Name last = name.getLast();
    if (found instanceof Lookup.NoSchema missing) {
      reporter.report(
          FindingRule.UNKNOWN_SCHEMA,
          severity,
          name.getFirst().at(),
          "There is no schema " + missing.schema(),
          NearestName.hint(NearestName.find(missing.schema(), schema.schemaNames())),
          missing.schema());
      return;
    }
    reporter.report(
        FindingRule.UNKNOWN_TABLE,
        severity,
        last.at(),
        "There is no table " + last.text(),
        NearestName.hint(NearestName.find(last.text(), KnownTables.names(schema))),
        last.text());
  }

  /** Reports a column that is not there. */
  public static void unknownColumn(Table table, Name column, Severity severity, Reporter reporter) {
    List<String> own = table.columns().stream().map(Table.TableColumn::name).toList();
    reporter.report(
        FindingRule.UNKNOWN_COLUMN,
        severity,
        column.at(),
        "The table " + table.name() + " has no column " + column.text(),
        NearestName.hint(NearestName.find(column.text(), own)),
        column.text());
  }

  /** The table or view that a query makes, of a query that was bound before. */
  public static Table derived(
      Query query,
      SchemaState schema,
      Server server,
      ScriptStatement text,
      @Nullable String home,
      String name,
      RelationKind kind,
      List<Name> columns) {
    Scope.Output output = Binder.output(query, schema, server, text, new Silence());
    List<Table.TableColumn> result = new ArrayList<>();
    boolean open = output.open();
    int i = 0;
    for (Scope.OutputColumn column : output.columns()) {
      String label = i < columns.size() ? columns.get(i).text() : column.name();
      i++;
      if (label == null) {
        open = true;
      } else {
        result.add(Table.TableColumn.result(label, column.type()));
      }
    }
    for (int more = i; open && more < columns.size(); more++) {
      result.add(Table.TableColumn.result(columns.get(more).text(), null));
    }
    return Table.derived(home == null ? "" : home, name, kind, result, open);
  }

  /**
   * The columns that a query yields, of a query that was bound before; a name is empty where the
   * server chooses it.
   */
  public static Result result(
      Query query, SchemaState schema, Server server, ScriptStatement text) {
    return result(Binder.output(query, schema, server, text, new Silence()));
  }

  static Result result(Scope.Output output) {
    List<Table.TableColumn> columns = new ArrayList<>();
    for (Scope.OutputColumn column : output.columns()) {
      String name = column.name() == null ? "" : column.name();
      columns.add(Table.TableColumn.result(name, column.type()));
    }
    return new Result(columns, output.open());
  }

  /**
   * What a query yields.
   *
   * @param open whether there may be more columns
   */
  public record Result(List<Table.TableColumn> columns, boolean open) {}

  /** Of what was reported already. */
  private static final class Silence implements Reporter {
    @Override
    public void report(
        FindingRule rule,
        Severity severity,
        int at,
        String message,
        @Nullable String hint,
        @Nullable String object) {}

    @Override
    public void reportInside(FindingRule rule, Token inside, String message) {}

    @Override
    public void notRead(String what) {}

    @Override
    public void notShown(String what) {}
  }
}
