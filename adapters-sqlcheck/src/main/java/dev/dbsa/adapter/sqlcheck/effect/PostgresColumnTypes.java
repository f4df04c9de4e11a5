package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.Binder.Target;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Reference;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.sql.tree.TableAction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ALTER COLUMN … TYPE as PostgreSQL does it (tablecmds.c: ATPrepAlterColumnType). */
final class PostgresColumnTypes {
  private static final Pattern TYPED_TEXT = Pattern.compile("'(?:[^']|'')*'::([a-z][a-z ]*)");

  private final Step step;
  private final Table before;
  private final TableDraft draft;

  /**
   * @param before the table before all actions of the statement
   * @param draft the table so far
   */
  PostgresColumnTypes(Step step, Table before, TableDraft draft) {
    this.step = step;
    this.before = before;
    this.draft = draft;
  }

  void set(TableAction.SetType a) {
    String type = PostgresTypes.printed(a.type(), step);
    Column column = PostgresSystemColumns.change(a.column(), draft, step);
    if (!a.collation().isEmpty()) {
      PostgresObjects.collation(a.collation(), step);
    }
    if (column == null) {
      return;
    }
    if (draft.partitioning() != null
        && PartitionKey.of(draft.partitioning().key(), draft.columns).uses(column.name())) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          a.column(),
          "The column " + a.column() + " is part of the key by which the table is partitioned",
          null);
    }
    if (PostgresAlter.isIdentity(column)) {
      PostgresColumns.identityType(a.at(), a.column(), type, step);
    }
    if (column.generation() == ColumnGeneration.VIRTUAL
        && PostgresTypes.find(PostgresColumns.bare(type), step.state()) != null) {
      PostgresGenerated.virtual(
          a.at(), a.column(), "cannot have the type " + a.type().type().name(), step);
    }
    if (a.using() != null && column.generation().isComputed()) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          a.column(),
          "The column " + a.column() + " is computed, so USING has nothing to convert",
          "Leave USING out.");
    } else if (a.using() != null) {
      step.conversion(a.using(), before, new Target(a.column(), type));
    } else {
      converts(a, column, type);
    }
    defaultConverts(a, column, type);
    List<String> users = PostgresDependents.ofColumnsType(draft, column.name(), step.state());
    if (!users.isEmpty() && step.state().isSureOfPresence()) {
      step.refuse(
          FindingRule.DEPENDENT_OBJECTS,
          a.column(),
          "The type of "
              + a.column()
              + " stays as long as "
              + users.getFirst()
              + (users.size() > 1 ? " and others use it" : " uses it"),
          "Drop and make it anew around the change.");
    }
    for (Table view : step.state().readers(draft.fullName())) {
      if (step.state().isSureOfPresence()) {
        step.notRead("Whether the view " + view.name() + " reads the column " + a.column() + ".");
      }
    }
    PostgresTypedTables.rowsChange(before.fullName(), a.column(), step);
    PostgresTypedTables.notOfItself(type, a.column(), draft, step);
    draft.setType(column.name(), type);
    references(a);
  }

  /** Foreign keys are made anew with the new type. */
  private void references(TableAction.SetType a) {
    for (Reference reference : step.state().references(before.fullName())) {
      Table source = reference.source();
      boolean own = source.fullName().equals(before.fullName());
      if (!own) {
        pair(reference.key(), source.relation(), draft.table().relation(), a);
      }
    }
    for (ForeignKey key : draft.foreignKeys) {
      Table target =
          key.target().equals(before.fullName())
              ? draft.table()
              : step.state().find(key.target()).orElse(null);
      if (target != null) {
        pair(key, draft.table().relation(), target.relation(), a);
      }
    }
  }

  private void pair(ForeignKey key, Relation source, Relation target, TableAction.SetType a) {
    for (int i = 0; i < key.columns().size() && i < key.targetColumns().size(); i++) {
      String from = key.columns().get(i);
      String to = key.targetColumns().get(i);
      boolean concerned =
          source.name().equals(before.fullName()) && from.equals(a.column().text())
              || target.name().equals(before.fullName()) && to.equals(a.column().text());
      Optional<Column> one = source.findColumn(from);
      Optional<Column> other = target.findColumn(to);
      if (concerned
          && one.isPresent()
          && other.isPresent()
          && PostgresConstraints.cannotRefer(one.get().type(), other.get().type())) {
        step.refuse(
            FindingRule.FOREIGN_KEY_TYPES,
            a.column(),
            "The foreign key "
                + key.name()
                + " would compare "
                + one.get().type()
                + " with "
                + other.get().type(),
            "Drop the foreign key first, and change both of its columns.");
        return;
      }
    }
  }

  /** tablecmds.c: ATExecAlterColumnType: the default is converted unasked, whatever USING says. */
  private void defaultConverts(TableAction.SetType a, Column column, String type) {
    String value = column.generation().isComputed() ? null : column.defaultExpression();
    String from = value == null ? null : typeOfDefault(value);
    if (from != null && PostgresConversions.isRefused(from, type, step.state())) {
      step.refuse(
          FindingRule.INVALID_CAST,
          a.column(),
          "The default of " + a.column() + ", of type " + from + ", does not become " + type,
          "Drop the default first, and set another one afterwards.");
    }
  }

  /** Of a default as the server prints it; {@code null} where it is not plain. */
  private static @Nullable String typeOfDefault(String value) {
    Matcher cast = TYPED_TEXT.matcher(value);
    if (cast.matches()) {
      return cast.group(1);
    }
    if (value.matches("\\(?-?[0-9]{1,9}\\)?")) {
      return "integer";
    }
    return switch (value) {
      case "true", "false" -> "boolean";
      case "now()", "CURRENT_TIMESTAMP" -> "timestamp with time zone";
      case "CURRENT_DATE" -> "date";
      case "gen_random_uuid()" -> "uuid";
      default -> value.startsWith("nextval(") ? "bigint" : null;
    };
  }

  /** tablecmds.c: ATPrepAlterColumnType: without USING there must be a cast for assignments. */
  private void converts(TableAction.SetType a, Column column, String type) {
    if (PostgresConversions.isRefused(column.type(), type, step.state())) {
      step.refuse(
          FindingRule.INVALID_CAST,
          a.column(),
          "Values of type " + column.type() + " are not converted to " + type + " unasked",
          "Say how: USING " + a.column() + "::" + type + ".");
    }
  }
}
