package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;

/** The databases that the server makes up, in which nobody defines anything. */
final class MySqlOwnSchemas {
  private MySqlOwnSchemas() {}

  /** Refuses a definition in one of them; whether there was one. */
  static boolean refuse(Statement statement, Step step) {
    for (List<Name> name : changed(statement)) {
      String home = step.state().homeOf(name);
      boolean definition =
          !(statement instanceof Drop || statement instanceof TableStatement.Truncate);
      if (home.equalsIgnoreCase("information_schema")
          || definition && home.equalsIgnoreCase("performance_schema")) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            name.getFirst(),
            "The server makes up " + home + " itself: nothing is defined or dropped in it",
            null);
        return true;
      }
    }
    return false;
  }

  private static List<List<Name>> changed(Statement statement) {
    return switch (statement) {
      case TableStatement.CreateTable d -> d.temporary() ? List.of() : List.of(d.name());
      case TableStatement.AlterTable d -> List.of(d.name());
      case TableStatement.CreateIndex d -> List.of(d.table());
      case TableStatement.CreateView d -> List.of(d.name());
      case TableStatement.Truncate d -> d.tables();
      case TableStatement.RenameTables d -> {
        List<List<Name>> names = new ArrayList<>();
        d.tables().forEach(r -> names.addAll(List.of(r.from(), r.to())));
        yield names;
      }
      case Drop d when d.kind() == ObjectKind.TABLE || d.kind() == ObjectKind.VIEW -> d.names();
      case Drop d when d.kind() == ObjectKind.INDEX -> List.of(d.table());
      case Drop d when d.kind() == ObjectKind.SCHEMA || d.kind() == ObjectKind.DATABASE -> {
        List<List<Name>> inside = new ArrayList<>();
        d.names().forEach(n -> inside.add(List.of(n.getLast(), n.getLast())));
        yield inside;
      }
      default -> List.of();
    };
  }
}
