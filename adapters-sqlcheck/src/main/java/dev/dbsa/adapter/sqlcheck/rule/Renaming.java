package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.ObjectStatement.Change;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;

/** New names for objects that clients know by the old ones. */
final class Renaming implements DefinitionRule {

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    switch (statement.tree()) {
      case TableStatement.RenameTables d -> {
        for (TableStatement.Renamed renamed : d.tables()) {
          if (statement.isOld(renamed.from())) {
            renamed(renamed.from().getLast().text(), notes);
          }
        }
      }
      // Clients say the names of sequences and views; those of indexes they hardly know.
      case TableStatement.AlterTable d when d.kind() != ObjectKind.INDEX -> {
        if (statement.isOld(d.name())) {
          d.actions().forEach(a -> action(d, a, notes));
        }
      }
      case ObjectStatement.AlterObject d when isCalled(d.object().kind()) -> {
        for (Change change : d.changes()) {
          switch (change) {
            case Change.Rename _, Change.SetSchema _ -> {
              if (!d.object().name().isEmpty()) {
                renamed(d.object().name().getLast().text(), notes);
              }
            }
            case Change.RenameAttribute a -> renamed(a.from().text(), notes);
            case Change.RenameValue a -> renamed(a.from().text(), notes);
            default -> {}
          }
        }
      }
      default -> {}
    }
  }

  private static boolean isCalled(ObjectKind kind) {
    return switch (kind) {
      case AGGREGATE,
          DATABASE,
          DOMAIN,
          FUNCTION,
          PROCEDURE,
          ROUTINE,
          SCHEMA,
          SEQUENCE,
          TYPE,
          VIEW,
          MATERIALIZED_VIEW,
          FOREIGN_TABLE,
          TABLE ->
          true;
      default -> false;
    };
  }

  private static void action(TableStatement.AlterTable d, TableAction action, Notes notes) {
    switch (action) {
      case TableAction.RenameTable _, TableAction.SetSchema _ ->
          renamed(d.name().getLast().text(), notes);
      case TableAction.RenameColumn a -> renamed(a.from().text(), notes);
      case TableAction.Modify a when !same(a.column(), a.to().name()) ->
          renamed(a.column().text(), notes);
      default -> {}
    }
  }

  private static boolean same(Name a, Name b) {
    return a.text().equalsIgnoreCase(b.text());
  }

  private static void renamed(String object, Notes notes) {
    notes.risk(
        RiskCode.RENAME_BREAKS_CLIENTS,
        "Clients that still say " + object + " fail from then on",
        object,
        "Add the new name beside the old one, move the clients, and drop the old one later.");
  }
}
