package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.SchemaCatalog;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.sql.tree.Name;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schema as it stands at one point of a script: the snapshot, and over it what the statements
 * before have created, changed and dropped. Belongs to one run over one script.
 */
public final class WorkingSchema {
  private static final Set<String> POSTGRES_SYSTEM = Set.of("pg_catalog", "information_schema");
  private static final Set<String> MYSQL_SYSTEM =
      Set.of("information_schema", "mysql", "performance_schema", "sys");

  private final SchemaCatalog catalog;
  private final boolean postgres;
  private final boolean tablesIgnoreCase;

  /** By key; an empty value stands for a dropped table. */
  private final Map<ObjectName, Optional<Table>> changed = new HashMap<>();

  /** What was looked up before. */
  private final Map<ObjectName, Table> read = new HashMap<>();

  private final Set<String> createdSchemas = new HashSet<>();
  private final Set<String> droppedSchemas = new HashSet<>();
  private final Set<String> routines = new HashSet<>();
  private final Set<String> aggregates = new HashSet<>();
  private final Set<String> types = new HashSet<>();
  private List<String> searchPath;
  private boolean searchPathKnown = true;

  /** Whether the script did something that we could not follow, so that any name may exist. */
  private boolean uncertain;

  public WorkingSchema(SchemaCatalog catalog) {
    this.catalog = catalog;
    this.postgres = catalog.dialect() == Dialect.POSTGRESQL;
    this.tablesIgnoreCase =
        !postgres
            && !"0"
                .equals(
                    catalog
                        .schema()
                        .server()
                        .settings()
                        .getOrDefault("lower_case_table_names", "0"));
    this.searchPath = catalog.schema().searchPath();
    for (Routine routine : catalog.schema().routines()) {
      if (routine.kind() == Routine.Kind.AGGREGATE) {
        aggregates.add(routine.name().name().toLowerCase(Locale.ROOT));
      }
      routines.add(routine.name().name().toLowerCase(Locale.ROOT));
    }
    for (UserType type : catalog.schema().types()) {
      if (type instanceof UserType.Range) {
        // Its constructor bears its name.
        routines.add(type.name().name().toLowerCase(Locale.ROOT));
      }
    }
  }

  /** A schema of which nothing is known: every name may exist. */
  public static WorkingSchema unknown(Dialect dialect) {
    boolean postgres = dialect == Dialect.POSTGRESQL;
    TreeMap<String, String> settings = new TreeMap<>();
    if (!postgres) {
      settings.put("lower_case_table_names", "1");
    }
    WorkingSchema schema =
        new WorkingSchema(
            SchemaCatalog.of(
                new DatabaseSchema(
                    new ServerInfo(
                        dialect,
                        postgres ? "PostgreSQL" : "MySQL",
                        postgres ? "18" : "9.7",
                        "",
                        settings),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of())));
    schema.loseTrack();
    return schema;
  }

  /** What a table's name means. */
  public sealed interface Lookup {
    record Found(Table table) implements Lookup {}

    /** It exists or may exist, but nothing is known about its columns. */
    record Unseen() implements Lookup {}

    record NoSchema(String schema) implements Lookup {}

    record NoTable() implements Lookup {}
  }

  public boolean isPostgres() {
    return postgres;
  }

  public SchemaCatalog catalog() {
    return catalog;
  }

  DatabaseSchema schema() {
    return catalog.schema();
  }

  /** Whether two names mean one table of a schema. */
  public boolean sameTable(String a, String b) {
    return tablesIgnoreCase ? a.equalsIgnoreCase(b) : a.equals(b);
  }

  /** Whether two names mean one column of a table. */
  public boolean sameColumn(String a, String b) {
    return postgres ? a.equals(b) : a.equalsIgnoreCase(b);
  }

  /** Whether the script or the snapshot defines a function or procedure of this name. */
  boolean hasRoutine(String name) {
    return routines.contains(name.toLowerCase(Locale.ROOT));
  }

  public void addRoutine(String name) {
    routines.add(name.toLowerCase(Locale.ROOT));
  }

  /** Whether the snapshot or the script defines an aggregate of this name. */
  boolean isAggregate(String name) {
    return aggregates.contains(name);
  }

  /** Whether the server's sql_mode holds this word. */
  public boolean hasMode(String mode) {
    String modes = schema().server().settings().get("sql_mode");
    return modes != null && List.of(modes.toUpperCase(Locale.ROOT).split(",")).contains(mode);
  }

  /** Whether MySQL refuses values that a column cannot hold, instead of changing them. */
  public boolean isStrict() {
    return hasMode("STRICT_TRANS_TABLES") || hasMode("STRICT_ALL_TABLES");
  }

  /** Whether extensions may have brought functions that the snapshot does not list. */
  boolean mayHaveMoreFunctions() {
    return schema().extensions().stream().anyMatch(e -> !e.name().equals("plpgsql"));
  }

  /** Whether every operator that may be used is a built-in one. */
  boolean knowsOperators() {
    return !mayHaveMoreFunctions();
  }

  /** Whether the name may be that of a type: one that the script made, or a table's row type. */
  boolean mayHaveType(String name) {
    return types.contains(name)
        || find(List.of(new Name(0, name, false))) instanceof Lookup.Found
        || schema().omissions().size() > 0;
  }

  public void addType(String name) {
    types.add(name);
  }

  /** From here on any name may exist. */
  public void loseTrack() {
    uncertain = true;
  }

  public boolean isUncertain() {
    return uncertain;
  }

  /** Whether every change that the script made so far is known. */
  public boolean isFollowed() {
    return !uncertain && searchPathKnown;
  }

  /** The script changes where unqualified names are looked up. */
  public void setSearchPath(List<String> path) {
    searchPath = List.copyOf(path);
  }

  /** The script changes the search path to something that cannot be told. */
  public void loseSearchPath() {
    searchPathKnown = false;
  }

  public void createSchema(String name) {
    createdSchemas.add(schemaKey(name));
    droppedSchemas.remove(schemaKey(name));
  }

  public void dropSchema(String name) {
    droppedSchemas.add(schemaKey(name));
    createdSchemas.remove(schemaKey(name));
  }

  private String schemaKey(String name) {
    return tablesIgnoreCase ? name.toLowerCase(Locale.ROOT) : name;
  }

  private ObjectName key(String schema, String name) {
    return tablesIgnoreCase
        ? new ObjectName(schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
        : new ObjectName(schema, name);
  }

  /** The table of a name of one to three parts. */
  public Lookup find(List<Name> name) {
    String table = name.getLast().text();
    if (name.size() == 1) {
      return findUnqualified(table);
    }
    String schema = name.get(name.size() - 2).text();
    if (isSystemSchema(schema)) {
      return new Lookup.Unseen();
    }
    if (!hasSchema(schema)) {
      return uncertain ? new Lookup.Unseen() : new Lookup.NoSchema(schema);
    }
    Optional<Table> found = findIn(schema, table);
    if (found.isPresent()) {
      return new Lookup.Found(found.get());
    }
    return uncertain ? new Lookup.Unseen() : new Lookup.NoTable();
  }

  private Lookup findUnqualified(String table) {
    if (postgres && (table.startsWith("pg_") || isSystemTable(table))) {
      return new Lookup.Unseen();
    }
    if (!searchPathKnown) {
      return new Lookup.Unseen();
    }
    for (String schema : searchPath) {
      Optional<Table> found = findIn(schema, table);
      if (found.isPresent()) {
        return new Lookup.Found(found.get());
      }
    }
    return uncertain ? new Lookup.Unseen() : new Lookup.NoTable();
  }

  private static boolean isSystemTable(String table) {
    return table.equals("information_schema_catalog_name");
  }

  /** The table of this name in this schema. */
  public Optional<Table> findIn(String schema, String table) {
    Optional<Table> override = changed.get(key(schema, table));
    if (override != null) {
      return override;
    }
    if (droppedSchemas.contains(schemaKey(schema))) {
      return Optional.empty();
    }
    return catalog
        .findIn(schema, table)
        .or(() -> catalog.findPartition(new ObjectName(schema, table)))
        .map(relation -> read.computeIfAbsent(relation.name(), _ -> Table.of(relation)));
  }

  public boolean hasSchema(String schema) {
    if (createdSchemas.contains(schemaKey(schema))) {
      return true;
    }
    return catalog.hasSchema(schema) && !droppedSchemas.contains(schemaKey(schema));
  }

  public boolean isSystemSchema(String schema) {
    return postgres
        ? POSTGRES_SYSTEM.contains(schema) || schema.startsWith("pg_")
        : MYSQL_SYSTEM.contains(schema.toLowerCase(Locale.ROOT));
  }

  /** Where a table of this name would be created. */
  public String homeOf(List<Name> name) {
    if (name.size() > 1) {
      return name.get(name.size() - 2).text();
    }
    return searchPath.isEmpty() ? "" : searchPath.getFirst();
  }

  /** The full name that an existing table has. */
  public @Nullable String schemaOf(List<Name> name) {
    return find(name) instanceof Lookup.Found found ? found.table().schema() : null;
  }

  public void put(String schema, Table table) {
    changed.put(key(schema, table.name()), Optional.of(table));
  }

  public void drop(String schema, String table) {
    changed.put(key(schema, table), Optional.empty());
  }

  /** Names of all tables, for hints: those that can be written without a schema first. */
  Set<String> tableNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Optional<Table> table : changed.values()) {
      table.ifPresent(t -> names.add(t.name()));
    }
    for (Relation relation : catalog.schema().relations()) {
      names.add(relation.name().name());
    }
    return names;
  }

  /** Schemas that hold a table of this name. */
  List<String> schemasWith(String table) {
    return catalog.findAnywhere(table).stream().map(r -> r.name().schema()).distinct().toList();
  }

  Set<String> schemaNames() {
    Set<String> names = new LinkedHashSet<>(catalog.schema().schemas());
    names.addAll(createdSchemas);
    return names;
  }
}
