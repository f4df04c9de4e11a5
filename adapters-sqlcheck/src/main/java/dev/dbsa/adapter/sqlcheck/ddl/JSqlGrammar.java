package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.sql.Server;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.statement.Statement;

/**
 * Asks JSqlParser whether a statement is well formed. Each question has its own thread and a time
 * limit, and all questions of a script together have one, after which nothing is known any more.
 */
final class JSqlGrammar {
  private static final long STATEMENT_MILLIS = 1_000;
  private static final long SCRIPT_MILLIS = 5_000;

  /** Longer or deeper statements are not asked about. */
  private static final int MAX_LENGTH = 50_000;

  private static final int MAX_DEPTH = 40;

  private final Server server;
  private long spentNanos;

  JSqlGrammar(Server server) {
    this.server = server;
  }

  /** What the parser says. */
  sealed interface Verdict {
    record Accepted(Statement statement) implements Verdict {}

    /**
     * @param line 1-based, in the statement's text
     * @param column 1-based; 0 where the place is not known
     */
    record Refused(int line, int column) implements Verdict {}

    /** It takes too long, nests too deep, or fails inside. */
    record Unknown() implements Verdict {}
  }

  Verdict parse(String text) {
    if (text.length() > MAX_LENGTH
        || depth(text) > MAX_DEPTH
        || spentNanos > TimeUnit.MILLISECONDS.toNanos(SCRIPT_MILLIS)) {
      return new Verdict.Unknown();
    }
    CCJSqlParser parser = new CCJSqlParser(new StringProvider(text));
    parser.withDialect(dialect()).withAllowComplexParsing(true);
    Callable<Statement> parse = parser::Statement;
    FutureTask<Statement> task = new FutureTask<>(parse);
    long start = System.nanoTime();
    Thread thread = Thread.ofVirtual().name("jsqlparser").start(task);
    try {
      Statement statement = task.get(STATEMENT_MILLIS, TimeUnit.MILLISECONDS);
      return statement == null ? new Verdict.Unknown() : new Verdict.Accepted(statement);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ParseException refusal) {
        var token = refusal.currentToken;
        var at = token == null || token.next == null ? token : token.next;
        return at == null
            ? new Verdict.Refused(1, 0)
            : new Verdict.Refused(at.beginLine, at.beginColumn);
      }
      // Its lexer and its own depth limit throw errors; a deep statement exhausts the stack.
      return new Verdict.Unknown();
    } catch (TimeoutException e) {
      return new Verdict.Unknown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Verdict.Unknown();
    } finally {
      parser.interrupted = true;
      thread.interrupt();
      spentNanos += System.nanoTime() - start;
    }
  }

  private Dialect dialect() {
    if (server.isPostgres()) {
      return Dialect.POSTGRESQL;
    }
    return server.isMariaDb() ? Dialect.MARIADB : Dialect.MYSQL;
  }

  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        deepest = Math.max(deepest, ++depth);
      } else if (c == ')') {
        depth--;
      }
    }
    return deepest;
  }
}
