package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import java.util.List;

/** Tables, indexes, views and what every script has, as MySQL and MariaDB read them. */
class MySqlTableGrammar extends MySqlDefinitions {
  MySqlTableGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }
}
