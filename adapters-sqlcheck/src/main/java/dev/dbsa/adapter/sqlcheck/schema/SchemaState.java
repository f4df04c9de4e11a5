package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.SchemaCatalog;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schema as it stands at one point of a script: the snapshot, and over it what the statements
 * before have made, changed and dropped. Never changes; each change makes another state that shares
 * nearly all with this one, so that a rollback is a return to an earlier state.
 */
public final class SchemaState {
  private static final Set<String> POSTGRES_SYSTEM = Set.of("pg_catalog", "information_schema");
  private static final Set<String> MYSQL_SYSTEM =
      Set.of("information_schema", "mysql", "performance_schema", "sys");

  /** What the snapshot says; the same for all states of a script. */
  private final SnapshotFacts facts;

  private final boolean postgres;
  private final boolean tablesIgnoreCase;

  /** By key; an empty value stands for a dropped table. */
  private PersistentMap<ObjectName, Optional<Table>> tables = PersistentMap.empty();

  /** As the session found them: looking through all of them after each script would take long. */
  private PersistentMap<ObjectName, Optional<Table>> tablesBefore = PersistentMap.empty();

  /** What the tables own that the script made or changed. */
  private TableParts parts = TableParts.NONE;

  /** Views that the script made, by the tables that they read. */
  private PersistentMap<ObjectName, Set<ObjectName>> readers = PersistentMap.empty();

  private PersistentMap<ObjectName, Optional<Sequence>> sequences = PersistentMap.empty();
  private PersistentMap<ObjectName, Optional<UserType>> types = PersistentMap.empty();
  private PersistentMap<String, Boolean> schemas = PersistentMap.empty();
  private PersistentMap<String, Boolean> routines = PersistentMap.empty();

  /** The routines of a full name that the script made, replaced or dropped some of. */
  private PersistentMap<ObjectName, List<Routine>> overloads = PersistentMap.empty();

  /** What the script's own objects use, by what is used. */
  private PersistentMap<ObjectReference, List<Dependency>> uses = PersistentMap.empty();

  /** Everything else by kind and name. */
  private PersistentMap<ObjectKey, Boolean> others = PersistentMap.empty();

  /** MySQL: what a temporary table of this name hides until it is dropped. */
  private PersistentMap<ObjectName, Optional<Table>> hidden = PersistentMap.empty();

  private Session session;
  private Certainty certainty = Certainty.ALL;

  /**
   * The name of an object that is no table, sequence, type, routine or schema.
   *
   * @param owner the table that it belongs to, or the schema; empty where there is none
   */
  public record ObjectKey(ObjectKind kind, String owner, String name) {}

  private SchemaState(SnapshotFacts facts) {
    SchemaCatalog catalog = facts.catalog();
    this.facts = facts;
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
    this.session = Session.of(catalog.schema());
  }

  private SchemaState(SchemaState other) {
    this.facts = other.facts;
    this.postgres = other.postgres;
    this.tablesIgnoreCase = other.tablesIgnoreCase;
    this.tables = other.tables;
    this.tablesBefore = other.tablesBefore;
    this.parts = other.parts;
    this.readers = other.readers;
    this.sequences = other.sequences;
    this.types = other.types;
    this.schemas = other.schemas;
    this.routines = other.routines;
    this.overloads = other.overloads;
    this.uses = other.uses;
    this.others = other.others;
    this.hidden = other.hidden;
    this.session = other.session;
    this.certainty = other.certainty;
  }

  /** What a snapshot says, before any statement. */
  public static SchemaState of(SchemaCatalog catalog) {
    return new SchemaState(new SnapshotFacts(catalog));
  }

  /** A schema of which nothing is known: every name may exist. */
  public static SchemaState unknown(Dialect dialect) {
    boolean postgres = dialect == Dialect.POSTGRESQL;
    return unknown(
        new ServerInfo(
            dialect,
            postgres ? "PostgreSQL" : "MySQL",
            postgres ? "18" : "9.7",
            "",
            new TreeMap<>()));
  }

  /** As {@link #unknown(Dialect)}, on a server of which something is known. */
  public static SchemaState unknown(ServerInfo server) {
    TreeMap<String, String> settings = new TreeMap<>(server.settings());
    if (server.dialect() == Dialect.MYSQL) {
      settings.put("lower_case_table_names", "1");
    }
    ServerInfo known =
        new ServerInfo(
            server.dialect(), server.product(), server.version(), server.database(), settings);
    return of(SchemaCatalog.of(DatabaseSchema.empty(known))).losingTrack();
  }

  /**
   * The schema as another session finds it after this one has ended: an open transaction is taken
   * back, temporary tables and settings are gone, and what was made was there before.
   */
  public SchemaState forNextSession() {
    SchemaState kept = OpenTransaction.rollBack(this);
    for (Table table : kept.tablesOfSession()) {
      if (table.temporary()) {
        kept = kept.without(table);
      }
    }
    SchemaState state = new SchemaState(kept);
    for (Table table : kept.tablesOfSession()) {
      if (!table.wasThere()) {
        state.tables = state.tables.with(key(table.fullName()), Optional.of(table.settled()));
      }
    }
    state.tablesBefore = state.tables;
    state.session = Session.of(snapshot());
    state.hidden = PersistentMap.empty();
    return state;
  }

  private List<Table> tablesOfSession() {
    List<Table> found = new ArrayList<>();
    tables.forEachSince(tablesBefore, (_, table) -> table.ifPresent(found::add));
    return found;
  }

  // ---------------------------------------------------------------- the server and its rules

  public boolean isPostgres() {
    return postgres;
  }

  public SchemaCatalog catalog() {
    return facts.catalog();
  }

  /** What the snapshot holds. */
  public DatabaseSchema snapshot() {
    return facts.catalog().schema();
  }

  /** Whether two names mean one table of a schema. */
  public boolean sameTable(String a, String b) {
    return tablesIgnoreCase ? a.equalsIgnoreCase(b) : a.equals(b);
  }

  /** Whether two names mean one column of a table. */
  public boolean sameColumn(String a, String b) {
    return postgres ? a.equals(b) : a.equalsIgnoreCase(b);
  }

  /** Whether the server's sql_mode holds this word. */
  public boolean hasMode(String mode) {
    Set<String> modes = session.modes();
    if (modes != null) {
      return modes.contains(mode);
    }
    String own = snapshot().server().settings().get("sql_mode");
    return own != null && List.of(own.toUpperCase(Locale.ROOT).split(",")).contains(mode);
  }

  /**
   * The script sets MySQL's sql_mode.
   *
   * @param set in upper case; {@code null} where it cannot be told, so that no mode is relied on
   */
  public SchemaState withModes(@Nullable Collection<String> set) {
    return with(session.withModes(set == null ? Set.of() : Set.copyOf(set)));
  }

  /** Whether MySQL refuses values that a column cannot hold, instead of changing them. */
  public boolean isStrict() {
    return hasMode("STRICT_TRANS_TABLES") || hasMode("STRICT_ALL_TABLES");
  }

  public boolean isSystemSchema(String schema) {
    return postgres
        ? POSTGRES_SYSTEM.contains(schema) || schema.startsWith("pg_")
        : MYSQL_SYSTEM.contains(schema.toLowerCase(Locale.ROOT));
  }

  // ---------------------------------------------------------------- how much is known

  /** From here on any name may exist. */
  public SchemaState losingTrack() {
    return with(new Certainty(false, certainty.nothingGone(), certainty.namesKnown()));
  }

  /** From here on objects that the script did not name may be gone. */
  public SchemaState losingObjects() {
    return with(new Certainty(certainty.followed(), false, certainty.namesKnown()));
  }

  /** From here on there may be indexes and constraints whose names are not known. */
  public SchemaState losingNames() {
    return with(new Certainty(certainty.followed(), certainty.nothingGone(), false));
  }

  private SchemaState with(Certainty other) {
    if (other.equals(certainty)) {
      return this;
    }
    SchemaState state = new SchemaState(this);
    state.certainty = other;
    return state;
  }

  /** Whether names may exist that are not known. */
  public boolean isUncertain() {
    return !certainty.followed();
  }

  /** Whether every change that the script made so far is known. */
  public boolean isFollowed() {
    return certainty.followed() && session.searchPathKnown();
  }

  /** Whether a name that is known to exist does exist, so that another like it is refused. */
  public boolean isSureOfPresence() {
    return certainty.followed() && certainty.nothingGone();
  }

  /** Whether an index or a constraint whose name is not known does not exist. */
  public boolean isSureOfNames() {
    return certainty.followed() && certainty.namesKnown();
  }

  // ---------------------------------------------------------------- the session

  /** The script changes where unqualified names are looked up. */
  public SchemaState withSearchPath(List<String> path) {
    return with(session.withSearchPath(path));
  }

  /** The script changes the search path to something that cannot be told. */
  public SchemaState losingSearchPath() {
    return with(session.losingSearchPath());
  }

  public List<String> searchPath() {
    return session.searchPath();
  }

  /** MySQL's innodb_strict_mode. */
  public SchemaState withInnoDbStrict(boolean strict) {
    return with(session.withInnoDbStrict(strict));
  }

  /** Whether InnoDB refuses options that do not suit it, instead of passing over them. */
  public boolean isInnoDbStrict() {
    return session.innoDbStrict();
  }

  /** PostgreSQL's check_function_bodies. */
  public SchemaState withBodiesChecked(boolean checked) {
    return with(session.withBodiesChecked(checked));
  }

  /** Whether the names in the bodies of routines must be there when they are made. */
  public boolean checksBodies() {
    return session.bodiesChecked();
  }

  /** MySQL's foreign_key_checks. */
  public SchemaState withReferencesChecked(boolean checked) {
    return with(session.withReferencesChecked(checked));
  }

  /** Whether foreign keys must refer to tables that are there. */
  public boolean referencesChecked() {
    return session.referencesChecked();
  }

  private SchemaState with(Session other) {
    SchemaState state = new SchemaState(this);
    state.session = other;
    return state;
  }

  /** The open transaction; {@code null} where there is none. */
  @Nullable OpenTransaction transaction() {
    return session.transaction();
  }

  /** The schema before the transaction that is open; {@code null} where none is. */
  public @Nullable SchemaState beforeTransaction() {
    return session.transaction() == null ? null : session.transaction().before();
  }

  SchemaState with(@Nullable OpenTransaction transaction) {
    return with(session.with(transaction));
  }

  public boolean inTransaction() {
    return session.transaction() != null;
  }

  // ---------------------------------------------------------------- schemas

  public SchemaState withSchema(String name) {
    return withSchema(name, true);
  }

  public SchemaState withoutSchema(String name) {
    return withSchema(name, false);
  }

  private SchemaState withSchema(String name, boolean there) {
    SchemaState state = new SchemaState(this);
    state.schemas = schemas.with(tableKey(name), there);
    return state;
  }

  public boolean hasSchema(String schema) {
    Boolean there = schemas.get(tableKey(schema));
    return there == null ? facts.catalog().hasSchema(schema) : there;
  }

  /** Those of the snapshot and of the script, for hints. */
  public Set<String> schemaNames() {
    Set<String> names = new LinkedHashSet<>(snapshot().schemas());
    schemas.forEach(
        (name, there) -> {
          if (there) {
            names.add(name);
          }
        });
    return names;
  }

  // ---------------------------------------------------------------- tables

  private String tableKey(String name) {
    return tablesIgnoreCase ? name.toLowerCase(Locale.ROOT) : name;
  }

  private ObjectName key(String schema, String name) {
    return new ObjectName(tableKey(schema), tableKey(name));
  }

  private ObjectName key(ObjectName name) {
    return tablesIgnoreCase ? key(name.schema(), name.name()) : name;
  }

  /** What a table's name means. */
  public sealed interface Lookup {
    record Found(Table table) implements Lookup {}

    /** It exists or may exist, but nothing is known about its columns. */
    record Unseen() implements Lookup {}

    record NoSchema(String schema) implements Lookup {}

    record NoTable() implements Lookup {}
  }

  /** The table of a name of one to three parts. */
  public Lookup find(List<Name> name) {
    String table = name.getLast().text();
    if (name.size() == 1) {
      return findUnqualified(table);
    }
    String schema = name.get(name.size() - 2).text();
    if (isSystemSchema(schema)) {
      boolean mayBe = !postgres || isUncertain() || SystemRelations.mayHave(schema, table);
      return mayBe ? new Lookup.Unseen() : new Lookup.NoTable();
    }
    if (!hasSchema(schema)) {
      return isUncertain() ? new Lookup.Unseen() : new Lookup.NoSchema(schema);
    }
    Optional<Table> found = findIn(schema, table);
    if (found.isPresent()) {
      return new Lookup.Found(found.get());
    }
    return isUncertain() || facts.hasExtensionRelation(new ObjectName(schema, table))
        ? new Lookup.Unseen()
        : new Lookup.NoTable();
  }

  private Lookup findUnqualified(String table) {
    if (postgres && SystemRelations.mayHave("pg_catalog", table)) {
      return new Lookup.Unseen();
    }
    if (!session.searchPathKnown()) {
      return new Lookup.Unseen();
    }
    for (String schema : session.searchPath()) {
      Optional<Table> found = findIn(schema, table);
      if (found.isPresent()) {
        return new Lookup.Found(found.get());
      }
      if (facts.hasExtensionRelation(new ObjectName(schema, table))) {
        return new Lookup.Unseen();
      }
    }
    return isUncertain() ? new Lookup.Unseen() : new Lookup.NoTable();
  }

  /** The table of this name in this schema. */
  public Optional<Table> findIn(String schema, String table) {
    Optional<Table> override = tables.get(key(schema, table));
    if (override != null) {
      return override;
    }
    if (Boolean.FALSE.equals(schemas.get(tableKey(schema)))) {
      return Optional.empty();
    }
    return facts.table(schema, table);
  }

  /** The table of this full name. */
  public Optional<Table> find(ObjectName name) {
    return findIn(name.schema(), name.name());
  }

  /** Where an object of this name would be created. */
  public String homeOf(List<Name> name) {
    if (name.size() > 1) {
      return name.get(name.size() - 2).text();
    }
    if (!postgres) {
      return session.searchPath().isEmpty() ? "" : session.searchPath().getFirst();
    }
    for (String schema : session.searchPath()) {
      if (hasSchema(schema)) {
        return schema;
      }
    }
    return session.searchPath().isEmpty() ? "" : session.searchPath().getFirst();
  }

  /** The schema that an existing table of this name is in; {@code null} where none is known. */
  public @Nullable String schemaOf(List<Name> name) {
    return find(name) instanceof Lookup.Found found ? found.table().schema() : null;
  }

  /** Keeps a table under its own name; one that is there is replaced. */
  public SchemaState with(Table table) {
    ObjectName key = key(table.fullName());
    Optional<Table> before = findIn(table.schema(), table.name());
    SchemaState state = new SchemaState(this);
    if (!postgres && !table.temporary() && before.isPresent() && before.get().temporary()) {
      // A lasting table is there, but nobody sees it while the temporary one is.
      state.hidden = hidden.with(key, Optional.of(table));
      return state;
    }
    if (table.temporary() && !postgres) {
      boolean hides = before.isPresent() && !before.get().temporary();
      state.hidden = hides ? hidden.with(key, before) : hidden;
    }
    state.tables = tables.with(key, Optional.of(table));
    if (before.isPresent() && before.get() != table) {
      state.parts = parts.without(before.get(), postgres);
    }
    state.parts = state.parts.with(table, postgres, this::key);
    return state;
  }

  /** Takes a table away; what a temporary table hid is there again. */
  public SchemaState without(Table table) {
    ObjectName key = key(table.fullName());
    SchemaState state = new SchemaState(this);
    Optional<Table> beneath = hidden.get(key);
    state.tables = tables.with(key, Optional.empty());
    if (table.temporary() && beneath != null && beneath.isPresent()) {
      state.tables = tables.with(key, beneath);
      state.hidden = hidden.with(key, Optional.empty());
    }
    state.parts = parts.without(table, postgres);
    return state;
  }

  /** The table that an index of PostgreSQL belongs to. */
  public Optional<Table> ownerOfIndex(String schema, String index) {
    Optional<ObjectName> owner = parts.ownerOfIndex(new ObjectName(schema, index));
    if (owner != null) {
      return owner.flatMap(this::find);
    }
    return facts
        .ownerOfIndex(schema, index)
        .flatMap(this::find)
        .filter(t -> t.relation().indexes().stream().anyMatch(i -> i.name().equals(index)));
  }

  /** MySQL: the table that has a foreign key or a check of this name. */
  public Optional<Table> ownerOfConstraint(String schema, String name) {
    ObjectName key = TableParts.constraintKey(schema, name);
    Optional<ObjectName> owner = parts.ownerOfConstraint(key);
    if (owner != null) {
      return owner.flatMap(this::find);
    }
    return facts
        .ownerOfConstraint(key)
        .flatMap(this::find)
        .filter(
            t ->
                TableParts.constraintNames(t.relation()).stream()
                    .anyMatch(n -> n.equalsIgnoreCase(name)));
  }

  /** The tables that inherit from a table of PostgreSQL directly, its partitions among them. */
  public List<Table> heirs(ObjectName parent) {
    Set<ObjectName> names = new LinkedHashSet<>(facts.heirs(parent));
    names.addAll(parts.heirs(parent));
    return names.stream()
        .flatMap(name -> find(name).stream())
        .filter(t -> t.relation().traits().parents().contains(parent))
        .toList();
  }

  /**
   * Whether there are partitions of which the snapshot does not show indexes and own constraints.
   */
  public boolean hasFoldedPartitions() {
    return facts.hasPartitions();
  }

  /** A foreign key and the table that has it. */
  public record Reference(Table source, dev.dbsa.domain.schema.ForeignKey key) {}

  /** The foreign keys that refer to a table, also its own. */
  public List<Reference> references(ObjectName target) {
    Set<ObjectName> sources = new LinkedHashSet<>();
    facts.referring(target).forEach(sources::add);
    sources.addAll(parts.referring(key(target)));
    List<Reference> found = new ArrayList<>();
    for (ObjectName source : sources) {
      find(source)
          .ifPresent(
              table -> {
                for (var foreignKey : table.relation().foreignKeys()) {
                  if (key(foreignKey.target()).equals(key(target))) {
                    found.add(new Reference(table, foreignKey));
                  }
                }
              });
    }
    return found;
  }

  /** What is said to use an object, whether it is still there or not; keys aside. */
  List<Dependency> saidToUse(ObjectReference object) {
    List<Dependency> found = new ArrayList<>(facts.dependents(object));
    List<Dependency> made = uses.get(object);
    if (made != null) {
      found.addAll(made);
    }
    return found;
  }

  /** Says that an object, which the script made, uses another. */
  public SchemaState with(Dependency dependency) {
    List<Dependency> before = uses.get(dependency.referenced());
    List<Dependency> after = before == null ? new ArrayList<>(1) : new ArrayList<>(before);
    after.add(dependency);
    SchemaState state = new SchemaState(this);
    state.uses = uses.with(dependency.referenced(), List.copyOf(after));
    return state;
  }

  /** Says that a view, which the script made, reads a table. */
  public SchemaState withReader(ObjectName table, ObjectName view) {
    SchemaState state = new SchemaState(this);
    state.readers = readers.with(key(table), TableParts.plus(readers.get(key(table)), view));
    return state;
  }

  /** The views of the script that read a table. */
  public List<Table> readers(ObjectName table) {
    List<Table> found = new ArrayList<>();
    Set<ObjectName> views = readers.get(key(table));
    if (views != null) {
      for (ObjectName view : views) {
        find(view).filter(v -> !v.kind().isTable()).ifPresent(found::add);
      }
    }
    return found;
  }

  // ---------------------------------------------------------------- sequences and types

  public Optional<Sequence> sequence(String schema, String name) {
    Optional<Sequence> made = sequences.get(key(schema, name));
    return made != null ? made : facts.sequence(key(schema, name));
  }

  /** The sequence of a name, where it is looked up. */
  public Optional<Sequence> sequence(List<Name> name) {
    String text = name.getLast().text();
    if (name.size() > 1) {
      return sequence(name.get(name.size() - 2).text(), text);
    }
    for (String schema : session.searchPath()) {
      Optional<Sequence> found = sequence(schema, text);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  public SchemaState with(Sequence sequence) {
    SchemaState state = new SchemaState(this);
    state.sequences = sequences.with(key(sequence.name()), Optional.of(sequence));
    return state;
  }

  public SchemaState without(Sequence sequence) {
    SchemaState state = new SchemaState(this);
    state.sequences = sequences.with(key(sequence.name()), Optional.empty());
    return state;
  }

  /** A type that the schema defines, in a schema. */
  public Optional<UserType> type(String schema, String name) {
    Optional<UserType> made = types.get(new ObjectName(schema, name));
    return made != null ? made : facts.type(new ObjectName(schema, name));
  }

  /** A type that the schema defines, where its name is looked up. */
  public Optional<UserType> type(List<Name> name) {
    String text = name.getLast().text();
    if (name.size() > 1) {
      return type(name.get(name.size() - 2).text(), text);
    }
    for (String schema : session.searchPath()) {
      Optional<UserType> found = type(schema, text);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  public SchemaState with(UserType type) {
    SchemaState state = new SchemaState(this);
    state.types = types.with(type.name(), Optional.of(type));
    state.others = others.with(typeKey(type.name().name()), true);
    return state;
  }

  public SchemaState without(UserType type) {
    SchemaState state = new SchemaState(this);
    state.types = types.with(type.name(), Optional.empty());
    state.others = others.with(typeKey(type.name().name()), false);
    return state;
  }

  private static ObjectKey typeKey(String name) {
    return new ObjectKey(ObjectKind.TYPE, "", name);
  }

  /** The script makes a type of which nothing but the name is known. */
  public SchemaState withTypeName(String name) {
    return with(typeKey(name), true);
  }

  /** Whether the name may be that of a type: one that the script made, or a table's row type. */
  public boolean mayHaveType(String name) {
    return Boolean.TRUE.equals(others.get(typeKey(name)))
        || facts.hasExtensionType(name)
        || find(List.of(new Name(0, name, false))) instanceof Lookup.Found
        || snapshot().omissions().size() > 0;
  }

  // ---------------------------------------------------------------- routines and others

  /** Whether the script or the snapshot defines a function or procedure of this name. */
  public boolean hasRoutine(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    Boolean there = routines.get(key);
    return there == null ? facts.hasRoutine(key) : there;
  }

  public SchemaState withRoutine(String name) {
    SchemaState state = new SchemaState(this);
    state.routines = routines.with(name.toLowerCase(Locale.ROOT), true);
    return state;
  }

  /** The routines of a full name, of which overloads are told apart by their arguments. */
  public List<Routine> overloads(ObjectName name) {
    List<Routine> made = overloads.get(name);
    return made != null ? made : facts.overloads(name);
  }

  /** The script leaves these routines under a full name. */
  public SchemaState withOverloads(ObjectName name, List<Routine> all) {
    SchemaState state = new SchemaState(this);
    state.overloads = overloads.with(name, List.copyOf(all));
    String key = name.name().toLowerCase(Locale.ROOT);
    state.routines =
        routines.with(key, !all.isEmpty() || state.hasOverloadsElsewhere(name) || isOfOthers(name));
    return state;
  }

  private boolean hasOverloadsElsewhere(ObjectName name) {
    return schemaNames().stream()
        .map(schema -> new ObjectName(schema, name.name()))
        .anyMatch(other -> !other.equals(name) && !overloads(other).isEmpty());
  }

  /** Whether an extension or a range brings routines of this name. */
  private boolean isOfOthers(ObjectName name) {
    return facts.hasRoutine(name.name().toLowerCase(Locale.ROOT))
        && facts.overloads(name).isEmpty();
  }

  /** Whether the name may be that of a routine whose arguments are not known. */
  public boolean mayHaveOtherRoutine(String name) {
    return facts.hasExtensionRoutine(name) || mayHaveUnlistedObjects();
  }

  /** The tables and views that the script made or changed. */
  public List<Table> touchedTables() {
    List<Table> found = new ArrayList<>();
    tables.forEach((_, table) -> table.ifPresent(found::add));
    return found;
  }

  /** The script drops the only routine of this name. */
  public SchemaState withoutRoutine(String name) {
    SchemaState state = new SchemaState(this);
    state.routines = routines.with(name.toLowerCase(Locale.ROOT), false);
    return state;
  }

  /**
   * Whether a function of the snapshot may change rows: on PostgreSQL where it is volatile, on
   * MySQL where it says that it modifies data.
   */
  public boolean isVolatileRoutine(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return routines.get(key) == null && facts.isVolatile(key);
  }

  /** Whether the snapshot or the script defines an aggregate of this name. */
  public boolean isAggregate(String name) {
    return facts.isAggregate(name);
  }

  /**
   * Whether extensions may have brought functions, types and other objects that the snapshot does
   * not list: it lists those of every extension, but earlier versions of the program did not.
   */
  public boolean mayHaveUnlistedObjects() {
    return !facts.isEveryExtensionRead();
  }

  /** Whether extensions brought functions that the server does not come with. */
  public boolean mayHaveMoreFunctions() {
    return snapshot().extensions().stream().anyMatch(e -> !e.name().equals("plpgsql"));
  }

  /** Whether an extension has, or may have, a type of this name. */
  public boolean extensionMayHaveType(String name) {
    return !facts.isEveryExtensionRead()
        || facts.hasExtensionType(name)
        || name.startsWith("_") && facts.hasExtensionType(name.substring(1));
  }

  /** Whether every operator that may be used is a built-in one. */
  public boolean knowsOperators() {
    return !facts.hasMoreOperators();
  }

  /**
   * What the script did to an object of another kind: TRUE where it made it, FALSE where it dropped
   * it, {@code null} where it did neither.
   */
  public @Nullable Boolean other(ObjectKey key) {
    return others.get(key);
  }

  /** What belongs to one table or schema from here on belongs to another, which took its place. */
  public SchemaState withOwner(String from, String to) {
    SchemaState state = new SchemaState(this);
    others.forEach(
        (key, there) -> {
          if (key.owner().equals(from)) {
            state.others =
                state
                    .others
                    .with(new ObjectKey(key.kind(), to, key.name()), there)
                    .with(key, false);
          }
        });
    return state;
  }

  /** Whether the script made any object of another kind. */
  boolean hasMade(ObjectKind kind) {
    boolean[] made = new boolean[1];
    others.forEach((key, there) -> made[0] |= there && key.kind() == kind);
    return made[0];
  }

  /** Says that the script made an object of another kind, or dropped it. */
  public SchemaState with(ObjectKey key, boolean there) {
    SchemaState state = new SchemaState(this);
    state.others = others.with(key, there);
    return state;
  }
}
