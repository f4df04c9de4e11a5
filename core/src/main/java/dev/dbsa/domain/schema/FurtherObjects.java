package dev.dbsa.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a database holds besides relations, sequences, types, routines and triggers: what a script
 * may name and what may stand in its way. It is kept for those who check scripts; it is not listed
 * and not shown to models.
 *
 * @param known whether it was read at all, which earlier versions of the program did not: where it
 *     was not, an empty list says nothing
 * @param others what is known by name only: text search objects, foreign servers and the like
 */
public record FurtherObjects(
    boolean known,
    List<Dependency> dependencies,
    List<OperatorSignature> operators,
    List<CastSignature> casts,
    List<OperatorClass> operatorClasses,
    List<UserCollation> collations,
    List<ExtendedStatistics> statistics,
    List<EventTrigger> eventTriggers,
    List<Publication> publications,
    List<ObjectReference> others,
    Installed installed) {
  /** Nothing was read. */
  public static final FurtherObjects UNKNOWN = empty(false);

  public FurtherObjects {
    dependencies = dependencies.stream().sorted().toList();
    operators = operators.stream().sorted().toList();
    casts = casts.stream().sorted().toList();
    operatorClasses = operatorClasses.stream().sorted().toList();
    collations = collations.stream().sorted().toList();
    statistics = statistics.stream().sorted().toList();
    eventTriggers = eventTriggers.stream().sorted().toList();
    publications = publications.stream().sorted().toList();
    others = others.stream().sorted().toList();
  }

  /** A database that has nothing of all this. */
  public static FurtherObjects none() {
    return empty(true);
  }

  private static FurtherObjects empty(boolean known) {
    return new FurtherObjects(
        known,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Installed.NONE);
  }

  /** The same with these dependencies. */
  public FurtherObjects withDependencies(List<Dependency> newDependencies) {
    return new FurtherObjects(
        true,
        newDependencies,
        operators,
        casts,
        operatorClasses,
        collations,
        statistics,
        eventTriggers,
        publications,
        others,
        installed);
  }

  /** The same on a server where this is installed. */
  public FurtherObjects withInstalled(Installed newInstalled) {
    return new FurtherObjects(
        true,
        dependencies,
        operators,
        casts,
        operatorClasses,
        collations,
        statistics,
        eventTriggers,
        publications,
        others,
        newInstalled);
  }

  /**
   * A collation of the schema's authors.
   *
   * @param provider in lower case: {@code icu}, {@code libc}, {@code builtin}
   */
  public record UserCollation(
      ObjectName name, String provider, boolean deterministic, @Nullable String locale)
      implements Comparable<UserCollation> {
    @Override
    public int compareTo(UserCollation other) {
      return name.compareTo(other.name);
    }
  }

  /**
   * A statistics object.
   *
   * @param definition the statement that would create it
   */
  public record ExtendedStatistics(ObjectName name, ObjectName table, String definition)
      implements Comparable<ExtendedStatistics> {
    @Override
    public int compareTo(ExtendedStatistics other) {
      return name.compareTo(other.name);
    }
  }

  /**
   * @param event such as {@code ddl_command_start}
   * @param tags the commands that it is limited to; empty for all
   */
  public record EventTrigger(
      String name, String event, ObjectName function, boolean enabled, List<String> tags)
      implements Comparable<EventTrigger> {
    public EventTrigger {
      tags = List.copyOf(tags);
    }

    @Override
    public int compareTo(EventTrigger other) {
      return name.compareTo(other.name);
    }
  }

  /**
   * @param tables those that are published by name
   * @param schemas those that are published as a whole
   */
  public record Publication(
      String name, boolean allTables, List<ObjectName> tables, List<String> schemas)
      implements Comparable<Publication> {
    public Publication {
      tables = tables.stream().sorted().toList();
      schemas = schemas.stream().sorted().toList();
    }

    @Override
    public int compareTo(Publication other) {
      return name.compareTo(other.name);
    }
  }

  /**
   * What the server offers, by name. A list is empty where the product has no such thing or it was
   * not read.
   *
   * @param collations PostgreSQL: those of {@code pg_catalog} that fit the database's encoding;
   *     MySQL: all
   * @param characterSets MySQL only
   * @param storageEngines MySQL only, those that can be used
   * @param roles PostgreSQL only; no part of the schema's identity
   */
  public record Installed(
      List<String> accessMethods,
      List<String> languages,
      List<String> collations,
      List<String> characterSets,
      List<String> storageEngines,
      List<String> roles) {
    /** Nothing is known. */
    public static final Installed NONE =
        new Installed(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Installed {
      accessMethods = accessMethods.stream().sorted().toList();
      languages = languages.stream().sorted().toList();
      collations = collations.stream().sorted().toList();
      characterSets = characterSets.stream().sorted().toList();
      storageEngines = storageEngines.stream().sorted().toList();
      roles = roles.stream().sorted().toList();
    }
  }
}
