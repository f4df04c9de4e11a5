package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.ddl.Definition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Action;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.Identifiers;
import dev.dbsa.sql.tree.Name;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** New names that are longer than the server keeps. */
final class NameLength implements DefinitionRule {

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    for (Name name : created(statement.definition())) {
      String text = name.text();
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

  private static List<Name> created(Definition definition) {
    List<Name> names = new ArrayList<>();
    switch (definition) {
      case Definition.CreateTable d -> {
        names.add(d.name().getLast());
        d.columns().forEach(c -> names.add(c.name()));
      }
      case Definition.CreateIndex d -> {
        if (d.name() != null) {
          names.add(d.name());
        }
      }
      case Definition.CreateView d -> names.add(d.name().getLast());
      case Definition.AlterTable d -> {
        for (Action action : d.actions()) {
          switch (action) {
            case Action.AddColumn a -> names.add(a.column().name());
            case Action.RenameColumn a -> names.add(a.to());
            case Action.RenameTable a -> names.add(a.to().getLast());
            default -> {}
          }
        }
      }
      default -> {}
    }
    return names;
  }
}
