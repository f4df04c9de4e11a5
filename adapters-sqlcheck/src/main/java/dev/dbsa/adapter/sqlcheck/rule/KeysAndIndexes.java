package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.ddl.Definition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Action;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.ColumnDefinition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Constraint;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Constraint.Kind;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New keys, constraints and indexes: what they block, and what they lack. */
final class KeysAndIndexes implements DefinitionRule {

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    switch (statement.definition()) {
      case Definition.CreateTable d -> createTable(statement, d, notes);
      case Definition.CreateIndex d -> createIndex(statement, d, notes);
      case Definition.AlterTable d -> alterTable(statement, d, notes);
      case Definition.Drop d when d.kind().equals("index") && d.concurrently() ->
          concurrently(statement, d.at(), "DROP INDEX CONCURRENTLY", notes);
      case Definition.Maintain d -> maintain(statement, d, notes);
      default -> {}
    }
  }

  private static void concurrently(DefinedStatement statement, int at, String what, Notes notes) {
    if (statement.inTransaction() && statement.isPostgres()) {
      notes.finding(
          FindingRule.CONCURRENTLY_IN_TRANSACTION,
          at,
          what + " cannot run inside a transaction",
          "Run it outside BEGIN … COMMIT.",
          null);
    }
  }

  private static void maintain(DefinedStatement statement, Definition.Maintain d, Notes notes) {
    boolean alone = d.kind().startsWith("vacuum") || d.concurrently() && d.kind().equals("reindex");
    if (alone) {
      concurrently(statement, d.at(), d.kind().toUpperCase(java.util.Locale.ROOT), notes);
    }
    boolean locks =
        switch (d.kind()) {
          case "vacuum full", "cluster", "repair" -> true;
          case "reindex", "refresh materialized view" -> !d.concurrently();
          case "optimize" -> !statement.isPostgres();
          default -> false;
        };
    if (!locks) {
      return;
    }
    List<List<Name>> names = d.names().isEmpty() ? List.of(List.of()) : d.names();
    for (List<Name> name : names) {
      Relation relation = name.isEmpty() ? null : statement.relation(name);
      String table = name.isEmpty() ? "every table" : name.getLast().text();
      notes.risk(
          RiskCode.MAINTENANCE_LOCKS_TABLE,
          Scale.work(RiskLevel.HIGH, relation),
          d.kind().toUpperCase(java.util.Locale.ROOT)
              + " locks "
              + table
              + Scale.text(relation)
              + " while it works through all of it",
          name.isEmpty() ? null : table,
          d.kind().equals("reindex") || d.kind().startsWith("refresh")
              ? "Write CONCURRENTLY."
              : "Choose a quiet hour.");
    }
  }

  // ---------------------------------------------------------------- CREATE

  private static void createTable(
      DefinedStatement statement, Definition.CreateTable d, Notes notes) {
    List<List<Name>> keys = new ArrayList<>();
    boolean primary = false;
    for (ColumnDefinition column : d.columns()) {
      for (Constraint constraint : column.constraints()) {
        primary |= constraint.kind() == Kind.PRIMARY_KEY;
        addKey(constraint, keys);
      }
    }
    for (Constraint constraint : d.constraints()) {
      primary |= constraint.kind() == Kind.PRIMARY_KEY;
      addKey(constraint, keys);
    }
    if (!primary
        && !d.temporary()
        && !d.open()
        && d.like().isEmpty()
        && d.query() < 0
        && !d.columns().isEmpty()) {
      notes.finding(
          FindingRule.MISSING_PRIMARY_KEY,
          d.at(),
          "The table " + d.name().getLast() + " has no primary key",
          "Add one: without it rows cannot be told apart, nor replicated safely.",
          d.name().getLast().text());
    }
    for (ColumnDefinition column : d.columns()) {
      column.constraints().forEach(c -> foreignKey(statement, c, keys, null, notes));
    }
    d.constraints().forEach(c -> foreignKey(statement, c, keys, null, notes));
  }

  private static void addKey(Constraint constraint, List<List<Name>> keys) {
    if (constraint.kind() == Kind.PRIMARY_KEY
        || constraint.kind() == Kind.UNIQUE
        || constraint.kind() == Kind.INDEX) {
      keys.add(constraint.columns());
    }
  }

  /** PostgreSQL makes no index for a foreign key; MySQL does. */
  private static void foreignKey(
      DefinedStatement statement,
      Constraint constraint,
      List<List<Name>> keys,
      @Nullable Relation relation,
      Notes notes) {
    if (constraint.kind() != Kind.FOREIGN_KEY || constraint.columns().isEmpty()) {
      return;
    }
    Name first = constraint.columns().getFirst();
    if (constraint.onDelete().equals("cascade")) {
      notes.risk(
          RiskCode.CASCADING_FOREIGN_KEY,
          "A DELETE in "
              + (constraint.target() == null ? "the other table" : constraint.target().getLast())
              + " also deletes the rows that refer to it",
          first.text(),
          null);
    }
    if (!statement.isPostgres()) {
      return;
    }
    boolean indexed =
        keys.stream().anyMatch(k -> !k.isEmpty() && k.getFirst().text().equals(first.text()))
            || relation != null
                && relation.indexes().stream().anyMatch(i -> i.leadsWith(first.text()));
    if (!indexed) {
      notes.finding(
          FindingRule.UNINDEXED_FOREIGN_KEY,
          constraint.at(),
          "No index begins with "
              + first
              + ": each DELETE in "
              + (constraint.target() == null ? "the other table" : constraint.target().getLast())
              + " reads the whole table",
          "Add an index on " + first + ".",
          first.text());
    }
  }

  private static void createIndex(
      DefinedStatement statement, Definition.CreateIndex d, Notes notes) {
    if (d.concurrently()) {
      concurrently(statement, d.at(), "CREATE INDEX CONCURRENTLY", notes);
    }
    if (!statement.mayHoldRows(d.table())) {
      return;
    }
    Relation relation = statement.relation(d.table());
    String table = d.table().getLast().text();
    boolean blocks =
        statement.isPostgres()
            ? !d.concurrently()
            : d.method().equals("fulltext") || d.method().equals("spatial");
    if (blocks) {
      notes.risk(
          RiskCode.INDEX_BLOCKS_WRITES,
          Scale.work(RiskLevel.HIGH, relation),
          "Nobody can write to " + table + Scale.text(relation) + " while the index is built",
          table,
          statement.isPostgres()
              ? "Write CREATE INDEX CONCURRENTLY, outside a transaction."
              : "Choose a quiet hour.");
    }
    if (d.unique()) {
      unique(table, d.columns(), relation, notes);
    }
    redundant(statement, d, relation, notes);
  }

  private static void unique(
      String table, List<Name> columns, @Nullable Relation relation, Notes notes) {
    if (covered(columns, relation)) {
      return;
    }
    notes.risk(
        RiskCode.UNIQUE_ON_EXISTING_DATA,
        "The step fails if rows of "
            + table
            + Scale.text(relation)
            + " share a value of "
            + String.join(", ", columns.stream().map(Name::text).toList()),
        table,
        "Look for duplicates with GROUP BY … HAVING count(*) > 1 first.");
  }

  /** Whether a key over some of these columns already keeps duplicates out. */
  private static boolean covered(List<Name> columns, @Nullable Relation relation) {
    List<String> names = columns.stream().map(Name::text).toList();
    return relation != null
        && relation.indexes().stream()
            .anyMatch(
                i ->
                    i.unique()
                        && i.predicate() == null
                        && i.parts().stream().allMatch(p -> names.contains(p.column())));
  }

  private static void redundant(
      DefinedStatement statement,
      Definition.CreateIndex d,
      @Nullable Relation relation,
      Notes notes) {
    if (relation == null
        || d.unique()
        || d.partial()
        || d.expressions()
        || d.columns().isEmpty()
        || !d.method().equals("btree")) {
      return;
    }
    for (Index index : relation.indexes()) {
      boolean prefix =
          index.predicate() == null
              && index.method().equals("btree")
              && index.valid()
              && index.visible()
              && index.parts().size() >= d.columns().size();
      for (int i = 0; prefix && i < d.columns().size(); i++) {
        String part = index.parts().get(i).column();
        prefix =
            part != null
                && index.parts().get(i).prefixLength() == null
                && !index.parts().get(i).descending()
                && statement.schema().sameColumn(part, d.columns().get(i).text());
      }
      if (prefix) {
        notes.finding(
            FindingRule.REDUNDANT_INDEX,
            d.at(),
            "The index " + index.name() + " already begins with these columns",
            "Leave the new index out.",
            index.name());
        return;
      }
    }
  }

  // ---------------------------------------------------------------- ALTER

  private static void alterTable(DefinedStatement statement, Definition.AlterTable d, Notes notes) {
    Relation relation = statement.relation(d.name());
    List<List<Name>> keys = new ArrayList<>();
    for (Action action : d.actions()) {
      if (action instanceof Action.Add add) {
        addKey(add.constraint(), keys);
      }
    }
    for (Action action : d.actions()) {
      switch (action) {
        case Action.Add a -> constraint(statement, d, a.constraint(), keys, relation, notes);
        case Action.AddColumn a ->
            a.column().constraints().forEach(c -> foreignKey(statement, c, keys, relation, notes));
        case Action.Validate a when statement.inTransaction() && statement.isPostgres() ->
            notes.risk(
                RiskCode.VALIDATE_IN_TRANSACTION,
                "VALIDATE CONSTRAINT "
                    + a.constraint()
                    + " inside a transaction keeps the locks of the earlier steps while it reads"
                    + " the table",
                a.constraint().text(),
                "Commit after ADD CONSTRAINT … NOT VALID, and validate in a transaction of its own.");
        default -> {}
      }
    }
  }

  private static void constraint(
      DefinedStatement statement,
      Definition.AlterTable d,
      Constraint constraint,
      List<List<Name>> keys,
      @Nullable Relation relation,
      Notes notes) {
    foreignKey(statement, constraint, keys, relation, notes);
    if (!statement.mayHoldRows(d.name())) {
      return;
    }
    String table = d.name().getLast().text();
    switch (constraint.kind()) {
      case FOREIGN_KEY, CHECK -> scan(statement, constraint, table, relation, notes);
      case UNIQUE, PRIMARY_KEY -> {
        if (!constraint.usingIndex()) {
          if (constraint.kind() == Kind.UNIQUE) {
            unique(table, constraint.columns(), relation, notes);
          }
          if (statement.isPostgres()) {
            notes.risk(
                RiskCode.INDEX_BLOCKS_WRITES,
                Scale.work(RiskLevel.HIGH, relation),
                "Nobody can read or write "
                    + table
                    + Scale.text(relation)
                    + " while the index of the constraint is built",
                table,
                "CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … USING INDEX.");
          } else if (constraint.kind() == Kind.PRIMARY_KEY) {
            notes.risk(
                RiskCode.TABLE_REBUILD,
                Scale.work(RiskLevel.MEDIUM, relation),
                "A new primary key rebuilds " + table + Scale.text(relation),
                table,
                "Write ALGORITHM=INPLACE, LOCK=NONE, so that it fails rather than block.");
          }
        }
      }
      case FULLTEXT, SPATIAL ->
          notes.risk(
              RiskCode.INDEX_BLOCKS_WRITES,
              Scale.work(RiskLevel.HIGH, relation),
              "Nobody can write to " + table + Scale.text(relation) + " while the index is built",
              table,
              "Choose a quiet hour.");
      default -> {}
    }
  }

  private static void scan(
      DefinedStatement statement,
      Constraint constraint,
      String table,
      @Nullable Relation relation,
      Notes notes) {
    boolean foreign = constraint.kind() == Kind.FOREIGN_KEY;
    if (statement.isPostgres()) {
      if (!constraint.notValid()) {
        notes.risk(
            RiskCode.CONSTRAINT_SCAN,
            Scale.work(RiskLevel.HIGH, relation),
            (foreign ? "Both tables cannot be written" : "Nobody can read or write " + table)
                + Scale.text(relation)
                + " while every row is checked against the new constraint",
            table,
            "Add it NOT VALID, commit, and VALIDATE CONSTRAINT then.");
      }
    } else if (foreign) {
      notes.risk(
          RiskCode.TABLE_COPY,
          Scale.work(RiskLevel.HIGH, relation),
          "ADD FOREIGN KEY copies all of "
              + table
              + Scale.text(relation)
              + ", while nobody can write it, unless foreign_key_checks is off",
          table,
          "Use an online schema change tool, or a quiet hour.");
    } else {
      notes.risk(
          RiskCode.CONSTRAINT_SCAN,
          Scale.work(RiskLevel.HIGH, relation),
          "Every row of " + table + Scale.text(relation) + " is checked, while nobody can write it",
          table,
          "Look for rows that break the constraint with a SELECT first.");
    }
  }
}
