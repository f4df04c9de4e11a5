package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.bind.TableUse;
import dev.dbsa.adapter.sqlcheck.ddl.Definition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Action;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Constraint;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.sql.tree.Name;
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

  void definition(Definition definition) {
    switch (definition) {
      case Definition.CreateTable d -> {
        created("table", d.name());
        d.like().forEach(n -> table(n, Operation.READ));
        d.columns().forEach(c -> c.constraints().forEach(this::target));
        d.constraints().forEach(this::target);
      }
      case Definition.AlterTable d -> alter(d);
      case Definition.CreateIndex d -> {
        if (d.name() != null) {
          index(d.name(), d.table(), Operation.CREATE);
        }
        table(d.table(), Operation.ALTER);
      }
      case Definition.CreateView d ->
          created(d.materialized() ? "materialized_view" : "view", d.name());
      case Definition.Drop d -> drop(d);
      case Definition.Truncate d -> d.names().forEach(n -> table(n, Operation.TRUNCATE));
      case Definition.RenameTables d -> d.from().forEach(n -> table(n, Operation.RENAME));
      case Definition.CreateOther d -> {
        other(d.kind(), d.name(), Operation.CREATE);
        if (d.table() != null) {
          table(d.table(), Operation.ALTER);
        }
      }
      case Definition.AlterOther d -> other(d.kind(), d.name(), Operation.ALTER);
      case Definition.Maintain d -> d.names().forEach(n -> table(n, Operation.MAINTAIN));
      case Definition.Grant d -> d.tables().forEach(n -> table(n, Operation.GRANT));
      case Definition.CommentOn d -> {
        if (d.column() != null || d.kind().equals("table") || d.kind().endsWith("view")) {
          table(d.name(), Operation.ALTER);
        } else {
          other(d.kind(), d.name(), Operation.ALTER);
        }
      }
      case Definition.Lock d -> d.names().forEach(n -> table(n, Operation.LOCK));
      case Definition.Call d -> other("procedure", d.name(), Operation.CALL);
      case Definition.Describe d -> table(d.table(), Operation.READ);
      case Definition.Transfer d -> {
        if (d.table() != null) {
          table(d.table(), d.writes() ? Operation.INSERT : Operation.READ);
        }
      }
      default -> {}
    }
  }

  private void target(Constraint constraint) {
    if (constraint.target() != null) {
      table(constraint.target(), Operation.READ);
    }
  }

  private void alter(Definition.AlterTable d) {
    for (Action action : d.actions()) {
      switch (action) {
        case Action.RenameTable _, Action.SetSchema _ -> table(d.name(), Operation.RENAME);
        case Action.Add a -> {
          table(d.name(), Operation.ALTER);
          target(a.constraint());
          if (a.constraint().kind() == Constraint.Kind.INDEX && a.constraint().name() != null) {
            index(a.constraint().name(), d.name(), Operation.CREATE);
          }
        }
        case Action.AddColumn a -> {
          table(d.name(), Operation.ALTER);
          a.column().constraints().forEach(this::target);
        }
        default -> table(d.name(), Operation.ALTER);
      }
    }
  }

  private void drop(Definition.Drop d) {
    for (List<Name> name : d.names()) {
      switch (d.kind()) {
        case "table", "view", "materialized view", "foreign table" -> {
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
        case "index" -> index(name.getLast(), d.table() == null ? name : d.table(), Operation.DROP);
        default -> other(d.kind(), name, Operation.DROP);
      }
    }
    if (d.table() != null) {
      table(d.table(), Operation.ALTER);
    }
  }

  private static String label(String kind) {
    return kind.replace(' ', '_').toLowerCase(Locale.ROOT);
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

  private void other(String kind, List<Name> name, Operation operation) {
    if (name.isEmpty()) {
      return;
    }
    String text = name.getLast().text();
    Boolean exists =
        switch (kind) {
          case "schema" -> schema.catalog().hasSchema(text);
          case "database" -> schema.isPostgres() ? null : schema.catalog().hasSchema(text);
          case "type", "domain" ->
              schema.catalog().schema().types().stream()
                  .anyMatch(t -> t.name().name().equals(text));
          case "sequence" ->
              schema.catalog().schema().sequences().stream()
                  .anyMatch(s -> s.name().name().equals(text));
          case "function", "procedure", "aggregate", "routine" ->
              schema.catalog().schema().routines().stream()
                  .anyMatch(r -> r.name().name().equalsIgnoreCase(text));
          case "trigger" ->
              schema.catalog().schema().triggers().stream()
                  .anyMatch(t -> t.name().equalsIgnoreCase(text));
          default -> null;
        };
    add(label(kind), qualifier(name), text, operation, exists);
  }
}
