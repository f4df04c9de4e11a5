package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Expr;
import java.util.List;
import java.util.Locale;

/** Queries that reach beyond the tables: files, other sessions, other servers. */
final class ServerAccess implements RowRule {
  private static final String ADVICE =
      "Leave it out of scripts that people run on a production server.";

  @Override
  public void check(RowStatement statement, Notes notes) {
    for (Expr expr : statement.expressions()) {
      if (expr instanceof Expr.Call call) {
        function(call.function(), statement.isPostgres(), notes);
        own(call, statement, notes);
      } else if (expr instanceof Expr.Field field && field.name() != null) {
        // PostgreSQL calls a function of one argument in this way too.
        function(field.name().text(), statement.isPostgres(), notes);
      }
    }
    List<Token> tokens = statement.text().tokens();
    for (int i = 1; i < tokens.size() && !statement.isPostgres(); i++) {
      boolean file = tokens.get(i).is("outfile") || tokens.get(i).is("dumpfile");
      if (file && tokens.get(i - 1).is("into")) {
        notes.risk(
            RiskCode.SERVER_FILE_ACCESS,
            "INTO "
                + tokens.get(i).text().toUpperCase(java.util.Locale.ROOT)
                + " writes a file on the server",
            null,
            "Let the client write the file.");
      }
    }
  }

  /** Whether a function of the server that is called does more than compute. */
  static boolean hasEffects(RowStatement statement) {
    boolean postgres = statement.isPostgres();
    for (Expr expr : statement.expressions()) {
      if (expr instanceof Expr.Call call && hasEffects(call.function(), postgres)
          || expr instanceof Expr.Field field
              && field.name() != null
              && hasEffects(field.name().text(), postgres)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasEffects(String function, boolean postgres) {
    return postgres ? FunctionEffects.ofPostgres(function) : FunctionEffects.ofMySql(function);
  }

  /** A function of the schema's authors, which the server lets do anything unless it says less. */
  private static void own(Expr.Call call, RowStatement statement, Notes notes) {
    String name = call.name().getLast().text();
    if (statement.schema().isVolatileRoutine(name)) {
      notes.risk(
          RiskCode.DANGEROUS_FUNCTION,
          RiskLevel.LOW,
          "The function "
              + name
              + (statement.isPostgres() ? " is volatile" : " says that it modifies data")
              + ", so that the statement may change more than it names",
          name,
          null);
    }
  }

  /** The functions that a definition or another statement names, wherever they stand in it. */
  static void functions(ScriptStatement text, boolean postgres, Notes notes) {
    List<Token> tokens = text.tokens();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).isName() && tokens.get(i + 1).is("(")) {
        function(tokens.get(i).text().toLowerCase(Locale.ROOT), postgres, notes);
      }
    }
  }

  private static void function(String function, boolean postgres, Notes notes) {
    if (!hasEffects(function, postgres)) {
      return;
    }
    boolean sequence = function.equals("nextval") || function.equals("last_insert_id");
    notes.risk(
        RiskCode.DANGEROUS_FUNCTION,
        sequence ? RiskLevel.LOW : RiskLevel.HIGH,
        sequence
            ? function + " changes what the next call gives, which no rollback takes back"
            : function
                + " does more than compute: it changes, waits, locks, or reaches files, sessions or"
                + " servers",
        function,
        sequence ? null : ADVICE);
  }
}
