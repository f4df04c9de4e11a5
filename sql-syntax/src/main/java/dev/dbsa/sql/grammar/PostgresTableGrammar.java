package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import java.util.List;

/** PostgreSQL's statements about tables, indexes, views, sequences and the session. */
class PostgresTableGrammar extends PostgresDefinitions {
  PostgresTableGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }
}
