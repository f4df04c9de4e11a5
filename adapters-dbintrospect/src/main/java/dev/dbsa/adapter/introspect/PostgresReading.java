package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.MatchType;
import dev.dbsa.domain.schema.ObjectName;
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
import dev.dbsa.domain.schema.UserType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of a PostgreSQL schema. Objects are held by their oid until all parts are there. */
final class PostgresReading {
  /** lock_not_available */
  private static final String LOCK_TIMEOUT = "55P03";

  private final Connection connection;
  private final PostgresSession session;
  private final Catalog catalog;
  private final PostgresQueries queries;
  private final PostgresFurtherQueries furtherQueries;
  private final PostgresFurther further;

  private final List<String> schemas = new ArrayList<>();
  private final Map<Long, Table> tables = new HashMap<>();

  /** By the oid of the index that backs it. */
  private final Map<Long, Key> keys = new HashMap<>();

  private final List<Reference> references = new ArrayList<>();
  private final Map<Long, IndexDraft> indexes = new HashMap<>();
  private final List<Sequence> sequences = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final List<Extension> extensions = new ArrayList<>();
  private final List<Omission> omissions = new ArrayList<>();

  PostgresReading(Connection connection, PostgresSession session) {
    this.connection = connection;
    this.session = session;
    this.catalog = session.catalog();
    this.queries = new PostgresQueries(session.versionNumber());
    this.furtherQueries = new PostgresFurtherQueries(session.versionNumber());
    this.further = new PostgresFurther(catalog, furtherQueries);
  }

  DatabaseSchema read() throws SQLException {
    catalog.read(queries.schemas(), row -> schemas.add(row.text(1)));
    catalog.read(queries.relations(), this::addRelation);
    catalog.read(queries.columns(), this::addColumn);
    catalog.read(queries.constraints(), this::addConstraint);
    addReferences();
    catalog.read(queries.indexes(), this::addIndex);
    catalog.read(queries.indexExpressions(), this::addIndexExpression);
    catalog.read(queries.indexPartTraits(), this::addIndexPartTraits);
    indexes.values().forEach(this::finishIndex);
    readViewDefinitions();
    catalog.read(furtherQueries.parents(), this::addParent);
    catalog.read(furtherQueries.policies(), this::addPolicy);
    catalog.read(queries.partitions(), this::addPartition);
    List<UserType> types = new PostgresTypeReading(catalog, queries).read();
    catalog.read(queries.sequences(), row -> sequences.add(sequence(row)));
    List<Routine> routines = new PostgresRoutineReading(catalog, queries, furtherQueries).read();
    catalog.read(queries.triggers(), this::addTrigger);
    further.read();
    catalog.read(
        queries.extensions(),
        row -> extensions.add(further.extension(row.text(1), row.text(2), row.text(3))));
    Set<String> inScope = new HashSet<>(schemas);
    return new DatabaseSchema(
        session.info(),
        schemas,
        session.searchPath().stream().filter(inScope::contains).toList(),
        finishedRelations(),
        sequences,
        types,
        routines,
        triggers,
        extensions,
        omissions,
        further.finish());
  }

  /** What is known about a relation besides the draft. */
  private static final class Table {
    final RelationDraft draft;
    final ColumnNames columns = new ColumnNames();
    final @Nullable String partitionStrategy;
    final @Nullable String partitionKey;
    final List<Partition> partitions = new ArrayList<>(0);
    long rows;
    long pages;

    Table(
        RelationDraft draft,
        @Nullable String partitionStrategy,
        @Nullable String partitionKey,
        long rows,
        long pages) {
      this.draft = draft;
      this.partitionStrategy = partitionStrategy;
      this.partitionKey = partitionKey;
      this.rows = rows;
      this.pages = pages;
    }
  }

  /** A table's column names by number. */
  private static final class ColumnNames {
    private @Nullable String[] names = new String[16];

    void put(int number, String name) {
      if (number >= names.length) {
        names = Arrays.copyOf(names, Math.max(number + 1, names.length * 2));
      }
      names[number] = name;
    }

    String get(int number) {
      String name = number > 0 && number < names.length ? names[number] : null;
      if (name == null) {
        throw new IllegalStateException("column " + number + " is not in the catalogue");
      }
      return name;
    }

    List<String> get(int[] numbers) {
      List<String> list = new ArrayList<>(numbers.length);
      for (int number : numbers) {
        list.add(get(number));
      }
      return list;
    }
  }

  /**
   * A primary key, unique or exclusion constraint, whose index tells the rest.
   *
   * @param operators of an exclusion constraint
   */
  private record Key(
      Table table,
      String name,
      char kind,
      int[] columns,
      boolean deferrable,
      boolean initiallyDeferred,
      List<String> operators) {}

  /** A foreign key whose target may be anywhere. */
  private record Reference(
      Table table,
      String name,
      int[] columns,
      long targetId,
      ObjectName target,
      int[] targetColumns,
      ForeignKeyAction onUpdate,
      ForeignKeyAction onDelete,
      boolean deferrable,
      boolean initiallyDeferred,
      boolean validated,
      MatchType match,
      boolean unenforced,
      @Nullable String targetIndex,
      int[] resetColumns) {}

  /** What a key part has besides its column or expression. */
  private record PartTraits(@Nullable String operatorClass, @Nullable String collation) {
    static final PartTraits NONE = new PartTraits(null, null);
  }

  private record IndexDraft(
      Table table,
      long id,
      String name,
      boolean unique,
      boolean valid,
      String method,
      int keyParts,
      int[] columns,
      int[] options,
      @Nullable String predicate,
      boolean nullsEqual,
      Map<Integer, String> expressions,
      Map<Integer, PartTraits> traits) {}

  private void addRelation(Row row) throws SQLException {
    RelationKind kind =
        switch (row.text(4)) {
          case "p" -> RelationKind.PARTITIONED_TABLE;
          case "f" -> RelationKind.FOREIGN_TABLE;
          case "v" -> RelationKind.VIEW;
          case "m" -> RelationKind.MATERIALIZED_VIEW;
          default -> RelationKind.TABLE;
        };
    RelationDraft draft =
        new RelationDraft(
            new ObjectName(row.text(2), row.text(3)),
            kind,
            row.textOrNull(5),
            kind == RelationKind.VIEW ? null : row.textOrNull(6),
            null);
    draft.unlogged = row.text(11).equals("u");
    draft.unpopulated = !row.flag(12);
    draft.rowSecurity = row.flag(13);
    draft.forcedRowSecurity = row.flag(14);
    draft.options.addAll(PostgresFurther.lines(row.textOrNull(15)));
    draft.checkOption = checkOption(draft.options);
    String type = row.textOrNull(16);
    if (type != null) {
      draft.ofType = new ObjectName(row.text(17), type);
    }
    draft.foreignServer = row.textOrNull(18);
    // A partitioned table holds nothing itself: its partitions are added up instead.
    boolean isSum = kind == RelationKind.PARTITIONED_TABLE;
    tables.put(
        row.number(1),
        new Table(
            draft,
            row.textOrNull(7),
            row.textOrNull(8),
            isSum ? RelationStatistics.UNKNOWN : row.number(9),
            isSum ? 0 : row.number(10)));
  }

  private static @Nullable String checkOption(List<String> options) {
    String prefix = "check_option=";
    return options.stream()
        .filter(o -> o.startsWith(prefix))
        .map(o -> o.substring(prefix.length()))
        .findFirst()
        .orElse(null);
  }

  private void addColumn(Row row) throws SQLException {
    Table table = tables.get(row.number(1));
    if (table == null) {
      return;
    }
    int number = row.integer(2);
    String name = row.text(3);
    table.columns.put(number, name);
    ColumnGeneration generation = generation(row.text(6), row.text(7));
    String expression = row.textOrNull(8);
    table.draft.columns.add(
        new Column(
            name,
            number,
            row.text(4),
            !row.flag(5),
            generation.isComputed() ? null : expression,
            generation,
            generation.isComputed() ? expression : null,
            row.textOrNull(9),
            row.textOrNull(10),
            false,
            null,
            row.textOrNull(11),
            row.flag(12)));
    if (row.flag(13) || !row.flag(14)) {
      table.draft.looseNotNulls.add(
          new RelationTraits.LooseNotNull(name, row.flag(13), row.flag(14)));
    }
  }

  private static ColumnGeneration generation(String identity, String generated) {
    return switch (identity + generated) {
      case "a" -> ColumnGeneration.IDENTITY_ALWAYS;
      case "d" -> ColumnGeneration.IDENTITY_BY_DEFAULT;
      case "s" -> ColumnGeneration.STORED;
      case "v" -> ColumnGeneration.VIRTUAL;
      default -> ColumnGeneration.NONE;
    };
  }

  private void addConstraint(Row row) throws SQLException {
    Table table = tables.get(row.number(1));
    if (table == null) {
      return;
    }
    String name = row.text(2);
    char kind = row.text(3).charAt(0);
    switch (kind) {
      case 'c' ->
          table.draft.checks.add(
              new CheckConstraint(
                  name, row.text(16), row.flag(14), row.flag(15), row.flag(20), row.flag(21)));
      case 'f' ->
          references.add(
              new Reference(
                  table,
                  name,
                  numbers(row.text(4)),
                  row.number(6),
                  new ObjectName(row.text(7), row.text(8)),
                  numbers(row.text(9)),
                  action(row.text(10)),
                  action(row.text(11)),
                  row.flag(12),
                  row.flag(13),
                  row.flag(14),
                  match(row.text(17)),
                  !row.flag(15),
                  row.textOrNull(18),
                  numbers(row.textOrNull(19))));
      default ->
          keys.put(
              row.number(5),
              new Key(
                  table,
                  name,
                  kind,
                  numbers(row.textOrNull(4)),
                  row.flag(12),
                  row.flag(13),
                  PostgresFurther.lines(row.textOrNull(22))));
    }
  }

  private static MatchType match(String letter) {
    return switch (letter) {
      case "f" -> MatchType.FULL;
      case "p" -> MatchType.PARTIAL;
      default -> MatchType.SIMPLE;
    };
  }

  private static ForeignKeyAction action(String letter) {
    return switch (letter) {
      case "r" -> ForeignKeyAction.RESTRICT;
      case "c" -> ForeignKeyAction.CASCADE;
      case "n" -> ForeignKeyAction.SET_NULL;
      case "d" -> ForeignKeyAction.SET_DEFAULT;
      default -> ForeignKeyAction.NO_ACTION;
    };
  }

  /** Targets out of the snapshot are partitions and tables of extensions. */
  private void addReferences() throws SQLException {
    Map<Long, ColumnNames> others = new HashMap<>();
    for (Reference reference : references) {
      if (!tables.containsKey(reference.targetId())) {
        others.put(reference.targetId(), new ColumnNames());
      }
    }
    if (!others.isEmpty()) {
      catalog.read(
          PostgresQueries.columnsOf(others.keySet()),
          row -> {
            ColumnNames names = others.get(row.number(1));
            if (names != null) {
              names.put(row.integer(2), row.text(3));
            }
          });
    }
    for (Reference reference : references) {
      Table target = tables.get(reference.targetId());
      ColumnNames names = target == null ? others.get(reference.targetId()) : target.columns;
      if (names != null) {
        reference.table().draft.foreignKeys.add(foreignKey(reference, names));
      }
    }
  }

  private static ForeignKey foreignKey(Reference reference, ColumnNames targetColumns) {
    return new ForeignKey(
        reference.name(),
        reference.table().columns.get(reference.columns()),
        reference.target(),
        targetColumns.get(reference.targetColumns()),
        reference.onUpdate(),
        reference.onDelete(),
        reference.deferrable(),
        reference.initiallyDeferred(),
        reference.validated(),
        reference.match(),
        reference.unenforced(),
        reference.targetIndex(),
        reference.table().columns.get(reference.resetColumns()));
  }

  private void addIndex(Row row) throws SQLException {
    Table table = tables.get(row.number(1));
    if (table == null) {
      return;
    }
    long id = row.number(2);
    indexes.put(
        id,
        new IndexDraft(
            table,
            id,
            row.text(3),
            row.flag(4),
            row.flag(5),
            row.text(6),
            row.integer(7),
            numbers(row.text(8)),
            numbers(row.text(9)),
            row.textOrNull(10),
            row.flag(11),
            new HashMap<>(0),
            new HashMap<>(0)));
    table.pages += row.number(12);
    Key key = keys.get(id);
    if (key != null) {
      addKey(key, !row.flag(11));
    }
  }

  private static void addKey(Key key, boolean nullsDistinct) {
    RelationDraft draft = key.table().draft;
    switch (key.kind()) {
      case 'p' ->
          draft.primaryKey =
              new PrimaryKey(
                  key.name(),
                  key.table().columns.get(key.columns()),
                  key.deferrable(),
                  key.initiallyDeferred());
      case 'u' ->
          draft.uniqueConstraints.add(
              new UniqueConstraint(
                  key.name(),
                  key.table().columns.get(key.columns()),
                  nullsDistinct,
                  key.deferrable(),
                  key.initiallyDeferred()));
      default ->
          draft.exclusions.add(
              new RelationTraits.ExclusionConstraint(
                  key.name(), key.operators(), key.deferrable(), key.initiallyDeferred()));
    }
  }

  private void addIndexExpression(Row row) throws SQLException {
    IndexDraft index = indexes.get(row.number(1));
    if (index != null) {
      index.expressions().put(row.integer(2), row.text(3));
    }
  }

  private void addIndexPartTraits(Row row) throws SQLException {
    IndexDraft index = indexes.get(row.number(1));
    if (index != null) {
      index.traits().put(row.integer(2), new PartTraits(row.textOrNull(3), row.textOrNull(4)));
    }
  }

  private void finishIndex(IndexDraft index) {
    List<IndexPart> parts = new ArrayList<>(index.keyParts());
    for (int i = 0; i < index.keyParts(); i++) {
      int column = index.columns()[i];
      boolean descending = (index.options()[i] & 1) != 0;
      boolean nullsFirst = (index.options()[i] & 2) != 0;
      PartTraits traits = index.traits().getOrDefault(i + 1, PartTraits.NONE);
      parts.add(
          new IndexPart(
              column == 0 ? null : index.table().columns.get(column),
              column == 0 ? index.expressions().getOrDefault(i + 1, "?") : null,
              descending,
              null,
              traits.operatorClass(),
              traits.collation(),
              nullsFirst != descending));
    }
    int[] included = Arrays.copyOfRange(index.columns(), index.keyParts(), index.columns().length);
    Key key = keys.get(index.id());
    index
        .table()
        .draft
        .indexes
        .add(
            new Index(
                index.name(),
                parts,
                index.table().columns.get(included),
                index.unique(),
                index.method(),
                index.predicate(),
                index.valid(),
                true,
                key == null ? null : key.name(),
                index.nullsEqual()));
  }

  private void addParent(Row row) throws SQLException {
    Table table = tables.get(row.number(1));
    if (table != null) {
      table.draft.parents.add(new ObjectName(row.text(2), row.text(3)));
    }
  }

  private void addPolicy(Row row) throws SQLException {
    Table table = tables.get(row.number(1));
    if (table == null) {
      return;
    }
    String command =
        switch (row.text(3)) {
          case "r" -> "select";
          case "a" -> "insert";
          case "w" -> "update";
          case "d" -> "delete";
          default -> "all";
        };
    table.draft.policies.add(
        new RelationTraits.Policy(
            row.text(2),
            command,
            row.flag(4),
            PostgresFurther.lines(row.textOrNull(5)),
            row.textOrNull(6),
            row.textOrNull(7)));
  }

  private void addRule(Row row) throws SQLException {
    Table table = tables.get(row.number(1));
    if (table == null) {
      return;
    }
    String event =
        switch (row.text(3)) {
          case "1" -> "select";
          case "2" -> "update";
          case "3" -> "insert";
          default -> "delete";
        };
    table.draft.rules.add(
        new RelationTraits.RewriteRule(
            row.text(2),
            event,
            row.flag(4),
            PostgresFurther.isEnabled(row.text(5)),
            query(row.text(6))));
  }

  /**
   * Printing a view waits for whoever changes a table that it reads, and fails where that table is
   * gone by now. Such views are left without their definition, and everything else is read.
   */
  private void readViewDefinitions() throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      catalog.read(queries.viewDefinitions(), this::addViewDefinition);
      catalog.read(furtherQueries.rules(), this::addRule);
      return;
    } catch (SQLException e) {
      if (!LOCK_TIMEOUT.equals(e.getSQLState()) && !PostgresVendor.hasChangedMeanwhile(e)) {
        throw e;
      }
    }
    connection.rollback(before);
    tables.values().forEach(table -> table.draft.rules.clear());
    catalog.read(queries.freeViewDefinitions(), this::addViewDefinition);
    catalog.read(furtherQueries.rulesByName(), this::addRule);
  }

  private void addViewDefinition(Row row) throws SQLException {
    Table table = tables.get(row.number(1));
    if (table == null) {
      return;
    }
    String definition = row.textOrNull(2);
    if (definition != null) {
      table.draft.definition = query(definition);
      if (table.draft.kind == RelationKind.VIEW) {
        // Bits by the numbers of the commands in nodes/nodes.h.
        int commands = row.integer(4);
        table.draft.updatability =
            new RelationTraits.Updatability(
                (commands & 1 << 3) != 0, (commands & 1 << 2) != 0, (commands & 1 << 4) != 0);
      }
    } else {
      omissions.add(
          new Omission(
              "definition of view " + table.draft.name,
              row.flag(3)
                  ? "another session is changing the view or a table that it reads"
                  : "the server does not tell it"));
    }
  }

  private static String query(String definition) {
    String text = definition.strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }

  private void addPartition(Row row) throws SQLException {
    Table table = tables.get(row.number(1));
    if (table == null) {
      return;
    }
    boolean isLeaf = !row.text(3).equals("p");
    long rows = row.number(4);
    long pages = row.number(5);
    if (isLeaf) {
      if (rows > 0) {
        table.rows = Math.max(0, table.rows) + rows;
      }
      table.pages += pages;
    }
    table.partitions.add(
        new Partition(
            new ObjectName(row.text(6), row.text(2)),
            new ObjectName(row.text(7), row.text(8)),
            row.textOrNull(9),
            !isLeaf,
            columnOrder(table, row.textOrNull(10)),
            statistics(rows, pages),
            isLeaf ? null : strategy(row.text(11)),
            isLeaf ? null : partitionKey(row.text(12))));
  }

  /** Empty where the columns follow each other as in the root, whatever their numbers are. */
  private static List<String> columnOrder(Table root, @Nullable String rootNumbers) {
    int[] numbers = numbers(rootNumbers);
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] < numbers[i - 1]) {
        return root.columns.get(numbers);
      }
    }
    return List.of();
  }

  private static Sequence sequence(Row row) throws SQLException {
    String owner = row.textOrNull(10);
    return new Sequence(
        new ObjectName(row.text(1), row.text(2)),
        row.text(3),
        row.number(4),
        row.number(5),
        row.number(6),
        row.number(7),
        row.flag(8),
        owner == null ? null : new ObjectName(row.text(9), owner),
        row.textOrNull(11),
        row.flag(12));
  }

  /** The bits of {@code tgtype} are those of {@code catalog/pg_trigger.h}. */
  private void addTrigger(Row row) throws SQLException {
    Table table = tables.get(row.number(1));
    if (table == null) {
      return;
    }
    int type = row.integer(3);
    List<String> events = new ArrayList<>(1);
    addEvent(events, type, 1 << 2, "insert");
    addEvent(events, type, 1 << 4, "update");
    addEvent(events, type, 1 << 3, "delete");
    addEvent(events, type, 1 << 5, "truncate");
    String timing = (type & 1 << 6) != 0 ? "instead of" : (type & 1 << 1) != 0 ? "before" : "after";
    // 'R' fires only while a replica applies changes.
    boolean enabled = PostgresFurther.isEnabled(row.text(4));
    triggers.add(
        new Trigger(
            row.text(2),
            table.draft.name,
            timing,
            events,
            action(row.text(5), row.text(6), row.text(7)),
            enabled,
            new ObjectName(row.text(8), row.text(9)),
            (type & 1) != 0,
            table.columns.get(numbers(row.textOrNull(10))),
            row.flag(11)));
  }

  private static void addEvent(List<String> events, int type, int bit, String event) {
    if ((type & bit) != 0) {
      events.add(event);
    }
  }

  /** What follows the table's name in the statement that would create the trigger. */
  private static String action(String statement, String quotedName, String quotedTable) {
    int afterName = statement.indexOf(quotedName) + quotedName.length();
    String on = " ON " + quotedTable + " ";
    int table = statement.indexOf(on, afterName);
    return table < 0 ? statement : statement.substring(table + on.length());
  }

  private List<Relation> finishedRelations() {
    List<Relation> relations = new ArrayList<>(tables.size());
    Collection<Table> all = tables.values();
    for (Table table : all) {
      table.draft.statistics = statistics(table);
      table.draft.partitioning = partitioning(table);
      relations.add(table.draft.finish());
    }
    return relations;
  }

  /** Never analysed is -1, before version 14 it is 0. */
  private RelationStatistics statistics(Table table) {
    return table.draft.kind == RelationKind.VIEW
        ? RelationStatistics.NONE
        : statistics(table.rows, table.pages);
  }

  private RelationStatistics statistics(long rows, long pages) {
    boolean analysed = rows > 0 || rows == 0 && session.versionNumber() >= 140000;
    return analysed
        ? new RelationStatistics(rows, pages * session.blockSize())
        : RelationStatistics.NONE;
  }

  private static @Nullable Partitioning partitioning(Table table) {
    if (table.partitionStrategy == null || table.partitionKey == null) {
      return null;
    }
    List<String> names = table.partitions.stream().map(p -> p.name().name()).sorted().toList();
    return new Partitioning(
        strategy(table.partitionStrategy),
        partitionKey(table.partitionKey),
        names.size(),
        names,
        table.partitions);
  }

  private static String strategy(String letter) {
    return switch (letter) {
      case "r" -> "range";
      case "l" -> "list";
      default -> "hash";
    };
  }

  /** {@code RANGE (a, b)} without the strategy and the parentheses. */
  private static String partitionKey(String definition) {
    int open = definition.indexOf('(');
    int close = definition.lastIndexOf(')');
    return open < 0 || close < open ? definition : definition.substring(open + 1, close);
  }

  /** The numbers of an array or vector as the server prints them. */
  private static int[] numbers(@Nullable String text) {
    if (text == null) {
      return new int[0];
    }
    String inner = text.startsWith("{") ? text.substring(1, text.length() - 1) : text;
    if (inner.isEmpty()) {
      return new int[0];
    }
    String[] parts = inner.split("[ ,]");
    int[] numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Integer.parseInt(parts[i]);
    }
    return numbers;
  }
}
