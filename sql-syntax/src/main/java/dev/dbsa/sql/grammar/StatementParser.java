package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one statement, or an expression of it, into its tree. */
public final class StatementParser {
  private static final Set<String> ROW_STATEMENTS =
      Set.of("select", "with", "values", "table", "insert", "update", "delete");

  /** Words that begin PostgreSQL's statements of other kinds. */
  public static final Set<String> POSTGRES_HEADS =
      Set.of(
          "abort",
          "alter",
          "analyse",
          "analyze",
          "begin",
          "call",
          "checkpoint",
          "close",
          "cluster",
          "comment",
          "commit",
          "copy",
          "create",
          "deallocate",
          "declare",
          "discard",
          "do",
          "drop",
          "end",
          "execute",
          "explain",
          "fetch",
          "grant",
          "import",
          "listen",
          "load",
          "lock",
          "move",
          "notify",
          "prepare",
          "reassign",
          "refresh",
          "reindex",
          "release",
          "reset",
          "revoke",
          "rollback",
          "savepoint",
          "security",
          "set",
          "show",
          "start",
          "truncate",
          "unlisten",
          "vacuum");

  /** Words that begin MySQL's statements of other kinds. */
  public static final Set<String> MYSQL_HEADS =
      Set.of(
          "alter",
          "analyze",
          "begin",
          "binlog",
          "cache",
          "call",
          "change",
          "check",
          "checksum",
          "clone",
          "commit",
          "create",
          "deallocate",
          "desc",
          "describe",
          "do",
          "drop",
          "execute",
          "explain",
          "flush",
          "get",
          "grant",
          "handler",
          "help",
          "import",
          "install",
          "kill",
          "load",
          "lock",
          "optimize",
          "prepare",
          "purge",
          "release",
          "rename",
          "repair",
          "reset",
          "resignal",
          "restart",
          "revoke",
          "rollback",
          "savepoint",
          "set",
          "show",
          "shutdown",
          "signal",
          "start",
          "stop",
          "truncate",
          "uninstall",
          "unlock",
          "use",
          "xa");

  /** Words that begin statements on MariaDB alone. */
  public static final Set<String> MARIADB_HEADS =
      Set.of("backup", "case", "for", "if", "loop", "repeat", "while");

  private StatementParser() {}

  /** What came of reading a statement. */
  public sealed interface Result {
    /** The statement is in the dialect's grammar. */
    record Tree(Statement statement) implements Result {}

    /**
     * It is not.
     *
     * @param at index of the token that cannot stand where it is
     * @param inside the token inside the body that the one at {@code at} holds; {@code null} where
     *     the statement itself is wrong
     */
    record Refused(int at, String message, @Nullable Token inside) implements Result {
      Refused(int at, String message) {
        this(at, message, null);
      }
    }

    /** Nobody knows: it nests too deep to be followed. */
    record TooDeep(int at, String message) implements Result {}
  }

  /**
   * Reads a statement of any kind. What the grammars do not model comes as {@link
   * Statement.Unread}.
   */
  public static Result read(ScriptStatement statement, Server server) {
    List<Token> tokens = statement.tokens();
    if (isRowStatement(tokens, server)) {
      return result(tokens, grammar(tokens, server)::statement);
    }
    Token first = tokens.getFirst();
    if (first.kind() == Token.Kind.INVALID) {
      return new Result.Refused(0, "Unreadable text: " + first.text());
    }
    if (!isHead(first, server)) {
      return new Result.Refused(0, "No statement begins with " + Grammar.describe(first));
    }
    Result result = result(tokens, grammar(tokens, server)::wholeOtherStatement);
    return server.isPostgres() && result instanceof Result.Tree tree
        ? RoutineBodies.read(tree.statement(), statement, server)
        : result;
  }

  /** Heads of the other dialect count: those are told apart from mere mistakes later. */
  private static boolean isHead(Token first, Server server) {
    return POSTGRES_HEADS.contains(first.key())
        || MYSQL_HEADS.contains(first.key())
        || server.isMariaDb() && MARIADB_HEADS.contains(first.key());
  }

  private interface Read {
    Statement read() throws SyntaxException;
  }

  private static Result result(List<Token> tokens, Read read) {
    try {
      return new Result.Tree(read.read());
    } catch (StackOverflowError e) {
      // The grammars bound their depth; a caller with little stack left still gets an answer.
      return new Result.TooDeep(0, "The statement nests too deep to be read");
    } catch (SyntaxException e) {
      String message = String.valueOf(e.getMessage());
      return e.isTooDeep() && isBalanced(tokens)
          ? new Result.TooDeep(e.at(), message)
          : new Result.Refused(e.at(), message);
    }
  }

  /** What came of reading an expression. */
  public sealed interface Reading {
    /** The tree. */
    record Tree(Expr expr) implements Reading {}

    /**
     * It is not in the dialect's grammar.
     *
     * @param at index of the token that cannot stand where it is
     */
    record Refused(int at, String message) implements Reading {}

    /** It nests too deep to be followed. */
    record TooDeep() implements Reading {}
  }

  /**
   * Reads an expression.
   *
   * @param whole whether nothing may stand behind it
   */
  public static Reading expression(ScriptStatement text, Server server, boolean whole) {
    Grammar grammar = grammar(text.tokens(), server);
    try {
      Expr expr = grammar.expression();
      if (whole) {
        grammar.expectEnd();
      }
      return new Reading.Tree(expr);
    } catch (StackOverflowError e) {
      return new Reading.TooDeep();
    } catch (SyntaxException e) {
      return e.isTooDeep()
          ? new Reading.TooDeep()
          : new Reading.Refused(e.at(), String.valueOf(e.getMessage()));
    }
  }

  private static Grammar grammar(List<Token> tokens, Server server) {
    return server.isPostgres()
        ? new PostgresStatementGrammar(tokens, server)
        : new MySqlReplicationGrammar(Grammar.endingAtSemicolons(tokens), server);
  }

  private static boolean isBalanced(List<Token> tokens) {
    int depth = 0;
    for (Token token : tokens) {
      if (token.is("(")) {
        depth++;
      } else if (token.is(")") && --depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

  private static boolean isRowStatement(List<Token> tokens, Server server) {
    int first = 0;
    while (first < tokens.size() - 1 && tokens.get(first).is("(")) {
      first++;
    }
    String word = tokens.get(first).key();
    return ROW_STATEMENTS.contains(word) || word.equals(server.isPostgres() ? "merge" : "replace");
  }
}
