package dev.dbsa.testing;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.port.out.GlossaryStore;

/** Keeps glossaries in memory. */
public final class InMemoryGlossaryStore implements GlossaryStore {

  private final InMemoryDatabase database;

  public InMemoryGlossaryStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Glossary find(ConnectionId connection) {
    return database.access(
        rows ->
            rows.connections().containsKey(connection)
                ? rows.glossaries().getOrDefault(connection, Glossary.EMPTY)
                : Glossary.EMPTY);
  }

  @Override
  public void replace(ConnectionId connection, Glossary glossary) {
    database.access(
        rows -> {
          if (!rows.connections().containsKey(connection)) {
            throw connection.notFound();
          }
          return rows.glossaries().put(connection, glossary);
        });
  }
}
