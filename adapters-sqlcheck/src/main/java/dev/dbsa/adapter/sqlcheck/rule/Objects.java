package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.bind.TableUse;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.sql.tree.AccountStatement;
import dev.dbsa.sql.tree.AdminStatement;
import dev.dbsa.sql.tree.BodyStatement;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.Comment;
import dev.dbsa.sql.tree.CreateSchema;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.ObjectStatement.Change;
import dev.dbsa.sql.tree.PlPgSqlStatement;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what a script touches; each object once for each thing that is done to it. */
final class Objects {
  private final boolean snapshot;
  private final Set<ImpactedObject> objects = new LinkedHashSet<>();
  private @Nullable Set<String> indexNames;

  /** As it stands before the statement at hand. */
  private SchemaState schema;

  Objects(SchemaState schema, boolean snapshot) {
    this.schema = schema;
    this.snapshot = snapshot;
  }

  /** Says how the schema stands before the next statement. */
  void at(SchemaState now) {
    schema = now;
  }

  List<ImpactedObject> list() {
    return List.copyOf(objects);
  }

  /**
   * @param reading whether nothing is done to the tables, whatever the statement says
   */
  void uses(Bound bound, boolean reading) {
    for (TableUse use : bound.uses()) {
      table(use.name(), reading ? Operation.READ : use.operation());
    }
  }

  /** What a statement names, beside the tables of the queries in it. */
  void statement(Statement tree) {
    switch (tree) {
      case TableStatement d -> table(d);
      case ObjectStatement d -> object(d);
      case RoutineStatement d -> routine(d);
      case ProgramStatement d -> program(d);
      case PrivilegeStatement d -> privileges(d);
      case AccountStatement.Grant d -> granted(d);
      case MaintenanceStatement d -> maintenance(d);
      case SessionStatement d -> session(d);
      case StorageStatement d -> storage(d);
      case AdminStatement.Command d -> command(d);
      case CreateSchema d -> {
        if (d.name() != null) {
          other(ObjectKind.SCHEMA, List.of(d.name()), Operation.CREATE);
        }
        d.elements().forEach(this::statement);
      }
      case Comment d -> reference(d.target(), Operation.ALTER);
      case Drop d -> drop(d);
      // Accounts are told by a rule; the tables of queries come with their names' meaning.
      case AccountStatement _,
          AdminStatement _,
          BodyStatement _,
          PlPgSqlStatement _,
          Statement.Select _,
          Statement.Insert _,
          Statement.Update _,
          Statement.Delete _,
          Statement.Merge _,
          Statement.Unread _ -> {}
    }
  }

  private void table(TableStatement statement) {
    switch (statement) {
      case TableStatement.CreateTable d -> {
        created("table", d.name());
        d.likes().forEach(l -> table(l.table(), Operation.READ));
        d.inherits().forEach(n -> table(n, Operation.READ));
        if (d.partitionOf() != null) {
          table(d.partitionOf().parent(), Operation.ALTER);
        }
        d.columns().forEach(this::targets);
        d.constraints().forEach(this::target);
      }
      case TableStatement.AlterTable d -> alter(d);
      case TableStatement.CreateIndex d -> {
        if (d.index().name() != null) {
          index(d.index().name(), d.table(), Operation.CREATE);
        }
        table(d.table(), Operation.ALTER);
      }
      case TableStatement.CreateView d ->
          created(d.materialized() ? "materialized_view" : "view", d.name());
      case TableStatement.Truncate d -> d.tables().forEach(n -> table(n, Operation.TRUNCATE));
      case TableStatement.RenameTables d ->
          d.tables().forEach(r -> table(r.from(), Operation.RENAME));
      case TableStatement.RefreshView d -> table(d.name(), Operation.MAINTAIN);
      case TableStatement.CreateSequence d ->
          other(ObjectKind.SEQUENCE, d.name(), Operation.CREATE);
      case TableStatement.MoveAll d ->
          other(ObjectKind.TABLESPACE, List.of(d.from()), Operation.ALTER);
    }
  }

  private void targets(ColumnDefinition column) {
    for (ColumnDefinition.Part part : column.parts()) {
      if (part instanceof ColumnDefinition.Part.Constraint constraint) {
        target(constraint.constraint());
      }
    }
  }

  private void target(TableConstraint constraint) {
    if (constraint instanceof TableConstraint.ForeignKey key) {
      table(key.target(), Operation.READ);
    }
  }

  private void alter(TableStatement.AlterTable d) {
    for (TableAction action : d.actions()) {
      boolean renames =
          action instanceof TableAction.RenameTable || action instanceof TableAction.SetSchema;
      Operation operation = renames ? Operation.RENAME : Operation.ALTER;
      switch (d.kind()) {
        case INDEX -> index(d.name().getLast(), d.name(), operation);
        case SEQUENCE -> other(d.kind(), d.name(), operation);
        default -> table(d.name(), operation);
      }
      switch (action) {
        case TableAction.AddConstraint a -> target(a.constraint());
        case TableAction.AddIndex a -> {
          if (a.index().name() != null) {
            index(a.index().name(), d.name(), Operation.CREATE);
          }
        }
        case TableAction.AddColumn a -> targets(a.column());
        case TableAction.AttachPartition a -> partition(d, a.partition());
        case TableAction.DetachPartition a -> partition(d, a.partition());
        case TableAction.Inherit a -> table(a.parent(), Operation.READ);
        case TableAction.AlterPartitions a -> table(a.table(), Operation.ALTER);
        default -> {}
      }
    }
  }

  /** A part of a partitioned table, or of a partitioned index. */
  private void partition(TableStatement.AlterTable d, List<Name> name) {
    if (d.kind() == ObjectKind.INDEX) {
      index(name.getLast(), name, Operation.ALTER);
    } else {
      table(name, Operation.ALTER);
    }
  }

  private void object(ObjectStatement statement) {
    switch (statement) {
      case ObjectStatement.CreateObject d -> reference(d.object(), Operation.CREATE);
      case ObjectStatement.AlterObject d -> {
        boolean renames =
            d.changes().stream()
                .anyMatch(c -> c instanceof Change.Rename || c instanceof Change.SetSchema);
        reference(d.object(), renames ? Operation.RENAME : Operation.ALTER);
      }
      case ObjectStatement.CreateEnum d -> other(ObjectKind.TYPE, d.name(), Operation.CREATE);
      case ObjectStatement.CreateComposite d -> other(ObjectKind.TYPE, d.name(), Operation.CREATE);
      case ObjectStatement.CreateRange d -> other(ObjectKind.TYPE, d.name(), Operation.CREATE);
      case ObjectStatement.CreateDomain d -> other(ObjectKind.DOMAIN, d.name(), Operation.CREATE);
      case ObjectStatement.CreateTrigger d -> {
        other(ObjectKind.TRIGGER, List.of(d.name()), Operation.CREATE);
        table(d.table(), Operation.ALTER);
      }
      case ObjectStatement.CreateRule d -> {
        other(ObjectKind.RULE, List.of(d.name()), Operation.CREATE);
        table(d.table(), Operation.ALTER);
      }
      case ObjectStatement.CreatePolicy d -> {
        other(ObjectKind.POLICY, List.of(d.name()), Operation.CREATE);
        table(d.table(), Operation.ALTER);
      }
      case ObjectStatement.CreateEventTrigger d ->
          other(ObjectKind.EVENT_TRIGGER, List.of(d.name()), Operation.CREATE);
      case ObjectStatement.CreateStatistics d -> {
        other(ObjectKind.STATISTICS, d.name(), Operation.CREATE);
        for (FromItem item : d.from()) {
          if (item instanceof FromItem.TableReference table) {
            table(table.name(), Operation.ALTER);
          }
        }
      }
      case ObjectStatement.CreateConversion d ->
          other(ObjectKind.CONVERSION, d.name(), Operation.CREATE);
      case ObjectStatement.CreateOperatorClass d ->
          other(ObjectKind.OPERATOR_CLASS, d.name(), Operation.CREATE);
      case ObjectStatement.CreateOperatorFamily d ->
          other(ObjectKind.OPERATOR_FAMILY, d.name(), Operation.CREATE);
      case ObjectStatement.CreatePublication d -> {
        other(ObjectKind.PUBLICATION, List.of(d.name()), Operation.CREATE);
        for (ObjectStatement.PublicationObject part : d.objects()) {
          if (!part.schema()) {
            table(part.name(), Operation.READ);
          }
        }
      }
      case ObjectStatement.ImportForeignSchema d ->
          other(ObjectKind.SCHEMA, List.of(d.into()), Operation.ALTER);
      case ObjectStatement.MoveAll d ->
          other(ObjectKind.TABLESPACE, List.of(d.tablespace()), Operation.ALTER);
      // Neither has a name.
      case ObjectStatement.CreateCast _,
          ObjectStatement.CreateTransform _,
          ObjectStatement.CreateAssertion _ -> {}
    }
  }

  private void routine(RoutineStatement statement) {
    switch (statement) {
      case RoutineStatement.CreateRoutine d -> other(d.kind(), d.name(), Operation.CREATE);
      case RoutineStatement.AlterRoutine d -> reference(d.routine(), Operation.ALTER);
      case RoutineStatement.CreateAggregate d ->
          other(ObjectKind.AGGREGATE, d.name(), Operation.CREATE);
      case RoutineStatement.Do _, RoutineStatement.ReturnValue _ -> {}
    }
  }

  private void program(ProgramStatement statement) {
    switch (statement) {
      case ProgramStatement.CreateRoutine d -> other(d.kind(), d.name(), Operation.CREATE);
      case ProgramStatement.CreateLoadable d ->
          other(ObjectKind.FUNCTION, List.of(d.name()), Operation.CREATE);
      case ProgramStatement.AlterRoutine d -> other(d.kind(), d.name(), Operation.ALTER);
      case ProgramStatement.CreateLibrary d ->
          other(ObjectKind.LIBRARY, d.name(), Operation.CREATE);
      case ProgramStatement.CreateTrigger d -> {
        other(ObjectKind.TRIGGER, d.name(), Operation.CREATE);
        table(d.table(), Operation.ALTER);
      }
      case ProgramStatement.EventDefinition d ->
          other(
              ObjectKind.EVENT,
              d.name(),
              !d.renameTo().isEmpty()
                  ? Operation.RENAME
                  : d.alter() ? Operation.ALTER : Operation.CREATE);
      case ProgramStatement.CreatePackage d -> other(d.kind(), d.name(), Operation.CREATE);
    }
  }

  private void privileges(PrivilegeStatement statement) {
    switch (statement) {
      case PrivilegeStatement.Grant d -> {
        if (!d.target().inSchema()) {
          d.target().objects().forEach(o -> reference(o, Operation.GRANT));
        }
      }
      case PrivilegeStatement.SecurityLabel d -> reference(d.object(), Operation.ALTER);
      // Roles, and what is made later.
      case PrivilegeStatement.GrantRole _,
          PrivilegeStatement.DefaultPrivileges _,
          PrivilegeStatement.CreateRole _,
          PrivilegeStatement.AlterRole _,
          PrivilegeStatement.SetDefault _,
          PrivilegeStatement.AlterGroup _,
          PrivilegeStatement.Owned _ -> {}
    }
  }

  /** MySQL's GRANT, which has stars for what it does not name. */
  private void granted(AccountStatement.Grant d) {
    if (d.level().isEmpty() || d.level().getLast().text().equals("*")) {
      return;
    }
    if (d.object() == null || d.object() == ObjectKind.TABLE) {
      table(d.level(), Operation.GRANT);
    } else {
      other(d.object(), d.level(), Operation.GRANT);
    }
  }

  private void maintenance(MaintenanceStatement statement) {
    switch (statement) {
      case MaintenanceStatement.Vacuum d ->
          d.relations().forEach(r -> table(r.name(), Operation.MAINTAIN));
      case MaintenanceStatement.Cluster d -> table(d.table(), Operation.MAINTAIN);
      case MaintenanceStatement.Reindex d -> {
        switch (d.target()) {
          case TABLE -> table(d.name(), Operation.MAINTAIN);
          case INDEX -> index(d.name().getLast(), d.name(), Operation.MAINTAIN);
          case SCHEMA -> other(ObjectKind.SCHEMA, d.name(), Operation.MAINTAIN);
          case DATABASE, SYSTEM_CATALOGS -> {}
        }
      }
      case MaintenanceStatement.Care d -> d.tables().forEach(n -> table(n, Operation.MAINTAIN));
      case MaintenanceStatement.LoadData d -> table(d.table(), Operation.INSERT);
      case MaintenanceStatement.Handler d -> {
        if (d.work() == MaintenanceStatement.Handler.Work.OPEN) {
          table(d.table(), Operation.READ);
        }
      }
      case MaintenanceStatement.Checkpoint _,
          MaintenanceStatement.Channel _,
          MaintenanceStatement.Discard _,
          MaintenanceStatement.LoadLibrary _,
          MaintenanceStatement.AlterSystem _,
          MaintenanceStatement.Lock _ -> {}
    }
  }

  private void session(SessionStatement statement) {
    switch (statement) {
      case SessionStatement.LockTables d -> d.tables().forEach(n -> table(n, Operation.LOCK));
      case SessionStatement.Call d -> other(ObjectKind.PROCEDURE, d.name(), Operation.CALL);
      case SessionStatement.Copy d ->
          table(d.table(), d.from() ? Operation.INSERT : Operation.READ);
      case SessionStatement.Explain d -> described(d);
      case SessionStatement.SetStatement d -> statement(d.statement());
      default -> {}
    }
  }

  /** MySQL's DESCRIBE of a table, whose name the tree keeps as text. */
  private void described(SessionStatement.Explain d) {
    if (!d.target().name().equals("table")) {
      return;
    }
    List<Name> name = new ArrayList<>();
    int parts = Math.min(2, d.target().values().size());
    for (int i = 0; i < parts; i++) {
      name.add(new Name(d.target().valuesAt().get(i), d.target().values().get(i), true));
    }
    if (parts == 2 && !(schema.find(name) instanceof Lookup.Found)) {
      // The second word is a column.
      name.removeLast();
    }
    table(name, Operation.READ);
  }

  private void storage(StorageStatement statement) {
    switch (statement) {
      case StorageStatement.Database d -> {
        if (d.name() != null) {
          other(
              ObjectKind.DATABASE,
              List.of(d.name()),
              d.alter() ? Operation.ALTER : Operation.CREATE);
        }
      }
      case StorageStatement.Space d ->
          other(d.kind(), List.of(d.name()), d.alter() ? Operation.ALTER : Operation.CREATE);
      case StorageStatement.Sequence d ->
          other(ObjectKind.SEQUENCE, d.name(), d.alter() ? Operation.ALTER : Operation.CREATE);
    }
  }

  private void command(AdminStatement.Command d) {
    switch (d.kind()) {
      case CACHE_INDEX, LOAD_INDEX -> d.names().forEach(n -> table(n, Operation.MAINTAIN));
      default -> {}
    }
  }

  private void drop(Drop d) {
    for (List<Name> name : d.names()) {
      switch (d.kind()) {
        case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE -> {
          if (schema.find(name) instanceof Lookup.Found) {
            table(name, Operation.DROP);
          } else {
            add(
                label(d.kind()),
                qualifier(name),
                name.getLast().text(),
                Operation.DROP,
                exists(name));
          }
        }
        case INDEX -> index(name.getLast(), d.table().isEmpty() ? name : d.table(), Operation.DROP);
        default -> other(d.kind(), name, Operation.DROP);
      }
    }
    switch (d.kind()) {
      case INDEX, TRIGGER, RULE, POLICY -> table(d.table(), Operation.ALTER);
      default -> {}
    }
  }

  /** An object as a statement about objects of any kind names it. */
  private void reference(ObjectReference object, Operation operation) {
    List<Name> name = object.name();
    if (name.isEmpty()) {
      return;
    }
    switch (object.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE -> table(name, operation);
      case COLUMN -> table(name.subList(0, name.size() - 1), operation);
      case INDEX -> index(name.getLast(), name, operation);
      case CONSTRAINT, TRIGGER, RULE, POLICY -> {
        other(object.kind(), name, operation);
        if (!object.onDomain()) {
          table(object.belongsTo(), Operation.ALTER);
        }
      }
      default -> other(object.kind(), name, operation);
    }
  }

  private static String label(ObjectKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String qualifier(List<Name> name) {
    return name.size() > 1 ? name.get(name.size() - 2).text() : null;
  }

  private void add(
      String type,
      @Nullable String home,
      String name,
      Operation operation,
      @Nullable Boolean exists) {
    objects.add(
        new ImpactedObject(
            type,
            home == null || home.isEmpty() ? null : home,
            name,
            operation,
            snapshot ? exists : null));
  }

  private void table(List<Name> name, Operation operation) {
    if (name.isEmpty()) {
      return;
    }
    if (schema.find(name) instanceof Lookup.Found found) {
      Table table = found.table();
      String home = table.schema().isEmpty() ? qualifier(name) : table.schema();
      // As the snapshot spells it, so that one table is one object.
      add(type(table.kind()), home, table.name(), operation, isInSnapshot(home, table.name()));
    } else {
      add("table", qualifier(name), name.getLast().text(), operation, exists(name));
    }
  }

  private static String type(RelationKind kind) {
    return switch (kind) {
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE -> "table";
      case VIEW -> "view";
      case MATERIALIZED_VIEW -> "materialized_view";
    };
  }

  private boolean isInSnapshot(@Nullable String home, String name) {
    return home != null && schema.catalog().findIn(home, name).isPresent();
  }

  /** {@code null} for what the snapshot does not cover. */
  private @Nullable Boolean exists(List<Name> name) {
    Lookup found = schema.find(name);
    return found instanceof Lookup.Unseen ? null : found instanceof Lookup.Found;
  }

  private void created(String type, List<Name> name) {
    String home = snapshot || name.size() > 1 ? schema.homeOf(name) : null;
    add(
        type,
        home,
        name.getLast().text(),
        Operation.CREATE,
        isInSnapshot(home, name.getLast().text()));
  }

  private void index(Name name, List<Name> near, Operation operation) {
    String home =
        schema.find(near) instanceof Lookup.Found found ? found.table().schema() : qualifier(near);
    add("index", home, name.text(), operation, indexes().contains(name.text()));
  }

  private Set<String> indexes() {
    if (indexNames == null) {
      indexNames = new HashSet<>();
      for (Relation relation : schema.catalog().schema().relations()) {
        relation.indexes().forEach(i -> indexNames.add(i.name()));
      }
    }
    return indexNames;
  }

  private void other(ObjectKind kind, List<Name> name, Operation operation) {
    if (name.isEmpty()) {
      return;
    }
    String text = name.getLast().text();
    Boolean exists =
        switch (kind) {
          case SCHEMA -> schema.catalog().hasSchema(text);
          case DATABASE -> schema.isPostgres() ? null : schema.catalog().hasSchema(text);
          case TYPE, DOMAIN ->
              schema.catalog().schema().types().stream()
                  .anyMatch(t -> t.name().name().equals(text));
          case SEQUENCE ->
              schema.catalog().schema().sequences().stream()
                  .anyMatch(s -> s.name().name().equals(text));
          case FUNCTION, PROCEDURE, AGGREGATE, ROUTINE ->
              schema.catalog().schema().routines().stream()
                  .anyMatch(r -> r.name().name().equalsIgnoreCase(text));
          case TRIGGER ->
              schema.catalog().schema().triggers().stream()
                  .anyMatch(t -> t.name().equalsIgnoreCase(text));
          default -> null;
        };
    add(label(kind), qualifier(name), text, operation, exists);
  }
}
