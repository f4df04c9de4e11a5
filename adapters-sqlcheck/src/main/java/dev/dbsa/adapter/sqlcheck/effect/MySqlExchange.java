package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * EXCHANGE PARTITION: the table that takes a partition's place is built like the partitioned one.
 * What no schema shows of that, such as row formats, is told.
 */
final class MySqlExchange {
  private MySqlExchange() {}

  static void check(TableAction.AlterPartitions work, Table table, TableDraft draft, Step step) {
    Name name = work.table().getLast();
    int before = step.refusals();
    if (!table.open()) {
      kind(name, table, step);
    }
    if (step.refusals() == before && !table.open() && !draft.isOpen()) {
      String why = difference(table, draft, step);
      if (why != null) {
        refuse(
            name, "The table " + table.name() + " is not built like " + draft.name() + why, step);
      }
    }
    step.notShown(
        "Whether "
            + table.name()
            + " is stored as "
            + draft.name()
            + " is, and its rows belong to the partition.");
  }

  private static void kind(Name name, Table table, Step step) {
    if (!table.kind().isTable()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE, name, table.name() + " is a view, not a table", null);
    } else if (table.temporary()) {
      refuse(name, "A temporary table takes no partition's place", step);
    } else if (table.relation().partitioning() != null) {
      refuse(name, "A partitioned table takes no partition's place", step);
    } else if (!table.relation().foreignKeys().isEmpty()
        || step.state().isSureOfPresence()
            && !step.state().references(table.fullName()).isEmpty()) {
      refuse(name, "A table with foreign keys takes no partition's place", step);
    }
  }

  private static void refuse(Name name, String message, Step step) {
    step.refuse(FindingRule.PARTITION_RULE, name, message, null);
  }

  /** In what two tables differ, for a message; {@code null} where nothing is seen. */
  private static @Nullable String difference(Table table, TableDraft draft, Step step) {
    String one = table.relation().storage();
    String other = draft.storage();
    if (one != null && other != null && !one.equalsIgnoreCase(other)) {
      return ": their engines are " + one + " and " + other;
    }
    List<Column> columns = table.relation().columns();
    if (columns.size() != draft.columns.size()) {
      return ": it has " + columns.size() + " columns, not " + draft.columns.size();
    }
    for (int i = 0; i < columns.size(); i++) {
      Column a = columns.get(i);
      Column b = draft.columns.get(i);
      if (!isAlike(a, b, step)) {
        return ": " + words(a) + " stands where " + words(b) + " should";
      }
    }
    Set<String> keys = new HashSet<>();
    table.relation().indexes().forEach(k -> keys.add(words(k, step)));
    Set<String> wanted = new HashSet<>();
    draft.indexes.forEach(k -> wanted.add(words(k, step)));
    return keys.equals(wanted) ? null : ": their keys differ";
  }

  private static boolean isAlike(Column a, Column b, Step step) {
    boolean types = a.type().isEmpty() || b.type().isEmpty() || a.type().equalsIgnoreCase(b.type());
    boolean collations = !MySqlCharacterSets.differ(a.collation(), b.collation(), step);
    boolean texts = MySqlTypes.isCharacter(MySqlTypes.base(a.type()));
    return step.same(a.name(), b.name())
        && types
        && a.nullable() == b.nullable()
        && a.generation().isComputed() == b.generation().isComputed()
        && (collations || !texts);
  }

  private static String words(Column column) {
    return column.name() + " " + column.type() + (column.nullable() ? "" : " NOT NULL");
  }

  private static String words(Index index, Step step) {
    StringBuilder words = new StringBuilder(step.key(index.name()));
    words.append(index.unique() ? " unique" : "").append(' ').append(index.method());
    index
        .parts()
        .forEach(
            p ->
                words
                    .append(' ')
                    .append(p.column() == null ? "?" : step.key(p.column()))
                    .append(p.prefixLength() == null ? "" : "(" + p.prefixLength() + ")"));
    return words.toString();
  }
}
