package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.policy.NamedThing;
import dev.dbsa.domain.policy.TextPattern;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New names that are not as the team wants them. Names of objects that are there do not count. */
final class NamePolicy implements DefinitionRule {

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    if (notes.policy().names().isEmpty()) {
      return;
    }
    Names names = new Names(notes);
    switch (statement.tree()) {
      case TableStatement.CreateTable d -> {
        names.last(NamedThing.TABLES, d.name());
        d.columns().forEach(names::column);
        d.constraints().forEach(names::constraint);
        d.indexes().forEach(i -> names.check(NamedThing.INDEXES, i.name()));
      }
      case TableStatement.CreateIndex d -> names.check(NamedThing.INDEXES, d.index().name());
      case TableStatement.RenameTables d ->
          d.tables().forEach(r -> names.last(NamedThing.TABLES, r.to()));
      case TableStatement.AlterTable d -> d.actions().forEach(a -> names.action(d, a));
      default -> {}
    }
  }

  private record Names(Notes notes) {
    void action(TableStatement.AlterTable statement, TableAction action) {
      switch (action) {
        case TableAction.AddColumn a -> column(a.column());
        case TableAction.RenameColumn a -> check(NamedThing.COLUMNS, a.to());
        case TableAction.RenameTable a when statement.kind() == ObjectKind.INDEX ->
            last(NamedThing.INDEXES, a.to());
        case TableAction.RenameTable a when statement.kind() == ObjectKind.TABLE ->
            last(NamedThing.TABLES, a.to());
        case TableAction.RenameConstraint a -> check(NamedThing.CONSTRAINTS, a.to());
        case TableAction.RenameIndex a -> check(NamedThing.INDEXES, a.to());
        case TableAction.Modify a when a.change() -> check(NamedThing.COLUMNS, a.to().name());
        case TableAction.AddConstraint a -> constraint(a.constraint());
        case TableAction.AddIndex a -> check(NamedThing.INDEXES, a.index().name());
        default -> {}
      }
    }

    void column(ColumnDefinition column) {
      check(NamedThing.COLUMNS, column.name());
      for (Part part : column.parts()) {
        if (part instanceof Part.Constraint constraint) {
          constraint(constraint.constraint());
        }
      }
    }

    void constraint(TableConstraint constraint) {
      check(NamedThing.CONSTRAINTS, constraint.name());
    }

    void last(NamedThing thing, List<Name> name) {
      if (!name.isEmpty()) {
        check(thing, name.getLast());
      }
    }

    void check(NamedThing thing, @Nullable Name name) {
      TextPattern wanted = notes.policy().names().get(thing);
      if (name == null || wanted == null || wanted.matches(name.text())) {
        return;
      }
      notes.finding(
          FindingRule.NAME_PATTERN,
          name.at(),
          "The policy wants the name of " + thing.withArticle() + " to match " + wanted,
          null,
          name.text());
    }
  }
}
