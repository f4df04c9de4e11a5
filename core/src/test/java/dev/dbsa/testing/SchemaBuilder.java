package dev.dbsa.testing;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.ExtensionContents;
import dev.dbsa.domain.schema.FurtherObjects;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Omission;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.domain.sql.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes a schema down in few words:
 *
 * <pre>{@code
 * DatabaseSchema schema =
 *     SchemaBuilder.postgresql()
 *         .table("customers", t -> t.id("id").column("email", "text", c -> c.notNull()))
 *         .table("orders", t -> t.id("id").reference("customer_id", "customers", "id"))
 *         .build();
 * }</pre>
 *
 * Names without a schema of their own belong to the current one, see {@link #schema(String)}.
 */
public final class SchemaBuilder {

  private final Dialect dialect;
  private String product;
  private String version;
  private final String database;
  private String currentSchema;
  private final Set<String> schemas = new LinkedHashSet<>();
  private List<String> searchPath;
  private final SortedMap<String, String> settings = new TreeMap<>();
  private final List<Relation> relations = new ArrayList<>();
  private final List<Sequence> sequences = new ArrayList<>();
  private final List<UserType> types = new ArrayList<>();
  private final List<Routine> routines = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final List<Extension> extensions = new ArrayList<>();
  private final List<Omission> omissions = new ArrayList<>();
  private FurtherObjects further = FurtherObjects.none();

  private SchemaBuilder(
      Dialect dialect, String product, String version, String database, String schema) {
    this.dialect = dialect;
    this.product = product;
    this.version = version;
    this.database = database;
    this.currentSchema = schema;
    this.searchPath = List.of(schema);
    schemas.add(schema);
  }

  /** PostgreSQL 18, database {@code shop}, schema {@code public}. */
  public static SchemaBuilder postgresql() {
    return new SchemaBuilder(Dialect.POSTGRESQL, "PostgreSQL", "18.6", "shop", "public")
        .setting("standard_conforming_strings", "on");
  }

  /** MySQL 9.7, database {@code shop}. */
  public static SchemaBuilder mysql() {
    return new SchemaBuilder(Dialect.MYSQL, "MySQL", "9.7.0", "shop", "shop")
        .setting("lower_case_table_names", "0")
        .setting("sql_mode", "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES");
  }

  /** {@link #postgresql()} or {@link #mysql()}. */
  public static SchemaBuilder of(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> postgresql();
      case MYSQL -> mysql();
    };
  }

  public SchemaBuilder server(String newProduct, String newVersion) {
    product = newProduct;
    version = newVersion;
    return this;
  }

  public SchemaBuilder setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Makes this the schema of what follows. The search path stays as it is. */
  public SchemaBuilder schema(String name) {
    schemas.add(name);
    currentSchema = name;
    return this;
  }

  public SchemaBuilder searchPath(String... names) {
    searchPath = List.of(names);
    return this;
  }

  public SchemaBuilder table(String name, Consumer<TableBuilder> content) {
    return relation(RelationKind.TABLE, name, content);
  }

  /** A view whose query is {@code definition}; {@code content} names its columns. */
  public SchemaBuilder view(String name, String definition, Consumer<TableBuilder> content) {
    return relation(
        RelationKind.VIEW,
        name,
        t -> {
          t.definition(definition);
          content.accept(t);
        });
  }

  public SchemaBuilder relation(RelationKind kind, String name, Consumer<TableBuilder> content) {
    TableBuilder table = new TableBuilder(dialect, kind, name(name));
    content.accept(table);
    relations.add(table.build());
    return this;
  }

  /** A PostgreSQL enum type. */
  public SchemaBuilder enumeration(String name, String... labels) {
    return type(new UserType.Enumeration(name(name), List.of(labels), null));
  }

  public SchemaBuilder type(UserType type) {
    types.add(type);
    return this;
  }

  /** A free sequence that counts from 1 in steps of 1. */
  public SchemaBuilder sequence(String name) {
    return sequence(new Sequence(name(name), "bigint", 1, 1, 1, Long.MAX_VALUE, false, null, null));
  }

  public SchemaBuilder sequence(Sequence sequence) {
    sequences.add(sequence);
    return this;
  }

  public SchemaBuilder routine(Routine routine) {
    routines.add(routine);
    return this;
  }

  /** A function in the current schema. */
  public SchemaBuilder function(String name, String arguments, String result) {
    return routine(
        new Routine(name(name), Routine.Kind.FUNCTION, arguments, result, "volatile", "sql", null));
  }

  public SchemaBuilder trigger(Trigger trigger) {
    triggers.add(trigger);
    return this;
  }

  public SchemaBuilder extension(String name, String extensionVersion) {
    extensions.add(new Extension(name, extensionVersion, currentSchema));
    return this;
  }

  /** An extension in the current schema, with the objects that it made. */
  public SchemaBuilder extension(String name, String extensionVersion, ExtensionContents contents) {
    extensions.add(new Extension(name, extensionVersion, currentSchema, contents));
    return this;
  }

  public SchemaBuilder further(FurtherObjects newFurther) {
    further = newFurther;
    return this;
  }

  /** What uses what, beside what the definitions tell. */
  public SchemaBuilder dependencies(Dependency... dependencies) {
    return further(further.withDependencies(List.of(dependencies)));
  }

  public SchemaBuilder omission(String subject, String reason) {
    omissions.add(new Omission(subject, reason));
    return this;
  }

  /** The full name of an object of the current schema. */
  public ObjectName name(String name) {
    return new ObjectName(currentSchema, name);
  }

  public DatabaseSchema build() {
    return new DatabaseSchema(
        new ServerInfo(dialect, product, version, database, settings),
        List.copyOf(schemas),
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

  /** {@code count} tables of {@code columns} columns each, with keys, comments and references. */
  public static DatabaseSchema large(Dialect dialect, int count, int columns) {
    SchemaBuilder builder = of(dialect);
    for (int i = 1; i <= count; i++) {
      int number = i;
      builder.table("table_%05d".formatted(number), t -> fill(t, number, columns));
    }
    return builder.build();
  }

  private static void fill(TableBuilder table, int number, int columns) {
    table.comment("Table number %d of the large schema".formatted(number)).id("id");
    if (number > 1) {
      table.reference("parent_id", "table_%05d".formatted(number - 1), "id");
    }
    while (table.columnCount() < columns) {
      int position = table.columnCount() + 1;
      Consumer<ColumnBuilder> content =
          c -> {
            if (position % 3 == 0) {
              c.notNull();
            }
            if (position % 4 == 0) {
              c.comment("Attribute %d of table %d".formatted(position, number));
            }
          };
      table.column(
          "attribute_%02d".formatted(position),
          position % 2 == 0 ? "varchar(120)" : "integer",
          content);
    }
    table.index("ix_table_%05d_1".formatted(number), "attribute_%02d".formatted(columns));
  }
}
