package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** The body of a function in SQL: statements with semicolons between. */
final class SqlBodyGrammar extends PostgresStatementGrammar {
  private SqlBodyGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  static SqlBodyGrammar over(List<Token> tokens, Server server) {
    return new SqlBodyGrammar(endingAtSemicolons(tokens), server);
  }

  /** gram.y: stmtmulti. */
  List<Statement> statements() throws SyntaxException {
    List<Statement> statements = new ArrayList<>();
    while (true) {
      while (accept(";")) {
        // Nothing may stand between two semicolons.
      }
      if (peek().isEnd()) {
        return statements;
      }
      statements.add(innerStatement());
      expectEnd();
    }
  }
}
