package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.rule.MySqlStep.Lock;
import dev.dbsa.adapter.sqlcheck.rule.MySqlStep.Work;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What changes of tables cost on MySQL and MariaDB: which copy or rebuild the table, which fail on
 * the rows that are there, which lose what a column had. {@link MySqlSteps} knows the work; here it
 * is put into words.
 */
final class MySqlTableChanges implements DefinitionRule {
  private static final String ONLINE =
      "Write ALGORITHM=INPLACE, LOCK=NONE, so that it fails rather than block.";
  private static final String QUIET = "Use an online schema change tool, or a quiet hour.";

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    if (statement.isPostgres()) {
      return;
    }
    switch (statement.tree()) {
      case TableStatement.AlterTable d -> alter(statement, d, notes);
      case TableStatement.CreateIndex d when statement.mayHoldRows(d.table()) -> {
        Relation relation = statement.relation(d.table());
        List<TableAction> actions = new ArrayList<>();
        actions.add(new TableAction.AddIndex(d.at(), d.index(), false));
        if (d.online() != null) {
          actions.add(d.online());
        }
        new Change(statement, d.table().getLast().text(), relation, notes).work(actions);
      }
      default -> {}
    }
  }

  private static void alter(DefinedStatement statement, TableStatement.AlterTable d, Notes notes) {
    if (!statement.mayHoldRows(d.name())) {
      return;
    }
    Relation relation = statement.relation(d.name());
    if (relation != null && !relation.kind().isTable()) {
      return;
    }
    Change change = new Change(statement, d.name().getLast().text(), relation, notes);
    for (TableAction action : d.actions()) {
      switch (action) {
        case TableAction.AddColumn a -> change.added(a.column());
        case TableAction.Modify a -> change.modified(a);
        case TableAction.AlterPartitions a -> change.partitions(a);
        default -> {}
      }
    }
    change.work(d.actions());
  }

  /** One change of a table. */
  private record Change(
      DefinedStatement statement, String table, @Nullable Relation relation, Notes notes) {

    // -------------------------------------------------------------- the work

    void work(List<TableAction> actions) {
      MySqlSteps steps = steps();
      MySqlStep all = steps.all(actions);
      Work whole = all.whole();
      if (all.lock() != Lock.NONE && whole != Work.COPY && actions.stream().anyMatch(this::isKey)) {
        indexBlocks();
        return;
      }
      if (whole != Work.REBUILD && whole != Work.COPY) {
        return;
      }
      TableAction cause =
          actions.stream()
              .filter(a -> steps.action(a).work() == whole)
              .findFirst()
              .orElse(actions.getFirst());
      boolean asked =
          whole == Work.COPY
              && steps.action(cause).work() != Work.COPY
              && actions.stream()
                  .anyMatch(
                      a ->
                          a instanceof TableAction.Online o
                              && o.algorithm() == TableAction.Online.Algorithm.COPY);
      String step = asked ? "ALGORITHM=COPY" : step(cause);
      boolean together = !asked && actions.size() > 1 && steps.action(cause).work() != whole;
      if (whole == Work.REBUILD && all.lock() == Lock.NONE) {
        notes.risk(
            RiskCode.TABLE_REBUILD,
            notes.scale().work(RiskLevel.MEDIUM, relation),
            step
                + (together ? " with the other steps" : "")
                + " rebuilds "
                + table
                + Scale.text(relation)
                + "; writes go on meanwhile",
            table,
            together ? "Write the steps that are instant in a statement of their own." : ONLINE);
        return;
      }
      notes.risk(
          RiskCode.TABLE_COPY,
          notes.scale().work(RiskLevel.HIGH, relation),
          step + " copies all of " + table + Scale.text(relation) + ", while nobody can write it",
          table,
          asked ? "Leave ALGORITHM=COPY out." : QUIET);
    }

    /** Whether the action builds an index, which is why writes wait. */
    private boolean isKey(TableAction action) {
      return action instanceof TableAction.AddIndex
          || action instanceof TableAction.AddConstraint a
              && a.constraint() instanceof TableConstraint.Key;
    }

    private void indexBlocks() {
      notes.risk(
          RiskCode.INDEX_BLOCKS_WRITES,
          notes.scale().work(RiskLevel.HIGH, relation),
          "Nobody can write to " + table + Scale.text(relation) + " while the index is built",
          table,
          "Choose a quiet hour.");
    }

    private MySqlSteps steps() {
      return new MySqlSteps(statement.schema(), statement.server(), relation);
    }

    /** Rows that go with their partitions. */
    void partitions(TableAction.AlterPartitions a) {
      boolean empties = a.kind() == TableAction.PartitionWork.TRUNCATE;
      boolean discards = a.kind() == TableAction.PartitionWork.DISCARD;
      if (!empties && !discards && a.kind() != TableAction.PartitionWork.DROP) {
        return;
      }
      String names =
          a.names().isEmpty()
              ? "all partitions"
              : "the partition " + and(a.names().stream().map(Name::text).toList());
      notes.risk(
          RiskCode.TRUNCATE_TABLE,
          a.kind() + " PARTITION removes the rows of " + names + " of " + table,
          table,
          "Make sure that they are kept elsewhere.");
    }

    /** An action in words. */
    private String step(TableAction action) {
      return switch (action) {
        case TableAction.AddColumn a -> "ADD COLUMN " + a.column().name();
        case TableAction.DropColumn a -> "DROP COLUMN " + a.column();
        case TableAction.Modify a -> modification(a);
        case TableAction.AddConstraint a -> constraint(a.constraint());
        case TableAction.AddIndex a ->
            a.index().parts().stream().anyMatch(p -> p.expression() != null)
                ? "An index over an expression"
                : "The new index";
        case TableAction.DropPart a ->
            a.kind() == TableAction.Part.PRIMARY_KEY ? "DROP PRIMARY KEY" : "DROP " + a.name();
        case TableAction.AlterPart a -> "Enforcing " + a.name();
        case TableAction.ConvertCharacterSet _ -> "CONVERT TO CHARACTER SET";
        case TableAction.Repartition a -> a.by() == null ? "REMOVE PARTITIONING" : "PARTITION BY";
        case TableAction.AlterPartitions a -> a.kind() + " PARTITION";
        case TableAction.SetOptions a ->
            a.options().isEmpty()
                ? "The option"
                : a.options().getFirst().name().toUpperCase(Locale.ROOT);
        case TableAction.Other a -> a.kind().toUpperCase(Locale.ROOT);
        default -> "The change";
      };
    }

    private static String constraint(TableConstraint constraint) {
      return switch (constraint) {
        case TableConstraint.Key k when k.primary() -> "A new primary key";
        case TableConstraint.Key _ -> "The new key";
        case TableConstraint.ForeignKey _ -> "ADD FOREIGN KEY, unless foreign_key_checks is off,";
        case TableConstraint.Check _ -> "ADD CHECK";
        default -> "The new constraint";
      };
    }

    private String modification(TableAction.Modify a) {
      Optional<Column> old = column(a.column().text());
      if (a.to().type() == null
          || old.isPresent()
              && TypeParts.printedByMySql(old.get().type())
                  .equals(TypeParts.writtenForMySql(a.to().type()))) {
        return "The new definition of " + a.column();
      }
      return "Changing "
          + a.column()
          + old.map(c -> " from " + c.type()).orElse("")
          + " to "
          + TypeParts.text(a.to().type());
    }

    private Optional<Column> column(String name) {
      return steps().column(name);
    }

    // -------------------------------------------------------------- columns

    void added(ColumnDefinition column) {
      boolean filled =
          column.has(Part.Default.class)
              || column.has(Part.Generated.class)
              || column.has(Part.AutoIncrement.class);
      if (!MySqlSteps.isNotNull(column) || filled) {
        return;
      }
      String name = column.name().text();
      notes.risk(
          RiskCode.ADD_REQUIRED_COLUMN,
          RiskLevel.MEDIUM,
          "The rows of "
              + table
              + Scale.text(relation)
              + " get an empty value or 0 in "
              + name
              + ", and every INSERT has to name it",
          name,
          "Give it a DEFAULT, or add it nullable and fill it first.");
    }

    void modified(TableAction.Modify a) {
      Optional<Column> found = column(a.column().text());
      if (found.isEmpty() || a.to().type() == null) {
        return;
      }
      Column old = found.get();
      narrowed(a, old);
      if (old.nullable() && MySqlSteps.isNotNull(a.to())) {
        notes.risk(
            RiskCode.SET_NOT_NULL,
            notes.scale().work(RiskLevel.HIGH, relation),
            "The change fails where " + old.name() + " is NULL in " + table + Scale.text(relation),
            old.name(),
            "Fill the NULLs first.");
      }
      List<String> lost = lost(a.to(), old);
      if (!lost.isEmpty()) {
        notes.risk(
            RiskCode.COLUMN_ATTRIBUTES_LOST,
            old.name() + " loses what the new definition does not repeat: " + and(lost),
            old.name(),
            "Write the whole definition, as SHOW CREATE TABLE prints it.");
      }
    }

    private void narrowed(TableAction.Modify a, Column old) {
      if (a.to().type() == null) {
        return;
      }
      TypeParts from = TypeParts.printedByMySql(old.type());
      TypeParts to = TypeParts.writtenForMySql(a.to().type());
      boolean characters = steps().losesCharacters(old, a.to());
      if (!characters && !TypeLoss.isPossible(from, to, false)) {
        return;
      }
      List<String> labels = from.name().equals(to.name()) ? TypeLoss.lost(from, to) : List.of();
      boolean labelled = from.name().equals("enum") || from.name().equals("set");
      String what =
          labelled && !labels.isEmpty()
              ? "Taking " + and(labels) + " from the values of " + old.name()
              : modification(a);
      notes.risk(
          RiskCode.COLUMN_TYPE_NARROWED,
          what
              + (labelled && !labels.isEmpty()
                  ? " fails on, or empties, rows that hold them"
                  : " fails on, or cuts, values that do not fit"),
          old.name(),
          "Look for such values with a SELECT first.");
    }

    /** What the column had and the new definition leaves out. */
    private List<String> lost(ColumnDefinition to, Column old) {
      List<String> lost = new ArrayList<>();
      boolean key = steps().isKey(old.name());
      if (!old.nullable() && !MySqlSteps.isNotNull(to) && !key && !to.has(Part.Generated.class)) {
        lost.add("NOT NULL");
      }
      String value = old.defaultExpression() == null ? "" : old.defaultExpression();
      int update = value.toLowerCase(Locale.ROOT).lastIndexOf("on update");
      String start = (update < 0 ? value : value.substring(0, update)).strip();
      boolean hadDefault = !start.isEmpty() && !start.equalsIgnoreCase("null");
      if (hadDefault && !to.has(Part.Default.class) && !to.has(Part.Generated.class)) {
        lost.add("DEFAULT " + start);
      }
      if (update >= 0 && !to.has(Part.OnUpdate.class)) {
        lost.add("ON UPDATE");
      }
      if (old.generation() == ColumnGeneration.AUTO_INCREMENT
          && !to.has(Part.AutoIncrement.class)) {
        lost.add("AUTO_INCREMENT");
      }
      if (old.generation().isComputed() && !to.has(Part.Generated.class)) {
        lost.add("the expression that computes it");
      }
      if (old.comment() != null && !old.comment().isEmpty() && !to.has(Part.Comment.class)) {
        lost.add("COMMENT");
      }
      if (old.invisible() && !to.has(Part.Visibility.class)) {
        lost.add("INVISIBLE");
      }
      return lost;
    }

    private static String and(List<String> parts) {
      return String.join(", ", parts);
    }
  }
}
