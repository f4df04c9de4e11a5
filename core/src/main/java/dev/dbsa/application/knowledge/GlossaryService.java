package dev.dbsa.application.knowledge;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaCatalog;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.port.in.ManageGlossary;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GlossaryStore;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the words of a team. */
public final class GlossaryService implements ManageGlossary {
  private final Glossary shared;
  private final ConnectionStore connections;
  private final GlossaryStore glossaries;
  private final SnapshotStore snapshots;
  private final AuditTrail audit;
  private final UnitOfWork work;

  /**
   * @param shared words that hold in all databases
   */
  public GlossaryService(
      Glossary shared,
      ConnectionStore connections,
      GlossaryStore glossaries,
      SnapshotStore snapshots,
      AuditTrail audit,
      UnitOfWork work) {
    this.shared = shared;
    this.connections = connections;
    this.glossaries = glossaries;
    this.snapshots = snapshots;
    this.audit = audit;
    this.work = work;
  }

  @Override
  public TeamWords get(ConnectionId connection) {
    if (connections.find(connection).isEmpty()) {
      throw connection.notFound();
    }
    return words(connection, glossaries.find(connection));
  }

  @Override
  public TeamWords replace(ConnectionId connection, Glossary glossary) {
    work.inTransaction(
        () -> {
          glossaries.replace(connection, glossary);
          audit.record(
              AuditAction.GLOSSARY_REPLACED,
              "connection",
              connection.value(),
              glossary.terms().size() + " terms");
          return glossary;
        });
    return words(connection, glossary);
  }

  private TeamWords words(ConnectionId connection, Glossary own) {
    List<TeamWords.Unknown> unknown = new ArrayList<>();
    Optional<SchemaCatalog> catalog =
        snapshots
            .findLatest(connection)
            .flatMap(newest -> snapshots.find(newest.id()))
            .map(SchemaSnapshot::catalog);
    for (Term term : own.terms()) {
      catalog
          .flatMap(known -> whyUnknown(known, term.meaning()))
          .ifPresent(reason -> unknown.add(new TeamWords.Unknown(term, reason)));
    }
    Glossary whole = own.over(shared);
    Glossary others =
        new Glossary(whole.terms().stream().filter(t -> !own.terms().contains(t)).toList());
    return new TeamWords(own, others, unknown);
  }

  private static Optional<String> whyUnknown(SchemaCatalog catalog, Meaning meaning) {
    return switch (meaning) {
      case Meaning.Table table ->
          relation(catalog, table.name()).isEmpty()
              ? Optional.of("there is no table or view " + table.name())
              : Optional.empty();
      case Meaning.Column column -> whyUnknown(catalog, column.name());
      case Meaning.Value value -> whyUnknown(catalog, value.column());
      // Whatever it says, a draft that uses it is checked.
      case Meaning.Expression _ -> Optional.empty();
    };
  }

  private static Optional<String> whyUnknown(SchemaCatalog catalog, String column) {
    int dot = column.lastIndexOf('.');
    if (dot < 0) {
      return Optional.of(column + " names no table: write table.column");
    }
    String table = column.substring(0, dot);
    Optional<Relation> relation = relation(catalog, table);
    if (relation.isEmpty()) {
      return Optional.of("there is no table or view " + table);
    }
    return catalog.findColumn(relation.get(), column.substring(dot + 1)).isEmpty()
        ? Optional.of(table + " has no column " + column.substring(dot + 1))
        : Optional.empty();
  }

  private static Optional<Relation> relation(SchemaCatalog catalog, String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? catalog.findUnqualified(name)
        : catalog.findIn(name.substring(0, dot), name.substring(dot + 1));
  }
}
