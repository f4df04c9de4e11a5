package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.Binder;
import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table.TableColumn;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.RoutineStatement.Body;
import dev.dbsa.sql.tree.RoutineStatement.CreateRoutine;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names in bodies in SQL, which PostgreSQL looks up when the routine is made (pg_proc.c:
 * fmgr_sql_validator). Bodies in other languages are told.
 */
final class PostgresSqlBodies {
  private final CreateRoutine routine;
  private final List<TableColumn> parameters = new ArrayList<>();
  private final Step step;
  private boolean told;

  private PostgresSqlBodies(CreateRoutine routine, List<Routine.Parameter> all, Step step) {
    this.routine = routine;
    this.step = step;
    for (Routine.Parameter parameter : all) {
      String name = parameter.name();
      if (parameter.mode().isInput() && name != null) {
        parameters.add(TableColumn.result(name, parameter.type()));
      }
    }
  }

  /**
   * @param all the parameters, those that go out too
   */
  static void check(
      CreateRoutine routine, String language, List<Routine.Parameter> all, Step step) {
    Body body = routine.body();
    if (body == null) {
      return;
    }
    PostgresSqlBodies bodies = new PostgresSqlBodies(routine, all, step);
    // What an argument of any type makes of a body only its call shows.
    boolean open = all.stream().anyMatch(p -> p.type().startsWith("any") || p.type().isEmpty());
    if (!language.equals("sql") || open) {
      bodies.tell();
      return;
    }
    switch (body) {
      case Body.Text text -> {
        if (text.program() == null || !step.state().checksBodies()) {
          bodies.tell();
        } else {
          bodies.text(text, text.program());
        }
      }
      case Body.Atomic atomic -> bodies.statements(atomic.statements(), step.text(), null);
      case Body.Return value -> bodies.value(value.value(), step.text(), null);
    }
  }

  private void tell() {
    if (!told) {
      told = true;
      step.notRead(
          "The names in the body of the "
              + routine.kind().words()
              + " "
              + Step.words(routine.name())
              + ".");
    }
  }

  private void text(Body.Text body, RoutineStatement.Program program) {
    if (program.tokens().isEmpty()) {
      return;
    }
    int at = body.textsAt().isEmpty() ? body.at() : body.textsAt().getFirst();
    ScriptStatement text =
        new ScriptStatement(step.text().number(), program.tokens(), step.text().script());
    statements(program.statements(), text, at);
  }

  /**
   * @param at where findings are told; {@code null} where the places in the tree are the
   *     statement's own
   */
  private void statements(List<Statement> statements, ScriptStatement text, @Nullable Integer at) {
    SchemaNames.Result last = null;
    for (Statement statement : statements) {
      last = null;
      switch (statement) {
        case Statement.Select _,
            Statement.Insert _,
            Statement.Update _,
            Statement.Delete _,
            Statement.Merge _ ->
            last =
                Binder.body(
                    statement,
                    name(),
                    parameters,
                    step.state(),
                    step.server(),
                    text,
                    reporter(text, at));
        case RoutineStatement.ReturnValue r -> value(r.value(), text, at);
        default -> tell();
      }
    }
    boolean yields = routine.returns() == null || !routine.returns().type().name().equals("void");
    if (routine.kind() != ObjectKind.PROCEDURE && yields && last != null) {
      result(statements.getLast(), last);
    }
  }

  private String name() {
    return routine.name().getLast().text();
  }

  private void value(Expr value, ScriptStatement text, @Nullable Integer at) {
    Binder.value(value, name(), parameters, step.state(), step.server(), text, reporter(text, at));
  }

  /** The last statement yields what the function returns. */
  private void result(Statement last, SchemaNames.Result result) {
    boolean scalar =
        routine.returns() != null
            && PostgresTypes.isScalar(routine.returns())
            && routine.parameters().stream().noneMatch(PostgresSqlBodies::goesOut);
    boolean select = last instanceof Statement.Select;
    if (select && scalar && !result.open() && result.columns().size() != 1) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          routine.at(),
          "The function "
              + name()
              + " returns one value, and its last statement yields "
              + result.columns().size(),
          null,
          name());
    } else {
      step.notShown("Whether what the body of " + name() + " yields is what it returns.");
    }
  }

  private static boolean goesOut(RoutineStatement.Parameter parameter) {
    return parameter.mode() == RoutineStatement.Mode.OUT
        || parameter.mode() == RoutineStatement.Mode.INOUT;
  }

  private Reporter reporter(ScriptStatement text, @Nullable Integer at) {
    Reporter outer = step.reporter();
    if (at == null) {
      return outer;
    }
    return new Reporter() {
      @Override
      public void report(
          FindingRule rule,
          Severity severity,
          int place,
          String message,
          @Nullable String hint,
          @Nullable String object) {
        Token token = text.token(place);
        String where = " (line " + token.line() + ", in the body of " + name() + ")";
        outer.report(rule, severity, at, message + where, hint, object);
      }

      @Override
      public void notRead(String what) {
        outer.notRead(what);
      }

      @Override
      public void notShown(String what) {
        outer.notShown(what);
      }
    };
  }
}
