package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * That a statement changes rows at all, wherever in it the change stands: said for those of which
 * no rule has more to tell, once for each table of a script. Belongs to one run over one script.
 */
final class ChangedRows implements RowRule {
  private final Set<String> told = new HashSet<>();

  @Override
  public void check(RowStatement statement, Notes notes) {
    statement.changes().forEach(change -> check(change, notes));
  }

  private void check(Statement change, Notes notes) {
    switch (change) {
      case Statement.Insert s -> {
        boolean updates = s.conflict() != null && s.conflict().update();
        note(
            s.table(),
            updates ? "Rows are added to, or changed in, " : "Rows are added to ",
            notes);
      }
      case Statement.Update s ->
          Conditions.leaves(s.tables()).stream()
              .filter(t -> t instanceof TableReference)
              .findFirst()
              .ifPresent(t -> note((TableReference) t, "Values are overwritten in ", notes));
      case Statement.Delete s when s.table() != null ->
          note(s.table(), "Rows are removed from ", notes);
      case Statement.Delete s ->
          s.targets().forEach(name -> note(name.getLast(), "Rows are removed from ", notes));
      case Statement.Merge s -> note(s.target(), "Rows are matched and changed in ", notes);
      default -> {}
    }
  }

  private void note(TableReference table, String what, Notes notes) {
    note(table.name().getLast(), what, notes);
  }

  private void note(Name table, String what, Notes notes) {
    String message = what + table.text();
    if (told.add(message)) {
      notes.risk(RiskCode.ROWS_CHANGED, message, table.text(), null);
    }
  }
}
