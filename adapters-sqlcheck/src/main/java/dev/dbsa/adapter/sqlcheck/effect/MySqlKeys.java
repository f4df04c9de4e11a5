package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement.IndexDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys, checks and references as MySQL defines them (sql_table.cc, InnoDB). */
final class MySqlKeys {
  static final String PRIMARY = "PRIMARY";

  private MySqlKeys() {}

  static void add(TableConstraint constraint, TableDraft draft, Step step) {
    switch (constraint) {
      case TableConstraint.Key key -> {
        Name name = key.name() == null || key.primary() ? key.indexName() : key.name();
        if (key.indexName() != null) {
          name = key.indexName();
        }
        key(
            key.at(),
            key.primary() ? null : name,
            key.primary(),
            IndexDefinition.Kind.UNIQUE,
            key.parts(),
            draft,
            step);
      }
      case TableConstraint.ForeignKey key -> foreignKey(key, draft, step);
      case TableConstraint.Check check -> check(check, draft, step);
      case TableConstraint.Exclude _, TableConstraint.NotNull _ -> {}
    }
  }

  static void add(IndexDefinition index, TableDraft draft, Step step) {
    key(index.at(), index.name(), false, index.kind(), index.parts(), draft, step);
  }

  private static void key(
      int at,
      @Nullable Name name,
      boolean primary,
      IndexDefinition.Kind kind,
      List<KeyPart> parts,
      TableDraft draft,
      Step step) {
    if (primary && draft.primaryKey() != null) {
      Keys.secondPrimaryKey(at, draft, step);
    }
    if (name != null && !primary) {
      indexName(name, draft, step);
    }
    List<Name> columns = Keys.names(parts);
    Keys.columns(columns, draft, true, step);
    if (parts.size() > (step.isMariaDb() ? 32 : 16)) {
      step.refuse(FindingRule.INVALID_KEY, at, "A key has at most 16 parts", null, draft.name());
    }
    List<IndexPart> made = new ArrayList<>();
    for (KeyPart part : parts) {
      made.add(part(part, primary, kind, draft, step));
    }
    boolean unique = primary || kind == IndexDefinition.Kind.UNIQUE;
    if (unique) {
      MySqlPartitions.keyHoldsPartitionKey(at, primary, columns, draft, step);
    }
    if (made.isEmpty()) {
      return;
    }
    List<String> spelled = Keys.spelled(columns, draft);
    String chosen = primary ? PRIMARY : name == null ? freeName(made, draft) : name.text();
    if (primary && draft.primaryKey() == null) {
      draft.primaryKey(new PrimaryKey(PRIMARY, spelled));
      spelled.forEach(c -> draft.setNullable(c, false));
    } else if (unique && !primary && columns.size() == parts.size()) {
      draft.uniques.add(new UniqueConstraint(chosen, spelled, true));
    }
    draft.indexes.add(
        IndexChanges.of(
            chosen,
            made,
            List.of(),
            unique,
            switch (kind) {
              case FULLTEXT -> "fulltext";
              case SPATIAL -> "spatial";
              case VECTOR -> "vector";
              default -> "btree";
            },
            null,
            unique ? chosen : null));
  }

  static void indexName(Name name, TableDraft draft, Step step) {
    if (name.text().equalsIgnoreCase(PRIMARY)) {
      step.refuse(
          FindingRule.INVALID_KEY, name, "No index but the primary key is called PRIMARY", null);
    } else if (draft.index(name.text()) != null) {
      step.refuse(
          FindingRule.OBJECT_EXISTS,
          name,
          "There is already an index " + name + " of " + draft.name(),
          "Choose another name.");
    }
  }

  /** sql_table.cc: make_unique_key_name. */
  private static String freeName(List<IndexPart> parts, TableDraft draft) {
    String first = parts.getFirst().column();
    String base = first == null ? "functional_index" : first;
    String name = base;
    for (int i = 2; draft.index(name) != null || name.equalsIgnoreCase(PRIMARY); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  private static IndexPart part(
      KeyPart part, boolean primary, IndexDefinition.Kind kind, TableDraft draft, Step step) {
    if (part.column() == null) {
      if (part.expression() != null) {
        expression(part.expression(), primary, kind, draft, step);
      }
      return new IndexPart(null, "…", part.descending(), null);
    }
    Column column = draft.column(part.column().text());
    if (column != null && !column.type().isEmpty()) {
      column(part, part.column(), column, kind, step);
    }
    return new IndexPart(
        column == null ? part.column().text() : column.name(),
        null,
        part.descending(),
        part.prefix());
  }

  private static void expression(
      Expr expression, boolean primary, IndexDefinition.Kind kind, TableDraft draft, Step step) {
    if (primary) {
      step.refuse(
          FindingRule.INVALID_KEY,
          expression.at(),
          "A primary key has columns, not expressions",
          null,
          draft.name());
    } else if (kind != IndexDefinition.Kind.PLAIN && kind != IndexDefinition.Kind.UNIQUE) {
      step.refuse(
          FindingRule.INVALID_KEY,
          expression.at(),
          "An index of this kind has columns, not expressions",
          null,
          draft.name());
    }
    if (expression instanceof Expr.Column column && !step.isMariaDb()) {
      step.refuse(
          FindingRule.DEFINITION_EXPRESSION,
          column.at(),
          "A column in parentheses is no key of an index",
          "Write the column without parentheses.",
          column.last().text());
      return;
    }
    step.expression(ExpressionUse.INDEX_KEY, expression, draft.table(), null);
  }

  private static void column(
      KeyPart part, Name name, Column column, IndexDefinition.Kind kind, Step step) {
    String base = MySqlTypes.base(column.type());
    boolean strings = MySqlTypes.isCharacter(base) || MySqlTypes.isBinary(base);
    switch (kind) {
      case FULLTEXT -> {
        if (!MySqlTypes.isCharacter(base)) {
          key(name, column, "cannot be part of a FULLTEXT index", step);
        }
        return;
      }
      case SPATIAL -> {
        if (!MySqlTypes.isSpatial(base)) {
          key(name, column, "cannot be part of a SPATIAL index", step);
        } else if (column.nullable()) {
          key(name, column, "must be NOT NULL to be part of a SPATIAL index", step);
        }
        return;
      }
      case VECTOR -> {
        return;
      }
      default -> {}
    }
    Integer prefix = part.prefix();
    if (base.equals("json") && !step.isMariaDb()) {
      key(name, column, "cannot be part of an index by itself", step);
    } else if (prefix == null
        && (MySqlTypes.isText(base) || MySqlTypes.isBlob(base))
        // MariaDB takes a unique key over a long value, which it hashes.
        && !(step.isMariaDb())) {
      key(name, column, "needs a length in an index", step);
    } else if (prefix != null && !strings && !MySqlTypes.isSpatial(base)) {
      key(name, column, "takes no length in an index", step);
    } else if (prefix != null && prefix == 0) {
      key(name, column, "cannot have a length of 0 in an index", step);
    } else if (prefix != null
        && (base.equals("varchar")
            || base.equals("char")
            || base.equals("varbinary")
            || base.equals("binary"))
        && MySqlTypes.length(column.type()) >= 0
        && prefix > MySqlTypes.length(column.type())) {
      key(name, column, "is shorter than its length in the index", step);
    }
  }

  private static void key(Name name, Column column, String what, Step step) {
    step.refuse(
        FindingRule.INVALID_KEY,
        name,
        "The column " + name + " of type " + column.type() + " " + what,
        null);
  }

  // ---------------------------------------------------------------- checks

  private static void check(TableConstraint.Check check, TableDraft draft, Step step) {
    Name name = check.name();
    if (name != null) {
      Optional<Table> owner = step.state().ownerOfConstraint(draft.schema(), name.text());
      boolean taken =
          owner.isPresent() && hasCheck(owner.get(), name.text())
              || draft.checks.stream().anyMatch(c -> step.same(c.name(), name.text()));
      if (taken && (!step.isMariaDb() || owner.isEmpty())) {
        step.exists("check constraint", name, "Choose another name.");
      }
    }
    String chosen = name == null ? freeCheck(draft) : name.text();
    boolean enforced = !check.timing().notEnforced();
    draft.checks.add(new CheckConstraint(chosen, "…", enforced, enforced));
  }

  private static boolean hasCheck(Table table, String name) {
    return table.relation().checks().stream().anyMatch(c -> c.name().equalsIgnoreCase(name));
  }

  private static String freeCheck(TableDraft draft) {
    int i = 1;
    while (draft.hasConstraint(draft.name() + "_chk_" + i)) {
      i++;
    }
    return draft.name() + "_chk_" + i;
  }

  // ---------------------------------------------------------------- references

  private static void foreignKey(TableConstraint.ForeignKey key, TableDraft draft, Step step) {
    Keys.columns(key.columns(), draft, true, step);
    Name name = key.name();
    if (name != null) {
      Optional<Table> owner = step.state().ownerOfConstraint(draft.schema(), name.text());
      boolean taken =
          owner.isPresent()
                  && owner.get().relation().foreignKeys().stream()
                      .anyMatch(k -> k.name().equalsIgnoreCase(name.text()))
                  && !(owner.get().fullName().equals(draft.fullName())
                      && draft.foreignKeys.stream()
                          .noneMatch(k -> step.same(k.name(), name.text())))
              || draft.foreignKeys.stream().anyMatch(k -> step.same(k.name(), name.text()));
      if (taken) {
        step.exists("foreign key", name, "Choose another name.");
      }
    }
    if (draft.partitioning() != null) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          key.at(),
          "A partitioned table has no foreign keys",
          null,
          draft.name());
    }
    nulls(key, draft, step);
    Table target =
        step.state().referencesChecked() ? Keys.target(key, draft, step) : step.find(key.target());
    boolean columns = Keys.targetColumns(key, target, step);
    if (target != null && columns && !target.open()) {
      target(key, target, draft, step);
    }
    String chosen = name == null ? freeForeignKey(draft) : name.text();
    backing(key, chosen, draft);
    if (target != null) {
      draft.foreignKeys.add(Keys.foreignKey(chosen, key, draft, target));
    }
  }

  private static void nulls(TableConstraint.ForeignKey key, TableDraft draft, Step step) {
    boolean sets =
        key.onDelete() == TableConstraint.ForeignKey.Action.SET_NULL
            || key.onUpdate() == TableConstraint.ForeignKey.Action.SET_NULL;
    for (Name name : sets ? key.columns() : List.<Name>of()) {
      Column column = draft.column(name.text());
      if (column != null && !column.nullable()) {
        step.refuse(
            FindingRule.INVALID_KEY,
            name,
            "The column " + name + " is NOT NULL, so SET NULL cannot set it",
            null);
      }
    }
  }

  private static String freeForeignKey(TableDraft draft) {
    int i = 1;
    while (draft.hasConstraint(draft.name() + "_ibfk_" + i)) {
      i++;
    }
    return draft.name() + "_ibfk_" + i;
  }

  /** InnoDB makes an index for the columns unless one begins with them. */
  private static void backing(TableConstraint.ForeignKey key, String name, TableDraft draft) {
    List<String> columns = Keys.spelled(key.columns(), draft);
    if (draft.indexes.stream().anyMatch(i -> leads(i, columns))) {
      return;
    }
    String chosen =
        key.indexName() != null
            ? key.indexName().text()
            : key.name() != null ? name : columns.getFirst();
    if (draft.index(chosen) == null) {
      draft.indexes.add(IndexChanges.ofColumns(chosen, columns, false, null));
    }
  }

  /** Whether an index begins with the columns, in whatever order. */
  static boolean leads(Index index, List<String> columns) {
    if (index.parts().size() < columns.size() || !index.method().equals("btree")) {
      return false;
    }
    Set<String> wanted = new HashSet<>();
    columns.forEach(c -> wanted.add(c.toLowerCase(Locale.ROOT)));
    for (int i = 0; i < columns.size(); i++) {
      IndexPart part = index.parts().get(i);
      if (part.column() == null
          || part.prefixLength() != null
          || !wanted.contains(part.column().toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  private static void target(
      TableConstraint.ForeignKey key, Table target, TableDraft draft, Step step) {
    if (!target.kind().isTable()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          key.target().getLast(),
          "A foreign key refers to a table, which " + target.name() + " is not",
          null);
      return;
    }
    if (target.relation().partitioning() != null) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          key.target().getLast(),
          "No foreign key refers to a partitioned table, which " + target.name() + " is",
          null);
      return;
    }
    List<String> targets =
        key.targetColumns().isEmpty() && target.relation().primaryKey() != null
            ? target.relation().primaryKey().columns()
            : Keys.texts(key.targetColumns());
    for (int i = 0; i < key.columns().size() && i < targets.size(); i++) {
      types(key.columns().get(i), targets.get(i), target, draft, step);
    }
    boolean strict = !step.isMariaDb() && step.server().version() >= 80400;
    boolean found =
        target.relation().indexes().stream()
            .anyMatch(
                i ->
                    leads(i, targets)
                        && (!strict || i.unique() && i.parts().size() == targets.size()));
    boolean primary =
        target.relation().primaryKey() != null
            && target.relation().primaryKey().columns().size() >= targets.size()
            && (!strict || target.relation().primaryKey().columns().size() == targets.size())
            && sameNames(
                target.relation().primaryKey().columns().subList(0, targets.size()), targets);
    if (!found && !primary) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          key.at(),
          "No "
              + (strict ? "unique " : "")
              + "key of "
              + target.name()
              + " has exactly the columns that the foreign key refers to",
          target.primaryKey().isEmpty()
              ? "Add a unique key over them first."
              : "Refer to the primary key: " + String.join(", ", target.primaryKey()) + ".",
          target.name());
    }
  }

  private static boolean sameNames(List<String> a, List<String> b) {
    Set<String> one = new HashSet<>();
    a.forEach(n -> one.add(n.toLowerCase(Locale.ROOT)));
    return b.stream().allMatch(n -> one.contains(n.toLowerCase(Locale.ROOT)));
  }

  private static void types(
      Name name, String targetColumn, Table target, TableDraft draft, Step step) {
    Column from = draft.column(name.text());
    Column to =
        target.relation().columns().stream()
            .filter(c -> step.same(c.name(), targetColumn))
            .findFirst()
            .orElse(null);
    String why = from == null || to == null ? null : MySqlTypes.cannotRefer(from, to);
    if (why != null) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TYPES,
          name,
          "The column " + name + " cannot refer to " + targetColumn + ": their types are " + why,
          "Give both the same type.");
    }
  }
}
