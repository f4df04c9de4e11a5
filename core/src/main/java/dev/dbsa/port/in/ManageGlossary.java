package dev.dbsa.port.in;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Term;
import java.util.List;

/** Keeps what a team's words mean in one database. */
public interface ManageGlossary {
  /**
   * @throws DbsaException {@code CONNECTION_NOT_FOUND}
   */
  TeamWords get(ConnectionId connection);

  /**
   * Replaces all terms of the connection.
   *
   * @throws DbsaException {@code CONNECTION_NOT_FOUND}
   */
  TeamWords replace(ConnectionId connection, Glossary glossary);

  /**
   * The terms of a connection.
   *
   * @param own kept for this connection
   * @param shared those for all databases, as far as {@code own} does not say otherwise
   * @param unknown terms that name a table or a column that the newest snapshot does not have, the
   *     reason with each; empty also where there is no snapshot
   */
  record TeamWords(Glossary own, Glossary shared, List<Unknown> unknown) {
    public TeamWords {
      unknown = List.copyOf(unknown);
    }

    /** A term that means nothing in the newest snapshot. */
    public record Unknown(Term term, String reason) {}
  }
}
