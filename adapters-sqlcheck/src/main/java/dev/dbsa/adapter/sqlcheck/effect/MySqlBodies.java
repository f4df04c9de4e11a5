package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.Binder;
import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.AdminStatement;
import dev.dbsa.sql.tree.BodyStatement;
import dev.dbsa.sql.tree.BodyStatement.Condition;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.ProgramStatement.CreateTrigger.Event;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of stored programs. What the server refuses when a program is made is refused: names
 * of variables, labels, cursors and conditions that are not declared, statements that the kind of
 * program does not take. Tables and columns are looked up by the server at the first call alone, so
 * that those that are missing are only warned of.
 */
final class MySqlBodies {
  /** What a body belongs to. */
  enum Kind {
    PROCEDURE,
    FUNCTION,
    TRIGGER,
    EVENT
  }

  private final Kind kind;
  private final Step step;
  private final @Nullable Table table;
  private final @Nullable Event event;
  private final boolean before;
  private final Deque<Block> blocks = new ArrayDeque<>();

  /** Names of everything that the body makes or declares, in lower case. */
  private final Set<String> made = new HashSet<>();

  private boolean returns;
  private boolean open;

  private static final class Block {
    final Set<String> variables = new HashSet<>();
    final Set<String> conditions = new HashSet<>();
    final Set<String> cursors = new HashSet<>();
    final Set<String> labels = new HashSet<>();
    final Set<String> loops = new HashSet<>();
  }

  private MySqlBodies(
      Kind kind, @Nullable Table table, @Nullable Event event, boolean before, Step step) {
    this.kind = kind;
    this.step = step;
    this.table = table;
    this.event = event;
    this.before = before;
  }

  /** The body of a trigger on a table, of which {@code null} stands for an unknown one. */
  static void trigger(
      Statement body, @Nullable Table table, Event event, boolean before, Step step) {
    MySqlBodies bodies = new MySqlBodies(Kind.TRIGGER, table, event, before, step);
    bodies.blocks.push(new Block());
    bodies.body(body);
  }

  /** The body of a routine or an event. */
  static void program(
      Kind kind, Statement body, List<BodyStatement.Parameter> parameters, Name name, Step step) {
    MySqlBodies bodies = new MySqlBodies(kind, null, null, false, step);
    Block outermost = new Block();
    bodies.blocks.push(outermost);
    for (BodyStatement.Parameter parameter : parameters) {
      bodies.declare(parameter.name(), outermost.variables, "parameter");
    }
    bodies.body(body);
    if (kind == Kind.FUNCTION && !bodies.returns && !bodies.open) {
      bodies.refuse(name, "The function " + name + " has no RETURN");
    }
  }

  private void body(Statement body) {
    statement(body);
    if (table != null || event != null) {
      BodyWalk.walk(body, this::row);
    }
    if (open) {
      step.notRead("What the body of the " + kind.name().toLowerCase(Locale.ROOT) + " runs.");
    }
  }

  private void refuse(int at, String message, String object) {
    step.refuse(FindingRule.PROGRAM_RULE, at, message, null, object);
  }

  private void refuse(Name name, String message) {
    refuse(name.at(), message, name.text());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void declare(Name name, Set<String> names, String what) {
    made.add(key(name.text()));
    if (!names.add(key(name.text()))) {
      refuse(name, "The " + what + " " + name + " is declared twice");
    }
  }

  // ---------------------------------------------------------------- statements

  private void statements(List<? extends Statement> statements) {
    statements.forEach(this::statement);
  }

  private void statement(Statement statement) {
    switch (statement) {
      case BodyStatement s -> own(s);
      case Statement.Select s -> {
        if (!s.query().into() && returnsNoRows()) {
          refuse(s.at(), "A " + words() + " returns no rows of a SELECT", "");
        }
        open |= s.query().into();
        bind(s);
      }
      case Statement.Insert s -> bind(s);
      case Statement.Update s -> bind(s);
      case Statement.Delete s -> bind(s);
      case SessionStatement.SetVariables s -> s.variables().forEach(this::set);
      case SessionStatement.Transaction s -> commits(s.at(), isEnd(s.kind()));
      case SessionStatement.Prepare s -> dynamic(s.at());
      case SessionStatement.Execute s -> dynamic(s.at());
      case SessionStatement.Deallocate s -> dynamic(s.at());
      case SessionStatement.Call s -> {
        if (MySqlObjects.find(ObjectKind.PROCEDURE, s.name(), step) == MySqlObjects.Presence.GONE) {
          warn(s.name().getLast(), "There is no procedure " + s.name().getLast());
        }
      }
      case SessionStatement.Use s -> misplaced(s.at(), "USE");
      case SessionStatement.LockTables s -> misplaced(s.at(), "LOCK TABLES");
      case MaintenanceStatement.LoadData s -> misplaced(s.at(), "LOAD DATA");
      case MaintenanceStatement.Lock s -> misplaced(s.at(), "UNLOCK TABLES");
      case ProgramStatement.CreateRoutine s -> misplaced(s.at(), "CREATE " + s.kind().name());
      case ProgramStatement.CreateTrigger s -> misplaced(s.at(), "CREATE TRIGGER");
      case TableStatement.CreateTable s -> {
        made.add(key(s.name().getLast().text()));
        commits(s.at(), !s.temporary());
        open |= s.query() != null;
      }
      case Drop s -> commits(s.at(), !s.temporary());
      case TableStatement s -> {
        commits(s.at(), true);
        open = true;
      }
      case AdminStatement.Show s -> {
        if (returnsNoRows()) {
          refuse(s.at(), "A " + words() + " returns no rows of SHOW", "");
        }
      }
      case SessionStatement.Do _ -> {}
      default -> open = true;
    }
  }

  private String words() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private boolean returnsNoRows() {
    return kind == Kind.FUNCTION || kind == Kind.TRIGGER;
  }

  private static boolean isEnd(SessionStatement.Transaction.Kind kind) {
    return switch (kind) {
      case BEGIN, COMMIT, ROLLBACK -> true;
      default -> false;
    };
  }

  private void commits(int at, boolean really) {
    if (really && returnsNoRows()) {
      refuse(at, "A " + words() + " cannot end the transaction that calls it", "");
    }
  }

  private void dynamic(int at) {
    open = true;
    if (returnsNoRows()) {
      refuse(at, "A " + words() + " runs no prepared statements", "");
    }
  }

  private void misplaced(int at, String what) {
    refuse(at, what + " stands in no stored program", "");
  }

  private void set(Variable variable) {
    String name = variable.name();
    if (variable.scope() != Variable.Scope.UNSAID) {
      return;
    }
    if (name.startsWith("new.") && kind == Kind.TRIGGER) {
      assigned(variable);
      return;
    }
    if (name.startsWith("old.") && kind == Kind.TRIGGER) {
      refuse(variable.at(), "The row OLD cannot be changed", "old");
      return;
    }
    boolean known =
        name.contains(".")
            || name.contains(" ")
            || name.equals("names")
            || name.equals("password")
            || name.equals("role")
            || isVariable(name)
            || MySqlVariables.traits(name, step) != null;
    if (!known && !open) {
      refuse(variable.at(), "There is no variable " + name + " in the program", name);
    }
  }

  private boolean isVariable(String name) {
    return blocks.stream().anyMatch(b -> b.variables.contains(key(name)));
  }

  // ---------------------------------------------------------------- what is of bodies alone

  private void own(BodyStatement statement) {
    switch (statement) {
      case BodyStatement.Block s -> block(s);
      case BodyStatement.DeclareVariables s ->
          s.names().forEach(n -> declare(n, top().variables, "variable"));
      case BodyStatement.DeclareCondition s -> {
        declare(s.name(), top().conditions, "condition");
        condition(s.condition());
      }
      case BodyStatement.DeclareCursor s -> {
        declare(s.name(), top().cursors, "cursor");
        bind(new Statement.Select(s.query().at(), s.query()));
      }
      case BodyStatement.Handler s -> {
        s.conditions().forEach(this::condition);
        statement(s.statement());
      }
      case BodyStatement.Choice s -> {
        s.branches().forEach(b -> statements(b.statements()));
        statements(s.otherwise());
      }
      case BodyStatement.Loop s -> labelled(s.label(), true, () -> statements(s.statements()));
      case BodyStatement.For s ->
          labelled(
              s.label(),
              true,
              () -> {
                top().variables.add(key(s.variable().text()));
                made.add(key(s.variable().text()));
                statements(s.statements());
              });
      case BodyStatement.Jump s -> jump(s);
      case BodyStatement.Return s -> {
        returns = true;
        if (kind != Kind.FUNCTION && !isOracle()) {
          refuse(s.at(), "RETURN stands in functions alone", "");
        }
      }
      case BodyStatement.Open s -> cursor(s.cursor());
      case BodyStatement.Close s -> cursor(s.cursor());
      case BodyStatement.Fetch s -> {
        if (s.cursor() != null) {
          cursor(s.cursor());
        }
        s.into().forEach(this::target);
      }
      case BodyStatement.Signal s -> {
        if (s.condition() != null) {
          condition(s.condition());
        }
      }
      case BodyStatement.GetDiagnostics _ -> {}
    }
  }

  private boolean isOracle() {
    return step.isMariaDb() && step.state().hasMode("ORACLE");
  }

  private Block top() {
    return blocks.element();
  }

  private void block(BodyStatement.Block s) {
    labelled(
        s.label(),
        false,
        () -> {
          statements(s.declarations());
          statements(s.statements());
          statements(s.exceptions());
        });
  }

  private void labelled(@Nullable Name label, boolean loop, Runnable inside) {
    Block block = new Block();
    if (label != null) {
      boolean taken = blocks.stream().anyMatch(b -> b.labels.contains(key(label.text())));
      if (taken) {
        refuse(label, "The label " + label + " stands inside another of its name");
      }
      block.labels.add(key(label.text()));
      if (loop) {
        block.loops.add(key(label.text()));
      }
    }
    blocks.push(block);
    inside.run();
    blocks.pop();
  }

  private void jump(BodyStatement.Jump s) {
    String label = key(s.label().text());
    boolean found =
        blocks.stream()
            .anyMatch(b -> s.leave() ? b.labels.contains(label) : b.loops.contains(label));
    if (!found) {
      refuse(
          s.label(),
          "No " + (s.leave() ? "block or loop" : "loop") + " around it is called " + s.label());
    }
  }

  private void cursor(Name cursor) {
    boolean parameter = isVariable(cursor.text());
    if (!parameter && blocks.stream().noneMatch(b -> b.cursors.contains(key(cursor.text())))) {
      refuse(cursor, "There is no cursor " + cursor);
    }
  }

  private void target(Expr target) {
    if (target instanceof Expr.Column column
        && column.parts().size() == 1
        && !isVariable(column.last().text())
        && !isOracle()) {
      refuse(column.last(), "There is no variable " + column.last() + " in the program");
    }
  }

  private void condition(Condition condition) {
    switch (condition.kind()) {
      case NAME -> {
        boolean known = blocks.stream().anyMatch(b -> b.conditions.contains(key(condition.text())));
        if (!known && !isOracle()) {
          refuse(condition.at(), "There is no condition " + condition.text(), condition.text());
        }
      }
      case STATE -> {
        if (!condition.text().matches("[0-9A-Z]{5}") || condition.text().startsWith("00")) {
          refuse(
              condition.at(), condition.text() + " is no SQLSTATE of an error", condition.text());
        }
      }
      default -> {}
    }
  }

  // ---------------------------------------------------------------- rows of triggers

  private void row(Expr expr) {
    if (!(expr instanceof Expr.Column column) || column.parts().size() != 2) {
      return;
    }
    row(column.parts().getFirst(), column.last());
  }

  private void row(Name row, Name column) {
    boolean isNew = row.text().equalsIgnoreCase("new");
    if (!isNew && !row.text().equalsIgnoreCase("old")) {
      return;
    }
    if (isNew && event == Event.DELETE || !isNew && event == Event.INSERT) {
      refuse(row, "A trigger on " + event + " has no row " + row.text().toUpperCase(Locale.ROOT));
    } else if (table != null
        && !table.open()
        && MySqlOnline.find(table, column.text(), step) == null) {
      SchemaNames.unknownColumn(table, column, Severity.ERROR, step.reporter());
    }
  }

  /** The column of {@code SET NEW.column}. */
  private void assigned(Variable variable) {
    // The name's last word is the third token: NEW, dot, column.
    String text = variable.name().substring("new.".length());
    Name column = new Name(variable.at() + 2, text, false);
    if (!before && kind == Kind.TRIGGER && event != Event.DELETE) {
      refuse(variable.at(), "The row NEW cannot be changed any more after the change", "new");
      return;
    }
    row(new Name(variable.at(), "new", false), column);
  }

  // ---------------------------------------------------------------- names of tables and columns

  private void warn(Name name, String message) {
    step.remark(FindingRule.UNKNOWN_OBJECT, Severity.WARNING, name, message);
  }

  private void bind(Statement statement) {
    Binder.bind(
        statement,
        step.state(),
        step.server(),
        step.text(),
        new Reporter() {
          @Override
          public void report(
              FindingRule rule,
              Severity severity,
              int at,
              String message,
              @Nullable String hint,
              @Nullable String object) {
            boolean names =
                rule == FindingRule.UNKNOWN_TABLE
                    || rule == FindingRule.UNKNOWN_COLUMN
                    || rule == FindingRule.UNKNOWN_SCHEMA;
            if (names && object != null && !isLocal(object)) {
              step.reporter().report(rule, Severity.WARNING, at, message, hint, object);
            }
          }

          @Override
          public void notRead(String what) {
            step.notRead(what);
          }

          @Override
          public void notShown(String what) {
            step.notShown(what);
          }
        });
  }

  private boolean isLocal(String name) {
    String key = key(name);
    return made.contains(key) || key.equals("new") || key.equals("old");
  }
}
