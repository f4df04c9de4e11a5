package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.Identifiers;
import dev.dbsa.sql.tree.CreateSchema;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New names that are longer than the server keeps. */
final class NameLength implements DefinitionRule {

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    for (Name name : created(statement.tree())) {
      // PostgreSQL's names are cut already where the grammar read them.
      String text =
          statement.isPostgres() ? statement.text().tokens().get(name.at()).text() : name.text();
      if (statement.isPostgres()
          && text.getBytes(StandardCharsets.UTF_8).length > Identifiers.POSTGRESQL_MAX_BYTES) {
        notes.finding(
            FindingRule.IDENTIFIER_TOO_LONG,
            name.at(),
            "PostgreSQL cuts names to " + Identifiers.POSTGRESQL_MAX_BYTES + " bytes",
            "Choose a shorter name.",
            text);
      } else if (!statement.isPostgres()
          && text.codePointCount(0, text.length()) > Identifiers.MYSQL_MAX_CHARACTERS) {
        notes.finding(
            FindingRule.IDENTIFIER_TOO_LONG,
            Severity.ERROR,
            name.at(),
            "MySQL refuses names of more than " + Identifiers.MYSQL_MAX_CHARACTERS + " characters",
            "Choose a shorter name.",
            text);
      }
    }
  }

  private static List<Name> created(Statement tree) {
    List<Name> names = new ArrayList<>();
    switch (tree) {
      case TableStatement.CreateTable d -> {
        last(d.name(), names);
        d.columns().forEach(c -> names.add(c.name()));
        d.constraints().forEach(c -> add(c.name(), names));
        d.indexes().forEach(i -> add(i.name(), names));
      }
      case TableStatement.CreateIndex d -> add(d.index().name(), names);
      case TableStatement.CreateView d -> last(d.name(), names);
      case TableStatement.CreateSequence d -> last(d.name(), names);
      case TableStatement.RenameTables d -> d.tables().forEach(r -> last(r.to(), names));
      case TableStatement.AlterTable d -> d.actions().forEach(a -> created(a, names));
      case ObjectStatement.CreateEnum d -> last(d.name(), names);
      case ObjectStatement.CreateComposite d -> last(d.name(), names);
      case ObjectStatement.CreateRange d -> last(d.name(), names);
      case ObjectStatement.CreateDomain d -> last(d.name(), names);
      case ObjectStatement.CreateTrigger d -> names.add(d.name());
      case ObjectStatement.CreateRule d -> names.add(d.name());
      case ObjectStatement.CreatePolicy d -> names.add(d.name());
      case RoutineStatement.CreateRoutine d -> last(d.name(), names);
      case RoutineStatement.CreateAggregate d -> last(d.name(), names);
      case ProgramStatement.CreateRoutine d -> last(d.name(), names);
      case ProgramStatement.CreateTrigger d -> last(d.name(), names);
      case ProgramStatement.EventDefinition d when !d.alter() -> last(d.name(), names);
      case StorageStatement.Database d when !d.alter() -> add(d.name(), names);
      case StorageStatement.Sequence d when !d.alter() -> last(d.name(), names);
      case CreateSchema d -> add(d.name(), names);
      default -> {}
    }
    return names;
  }

  private static void created(TableAction action, List<Name> names) {
    switch (action) {
      case TableAction.AddColumn a -> names.add(a.column().name());
      case TableAction.RenameColumn a -> names.add(a.to());
      case TableAction.RenameTable a -> last(a.to(), names);
      case TableAction.RenameConstraint a -> names.add(a.to());
      case TableAction.RenameIndex a -> names.add(a.to());
      case TableAction.Modify a when a.change() -> names.add(a.to().name());
      case TableAction.AddConstraint a -> add(a.constraint().name(), names);
      case TableAction.AddIndex a -> add(a.index().name(), names);
      default -> {}
    }
  }

  private static void last(List<Name> name, List<Name> names) {
    if (!name.isEmpty()) {
      names.add(name.getLast());
    }
  }

  private static void add(@Nullable Name name, List<Name> names) {
    if (name != null) {
      names.add(name);
    }
  }
}
