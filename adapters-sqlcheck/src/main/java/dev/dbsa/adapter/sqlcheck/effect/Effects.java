package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Statement;

/**
 * What statements do to a schema, as one server does it: schema and statement make another schema,
 * or the server's reasons for refusing. Implementations keep no state.
 */
public interface Effects {
  /** Carries one statement out. */
  Outcome apply(Statement statement, Situation situation);

  /** Those of a server. */
  static Effects of(Server server) {
    return server.isPostgres() ? new PostgresEffects() : new MySqlEffects();
  }
}
