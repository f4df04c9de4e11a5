package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.PlPgSqlGrammar.Header;
import dev.dbsa.sql.grammar.PlPgSqlGrammar.Header.Returns;
import dev.dbsa.sql.grammar.StatementParser.Result;
import dev.dbsa.sql.lex.BodyText;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.RoutineStatement.Body;
import dev.dbsa.sql.tree.RoutineStatement.Mode;
import dev.dbsa.sql.tree.RoutineStatement.Program;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of PostgreSQL's routines that are text in SQL or PL/pgSQL. */
final class RoutineBodies {
  private final ScriptStatement statement;
  private final Server server;

  private RoutineBodies(ScriptStatement statement, Server server) {
    this.statement = statement;
    this.server = server;
  }

  /** The statement with its body's tree in it, or why the server takes no such body. */
  static Result read(Statement tree, ScriptStatement statement, Server server) {
    RoutineBodies bodies = new RoutineBodies(statement, server);
    return switch (tree) {
      case RoutineStatement.CreateRoutine routine -> bodies.routine(routine);
      case RoutineStatement.Do block -> bodies.block(block);
      default -> new Result.Tree(tree);
    };
  }

  private interface Made {
    Statement with(Body.Text body);
  }

  private Result routine(RoutineStatement.CreateRoutine routine) {
    String language = routine.language() == null ? "sql" : routine.language().text();
    if (!(routine.body() instanceof Body.Text body) || body.texts().size() != 1) {
      return new Result.Tree(routine);
    }
    return read(
        body,
        language,
        header(routine),
        read ->
            new RoutineStatement.CreateRoutine(
                routine.at(),
                routine.kind(),
                routine.orReplace(),
                routine.name(),
                routine.parameters(),
                routine.returns(),
                routine.table(),
                routine.options(),
                routine.language(),
                read));
  }

  private Result block(RoutineStatement.Do block) {
    Header header = new Header("inline_code_block", List.of(), false, Returns.NOTHING, true);
    Name language = block.language();
    // DO in SQL is refused when it runs, whatever its text is.
    String name =
        language == null ? "plpgsql" : language.text().equals("sql") ? "" : language.text();
    return block.body().texts().size() == 1
        ? read(
            block.body(), name, header, read -> new RoutineStatement.Do(block.at(), language, read))
        : new Result.Tree(block);
  }

  private static Header header(RoutineStatement.CreateRoutine routine) {
    List<RoutineStatement.Parameter> parameters = new ArrayList<>(routine.parameters());
    parameters.addAll(routine.table());
    boolean out =
        parameters.stream()
            .anyMatch(
                p -> p.mode() == Mode.OUT || p.mode() == Mode.INOUT || p.mode() == Mode.TABLE);
    DataType returns = routine.returns();
    boolean set = returns != null && returns.setOf() || !routine.table().isEmpty();
    return new Header(
        routine.name().getLast().text(),
        parameters,
        set,
        out
            ? Returns.OUT_PARAMETERS
            : routine.kind() == ObjectKind.PROCEDURE ? Returns.NOTHING : returns(returns),
        false);
  }

  private static Returns returns(@Nullable DataType type) {
    if (type == null || type.reference() || type.type().arrayDimensions() > 0) {
      return Returns.VALUE;
    }
    return switch (type.type().name()) {
      case "void" -> Returns.NOTHING;
      case "trigger" -> Returns.TRIGGER;
      case "event_trigger" -> Returns.EVENT_TRIGGER;
      default -> Returns.VALUE;
    };
  }

  private Result read(Body.Text body, String language, Header header, Made made) {
    if (!language.equals("plpgsql") && !language.equals("sql")) {
      return new Result.Tree(made.with(body));
    }
    int at = body.textsAt().getFirst();
    List<Token> tokens = BodyText.tokens(statement, at, server);
    try {
      List<Statement> statements =
          language.equals("sql")
              ? SqlBodyGrammar.over(tokens, server).statements()
              : List.of(PlPgSqlGrammar.over(tokens, header, server).program());
      return new Result.Tree(
          made.with(
              new Body.Text(
                  body.at(), body.texts(), body.textsAt(), new Program(tokens, statements))));
    } catch (StackOverflowError e) {
      return new Result.TooDeep(at, "The body nests too deep to be read");
    } catch (SyntaxException e) {
      String message = String.valueOf(e.getMessage());
      Token place = tokens.get(Math.clamp(e.at(), 0, tokens.size() - 1));
      if (!header.runs() && !server.bodyChecks()) {
        // The server takes any text, and complains when the routine is called.
        return new Result.Tree(made.with(body));
      }
      return e.isTooDeep()
          ? new Result.TooDeep(at, message)
          : new Result.Refused(at, message, place);
    }
  }
}
