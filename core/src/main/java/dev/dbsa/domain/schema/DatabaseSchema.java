package dev.dbsa.domain.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that a server tells an account about a database's structure; never its rows. The lists
 * are kept in a canonical order, so that two readings of the same schema are equal whatever order
 * the server answers in.
 *
 * @param schemas the schemas in scope, also those without any object; on MySQL the database alone
 * @param searchPath where unqualified names are looked up, first match wins
 * @param omissions what could not be read, and why
 * @param further everything else that a script may name or that may stand in its way
 */
public record DatabaseSchema(
    ServerInfo server,
    List<String> schemas,
    List<String> searchPath,
    List<Relation> relations,
    List<Sequence> sequences,
    List<UserType> types,
    List<Routine> routines,
    List<Trigger> triggers,
    List<Extension> extensions,
    List<Omission> omissions,
    FurtherObjects further) {
  public DatabaseSchema {
    schemas = sorted(schemas, Comparator.naturalOrder());
    searchPath = List.copyOf(searchPath);
    relations = sorted(relations, Comparator.comparing(Relation::name));
    sequences = sorted(sequences, Comparator.comparing(Sequence::name));
    types = sorted(types, Comparator.comparing(UserType::name));
    routines =
        sorted(
            routines,
            Comparator.comparing(Routine::name)
                .thenComparing(Routine::kind)
                .thenComparing(Routine::arguments));
    triggers = sorted(triggers, Comparator.comparing(Trigger::table).thenComparing(Trigger::name));
    extensions = sorted(extensions, Comparator.comparing(Extension::name));
    omissions =
        sorted(omissions, Comparator.comparing(Omission::subject).thenComparing(Omission::reason));
  }

  /** A schema of whose further objects nothing is known. */
  public DatabaseSchema(
      ServerInfo server,
      List<String> schemas,
      List<String> searchPath,
      List<Relation> relations,
      List<Sequence> sequences,
      List<UserType> types,
      List<Routine> routines,
      List<Trigger> triggers,
      List<Extension> extensions,
      List<Omission> omissions) {
    this(
        server,
        schemas,
        searchPath,
        relations,
        sequences,
        types,
        routines,
        triggers,
        extensions,
        omissions,
        FurtherObjects.UNKNOWN);
  }

  /** A database without objects, of which nothing else is known. */
  public static DatabaseSchema empty(ServerInfo server) {
    return empty(server, List.of(), FurtherObjects.UNKNOWN);
  }

  /** A database whose schemas, the search path too, are without objects. */
  public static DatabaseSchema empty(
      ServerInfo server, List<String> schemas, FurtherObjects further) {
    return new DatabaseSchema(
        server, schemas, schemas, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of(), further);
  }

  /** The same schema on another server. */
  public DatabaseSchema withServer(ServerInfo newServer) {
    return new DatabaseSchema(
        newServer,
        schemas,
        searchPath,
        relations,
        sequences,
        types,
        routines,
        triggers,
        extensions,
        omissions,
        further);
  }

  /** The same schema with these relations instead of its own. */
  public DatabaseSchema withRelations(List<Relation> newRelations) {
    return new DatabaseSchema(
        server,
        schemas,
        searchPath,
        newRelations,
        sequences,
        types,
        routines,
        triggers,
        extensions,
        omissions,
        further);
  }

  private static <T> List<T> sorted(List<T> list, Comparator<? super T> order) {
    List<T> copy = new ArrayList<>(list);
    copy.sort(order);
    return List.copyOf(copy);
  }
}
