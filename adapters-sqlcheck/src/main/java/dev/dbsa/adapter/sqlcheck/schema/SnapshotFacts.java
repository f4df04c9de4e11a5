package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.ExtensionContents;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.FunctionSignature;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.SchemaCatalog;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.UserType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot says, by the names that statements look up. Finds each answer when it is first
 * asked for, and keeps it; belongs to one run over one script.
 */
final class SnapshotFacts {
  private final SchemaCatalog catalog;
  private final Map<ObjectName, Table> read = new HashMap<>();
  private final Set<String> routines = new HashSet<>();
  private final Set<String> aggregates = new HashSet<>();
  private final Set<String> volatileRoutines = new HashSet<>();
  private final Map<ObjectName, UserType> types = new HashMap<>();
  private final Map<ObjectName, Sequence> sequences = new HashMap<>();
  private final Set<ObjectName> extensionRelations = new HashSet<>();
  private final Map<ObjectName, List<Routine>> overloads = new HashMap<>();
  private final Set<String> extensionRoutines = new HashSet<>();
  private final Set<String> extensionTypes = new HashSet<>();
  private boolean everyExtensionRead = true;
  private boolean moreOperators;
  private @Nullable Map<ObjectName, ObjectName> indexes;
  private @Nullable Map<ObjectReference, List<Dependency>> dependents;
  private @Nullable Map<ObjectName, ObjectName> constraints;
  private @Nullable Map<ObjectName, List<ObjectName>> heirs;

  SnapshotFacts(SchemaCatalog catalog) {
    this.catalog = catalog;
    for (Routine routine : catalog.schema().routines()) {
      String name = routine.name().name().toLowerCase(Locale.ROOT);
      if (routine.kind() == Routine.Kind.AGGREGATE) {
        aggregates.add(name);
      }
      boolean changes = "modifies sql data".equals(routine.dataAccess());
      if (changes || routine.volatility().equals("volatile")) {
        volatileRoutines.add(name);
      }
      routines.add(name);
      overloads.computeIfAbsent(routine.name(), _ -> new ArrayList<>(1)).add(routine);
    }
    for (UserType type : catalog.schema().types()) {
      types.put(type.name(), type);
      if (type instanceof UserType.Range) {
        // Its constructor bears its name.
        routines.add(type.name().name().toLowerCase(Locale.ROOT));
      }
    }
    for (Sequence sequence : catalog.schema().sequences()) {
      sequences.put(sequence.name(), sequence);
    }
    catalog.schema().extensions().forEach(this::addExtension);
    moreOperators |= !catalog.schema().further().operators().isEmpty();
  }

  private void addExtension(Extension extension) {
    ExtensionContents contents = extension.contents();
    if (contents == null) {
      // The one that every database has brings nothing that is called.
      boolean matters = !extension.name().equals("plpgsql");
      everyExtensionRead &= !matters;
      moreOperators |= matters;
      return;
    }
    for (FunctionSignature function : contents.functions()) {
      String name = function.name().name().toLowerCase(Locale.ROOT);
      routines.add(name);
      extensionRoutines.add(function.name().name());
      if (function.kind() == Routine.Kind.AGGREGATE) {
        aggregates.add(name);
      }
    }
    for (ObjectName type : contents.types()) {
      extensionTypes.add(type.name());
      // PostgreSQL reads a type's name before one value as a cast to it.
      routines.add(type.name().toLowerCase(Locale.ROOT));
    }
    extensionRelations.addAll(contents.relations());
    moreOperators |= !contents.operators().isEmpty();
  }

  /** Whether a routine of this name of the schema's authors says that it may change something. */
  boolean isVolatile(String lowerCase) {
    return volatileRoutines.contains(lowerCase);
  }

  /** Whether the snapshot says what every extension made. */
  boolean isEveryExtensionRead() {
    return everyExtensionRead;
  }

  /** Whether there are operators that are not the server's own. */
  boolean hasMoreOperators() {
    return moreOperators;
  }

  /** Whether an extension made a table, view or sequence of this name. */
  boolean hasExtensionRelation(ObjectName name) {
    return extensionRelations.contains(name);
  }

  /** Whether an extension made a type of this name, in whatever schema. */
  boolean hasExtensionType(String name) {
    return extensionTypes.contains(name);
  }

  SchemaCatalog catalog() {
    return catalog;
  }

  Optional<Table> table(String schema, String name) {
    return catalog
        .findIn(schema, name)
        .or(() -> catalog.findPartition(new ObjectName(schema, name)))
        .map(relation -> read.computeIfAbsent(relation.name(), _ -> Table.ofSnapshot(relation)));
  }

  boolean hasRoutine(String lowerCase) {
    return routines.contains(lowerCase);
  }

  boolean isAggregate(String lowerCase) {
    return aggregates.contains(lowerCase);
  }

  /** The routines of a full name, those of extensions aside. */
  List<Routine> overloads(ObjectName name) {
    return overloads.getOrDefault(name, List.of());
  }

  /** Whether an extension made a routine of this name, in whatever schema. */
  boolean hasExtensionRoutine(String name) {
    return extensionRoutines.contains(name);
  }

  Optional<UserType> type(ObjectName name) {
    return Optional.ofNullable(types.get(name));
  }

  Optional<Sequence> sequence(ObjectName name) {
    return Optional.ofNullable(sequences.get(name));
  }

  /** The tables that inherit from a table directly, its partitions among them. */
  List<ObjectName> heirs(ObjectName parent) {
    if (heirs == null) {
      heirs = new HashMap<>();
      for (Relation relation : catalog.schema().relations()) {
        for (ObjectName one : relation.traits().parents()) {
          heirs.computeIfAbsent(one, _ -> new ArrayList<>(2)).add(relation.name());
        }
        if (relation.partitioning() != null) {
          for (Partition partition : relation.partitioning().partitions()) {
            heirs
                .computeIfAbsent(partition.parent(), _ -> new ArrayList<>(2))
                .add(partition.name());
          }
        }
      }
    }
    return heirs.getOrDefault(parent, List.of());
  }

  boolean hasPartitions() {
    return catalog.schema().relations().stream()
        .anyMatch(r -> r.partitioning() != null && !r.partitioning().partitions().isEmpty());
  }

  /** The table that has an index of this name. */
  Optional<ObjectName> ownerOfIndex(String schema, String index) {
    if (indexes == null) {
      indexes = new HashMap<>();
      for (Relation relation : catalog.schema().relations()) {
        for (Index own : relation.indexes()) {
          indexes.put(new ObjectName(relation.name().schema(), own.name()), relation.name());
        }
      }
    }
    return Optional.ofNullable(indexes.get(new ObjectName(schema, index)));
  }

  /** MySQL: the table that has a foreign key or check of this name, given in lower case. */
  Optional<ObjectName> ownerOfConstraint(ObjectName lowerCase) {
    if (constraints == null) {
      constraints = new HashMap<>();
      for (Relation relation : catalog.schema().relations()) {
        String home = relation.name().schema().toLowerCase(Locale.ROOT);
        for (ForeignKey key : relation.foreignKeys()) {
          constraints.put(
              new ObjectName(home, key.name().toLowerCase(Locale.ROOT)), relation.name());
        }
        relation
            .checks()
            .forEach(
                check ->
                    constraints.put(
                        new ObjectName(home, check.name().toLowerCase(Locale.ROOT)),
                        relation.name()));
      }
    }
    return Optional.ofNullable(constraints.get(lowerCase));
  }

  /** What uses an object, its foreign keys and keys aside. */
  List<Dependency> dependents(ObjectReference object) {
    if (dependents == null) {
      dependents = new HashMap<>();
      for (Dependency dependency : catalog.schema().further().dependencies()) {
        dependents
            .computeIfAbsent(dependency.referenced(), _ -> new ArrayList<>(1))
            .add(dependency);
      }
    }
    return dependents.getOrDefault(object, List.of());
  }

  /** The tables whose foreign keys refer to a table. */
  List<ObjectName> referring(ObjectName target) {
    List<ObjectName> sources = new ArrayList<>();
    for (var link : catalog.links(target)) {
      if (link.target().name().equals(target)) {
        sources.add(link.source().name());
      }
    }
    return sources;
  }
}
