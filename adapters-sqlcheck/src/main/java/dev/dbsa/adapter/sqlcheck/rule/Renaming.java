package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.ddl.Definition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Action;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.sql.tree.Name;
import java.util.List;

/** New names for objects that clients know by the old ones. */
final class Renaming implements DefinitionRule {

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    switch (statement.definition()) {
      case Definition.RenameTables d -> {
        for (List<Name> from : d.from()) {
          if (statement.isOld(from)) {
            renamed(from.getLast().text(), notes);
          }
        }
      }
      case Definition.AlterTable d -> {
        if (statement.isOld(d.name())) {
          d.actions().forEach(a -> action(d, a, notes));
        }
      }
      default -> {}
    }
  }

  private static void action(Definition.AlterTable d, Action action, Notes notes) {
    switch (action) {
      case Action.RenameTable _, Action.SetSchema _ -> renamed(d.name().getLast().text(), notes);
      case Action.RenameColumn a -> renamed(a.from().text(), notes);
      case Action.Modify a when !a.column().text().equalsIgnoreCase(a.to().name().text()) ->
          renamed(a.column().text(), notes);
      default -> {}
    }
  }

  private static void renamed(String object, Notes notes) {
    notes.risk(
        RiskCode.RENAME_BREAKS_CLIENTS,
        "Clients that still say " + object + " fail from then on",
        object,
        "Add the new name beside the old one, move the clients, and drop the old one later.");
  }
}
