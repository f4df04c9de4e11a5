package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.schema.FurtherObjects;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.MatchType;
import dev.dbsa.domain.schema.ObjectKind;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.Omission;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.domain.schema.UniqueConstraint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One reading of a MySQL or MariaDB database. */
final class MySqlReading {
  /** So many sequences are asked for in one query. */
  private static final int SEQUENCES_AT_ONCE = 200;

  private static final String PRIMARY = "PRIMARY";

  private final MySqlSession session;
  private final Catalog catalog;
  private final MySqlQueries queries;
  private final MySqlText text;

  private final Map<String, Table> tables = new HashMap<>();
  private final List<ObjectName> sequenceNames = new ArrayList<>(0);
  private final List<Sequence> sequences = new ArrayList<>(0);
  private final List<Routine> routines = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<String> collations = new ArrayList<>();
  private final List<String> characterSets = new ArrayList<>();
  private final List<String> storageEngines = new ArrayList<>();
  private final List<Omission> omissions = new ArrayList<>();

  MySqlReading(MySqlSession session) {
    this.session = session;
    this.catalog = session.catalog();
    this.queries = new MySqlQueries(session.version());
    this.text = new MySqlText(session.version());
  }

  DatabaseSchema read() throws SQLException {
    addOmissions(session.grants());
    catalog.read(queries.relations(), this::addRelation);
    catalog.read(queries.columns(), this::addColumn);
    catalog.read(queries.indexes(), this::addIndexPart);
    catalog.read(queries.foreignKeyColumns(), this::addForeignKeyColumn);
    catalog.read(queries.foreignKeyActions(), this::addForeignKeyActions);
    if (queries.hasChecks()) {
      catalog.read(queries.checks(), this::addCheck);
    }
    catalog.read(queries.partitions(), this::addPartition);
    catalog.read(queries.viewDefinitions(), this::addViewDefinition);
    if (queries.tellsViewUsage()) {
      catalog.read(queries.viewUsage(), this::addViewUsage);
    }
    catalog.read(queries.installed(), this::addInstalled);
    readRoutines();
    catalog.read(queries.triggers(), this::addTrigger);
    readSequences();
    return new DatabaseSchema(
        session.info(),
        List.of(session.database()),
        List.of(session.database()),
        finishedRelations(),
        sequences,
        List.of(),
        routines,
        triggers,
        List.of(),
        omissions,
        FurtherObjects.none()
            .withDependencies(dependencies)
            .withInstalled(
                new FurtherObjects.Installed(
                    List.of(), List.of(), collations, characterSets, storageEngines, List.of())));
  }

  private static final class Table {
    final RelationDraft draft;
    final Map<String, IndexDraft> indexes = new HashMap<>(4);
    final Map<String, KeyDraft> foreignKeys = new HashMap<>(2);
    @Nullable String partitionMethod;
    String partitionKey = "";

    /** Names by position, subpartitions under their partition. */
    final SortedMap<Integer, PartitionDraft> partitions = new TreeMap<>();

    Table(RelationDraft draft) {
      this.draft = draft;
    }
  }

  private static final class IndexDraft {
    final String name;
    final boolean unique;
    final String method;
    final boolean visible;
    @Nullable IndexPart[] parts = new IndexPart[2];

    IndexDraft(String name, boolean unique, String method, boolean visible) {
      this.name = name;
      this.unique = unique;
      this.method = method;
      this.visible = visible;
    }

    /** Rows arrive in any order. */
    void put(int position, IndexPart part) {
      if (position > parts.length) {
        parts = Arrays.copyOf(parts, position + 2);
      }
      parts[position - 1] = part;
    }

    List<IndexPart> parts() {
      List<IndexPart> list = new ArrayList<>(parts.length);
      for (IndexPart part : parts) {
        if (part != null) {
          list.add(part);
        }
      }
      return list;
    }
  }

  private static final class KeyDraft {
    final ObjectName target;
    final SortedMap<Integer, String> columns = new TreeMap<>();
    final SortedMap<Integer, String> targetColumns = new TreeMap<>();
    ForeignKeyAction onUpdate = ForeignKeyAction.NO_ACTION;
    ForeignKeyAction onDelete = ForeignKeyAction.NO_ACTION;
    @Nullable String targetIndex;

    KeyDraft(ObjectName target) {
      this.target = target;
    }
  }

  private record PartitionDraft(String name, @Nullable String bound, List<String> subpartitions) {}

  /** The catalogue hides silently; the grants tell what it may have hidden. */
  private void addOmissions(MySqlGrants grants) {
    String database = session.database();
    if (!grants.seesAllTables()) {
      omissions.add(
          new Omission(
              "tables of " + database,
              "the account sees only the tables and columns that it has rights on"));
    }
    if (!grants.has("TRIGGER")) {
      omissions.add(new Omission("triggers of " + database, "the account lacks TRIGGER"));
    }
    if (!grants.has("SHOW_ROUTINE", "EXECUTE", "CREATE ROUTINE", "ALTER ROUTINE")) {
      omissions.add(
          new Omission(
              "functions and procedures of " + database,
              "the account sees only those that it may run"));
    }
  }

  private ObjectName named(String name) {
    return new ObjectName(session.database(), name);
  }

  private void addRelation(Row row) throws SQLException {
    String name = row.text(1);
    String type = row.text(2);
    if (type.equals("SEQUENCE")) {
      sequenceNames.add(named(name));
      return;
    }
    boolean isView = type.equals("VIEW");
    RelationDraft draft =
        new RelationDraft(
            named(name),
            isView
                ? RelationKind.VIEW
                : row.flag(8) ? RelationKind.PARTITIONED_TABLE : RelationKind.TABLE,
            // A view has no comment: the server says "VIEW", or what is wrong with it.
            isView ? null : row.textUnlessEmpty(5),
            isView ? null : row.textOrNull(3),
            row.textOrNull(4));
    if (!isView) {
      draft.statistics =
          new RelationStatistics(
              row.isNull(6) ? RelationStatistics.UNKNOWN : row.number(6),
              row.isNull(7) ? RelationStatistics.UNKNOWN : row.number(7));
    }
    draft.systemVersioned = type.equals("SYSTEM VERSIONED");
    String options = row.textOrNull(9);
    if (!isView && options != null) {
      Arrays.stream(options.split(" "))
          .filter(o -> !o.isEmpty() && !o.equals("partitioned"))
          .forEach(draft.options::add);
    }
    tables.put(name, new Table(draft));
  }

  private void addColumn(Row row) throws SQLException {
    Table table = tables.get(row.text(1));
    if (table == null) {
      return;
    }
    String extra = row.text(8);
    boolean nullable = row.text(6).equals("YES");
    ColumnGeneration generation = generation(extra);
    String generated = row.textUnlessEmpty(9);
    String collation = row.textOrNull(10);
    table.draft.columns.add(
        new Column(
            row.text(3),
            row.integer(2),
            row.text(4),
            nullable,
            generation.isComputed()
                ? null
                : text.defaultExpression(row.textOrNull(7), row.text(5), extra, nullable),
            generation,
            generation.isComputed() && generated != null ? text.expression(generated) : null,
            collation == null || collation.equals(session.databaseCollation()) ? null : collation,
            row.textUnlessEmpty(11),
            extra.contains("INVISIBLE"),
            characterSet(table.draft, row.textOrNull(12)),
            null,
            false));
  }

  /** A collation's name begins with that of its character set. */
  private static @Nullable String characterSet(RelationDraft table, @Nullable String name) {
    String collation = table.collation;
    boolean isTables =
        name == null
            || collation != null && (collation.equals(name) || collation.startsWith(name + "_"));
    return isTables ? null : name;
  }

  private static ColumnGeneration generation(String extra) {
    if (extra.contains("auto_increment")) {
      return ColumnGeneration.AUTO_INCREMENT;
    }
    if (extra.contains("VIRTUAL GENERATED")) {
      return ColumnGeneration.VIRTUAL;
    }
    return extra.contains("STORED GENERATED") ? ColumnGeneration.STORED : ColumnGeneration.NONE;
  }

  private void addIndexPart(Row row) throws SQLException {
    Table table = tables.get(row.text(1));
    if (table == null) {
      return;
    }
    String name = row.text(2);
    String method = row.text(9).toLowerCase(Locale.ROOT);
    IndexDraft index = table.indexes.get(name);
    if (index == null) {
      index = new IndexDraft(name, !row.flag(8), method, row.flag(10));
      table.indexes.put(name, index);
    }
    String column = row.textOrNull(4);
    String expression = row.textOrNull(5);
    boolean descending = "D".equals(row.textOrNull(6));
    // The length of a spatial index is that of its boxes.
    Integer prefix = row.isNull(7) || method.equals("spatial") ? null : row.integer(7);
    index.put(
        row.integer(3),
        column == null
            ? new IndexPart(
                null, expression == null ? "?" : text.expression(expression), descending, null)
            : new IndexPart(column, null, descending, prefix));
  }

  private void addForeignKeyColumn(Row row) throws SQLException {
    Table table = tables.get(row.text(1));
    if (table == null) {
      return;
    }
    ObjectName target = new ObjectName(row.text(5), row.text(6));
    KeyDraft key = table.foreignKeys.computeIfAbsent(row.text(2), _ -> new KeyDraft(target));
    key.columns.put(row.integer(3), row.text(4));
    key.targetColumns.put(row.integer(3), row.text(7));
  }

  private void addForeignKeyActions(Row row) throws SQLException {
    Table table = tables.get(row.text(1));
    KeyDraft key = table == null ? null : table.foreignKeys.get(row.text(2));
    if (key != null) {
      key.onUpdate = action(row.text(3));
      key.onDelete = action(row.text(4));
      key.targetIndex = row.textOrNull(5);
    }
  }

  private static ForeignKeyAction action(String rule) {
    return switch (rule) {
      case "RESTRICT" -> ForeignKeyAction.RESTRICT;
      case "CASCADE" -> ForeignKeyAction.CASCADE;
      case "SET NULL" -> ForeignKeyAction.SET_NULL;
      case "SET DEFAULT" -> ForeignKeyAction.SET_DEFAULT;
      default -> ForeignKeyAction.NO_ACTION;
    };
  }

  /** Neither server adds a check without looking at the rows. */
  private void addCheck(Row row) throws SQLException {
    Table table = tables.get(row.text(1));
    if (table != null) {
      boolean enforced = row.flag(4);
      table.draft.checks.add(
          new CheckConstraint(row.text(2), text.expression(row.text(3)), enforced, enforced));
    }
  }

  private void addPartition(Row row) throws SQLException {
    Table table = tables.get(row.text(1));
    if (table == null) {
      return;
    }
    table.partitionMethod = row.text(4).toLowerCase(Locale.ROOT);
    String expression = row.textOrNull(5);
    table.partitionKey = expression == null ? "" : text.expression(expression);
    String name = row.text(2);
    String bound = row.textOrNull(7);
    PartitionDraft partition =
        table.partitions.computeIfAbsent(
            row.integer(6), _ -> new PartitionDraft(name, bound, new ArrayList<>(0)));
    String subpartition = row.textOrNull(3);
    if (subpartition != null) {
      partition.subpartitions().add(subpartition);
    }
  }

  private void addViewDefinition(Row row) throws SQLException {
    Table table = tables.get(row.text(1));
    if (table == null) {
      return;
    }
    table.draft.definition = row.textUnlessEmpty(2);
    String checkOption = row.text(3).toLowerCase(Locale.ROOT);
    table.draft.checkOption = checkOption.equals("none") ? null : checkOption;
    boolean updatable = row.flag(4);
    table.draft.updatability = new RelationTraits.Updatability(updatable, updatable, updatable);
    if (row.text(5).equals("INVOKER")) {
      table.draft.options.add("sql security invoker");
    }
    if (table.draft.definition == null) {
      omissions.add(
          new Omission("definition of view " + table.draft.name, "the account lacks SHOW VIEW"));
    }
  }

  private void addViewUsage(Row row) throws SQLException {
    ObjectKind kind = row.text(2).equals("table") ? ObjectKind.RELATION : ObjectKind.ROUTINE;
    dependencies.add(
        new Dependency(
            new ObjectReference(ObjectKind.RELATION, named(row.text(1))),
            new ObjectReference(kind, new ObjectName(row.text(3), row.text(4))),
            List.of(),
            false));
  }

  private void addInstalled(Row row) throws SQLException {
    List<String> names =
        switch (row.text(1)) {
          case "engine" -> storageEngines;
          case "character set" -> characterSets;
          default -> collations;
        };
    names.add(row.text(2));
  }

  private void readRoutines() throws SQLException {
    Map<String, SortedMap<Integer, Routine.Parameter>> parameters = new HashMap<>();
    catalog.read(
        queries.parameters(),
        row ->
            parameters
                .computeIfAbsent(row.text(1) + " " + row.text(2), _ -> new TreeMap<>())
                .put(row.integer(3), parameter(row)));
    catalog.read(
        queries.routines(),
        row -> {
          boolean isProcedure = row.text(2).equals("PROCEDURE");
          List<Routine.Parameter> list =
              List.copyOf(
                  parameters
                      .getOrDefault(row.text(2) + " " + row.text(1), new TreeMap<>())
                      .values());
          routines.add(
              new Routine(
                  named(row.text(1)),
                  isProcedure ? Routine.Kind.PROCEDURE : Routine.Kind.FUNCTION,
                  list.stream()
                      .map(p -> declaration(p, isProcedure))
                      .collect(Collectors.joining(", ")),
                  row.textUnlessEmpty(3),
                  row.text(4).equals("YES") ? "deterministic" : "not deterministic",
                  row.text(5).toLowerCase(Locale.ROOT),
                  row.textUnlessEmpty(6),
                  list,
                  false,
                  row.flag(7),
                  false,
                  row.text(8).toLowerCase(Locale.ROOT)));
        });
  }

  private static Routine.Parameter parameter(Row row) throws SQLException {
    String mode = row.textOrNull(4);
    return new Routine.Parameter(
        row.textOrNull(5),
        mode == null ? Routine.Parameter.Mode.IN : Routine.Parameter.Mode.valueOf(mode),
        row.text(6),
        null);
  }

  /** As it stands in CREATE: a function's parameters have no mode. */
  private static String declaration(Routine.Parameter parameter, boolean withMode) {
    String declaration = parameter.name() + " " + parameter.type();
    return withMode
        ? parameter.mode().name().toLowerCase(Locale.ROOT) + " " + declaration
        : declaration;
  }

  private void addTrigger(Row row) throws SQLException {
    triggers.add(
        new Trigger(
            row.text(1),
            named(row.text(2)),
            row.text(3).toLowerCase(Locale.ROOT),
            // Newer MariaDB has triggers for several events.
            List.of(row.text(4).toLowerCase(Locale.ROOT).split(", ?")),
            row.text(5),
            true,
            null,
            true,
            List.of(),
            false));
  }

  private void readSequences() throws SQLException {
    for (int from = 0; from < sequenceNames.size(); from += SEQUENCES_AT_ONCE) {
      List<ObjectName> some =
          sequenceNames.subList(from, Math.min(from + SEQUENCES_AT_ONCE, sequenceNames.size()));
      List<Sequence> found = new ArrayList<>(some.size());
      try {
        catalog.read(MySqlQueries.sequences(some), row -> found.add(sequence(row)));
        sequences.addAll(found);
      } catch (SQLException e) {
        if (!isDenied(e)) {
          throw e;
        }
        some.forEach(
            name ->
                omissions.add(
                    new Omission("sequence " + name, "the account may not read all sequences")));
      }
    }
  }

  /** ER_TABLEACCESS_DENIED_ERROR, ER_DBACCESS_DENIED_ERROR, ER_NO_SUCH_TABLE */
  private static boolean isDenied(SQLException e) {
    return Set.of(1142, 1044, 1146).contains(e.getErrorCode());
  }

  private Sequence sequence(Row row) throws SQLException {
    return new Sequence(
        named(row.text(1)),
        "bigint",
        row.number(2),
        row.number(3),
        row.number(4),
        row.number(5),
        row.flag(6),
        null,
        null);
  }

  private List<Relation> finishedRelations() {
    List<Relation> relations = new ArrayList<>(tables.size());
    for (Table table : tables.values()) {
      RelationDraft draft = table.draft;
      if (draft.columns.isEmpty()) {
        if (draft.kind != RelationKind.VIEW) {
          // Dropped between two queries: every table has a column.
          continue;
        }
        omissions.add(
            new Omission(
                "columns of view " + draft.name,
                "the view refers to something that does not exist or may not be used"));
      }
      table.indexes.values().forEach(index -> finishIndex(draft, index));
      table.foreignKeys.forEach((name, key) -> draft.foreignKeys.add(foreignKey(name, key)));
      draft.partitioning = partitioning(table);
      relations.add(draft.finish());
    }
    return relations;
  }

  /** Every unique index is a unique constraint here, of the same name. */
  private static void finishIndex(RelationDraft draft, IndexDraft index) {
    List<IndexPart> parts = index.parts();
    List<String> columns = new ArrayList<>(parts.size());
    for (IndexPart part : parts) {
      String column = part.column();
      if (column != null) {
        columns.add(column);
      }
    }
    boolean isConstraint = index.unique && columns.size() == parts.size();
    if (index.name.equals(PRIMARY)) {
      draft.primaryKey = new PrimaryKey(PRIMARY, columns);
    } else if (isConstraint) {
      draft.uniqueConstraints.add(new UniqueConstraint(index.name, columns, true));
    }
    draft.indexes.add(
        new Index(
            index.name,
            parts,
            List.of(),
            index.unique,
            index.method,
            null,
            true,
            index.visible,
            isConstraint ? index.name : null));
  }

  private static ForeignKey foreignKey(String name, KeyDraft key) {
    return new ForeignKey(
        name,
        List.copyOf(key.columns.values()),
        key.target,
        List.copyOf(key.targetColumns.values()),
        key.onUpdate,
        key.onDelete,
        false,
        false,
        true,
        MatchType.SIMPLE,
        false,
        key.targetIndex,
        List.of());
  }

  private static @Nullable Partitioning partitioning(Table table) {
    if (table.partitionMethod == null) {
      return null;
    }
    ObjectName root = table.draft.name;
    List<Partition> partitions = new ArrayList<>();
    for (PartitionDraft draft : table.partitions.values()) {
      ObjectName name = new ObjectName(root.schema(), draft.name());
      boolean divided = !draft.subpartitions().isEmpty();
      partitions.add(partition(name, root, draft.bound(), divided));
      draft.subpartitions().stream()
          .sorted()
          .map(s -> new ObjectName(root.schema(), s))
          .forEach(s -> partitions.add(partition(s, name, null, false)));
    }
    List<String> names = partitions.stream().map(p -> p.name().name()).distinct().toList();
    return new Partitioning(
        table.partitionMethod, table.partitionKey, names.size(), names, partitions);
  }

  private static Partition partition(
      ObjectName name, ObjectName parent, @Nullable String bound, boolean divided) {
    return new Partition(name, parent, bound, divided, List.of(), RelationStatistics.NONE);
  }
}
