package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableStatement;
import java.util.List;
import java.util.Set;

/** Upkeep that locks a table while it works through all of it. */
final class Maintenance implements DefinitionRule {
  private static final Set<String> OFF = Set.of("false", "off", "0", "no");
  private static final String QUIET = "Choose a quiet hour.";
  private static final String CONCURRENTLY = "Write CONCURRENTLY.";

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    switch (statement.tree()) {
      case MaintenanceStatement.Vacuum d when isOn("full", d.options()) -> {
        List<List<Name>> names =
            d.relations().stream().map(MaintenanceStatement.VacuumRelation::name).toList();
        locks(statement, "VACUUM FULL", names, QUIET, notes);
      }
      case MaintenanceStatement.Cluster d ->
          locks(
              statement,
              "CLUSTER",
              d.table().isEmpty() ? List.of() : List.of(d.table()),
              QUIET,
              notes);
      case MaintenanceStatement.Reindex d
          when !d.concurrently() && !isOn("concurrently", d.options()) ->
          locks(
              statement,
              "REINDEX",
              d.name().isEmpty() ? List.of() : List.of(d.name()),
              CONCURRENTLY,
              notes);
      case TableStatement.RefreshView d when !d.concurrently() ->
          locks(statement, "REFRESH MATERIALIZED VIEW", List.of(d.name()), CONCURRENTLY, notes);
      case MaintenanceStatement.Care d
          when d.work() == MaintenanceStatement.Care.Work.OPTIMIZE
              || d.work() == MaintenanceStatement.Care.Work.REPAIR ->
          locks(statement, d.work() + " TABLE", d.tables(), QUIET, notes);
      default -> {}
    }
  }

  private static boolean isOn(String name, List<Option> options) {
    return options.stream().anyMatch(o -> o.name().equals(name) && !OFF.contains(o.value()));
  }

  private static void locks(
      DefinedStatement statement, String what, List<List<Name>> tables, String hint, Notes notes) {
    if (tables.isEmpty()) {
      notes.risk(
          RiskCode.MAINTENANCE_LOCKS_TABLE,
          what + " locks every table while it works through all of it",
          null,
          hint);
    }
    for (List<Name> name : tables) {
      Relation relation = statement.relation(name);
      String table = name.getLast().text();
      notes.risk(
          RiskCode.MAINTENANCE_LOCKS_TABLE,
          notes.scale().work(RiskLevel.HIGH, relation),
          what + " locks " + table + Scale.text(relation) + " while it works through all of it",
          table,
          hint);
    }
  }
}
