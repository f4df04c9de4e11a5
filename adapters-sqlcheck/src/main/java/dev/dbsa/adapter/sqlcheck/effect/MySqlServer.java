package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.AccountStatement;
import dev.dbsa.sql.tree.AccountStatement.Grant;
import dev.dbsa.sql.tree.AccountStatement.Privilege;
import dev.dbsa.sql.tree.AccountStatement.UserDefinition;
import dev.dbsa.sql.tree.AdminStatement;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Accounts, databases, care for tables and commands to the server. */
final class MySqlServer {
  private MySqlServer() {}

  // ---------------------------------------------------------------- accounts

  static void account(AccountStatement statement, Step step) {
    switch (statement) {
      case AccountStatement.Users d ->
          accounts(d.users().stream().map(UserDefinition::user).toList(), step);
      case AccountStatement.CreateRoles d -> accounts(d.roles(), step);
      case AccountStatement.RenameUsers d -> accounts(d.from(), step);
      case Grant d -> grant(d, step);
    }
  }

  private static void accounts(List<UserName> users, Step step) {
    List<String> names = new ArrayList<>();
    for (UserName user : users) {
      if (!user.current() && !names.contains(user.text())) {
        names.add(user.text());
      }
    }
    if (!names.isEmpty()) {
      step.notShown("Whether there are the accounts " + String.join(", ", names) + ".");
    }
  }

  private static void grant(Grant d, Step step) {
    accounts(d.grantees().stream().map(UserDefinition::user).toList(), step);
    if (d.level().isEmpty()) {
      List<String> roles = d.privileges().stream().map(Privilege::name).toList();
      if (!roles.isEmpty() && d.object() == null && !d.revoke()) {
        step.notShown("Whether there are the roles " + String.join(", ", roles) + ".");
      }
      return;
    }
    boolean stars = d.level().getLast().text().equals("*");
    if (stars) {
      return;
    }
    if (d.object() == ObjectKind.PROCEDURE || d.object() == ObjectKind.FUNCTION) {
      if (!d.revoke()) {
        MySqlObjects.need(d.object(), d.level(), step);
      }
      return;
    }
    if (d.object() != null && d.object() != ObjectKind.TABLE) {
      return;
    }
    boolean creates = d.privileges().stream().anyMatch(p -> p.name().startsWith("create"));
    boolean all = d.privileges().stream().anyMatch(p -> p.name().startsWith("all"));
    if (d.revoke() || creates || all) {
      return;
    }
    Table table = step.need(d.level());
    if (table == null || table.open()) {
      return;
    }
    for (Privilege privilege : d.privileges()) {
      for (Name column : privilege.columns()) {
        if (SchemaNames.findColumn(step.state(), table, column.text()) == null) {
          SchemaNames.unknownColumn(table, column, Severity.ERROR, step.reporter());
        }
      }
    }
  }

  // ---------------------------------------------------------------- databases

  static void storage(StorageStatement statement, Step step) {
    switch (statement) {
      case StorageStatement.Database d -> database(d, step);
      case StorageStatement.Space d ->
          step.notShown("Whether there is a " + d.kind().words() + " " + d.name() + ".");
      case StorageStatement.Sequence d -> sequence(d, step);
    }
  }

  private static void database(StorageStatement.Database d, Step step) {
    MySqlCharacterSets.options(d.options(), step);
    Name name = d.name();
    if (name == null) {
      return;
    }
    SchemaState state = step.state();
    if (d.alter()) {
      if (!state.hasSchema(name.text()) && !state.isUncertain()) {
        step.notShown("Whether there is a database " + name + ".");
      }
      return;
    }
    if (state.hasSchema(name.text())) {
      if (!d.ifNotExists() && !d.orReplace()) {
        step.exists("database", name, "Choose another name.");
      }
    } else if (state.isSystemSchema(name.text())) {
      if (!d.ifNotExists()) {
        step.exists("database", name, "It is the server's own.");
      }
    } else {
      if (!d.ifNotExists() && !d.orReplace()) {
        step.notShown("Whether there is a database " + name + " already.");
      }
      step.become(state.withSchema(name.text()));
    }
  }

  private static void sequence(StorageStatement.Sequence d, Step step) {
    SchemaState state = step.state();
    Name name = d.name().getLast();
    String home = state.homeOf(d.name());
    boolean there =
        state.findIn(home, name.text()).isPresent()
            || state.sequence(home, name.text()).isPresent();
    if (d.alter()) {
      if (!there && !d.ifExists()) {
        step.missing(FindingRule.UNKNOWN_OBJECT, "sequence", name, List.of());
      }
      return;
    }
    if (!step.homeIsThere(d.name())) {
      return;
    }
    if (there && !d.ifNotExists() && !d.orReplace() && !d.temporary()) {
      step.exists("table or sequence", name, "Choose another name.");
    }
    step.become(
        step.state()
            .with(Table.unknown(home, name.text()))
            .with(
                new Sequence(
                    new ObjectName(home, name.text()),
                    "bigint",
                    1,
                    1,
                    1,
                    Long.MAX_VALUE,
                    false,
                    null,
                    null)));
  }

  // ---------------------------------------------------------------- care for tables

  static void maintenance(MaintenanceStatement statement, Step step) {
    switch (statement) {
      case MaintenanceStatement.Care d -> d.tables().forEach(t -> missing(t, step));
      case MaintenanceStatement.LoadData d -> load(d, step);
      case MaintenanceStatement.Handler d -> handler(d, step);
      case MaintenanceStatement.Lock _ -> {}
      default -> {}
    }
  }

  /** The server answers with a row that says so, and goes on. */
  private static void missing(List<Name> table, Step step) {
    Lookup found = step.state().find(table);
    if (found instanceof Lookup.NoTable || found instanceof Lookup.NoSchema) {
      SchemaNames.unknownTable(step.state(), table, found, Severity.WARNING, step.reporter());
    }
  }

  private static void load(MaintenanceStatement.LoadData d, Step step) {
    Table table = step.need(d.table());
    if (table != null && !table.open()) {
      for (List<Name> field : d.fields()) {
        Name column = field.getLast();
        if (!column.text().startsWith("@")
            && SchemaNames.findColumn(step.state(), table, column.text()) == null) {
          SchemaNames.unknownColumn(table, column, Severity.ERROR, step.reporter());
        }
      }
      for (var set : d.sets()) {
        for (var target : set.targets()) {
          Name column = target.name().getLast();
          if (SchemaNames.findColumn(step.state(), table, column.text()) == null) {
            SchemaNames.unknownColumn(table, column, Severity.ERROR, step.reporter());
          }
        }
      }
    }
    MySqlCharacterSets.options(d.options(), step);
    step.notShown("Whether there is a file " + d.file() + ", and what is in it.");
  }

  private static void handler(MaintenanceStatement.Handler d, Step step) {
    switch (d.work()) {
      case OPEN -> {
        Table table = step.need(d.table());
        if (table != null && !table.open() && !table.kind().isTable()) {
          step.refuse(
              FindingRule.WRONG_OBJECT_TYPE,
              d.table().getLast(),
              table.name() + " is a view, not a table",
              null);
        }
      }
      case READ, CLOSE ->
          step.notShown("Whether the handler " + Step.words(d.table()) + " is open.");
    }
  }

  // ---------------------------------------------------------------- the server

  private static final Set<String> OF_TABLES = Set.of("create table", "columns", "index");

  static void admin(AdminStatement statement, Step step) {
    switch (statement) {
      case AdminStatement.Show d -> show(d, step);
      case AdminStatement.Command d -> command(d, step);
      case AdminStatement.UnderSettings d -> d.settings().forEach(v -> passing(v, step));
    }
  }

  /** A setting for one statement alone. */
  static void passing(SessionStatement.Variable variable, Step step) {
    SchemaState before = step.state();
    MySqlVariables.set(variable, step);
    step.become(before);
  }

  private static void show(AdminStatement.Show d, Step step) {
    Name database = d.database();
    if (database != null
        && !step.state().isUncertain()
        && !step.state().hasSchema(database.text())
        && !step.state().isSystemSchema(database.text())) {
      step.notShown("Whether there is a database " + database + ".");
      return;
    }
    if (d.object().isEmpty()) {
      if (d.options().stream().anyMatch(o -> o.name().equals("for"))) {
        step.notShown("Whether there is the account that is shown.");
      }
      return;
    }
    if (OF_TABLES.contains(d.what())) {
      List<Name> name = new ArrayList<>();
      if (database != null) {
        name.add(database);
      }
      name.addAll(d.object());
      step.need(name);
      return;
    }
    switch (d.what()) {
      case "create view" -> {
        Table view = step.need(d.object());
        if (view != null && !view.open() && view.kind().isTable()) {
          step.refuse(
              FindingRule.WRONG_OBJECT_TYPE,
              d.object().getLast(),
              view.name() + " is a table, not a view",
              "Write SHOW CREATE TABLE.");
        }
      }
      case "create procedure", "procedure code" ->
          MySqlObjects.need(ObjectKind.PROCEDURE, d.object(), step);
      case "create function", "function code" ->
          MySqlObjects.need(ObjectKind.FUNCTION, d.object(), step);
      case "create trigger" -> MySqlObjects.need(ObjectKind.TRIGGER, d.object(), step);
      case "create event" -> MySqlObjects.need(ObjectKind.EVENT, d.object(), step);
      case "create database", "create schema" -> {
        String name = d.object().getLast().text();
        if (!step.state().hasSchema(name) && !step.state().isSystemSchema(name)) {
          step.notShown("Whether there is a database " + name + ".");
        }
      }
      default -> step.notShown("Whether there is what " + d.what() + " shows.");
    }
  }

  private static void command(AdminStatement.Command d, Step step) {
    switch (d.kind()) {
      case FLUSH -> {
        boolean locks = d.options().stream().anyMatch(o -> o.name().contains("read lock"));
        for (List<Name> name : d.names()) {
          if (locks) {
            step.need(name);
          } else {
            missing(name, step);
          }
        }
      }
      case CACHE_INDEX, LOAD_INDEX -> {}
      case CREATE_SERVER -> MySqlObjects.make(ObjectKind.SERVER, first(d), false, false, step);
      case ALTER_SERVER -> MySqlObjects.need(ObjectKind.SERVER, first(d), step);
      case HELP, RESTART, SHUTDOWN -> {}
      default -> {
        List<String> names = d.names().stream().map(Step::words).toList();
        String what = d.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        step.notShown(
            "Whether the server can "
                + what
                + (names.isEmpty() ? "" : ": " + String.join(", ", names))
                + ".");
      }
    }
  }

  private static List<Name> first(AdminStatement.Command d) {
    return d.names().isEmpty() ? List.of(new Name(d.at(), "?", false)) : d.names().getFirst();
  }
}
