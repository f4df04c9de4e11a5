package dev.dbsa.domain.schema;

import dev.dbsa.domain.sql.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects of a schema by name, following the rules by which its server resolves names.
 * Identifiers are given as the server would see them after unquoting and folding.
 */
public final class SchemaCatalog {
  private final DatabaseSchema schema;
  private final NameRules rules;
  private final Map<String, Map<String, Relation>> relationsBySchema = new HashMap<>();
  private final Map<String, List<Relation>> relationsByName = new HashMap<>();
  private final Map<ObjectName, List<ForeignKeyLink>> linksByTable = new HashMap<>();

  /** Only where partitions are tables with names of their own, which is on PostgreSQL. */
  private final Map<ObjectName, PartitionOf> partitions = new HashMap<>();

  private SchemaCatalog(DatabaseSchema schema) {
    this.schema = schema;
    this.rules = NameRules.of(schema.server());
    for (Relation relation : schema.relations()) {
      String name = rules.relationKey(relation.name().name());
      relationsBySchema
          .computeIfAbsent(rules.relationKey(relation.name().schema()), _ -> new HashMap<>())
          .put(name, relation);
      relationsByName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(relation);
      Partitioning partitioning = relation.partitioning();
      if (partitioning != null && schema.server().dialect() == Dialect.POSTGRESQL) {
        for (Partition partition : partitioning.partitions()) {
          partitions.put(partition.name(), new PartitionOf(relation, partition));
        }
      }
    }
    for (Relation relation : schema.relations()) {
      for (ForeignKey key : relation.foreignKeys()) {
        find(key.target()).ifPresent(target -> addLink(new ForeignKeyLink(relation, key, target)));
      }
    }
  }

  public static SchemaCatalog of(DatabaseSchema schema) {
    return new SchemaCatalog(schema);
  }

  private void addLink(ForeignKeyLink link) {
    linksByTable.computeIfAbsent(link.source().name(), _ -> new ArrayList<>(2)).add(link);
    if (!link.target().name().equals(link.source().name())) {
      linksByTable.computeIfAbsent(link.target().name(), _ -> new ArrayList<>(2)).add(link);
    }
  }

  public DatabaseSchema schema() {
    return schema;
  }

  public Dialect dialect() {
    return schema.server().dialect();
  }

  /** Whether the schema exists, with objects or without. */
  public boolean hasSchema(String name) {
    String key = rules.relationKey(name);
    return schema.schemas().stream().anyMatch(s -> rules.relationKey(s).equals(key));
  }

  /** The relation of this full name. */
  public Optional<Relation> find(ObjectName name) {
    return findIn(name.schema(), name.name());
  }

  /** The relation of this name in the given schema. */
  public Optional<Relation> findIn(String schemaName, String name) {
    return Optional.ofNullable(
        relationsBySchema
            .getOrDefault(rules.relationKey(schemaName), Map.of())
            .get(rules.relationKey(name)));
  }

  /**
   * The partition of this name as the table that it is: with its root's columns, keys and checks
   * under the names that they have there, and with its own statistics. Partitions are not among the
   * relations that the other lookups find, since lists and prompts show their root alone.
   */
  public Optional<Relation> findPartition(ObjectName name) {
    return Optional.ofNullable(partitions.get(name)).map(PartitionOf::asRelation);
  }

  /** The table that a partition belongs to, whatever is between them. */
  public Optional<Relation> findRoot(ObjectName partition) {
    return Optional.ofNullable(partitions.get(partition)).map(PartitionOf::root);
  }

  /** The relation that an unqualified name means: the first one on the search path. */
  public Optional<Relation> findUnqualified(String name) {
    return schema.searchPath().stream().flatMap(s -> findIn(s, name).stream()).findFirst();
  }

  /** All relations of this name, in whatever schema. */
  public List<Relation> findAnywhere(String name) {
    return List.copyOf(relationsByName.getOrDefault(rules.relationKey(name), List.of()));
  }

  /** The column that a name means in a relation. */
  public Optional<Column> findColumn(Relation relation, String name) {
    return relation.columns().stream().filter(c -> rules.sameColumn(c.name(), name)).findFirst();
  }

  /** Whether the name alone, without its schema, means this relation. */
  public boolean isOnSearchPath(Relation relation) {
    return findUnqualified(relation.name().name())
        .filter(found -> found.name().equals(relation.name()))
        .isPresent();
  }

  /** The foreign keys that leave or reach a relation, whose other end is in the snapshot too. */
  public List<ForeignKeyLink> links(ObjectName relation) {
    return List.copyOf(linksByTable.getOrDefault(relation, List.of()));
  }

  /** A foreign key with both of its ends. */
  public record ForeignKeyLink(Relation source, ForeignKey key, Relation target) {}

  /** A partition with the table that it is folded into. */
  private record PartitionOf(Relation root, Partition partition) {
    Relation asRelation() {
      return new Relation(
          partition.name(),
          partition.divided() ? RelationKind.PARTITIONED_TABLE : RelationKind.TABLE,
          null,
          columns(),
          root.primaryKey(),
          root.uniqueConstraints(),
          root.foreignKeys(),
          root.checks(),
          root.indexes(),
          null,
          root.storage(),
          root.collation(),
          partitioning(),
          partition.statistics(),
          RelationTraits.NONE.withParents(List.of(partition.parent())));
    }

    /** Where it is divided; the strategy is empty where it was not read. */
    private @Nullable Partitioning partitioning() {
      Partitioning whole = root.partitioning();
      if (!partition.divided() || whole == null) {
        return null;
      }
      List<Partition> own =
          whole.partitions().stream().filter(p -> p.parent().equals(partition.name())).toList();
      return new Partitioning(
          partition.strategy() == null ? "" : partition.strategy(),
          partition.key() == null ? "" : partition.key(),
          own.size(),
          own.stream().map(p -> p.name().name()).toList(),
          own);
    }

    private List<Column> columns() {
      if (partition.columnOrder().isEmpty()) {
        return root.columns();
      }
      List<Column> columns = new ArrayList<>(root.columns().size());
      for (String name : partition.columnOrder()) {
        root.findColumn(name).ifPresent(c -> columns.add(c.atPosition(columns.size() + 1)));
      }
      return columns;
    }
  }

  /**
   * How names compare. PostgreSQL compares the folded names exactly. MySQL compares column names
   * without regard to case, table names as {@code lower_case_table_names} says: 0 exactly, 1 and 2
   * without regard to case (MySQL manual, "Identifier Case Sensitivity").
   */
  private record NameRules(boolean relationsIgnoreCase, boolean columnsIgnoreCase) {
    static NameRules of(ServerInfo server) {
      if (server.dialect() == Dialect.POSTGRESQL) {
        return new NameRules(false, false);
      }
      return new NameRules(
          !"0".equals(server.settings().getOrDefault("lower_case_table_names", "0")), true);
    }

    String relationKey(String name) {
      return relationsIgnoreCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    boolean sameColumn(String a, String b) {
      return columnsIgnoreCase ? a.equalsIgnoreCase(b) : a.equals(b);
    }
  }
}
