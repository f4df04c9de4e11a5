package dev.dbsa.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Term;
import dev.dbsa.port.out.GlossaryStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import org.hibernate.Session;

/** Glossaries in the metadata store. */
@ApplicationScoped
class JpaGlossaryStore implements GlossaryStore {

  private final Transactions transactions;
  private final Rows<ConnectionEntity> connections;
  private final Rows<GlossaryEntity> glossaries;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  JpaGlossaryStore(Transactions transactions, Session session) {
    this.transactions = transactions;
    this.connections = new Rows<>(session, ConnectionEntity.class);
    this.glossaries = new Rows<>(session, GlossaryEntity.class);
    JsonMapper mapper = StoredJson.mapper();
    this.writer =
        mapper
            .writerFor(mapper.getTypeFactory().constructCollectionType(List.class, Term.class))
            .with(JsonWriteFeature.ESCAPE_NON_ASCII);
    this.reader = mapper.readerForListOf(Term.class);
  }

  @Override
  public Glossary find(ConnectionId connection) {
    return transactions.read(
        () ->
            glossaries
                .findByIdOptional(connection.toString())
                .map(row -> new Glossary(read(row.terms)))
                .orElse(Glossary.EMPTY));
  }

  @Override
  public void replace(ConnectionId connection, Glossary glossary) {
    transactions.write(
        () -> {
          if (!connections.exists(connection.toString())) {
            throw connection.notFound();
          }
          String terms = write(glossary.terms());
          if (glossaries.update("terms = ?1 where connectionId = ?2", terms, connection.toString())
              == 0) {
            GlossaryEntity row = new GlossaryEntity();
            row.connectionId = connection.toString();
            row.terms = terms;
            glossaries.insert(row);
          }
          return glossary;
        });
  }

  private String write(List<Term> terms) {
    try {
      return writer.writeValueAsString(terms);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a glossary cannot be written as JSON", e);
    }
  }

  private List<Term> read(String json) {
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a stored glossary is damaged", e);
    }
  }
}
