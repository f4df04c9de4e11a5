package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableAction.Online;
import dev.dbsa.sql.tree.TableStatement.AlterTable;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the actions of one ALTER TABLE of MySQL do not say together, or of these columns. */
final class MySqlAlterWords {
  private static final String SERVER_KEY = "my_row_id";

  private final AlterTable statement;
  private final Table before;
  private final Step step;

  private MySqlAlterWords(AlterTable statement, Table before, Step step) {
    this.statement = statement;
    this.before = before;
    this.step = step;
  }

  static void check(AlterTable statement, Table before, Step step) {
    MySqlAlterWords words = new MySqlAlterWords(statement, before, step);
    words.validation();
    words.twice();
    words.renamed();
    words.geometries();
    words.hidden();
    words.placed();
  }

  /** WITH VALIDATION is about columns that come or change. */
  private void validation() {
    TableAction validation = null;
    boolean columns = false;
    for (TableAction action : statement.actions()) {
      if (action instanceof TableAction.Other o && o.kind().endsWith(" validation")) {
        validation = action;
      }
      columns |= action instanceof TableAction.AddColumn || action instanceof TableAction.Modify;
    }
    if (validation != null && !columns) {
      step.refuse(
          FindingRule.INCORRECT_USAGE,
          validation.at(),
          "WITH and WITHOUT VALIDATION are for columns that are added or changed",
          "Leave it out.",
          before.name());
    }
  }

  /** The existing column that an action changes or drops; {@code null} where it does neither. */
  private static @Nullable Name changed(TableAction action) {
    return switch (action) {
      case TableAction.DropColumn a -> a.column();
      case TableAction.Modify a -> a.column();
      case TableAction.RenameColumn a -> a.from();
      case TableAction.SetDefault a -> a.column();
      case TableAction.DropDefault a -> a.column();
      case TableAction.SetColumnVisible a -> a.column();
      default -> null;
    };
  }

  /** Each action takes the column as it was, and only one can have it. */
  private void twice() {
    Set<String> seen = new HashSet<>();
    Set<String> dropped = new HashSet<>();
    for (TableAction action : statement.actions()) {
      Name name = changed(action);
      if (name == null || MySqlOnline.find(before, name.text(), step) == null) {
        continue;
      }
      boolean drop = action instanceof TableAction.DropColumn;
      // To drop it twice is told where columns are dropped.
      boolean both = drop && dropped.contains(step.key(name.text()));
      if (!seen.add(step.key(name.text())) && !both) {
        step.refuse(
            FindingRule.UNKNOWN_COLUMN,
            name,
            "The column " + name + " is changed twice in one statement",
            "Write one change, or two statements.");
        return;
      }
      if (drop) {
        dropped.add(step.key(name.text()));
      }
    }
  }

  private static @Nullable Name renamed(TableAction action) {
    return switch (action) {
      case TableAction.RenameColumn a when !a.from().text().equalsIgnoreCase(a.to().text()) ->
          a.from();
      case TableAction.Modify a when !a.column().text().equalsIgnoreCase(a.to().name().text()) ->
          a.column();
      default -> null;
    };
  }

  private void renamed() {
    if (step.isMariaDb()) {
      return;
    }
    boolean copy =
        statement.actions().stream()
            .anyMatch(a -> a instanceof Online o && o.algorithm() == Online.Algorithm.COPY);
    Partitioning partitioning = before.relation().partitioning();
    TableDraft draft = TableDraft.of(step.state(), before);
    boolean anew = statement.actions().stream().anyMatch(TableAction.Repartition.class::isInstance);
    for (TableAction action : statement.actions()) {
      Name name = renamed(action);
      if (name == null) {
        continue;
      }
      if (copy) {
        MySqlReferences.renamedInCopy(name, before, step);
      }
      if (partitioning != null
          && !anew
          && MySqlPartitions.columns(partitioning, draft).stream()
              .anyMatch(c -> step.same(c, name.text()))) {
        step.refuse(
            FindingRule.PARTITION_RULE,
            name,
            "The table is partitioned by the column " + name + ", which keeps its name",
            null);
      }
    }
  }

  /** Where a column of a partitioned table stands may matter to its partitions. */
  private void placed() {
    boolean online =
        statement.actions().stream()
            .anyMatch(
                a ->
                    a instanceof Online o
                        && o.algorithm() != Online.Algorithm.COPY
                        && o.algorithm() != Online.Algorithm.UNSAID);
    boolean moved =
        statement.actions().stream()
            .anyMatch(a -> a instanceof TableAction.Modify m && m.placement() != null);
    if (online && moved && before.relation().partitioning() != null) {
      step.notShown("Whether the partitions hang on the order of the columns.");
    }
  }

  /** The system of a geometry is not in the snapshot. */
  private void geometries() {
    for (TableAction action : statement.actions()) {
      switch (action) {
        case TableAction.AddColumn a ->
            MySqlStorage.systems(a.column(), before.relation().storage(), step);
        case TableAction.Modify a -> {
          MySqlStorage.systems(a.to(), before.relation().storage(), step);
          for (Index index : before.relation().indexes()) {
            boolean spatial =
                index.method().equals("spatial")
                    && index.parts().stream()
                        .anyMatch(
                            p -> p.column() != null && step.same(p.column(), a.column().text()));
            if (spatial) {
              step.notShown("Whether " + a.column() + " keeps the SRID that its index needs.");
            }
          }
        }
        default -> {}
      }
    }
  }

  /** Columns that the server makes: for keys that are expressions, and where no key is given. */
  private void hidden() {
    for (TableAction action : statement.actions()) {
      if (action instanceof TableAction.AddColumn a) {
        String name = a.column().name().text();
        for (Index index : before.relation().indexes()) {
          boolean computed = index.parts().stream().anyMatch(p -> p.column() == null);
          String start = "!hidden!" + index.name().toLowerCase(Locale.ROOT) + "!";
          if (computed && name.toLowerCase(Locale.ROOT).startsWith(start)) {
            step.refuse(
                FindingRule.OBJECT_EXISTS,
                a.column().name(),
                "The index " + index.name() + " has a hidden column of the name " + name,
                "Choose another name.");
          }
        }
      }
      Name name = changed(action);
      if (name != null && name.text().equalsIgnoreCase(SERVER_KEY)) {
        step.notShown("Whether " + SERVER_KEY + " is a key that the server made.");
      }
    }
  }

  /** Defaults in parentheses name no column that is computed behind them. */
  static void defaults(AlterTable statement, Table after, Step step) {
    if (step.isMariaDb()) {
      return;
    }
    List<ColumnDefinition> added = new ArrayList<>();
    for (TableAction action : statement.actions()) {
      ColumnDefinition definition =
          switch (action) {
            case TableAction.AddColumn a -> a.column();
            case TableAction.Modify a -> a.to();
            default -> null;
          };
      if (definition == null) {
        continue;
      }
      added.add(definition);
      for (Part part : definition.parts()) {
        if (part instanceof Part.Default d && step.text().token(d.at() + 1).is("(")) {
          TreeWalk.walk(
              d.value(),
              e -> {
                if (e instanceof Expr.Column named) {
                  behind(named, definition.name(), after, step);
                }
              });
        }
      }
    }
    MySqlDefaultOrder.defaultsOf(added, step);
  }

  private static void behind(Expr.Column named, Name of, Table after, Step step) {
    List<Column> columns = after.relation().columns();
    int own = -1;
    for (int i = 0; i < columns.size(); i++) {
      if (step.same(columns.get(i).name(), of.text())) {
        own = i;
      }
    }
    for (int i = own + 1; own >= 0 && i < columns.size(); i++) {
      Column column = columns.get(i);
      String value = column.defaultExpression();
      boolean computed = column.generation().isComputed() || value != null && value.startsWith("…");
      if (!computed
          && value != null
          && value.indexOf('(') >= 0
          && step.same(column.name(), named.last().text())) {
        step.notShown("Whether the default of " + column.name() + " is an expression.");
      }
      if (computed && step.same(column.name(), named.last().text())) {
        step.refuse(
            FindingRule.DEFINITION_EXPRESSION,
            named.at(),
            "The column " + named.last() + " is computed later than this default",
            null,
            named.last().text());
        return;
      }
    }
  }
}
