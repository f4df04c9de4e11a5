package dev.dbsa.port.out;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.knowledge.Glossary;

/**
 * Keeps what a team's words mean, for each connection. Every method joins the transaction it is
 * called in. A glossary goes with its connection.
 */
public interface GlossaryStore {
  /** Without terms where nobody has kept any. */
  Glossary find(ConnectionId connection);

  /**
   * Replaces all terms.
   *
   * @throws dev.dbsa.domain.error.DbsaException {@code CONNECTION_NOT_FOUND} if there is no such
   *     connection
   */
  void replace(ConnectionId connection, Glossary glossary);
}
