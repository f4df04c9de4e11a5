package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.Binder;
import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.MaintenanceStatement.Cluster;
import dev.dbsa.sql.tree.MaintenanceStatement.Reindex;
import dev.dbsa.sql.tree.MaintenanceStatement.Vacuum;
import dev.dbsa.sql.tree.MaintenanceStatement.VacuumRelation;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What PostgreSQL's statements need that change no schema: upkeep, sessions, COPY, settings. */
final class PostgresUpkeep {
  private static final Set<String> SETTINGS = settings();

  private PostgresUpkeep() {}

  private static Set<String> settings() {
    String resource = "postgresql-settings.txt";
    try (InputStream in =
        Objects.requireNonNull(PostgresUpkeep.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---------------------------------------------------------------- upkeep

  static void apply(MaintenanceStatement statement, Step step) {
    switch (statement) {
      case Vacuum d -> vacuum(d, step);
      case Cluster d -> cluster(d, step);
      case Reindex d -> reindex(d, step);
      case MaintenanceStatement.AlterSystem d -> {
        PostgresTransactions.notInside(d.at(), "ALTER SYSTEM", step);
        setting(d.variable(), step);
      }
      case MaintenanceStatement.Discard d -> {
        if (d.what() == MaintenanceStatement.Discard.What.ALL) {
          PostgresTransactions.notInside(d.at(), "DISCARD ALL", step);
        }
        if (d.what() == MaintenanceStatement.Discard.What.ALL
            || d.what() == MaintenanceStatement.Discard.What.TEMPORARY) {
          step.become(step.state().losingObjects());
        }
      }
      case MaintenanceStatement.LoadLibrary d ->
          step.notShown("Whether the server has the library " + d.file() + ".");
      default -> {}
    }
  }

  private static void vacuum(Vacuum d, Step step) {
    if (!d.analyze()) {
      PostgresTransactions.notInside(d.at(), "VACUUM", step);
    }
    for (VacuumRelation relation : d.relations()) {
      Table table = step.need(relation.name());
      if (table != null && !relation.columns().isEmpty()) {
        Keys.columns(relation.columns(), TableDraft.of(step.state(), table), true, step);
      }
      boolean analyzes =
          d.analyze() || d.options().stream().anyMatch(o -> o.name().startsWith("analy"));
      if (!relation.columns().isEmpty() && !analyzes) {
        step.refuse(
            FindingRule.INVALID_OBJECT,
            relation.at(),
            "VACUUM names columns with ANALYZE alone",
            null,
            null);
      }
    }
  }

  private static void cluster(Cluster d, Step step) {
    if (d.table().isEmpty()) {
      PostgresTransactions.notInside(d.at(), "CLUSTER of all tables", step);
      return;
    }
    Table table = step.need(d.table());
    if (table == null || d.index() == null) {
      return;
    }
    TableDraft draft = TableDraft.of(step.state(), table);
    if (draft.index(d.index().text()) == null
        && !table.open()
        && step.state().isSureOfNames()
        && step.state().catalog().findRoot(table.fullName()).isEmpty()) {
      step.refuse(
          FindingRule.UNKNOWN_INDEX,
          d.index(),
          "The table " + table.name() + " has no index " + d.index(),
          null);
    }
  }

  private static void reindex(Reindex d, Step step) {
    boolean concurrently =
        d.concurrently()
            || d.options().stream()
                .anyMatch(o -> o.name().equals("concurrently") && !o.value().equals("false"));
    if (concurrently) {
      PostgresTransactions.notInside(d.at(), "REINDEX CONCURRENTLY", step);
    }
    switch (d.target()) {
      case INDEX -> PostgresObjects.index(d.name(), step);
      case TABLE -> {
        Table table = step.need(d.name());
        boolean wrong =
            table != null
                && !table.open()
                && (table.kind() == RelationKind.VIEW
                    || table.kind() == RelationKind.FOREIGN_TABLE);
        if (wrong) {
          step.refuse(
              FindingRule.WRONG_OBJECT_TYPE,
              d.name().getLast(),
              d.name().getLast() + " is no table with indexes",
              null);
        }
      }
      case SCHEMA -> {
        PostgresTransactions.notInside(d.at(), "REINDEX SCHEMA", step);
        PostgresObjects.schemaIsThere(d.name().getLast(), step);
      }
      case DATABASE, SYSTEM_CATALOGS -> {
        PostgresTransactions.notInside(d.at(), "REINDEX DATABASE", step);
        if (!d.name().isEmpty()) {
          step.notShown("Whether this database is " + d.name().getLast() + ".");
        }
      }
    }
  }

  // ---------------------------------------------------------------- sessions

  private static boolean isOfRows(Statement statement) {
    return switch (statement) {
      case Statement.Select _,
          Statement.Insert _,
          Statement.Update _,
          Statement.Delete _,
          Statement.Merge _ ->
          true;
      default -> false;
    };
  }

  static void apply(SessionStatement statement, Step step) {
    switch (statement) {
      case SessionStatement.Call d -> call(d, step);
      case SessionStatement.Prepare d -> {
        d.types().forEach(t -> PostgresTypes.argument(t, step));
        if (d.statement() == null || !isOfRows(d.statement())) {
          step.notRead("The names in the prepared statement " + d.name() + ".");
        } else {
          Binder.bind(d.statement(), step.state(), step.server(), step.text(), step.reporter());
        }
      }
      case SessionStatement.Execute d -> {
        step.notShown("Whether a statement " + d.name() + " is prepared, and what it does.");
        step.become(step.state().losingTrack());
      }
      case SessionStatement.Deallocate d -> {
        if (d.name() != null) {
          step.notShown("Whether a statement " + d.name() + " is prepared.");
        }
      }
      case SessionStatement.LockTables d -> {
        outside(d.at(), "LOCK TABLE", step);
        d.tables().forEach(t -> lock(t, step));
      }
      case SessionStatement.Show d -> {
        if (!d.setting().equals("all")) {
          known(d.setting(), d.at(), step);
        }
      }
      case SessionStatement.SetConstraints d ->
          d.names()
              .forEach(
                  n ->
                      step.notShown(
                          "Whether there is a constraint "
                              + Step.words(n)
                              + ", which can be deferred."));
      case SessionStatement.DeclareCursor d -> {
        if (!d.options().contains("with hold")) {
          outside(d.at(), "DECLARE CURSOR without WITH HOLD", step);
        }
      }
      case SessionStatement.FetchCursor d -> cursor(d.name(), step);
      case SessionStatement.CloseCursor d -> {
        if (d.name() != null) {
          cursor(d.name(), step);
        }
      }
      case SessionStatement.Copy d -> copy(d, step);
      case SessionStatement.Explain d -> explain(d, step);
      default -> {}
    }
  }

  private static void explain(SessionStatement.Explain d, Step step) {
    boolean rows =
        d.statement() instanceof dev.dbsa.sql.tree.Statement.Select
            || d.statement() instanceof dev.dbsa.sql.tree.Statement.Insert
            || d.statement() instanceof dev.dbsa.sql.tree.Statement.Update
            || d.statement() instanceof dev.dbsa.sql.tree.Statement.Delete
            || d.statement() instanceof dev.dbsa.sql.tree.Statement.Merge
            || d.statement() instanceof SessionStatement.DeclareCursor;
    if (!rows && d.statement() != null) {
      step.notRead("The statement behind EXPLAIN, but for its query.");
    }
  }

  private static void cursor(Name name, Step step) {
    step.notShown("Whether a cursor " + name + " is open.");
  }

  private static void outside(int at, String what, Step step) {
    if (!step.state().inTransaction()) {
      // Clients such as migration tools open transactions that the script does not show.
      step.remark(
          FindingRule.TRANSACTION_RULE,
          Severity.WARNING,
          new Name(at, what, false),
          what + " can only run inside a transaction, which the script has not begun");
    }
  }

  private static void lock(List<Name> name, Step step) {
    Table table = step.need(name);
    if (table != null && !table.open() && table.kind() == RelationKind.MATERIALIZED_VIEW) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          name.getLast(),
          "A materialized view is not locked so, as " + table.name() + " is one",
          null);
    }
  }

  private static void call(SessionStatement.Call d, Step step) {
    PostgresRoutines.Found found =
        PostgresRoutines.find(ObjectKind.PROCEDURE, d.name(), null, step);
    if (found instanceof PostgresRoutines.Found.None) {
      PostgresRoutines.need(ObjectKind.PROCEDURE, d.name(), null, step);
    }
    step.loseTrack("What the procedure " + Step.words(d.name()) + " does, and its arguments.");
  }

  private static void copy(SessionStatement.Copy d, Step step) {
    if (d.table().isEmpty()) {
      return;
    }
    Table table = step.need(d.table());
    if (table == null) {
      return;
    }
    TableDraft draft = TableDraft.of(step.state(), table);
    Keys.columns(d.columns(), draft, true, step);
    for (Option option : d.options()) {
      if (option.name().startsWith("force_") && !option.values().equals(List.of("*"))) {
        for (int i = 0; i < option.values().size(); i++) {
          int at = option.valuesAt().size() > i ? option.valuesAt().get(i) : option.at();
          Keys.column(new Name(at, option.values().get(i), true), draft, step);
        }
      }
    }
    boolean plain =
        table.kind() == RelationKind.TABLE || table.kind() == RelationKind.PARTITIONED_TABLE;
    boolean wrong =
        d.from()
            ? table.kind() == RelationKind.MATERIALIZED_VIEW
            : !plain && table.kind() != RelationKind.MATERIALIZED_VIEW;
    if (wrong && !table.open()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.table().getLast(),
          "COPY takes no " + PostgresNames.kind(table) + ", as " + table.name() + " is one",
          d.from() ? null : "Write COPY (SELECT …) TO.");
    }
    if (d.where() != null) {
      step.expression(ExpressionUse.ROWS, d.where(), table, null);
    }
  }

  // ---------------------------------------------------------------- settings

  /** Looks a setting up. */
  static void setting(Variable variable, Step step) {
    known(variable.name(), variable.at(), step);
  }

  private static void known(String name, int at, Step step) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains(".")) {
      step.notShown("Whether an extension has the setting " + lower + ".");
    } else if (!SETTINGS.contains(lower)
        && !lower.contains(" ")
        && !lower.isEmpty()
        && !lower.equals("all")) {
      step.refuse(FindingRule.UNKNOWN_OBJECT, at, "There is no setting " + lower, null, lower);
    }
  }
}
