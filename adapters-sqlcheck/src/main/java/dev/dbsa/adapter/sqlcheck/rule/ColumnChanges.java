package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.rule.PostgresStep.Effort;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What changes of columns cost on PostgreSQL: which rewrite the table, which look at every row,
 * which fail on the rows that are there. {@link PostgresSteps} knows; here it is put into words.
 */
final class ColumnChanges implements DefinitionRule {

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    if (!statement.isPostgres()
        || !(statement.tree() instanceof TableStatement.AlterTable d)
        || !PostgresSteps.isOfTable(d)) {
      return;
    }
    Relation relation = statement.relation(d.name());
    unlogged(d, relation, notes);
    if (!statement.mayHoldRows(d.name())) {
      return;
    }
    if (relation != null && !relation.kind().isTable()) {
      return;
    }
    Words words = new Words(d.name().getLast().text(), relation, notes);
    PostgresSteps steps = new PostgresSteps(statement);
    for (TableAction action : d.actions()) {
      PostgresStep step = steps.action(action, relation);
      switch (action) {
        case TableAction.AddColumn a -> add(a.column(), step, words);
        case TableAction.SetType a -> retype(a, step, words);
        case TableAction.SetNotNull a when step.effort() == Effort.READ ->
            setNotNull(a.column(), words);
        case TableAction.SetExpression a ->
            words.rewrite("Computing " + a.column() + " anew", "Choose a quiet hour.");
        case TableAction.Other a when step.effort() == Effort.REWRITE ->
            words.rewrite(
                a.kind().toUpperCase(java.util.Locale.ROOT), "Do it while the table is small.");
        default -> {}
      }
    }
  }

  private static void unlogged(
      TableStatement.AlterTable alter, @Nullable Relation relation, Notes notes) {
    boolean sets =
        alter.actions().stream()
            .anyMatch(a -> a instanceof TableAction.Other o && o.kind().equals("set unlogged"));
    if (sets && (relation == null || !relation.traits().unlogged())) {
      String table = alter.name().getLast().text();
      notes.risk(
          RiskCode.UNLOGGED_TABLE,
          "An unlogged table is emptied by a crash of the server, and replicas have no rows of "
              + table,
          table,
          "Keep the table logged where its rows matter.");
    }
  }

  /** Tells of one table. */
  private record Words(String table, @Nullable Relation relation, Notes notes) {
    String sized() {
      return table + Scale.text(relation);
    }

    void rewrite(String step, String hint) {
      notes.risk(
          RiskCode.TABLE_REWRITE,
          notes.scale().work(RiskLevel.HIGH, relation),
          step + " writes all of " + sized() + " anew, while nobody can read or write it",
          table,
          hint);
    }
  }

  private static void add(ColumnDefinition column, PostgresStep step, Words words) {
    String name = column.name().text();
    Optional<Expr> value = column.find(Part.Default.class).map(Part.Default::value);
    boolean filled =
        value.filter(v -> !(v instanceof Expr.Literal l && l.isNull())).isPresent()
            || column.has(Part.Generated.class)
            || column.has(Part.Identity.class)
            || PostgresSteps.isSerial(column);
    if (MySqlSteps.isNotNull(column) && !filled) {
      words
          .notes()
          .risk(
              RiskCode.ADD_REQUIRED_COLUMN,
              "A NOT NULL column without a default cannot be added to "
                  + words.sized()
                  + " while it has rows",
              name,
              "Give it a DEFAULT, or add it nullable, fill it, and SET NOT NULL then.");
    }
    if (step.effort() == Effort.REWRITE) {
      words.rewrite(
          "ADD COLUMN " + name + " with a value for each row",
          "Add the column without it, fill it in portions, then set the default.");
    }
  }

  private static void retype(TableAction.SetType a, PostgresStep step, Words words) {
    String column = a.column().text();
    Optional<Column> old = PostgresSteps.column(column, words.relation());
    String change =
        "Changing "
            + column
            + old.map(c -> " from " + c.type()).orElse("")
            + " to "
            + TypeParts.text(a.type());
    if (old.isPresent()
        && TypeLoss.isPossible(
            TypeParts.printedByPostgres(old.get().type()),
            TypeParts.writtenForPostgres(a.type()),
            true)) {
      words
          .notes()
          .risk(
              RiskCode.COLUMN_TYPE_NARROWED,
              change + " fails on, or cuts, values that do not fit",
              column,
              "Look for such values with a SELECT first.");
    }
    switch (step.effort()) {
      case REWRITE ->
          words.rewrite(
              change, "Add a column of the new type, fill it in portions, and swap the names.");
      case INDEX ->
          words
              .notes()
              .risk(
                  RiskCode.INDEX_BLOCKS_WRITES,
                  words.notes().scale().work(RiskLevel.HIGH, words.relation()),
                  change
                      + " builds its indexes anew, while nobody can read or write "
                      + words.sized(),
                  words.table(),
                  "Drop the indexes, and build them CONCURRENTLY afterwards.");
      case READ ->
          words
              .notes()
              .risk(
                  RiskCode.CONSTRAINT_SCAN,
                  words.notes().scale().work(RiskLevel.HIGH, words.relation()),
                  "The constraints over "
                      + column
                      + " are checked against every row, while nobody can read or write "
                      + words.sized(),
                  words.table(),
                  "Drop the CHECK, and add it NOT VALID afterwards.");
      case NONE -> {}
    }
  }

  private static void setNotNull(Name column, Words words) {
    words
        .notes()
        .risk(
            RiskCode.SET_NOT_NULL,
            words.notes().scale().work(RiskLevel.HIGH, words.relation()),
            "SET NOT NULL reads all of "
                + words.sized()
                + " while nobody can read or write it, and fails where "
                + column
                + " is NULL",
            column.text(),
            "ADD CONSTRAINT … CHECK ("
                + column
                + " IS NOT NULL) NOT VALID, VALIDATE it in a transaction of its own, then SET NOT"
                + " NULL.");
  }
}
