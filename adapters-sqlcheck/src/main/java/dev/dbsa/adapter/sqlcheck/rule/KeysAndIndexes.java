package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.rule.PostgresStep.Effort;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** New keys, constraints and indexes: what they block, and what they lack. */
final class KeysAndIndexes implements DefinitionRule {

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    switch (statement.tree()) {
      case TableStatement.CreateTable d -> createTable(statement, d, notes);
      case TableStatement.CreateIndex d -> createIndex(statement, d, notes);
      case TableStatement.AlterTable d -> alterTable(statement, d, notes);
      case Drop d when d.kind() == ObjectKind.INDEX && d.concurrently() ->
          concurrently(statement, d.at(), "DROP INDEX CONCURRENTLY", notes);
      case MaintenanceStatement.Reindex d when d.concurrently() ->
          concurrently(statement, d.at(), "REINDEX CONCURRENTLY", notes);
      case MaintenanceStatement.Vacuum d when !d.analyze() ->
          concurrently(statement, d.at(), "VACUUM", notes);
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

  // ---------------------------------------------------------------- CREATE

  private static void createTable(
      DefinedStatement statement, TableStatement.CreateTable d, Notes notes) {
    List<TableConstraint> constraints = new ArrayList<>(d.constraints());
    d.columns().forEach(column -> constraints.addAll(inline(column)));
    boolean complete =
        !d.temporary()
            && d.kind() == ObjectKind.TABLE
            && d.likes().isEmpty()
            && d.inherits().isEmpty()
            && d.ofType().isEmpty()
            && d.partitionOf() == null
            && d.query() == null
            && !d.columns().isEmpty();
    boolean primary =
        constraints.stream().anyMatch(c -> c instanceof TableConstraint.Key k && k.primary());
    if (!primary && complete) {
      notes.finding(
          FindingRule.MISSING_PRIMARY_KEY,
          d.at(),
          "The table " + d.name().getLast() + " has no primary key",
          "Add one: without it rows cannot be told apart, nor replicated safely.",
          d.name().getLast().text());
    }
    List<List<String>> keys = keys(constraints);
    d.indexes().forEach(i -> keys.add(columns(i.parts())));
    constraints.forEach(c -> foreignKey(statement, c, keys, null, notes));
  }

  /** The constraints that are written with a column, its own name among their columns. */
  private static List<TableConstraint> inline(ColumnDefinition column) {
    return column.parts().stream()
        .filter(Part.Constraint.class::isInstance)
        .map(part -> ofColumn(((Part.Constraint) part).constraint(), column.name()))
        .toList();
  }

  private static TableConstraint ofColumn(TableConstraint constraint, Name column) {
    return switch (constraint) {
      case TableConstraint.Key k when k.parts().isEmpty() && k.usingIndex() == null ->
          new TableConstraint.Key(
              k.at(),
              k.name(),
              k.primary(),
              k.indexName(),
              List.of(KeyPart.of(column)),
              k.including(),
              k.nullsNotDistinct(),
              k.method(),
              null,
              k.options(),
              k.timing());
      case TableConstraint.ForeignKey f when f.columns().isEmpty() ->
          new TableConstraint.ForeignKey(
              f.at(),
              f.name(),
              f.indexName(),
              List.of(column),
              f.target(),
              f.targetColumns(),
              f.match(),
              f.onDelete(),
              f.onDeleteColumns(),
              f.onUpdate(),
              f.period(),
              f.targetPeriod(),
              f.timing());
      default -> constraint;
    };
  }

  private static List<List<String>> keys(List<TableConstraint> constraints) {
    List<List<String>> keys = new ArrayList<>();
    for (TableConstraint constraint : constraints) {
      if (constraint instanceof TableConstraint.Key key) {
        keys.add(columns(key.parts()));
      }
    }
    return keys;
  }

  private static List<String> columns(List<KeyPart> parts) {
    return parts.stream().map(KeyPart::column).flatMap(Stream::ofNullable).map(Name::text).toList();
  }

  /** PostgreSQL makes no index for a foreign key; MySQL does. */
  private static void foreignKey(
      DefinedStatement statement,
      TableConstraint constraint,
      List<List<String>> keys,
      @Nullable Relation relation,
      Notes notes) {
    if (!(constraint instanceof TableConstraint.ForeignKey key) || key.columns().isEmpty()) {
      return;
    }
    Name first = key.columns().getFirst();
    String target = key.target().isEmpty() ? "the other table" : key.target().getLast().text();
    if (key.onDelete() == TableConstraint.ForeignKey.Action.CASCADE) {
      notes.risk(
          RiskCode.CASCADING_FOREIGN_KEY,
          "A DELETE in " + target + " also deletes the rows that refer to it",
          first.text(),
          null);
    }
    if (!statement.isPostgres()) {
      return;
    }
    boolean indexed =
        keys.stream().anyMatch(k -> !k.isEmpty() && k.getFirst().equals(first.text()))
            || relation != null
                && relation.indexes().stream().anyMatch(i -> i.leadsWith(first.text()));
    if (!indexed) {
      notes.finding(
          FindingRule.UNINDEXED_FOREIGN_KEY,
          key.at(),
          "No index begins with " + first + ": each DELETE in " + target + " reads the whole table",
          "Add an index on " + first + ".",
          first.text());
    }
  }

  private static void createIndex(
      DefinedStatement statement, TableStatement.CreateIndex d, Notes notes) {
    if (d.concurrently()) {
      concurrently(statement, d.at(), "CREATE INDEX CONCURRENTLY", notes);
    }
    if (!statement.mayHoldRows(d.table())) {
      return;
    }
    Relation relation = statement.relation(d.table());
    String table = d.table().getLast().text();
    if (statement.isPostgres() && !d.concurrently()) {
      notes.risk(
          RiskCode.INDEX_BLOCKS_WRITES,
          notes.scale().work(RiskLevel.HIGH, relation),
          "Nobody can write to " + table + Scale.text(relation) + " while the index is built",
          table,
          "Write CREATE INDEX CONCURRENTLY, outside a transaction.");
    }
    index(statement, d.index(), table, relation, notes);
  }

  private static void index(
      DefinedStatement statement,
      TableStatement.IndexDefinition index,
      String table,
      @Nullable Relation relation,
      Notes notes) {
    if (index.unique()) {
      unique(table, columns(index.parts()), relation, notes);
    } else {
      redundant(statement, index, relation, notes);
    }
  }

  private static void unique(
      String table, List<String> columns, @Nullable Relation relation, Notes notes) {
    if (covered(columns, relation)) {
      return;
    }
    notes.risk(
        RiskCode.UNIQUE_ON_EXISTING_DATA,
        "The step fails if rows of "
            + table
            + Scale.text(relation)
            + " share a value of "
            + (columns.isEmpty() ? "the expression" : String.join(", ", columns)),
        table,
        "Look for duplicates with GROUP BY … HAVING count(*) > 1 first.");
  }

  /** Whether a key over some of these columns already keeps duplicates out. */
  private static boolean covered(List<String> names, @Nullable Relation relation) {
    return relation != null
        && relation.indexes().stream()
            .anyMatch(
                i ->
                    i.unique()
                        && i.predicate() == null
                        && i.parts().stream()
                            .allMatch(p -> p.column() != null && names.contains(p.column())));
  }

  private static void redundant(
      DefinedStatement statement,
      TableStatement.IndexDefinition made,
      @Nullable Relation relation,
      Notes notes) {
    List<String> columns = columns(made.parts());
    boolean plain =
        made.kind() == TableStatement.IndexDefinition.Kind.PLAIN
            && made.where() == null
            && made.including().isEmpty()
            && (made.method().isEmpty() || made.method().equals("btree"))
            && columns.size() == made.parts().size()
            && made.parts().stream()
                .allMatch(
                    p ->
                        !p.descending()
                            && p.nulls() == KeyPart.Nulls.UNSAID
                            && p.operatorClass().isEmpty()
                            && p.collation().isEmpty());
    if (relation == null || !plain || columns.isEmpty()) {
      return;
    }
    for (Index index : relation.indexes()) {
      boolean prefix =
          index.predicate() == null
              && index.method().equals("btree")
              && index.valid()
              && index.visible()
              && index.parts().size() >= columns.size();
      for (int i = 0; prefix && i < columns.size(); i++) {
        String part = index.parts().get(i).column();
        prefix =
            part != null
                && index.parts().get(i).prefixLength() == null
                && !index.parts().get(i).descending()
                && index.parts().get(i).operatorClass() == null
                && index.parts().get(i).collation() == null
                && statement.schema().sameColumn(part, columns.get(i));
      }
      if (prefix) {
        notes.finding(
            FindingRule.REDUNDANT_INDEX,
            made.at(),
            "The index " + index.name() + " already begins with these columns",
            "Leave the new index out.",
            index.name());
        return;
      }
    }
  }

  // ---------------------------------------------------------------- ALTER

  private static void alterTable(
      DefinedStatement statement, TableStatement.AlterTable d, Notes notes) {
    Relation relation = statement.relation(d.name());
    List<TableConstraint> added = new ArrayList<>();
    for (TableAction action : d.actions()) {
      switch (action) {
        case TableAction.AddConstraint a -> added.add(a.constraint());
        case TableAction.AddColumn a -> added.addAll(inline(a.column()));
        default -> {}
      }
    }
    List<List<String>> keys = keys(added);
    added.forEach(c -> foreignKey(statement, c, keys, relation, notes));
    if (statement.inTransaction() && statement.isPostgres()) {
      validated(d, notes);
    }
    for (TableAction action : d.actions()) {
      if (action instanceof TableAction.AttachPartition a) {
        attach(statement, a, notes);
      }
    }
    if (!statement.mayHoldRows(d.name())) {
      return;
    }
    String table = d.name().getLast().text();
    for (TableAction action : d.actions()) {
      switch (action) {
        case TableAction.AddConstraint a ->
            constraint(statement, action, a.constraint(), table, relation, notes);
        case TableAction.AddColumn a when statement.isPostgres() ->
            withColumn(statement, a, table, relation, notes);
        case TableAction.AddColumn a ->
            inline(a.column()).stream()
                .filter(TableConstraint.Check.class::isInstance)
                .forEach(_ -> checked(statement, table, relation, notes));
        case TableAction.AddIndex a -> index(statement, a.index(), table, relation, notes);
        default -> {}
      }
    }
  }

  private static void validated(TableStatement.AlterTable d, Notes notes) {
    for (TableAction action : d.actions()) {
      if (action instanceof TableAction.ValidateConstraint a) {
        notes.risk(
            RiskCode.VALIDATE_IN_TRANSACTION,
            "VALIDATE CONSTRAINT "
                + a.constraint()
                + " inside a transaction keeps the locks of the earlier steps while it reads"
                + " the table",
            a.constraint().text(),
            "Commit after ADD CONSTRAINT … NOT VALID, and validate in a transaction of its own.");
      }
    }
  }

  /** The rows of the partition are read to see whether they lie within its bounds. */
  private static void attach(
      DefinedStatement statement, TableAction.AttachPartition a, Notes notes) {
    if (!statement.mayHoldRows(a.partition())) {
      return;
    }
    Relation relation = statement.relation(a.partition());
    if (new PostgresSteps(statement).attached(a) == Effort.NONE) {
      return;
    }
    String table = a.partition().getLast().text();
    notes.risk(
        RiskCode.CONSTRAINT_SCAN,
        notes.scale().work(RiskLevel.HIGH, relation),
        "Every row of "
            + table
            + Scale.text(relation)
            + " is checked against the partition's bounds, and nobody can read or write it"
            + " meanwhile",
        table,
        "Give it a CHECK that says the same as the bounds, NOT VALID, and VALIDATE it first.");
  }

  /** What PostgreSQL has to do for the constraints of a new column. */
  private static void withColumn(
      DefinedStatement statement,
      TableAction.AddColumn a,
      String table,
      @Nullable Relation relation,
      Notes notes) {
    Name column = a.column().name();
    for (TableConstraint constraint : inline(a.column())) {
      switch (constraint) {
        case TableConstraint.Key _ ->
            notes.risk(
                RiskCode.INDEX_BLOCKS_WRITES,
                notes.scale().work(RiskLevel.HIGH, relation),
                "Nobody can read or write "
                    + table
                    + Scale.text(relation)
                    + " while the index of the new column "
                    + column
                    + " is built",
                table,
                "Add the column alone, then CREATE UNIQUE INDEX CONCURRENTLY.");
        case TableConstraint.Check c when !c.timing().notEnforced() ->
            notes.risk(
                RiskCode.CONSTRAINT_SCAN,
                notes.scale().work(RiskLevel.HIGH, relation),
                "Nobody can read or write "
                    + table
                    + Scale.text(relation)
                    + " while every row is checked against the condition of the new column "
                    + column,
                table,
                "Add the column alone, then the CHECK as NOT VALID, and VALIDATE it.");
        case TableConstraint.ForeignKey f when !f.timing().notEnforced() ->
            referring(statement, a, f, table, relation, notes);
        default -> {}
      }
    }
  }

  private static void referring(
      DefinedStatement statement,
      TableAction.AddColumn a,
      TableConstraint.ForeignKey key,
      String table,
      @Nullable Relation relation,
      Notes notes) {
    boolean reads =
        new PostgresSteps(statement).action(a, relation).effort().compareTo(Effort.READ) >= 0;
    String target = key.target().isEmpty() ? "the other table" : key.target().getLast().text();
    notes.risk(
        RiskCode.CONSTRAINT_SCAN,
        reads ? notes.scale().work(RiskLevel.HIGH, relation) : RiskLevel.LOW,
        reads
            ? "Nobody can read or write "
                + table
                + Scale.text(relation)
                + ", nor write "
                + target
                + ", while every row is checked against the reference of "
                + a.column().name()
            : "The reference of the new column "
                + a.column().name()
                + " also locks "
                + target
                + " against writes until the transaction ends",
        table,
        "Add the column alone, then the foreign key as NOT VALID, and VALIDATE it.");
  }

  private static void constraint(
      DefinedStatement statement,
      TableAction action,
      TableConstraint constraint,
      String table,
      @Nullable Relation relation,
      Notes notes) {
    if (constraint instanceof TableConstraint.Key k && !k.primary() && k.usingIndex() == null) {
      unique(table, columns(k.parts()), relation, notes);
    }
    if (!statement.isPostgres()) {
      if (constraint instanceof TableConstraint.Check c && !c.timing().notEnforced()) {
        checked(statement, table, relation, notes);
      }
      return;
    }
    switch (new PostgresSteps(statement).action(action, relation).effort()) {
      case INDEX ->
          notes.risk(
              RiskCode.INDEX_BLOCKS_WRITES,
              notes.scale().work(RiskLevel.HIGH, relation),
              "Nobody can read or write "
                  + table
                  + Scale.text(relation)
                  + " while the index of the constraint is built",
              table,
              constraint instanceof TableConstraint.Exclude
                  ? "Choose a quiet hour."
                  : "CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … USING INDEX.");
      case READ -> scan(constraint, table, relation, notes);
      default -> {}
    }
  }

  private static void scan(
      TableConstraint constraint, String table, @Nullable Relation relation, Notes notes) {
    boolean foreign = constraint instanceof TableConstraint.ForeignKey;
    boolean key = constraint instanceof TableConstraint.Key;
    notes.risk(
        RiskCode.CONSTRAINT_SCAN,
        notes.scale().work(RiskLevel.HIGH, relation),
        (foreign
                ? table + " and " + target(constraint) + " cannot be written"
                : "Nobody can read or write " + table)
            + Scale.text(relation)
            + " while every row is checked "
            + (key ? "for NULLs in the key" : "against the new constraint"),
        table,
        key
            ? "SET NOT NULL first, behind a validated CHECK."
            : "Add it NOT VALID, commit, and VALIDATE CONSTRAINT then.");
  }

  private static String target(TableConstraint constraint) {
    return constraint instanceof TableConstraint.ForeignKey f && !f.target().isEmpty()
        ? f.target().getLast().text()
        : "the other table";
  }

  private static void checked(
      DefinedStatement statement, String table, @Nullable Relation relation, Notes notes) {
    if (statement.isPostgres()) {
      return;
    }
    notes.risk(
        RiskCode.CONSTRAINT_SCAN,
        notes.scale().work(RiskLevel.HIGH, relation),
        "Every row of " + table + Scale.text(relation) + " is checked, while nobody can write it",
        table,
        "Look for rows that break the constraint with a SELECT first.");
  }
}
