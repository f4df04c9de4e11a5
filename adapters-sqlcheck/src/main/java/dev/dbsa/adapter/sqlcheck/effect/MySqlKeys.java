package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.Identifiers;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
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
        rtree(key.method(), key.parts(), draft, step);
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
    Option comment = MySqlCharacterSets.find(index.options(), "comment");
    if (comment != null) {
      MySqlColumns.comment(
          comment.at(), comment.value(), MySqlColumns.COLUMN_COMMENT, "the index", step);
    }
    rtree(index.method(), index.parts(), draft, step);
    Option parser = MySqlCharacterSets.find(index.options(), "with parser");
    if (parser != null && (step.isMariaDb() || !parser.value().equalsIgnoreCase("ngram"))) {
      step.notShown("Whether the server has a parser " + parser.value() + " of full texts.");
    }
    key(index.at(), index.name(), false, index.kind(), index.parts(), draft, step);
  }

  /** USING RTREE makes a spatial index, whatever it is called. */
  private static void rtree(String method, List<KeyPart> parts, TableDraft draft, Step step) {
    for (KeyPart part : method.equalsIgnoreCase("rtree") ? parts : List.<KeyPart>of()) {
      Column column = part.column() == null ? null : draft.column(part.column().text());
      String base = column == null ? "" : MySqlTypes.base(column.type());
      if (part.column() != null
          && column != null
          && !base.isEmpty()
          && !MySqlTypes.isSpatial(base)) {
        key(part.column(), column, "cannot be part of an RTREE", step);
        return;
      }
    }
  }

  /** The texts of a FULLTEXT index are of one collation. */
  private static void collations(List<Name> columns, TableDraft draft, Step step) {
    Column first = columns.isEmpty() ? null : draft.column(columns.getFirst().text());
    for (Name name : columns) {
      Column column = draft.column(name.text());
      if (first != null
          && column != null
          && !first.type().isEmpty()
          && !column.type().isEmpty()
          && MySqlCharacterSets.differ(first.collation(), column.collation(), step)) {
        key(name, column, "has another collation than " + first.name(), step);
        return;
      }
    }
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
    if (!step.isMariaDb()) {
      shapes(primary, kind, parts, draft, step);
      MySqlIndexExpressions.arrays(at, parts, draft, step);
    }
    if (kind == IndexDefinition.Kind.FULLTEXT) {
      collations(columns, draft, step);
    }
    boolean unique = primary || kind == IndexDefinition.Kind.UNIQUE;
    if (unique || kind == IndexDefinition.Kind.PLAIN) {
      length(at, made, unique, draft, step);
    }
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

  /** An index over a geometry is a spatial one, whatever it is called. */
  private static void shapes(
      boolean primary,
      IndexDefinition.Kind kind,
      List<KeyPart> parts,
      TableDraft draft,
      Step step) {
    for (KeyPart part : parts) {
      Name name = part.column();
      Column column = name == null ? null : draft.column(name.text());
      if (name == null || column == null || !MySqlTypes.isSpatial(MySqlTypes.base(column.type()))) {
        continue;
      }
      if (primary || kind == IndexDefinition.Kind.UNIQUE) {
        key(name, column, "cannot be part of a primary or unique key", step);
      } else if (column.generation() == ColumnGeneration.VIRTUAL) {
        key(name, column, "is computed at each reading, and so not indexed", step);
      } else if (part.prefix() != null) {
        key(name, column, "takes no length in an index", step);
      } else if (parts.size() > 1) {
        key(name, column, "is indexed alone", step);
      } else if (column.nullable()) {
        key(name, column, "must be NOT NULL to be indexed", step);
      }
    }
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
        expression(part, part.expression(), primary, kind, draft, step);
      }
      String text = part.expression() == null ? "…" : MySqlColumns.text(part.expression());
      return new IndexPart(null, text, part.descending(), null);
    }
    Column column = draft.column(part.column().text());
    if (column != null && !column.type().isEmpty()) {
      column(part.prefix(), part.column(), column, kind, step);
    }
    return new IndexPart(
        column == null ? part.column().text() : column.name(),
        null,
        part.descending(),
        part.prefix());
  }

  private static void expression(
      KeyPart part,
      Expr expression,
      boolean primary,
      IndexDefinition.Kind kind,
      TableDraft draft,
      Step step) {
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
    MySqlIndexExpressions.check(part, expression, draft, step);
  }

  private static void column(
      @Nullable Integer prefix, Name name, Column column, IndexDefinition.Kind kind, Step step) {
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
    if (base.equals("json") && !step.isMariaDb()) {
      key(name, column, "cannot be part of an index by itself", step);
    } else if (prefix == null
        && (MySqlTypes.isText(base) || MySqlTypes.isBlob(base))
        // MariaDB takes a unique key over a long value, which it hashes.
        && !(step.isMariaDb())) {
      key(name, column, "needs a length in an index", step);
    } else if (prefix != null
        && !strings
        && !MySqlTypes.isSpatial(base)
        // A length that is the whole of the value is none.
        && prefix != MySqlTypes.bytes(column.type())) {
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

  /** InnoDB's limit of a key and of each of its parts. */
  private static final int MOST_BYTES = 3072;

  /** The same of MyISAM. */
  private static final int MOST_BYTES_OF_MYISAM = 1000;

  /** InnoDB's limit of a part of a key, where rows are compact or redundant. */
  private static final int MOST_BYTES_OF_PART = 767;

  /** Looks at the lengths of all keys. */
  static void lengths(int at, TableDraft draft, Step step) {
    for (Index index : draft.indexes) {
      if (index.method().equals("btree")) {
        length(at, index.parts(), index.unique(), draft, step);
      }
    }
  }

  /** Refuses keys that are longer than the engine takes. */
  private static void length(
      int at, List<IndexPart> parts, boolean unique, TableDraft draft, Step step) {
    boolean myIsam = !step.isMariaDb() && "myisam".equalsIgnoreCase(draft.storage());
    int most = myIsam ? MOST_BYTES_OF_MYISAM : MOST_BYTES;
    if (!myIsam && !MySqlTables.isInnoDb(draft.storage())
        || step.isMariaDb() && (unique || !step.state().isStrict())) {
      // MariaDB hashes long unique keys and cuts others.
      return;
    }
    // So does MySQL with the parts of others without strict mode.
    boolean cuts = !unique && !step.state().isStrict();
    int mostOfPart = MySqlStorage.hasShortKeys(draft) ? MOST_BYTES_OF_PART : most;
    long sum = 0;
    for (IndexPart part : parts) {
      Column column = part.column() == null ? null : draft.column(part.column());
      long bytes = column == null ? 0 : bytes(column, part.prefixLength(), step);
      if (step.isMariaDb() && bytes > most) {
        return;
      }
      bytes = cuts ? Math.min(bytes, mostOfPart) : bytes;
      sum += bytes;
      if (bytes > mostOfPart || sum > most) {
        step.refuse(
            FindingRule.INVALID_KEY,
            at,
            "The key of "
                + draft.name()
                + " takes up to "
                + (bytes > mostOfPart ? bytes : sum)
                + " bytes, more than the "
                + (bytes > mostOfPart ? mostOfPart : most)
                + " that the engine takes",
            "Index a prefix of the column, or fewer columns.",
            part.column());
        return;
      }
    }
  }

  /** What the column takes in a key; 0 where that is not known. */
  private static long bytes(Column column, @Nullable Integer prefix, Step step) {
    String base = MySqlTypes.base(column.type());
    if (MySqlTypes.isCharacter(base)) {
      int length = prefix == null ? MySqlTypes.length(column.type()) : prefix;
      return (long) Math.max(0, length) * MySqlCharacterSets.bytes(column, step);
    }
    if (MySqlTypes.isBinary(base)) {
      return Math.max(0, prefix == null ? MySqlTypes.length(column.type()) : prefix);
    }
    return Math.max(0, MySqlTypes.bytes(column.type()));
  }

  /** Looks again at the keys over columns that are defined anew. */
  static void again(Name name, Column column, TableDraft draft, Step step) {
    for (Index index : draft.indexes) {
      IndexDefinition.Kind kind =
          switch (index.method()) {
            case "fulltext" -> IndexDefinition.Kind.FULLTEXT;
            case "spatial" -> IndexDefinition.Kind.SPATIAL;
            case "vector" -> IndexDefinition.Kind.VECTOR;
            default -> IndexDefinition.Kind.PLAIN;
          };
      for (IndexPart part : index.parts()) {
        if (part.column() == null || !step.same(part.column(), column.name())) {
          continue;
        }
        boolean plain = kind == IndexDefinition.Kind.PLAIN;
        Integer prefix = plain ? prefixLeft(part, column) : part.prefixLength();
        column(prefix, name, column, kind, step);
        if (plain) {
          length(name.at(), index.parts(), index.unique(), draft, step);
        }
        return;
      }
    }
  }

  /** A prefix goes where the column is no longer than it, or has none any more. */
  private static @Nullable Integer prefixLeft(IndexPart part, Column column) {
    Integer prefix = part.prefixLength();
    String base = MySqlTypes.base(column.type());
    boolean text = MySqlTypes.isText(base) || MySqlTypes.isBlob(base);
    int length = MySqlTypes.length(column.type());
    return prefix == null || text || length < 0 || length > prefix ? textual(prefix, base) : null;
  }

  private static @Nullable Integer textual(@Nullable Integer prefix, String base) {
    return MySqlTypes.isCharacter(base) || MySqlTypes.isBinary(base) ? prefix : null;
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
      boolean own = owner.isPresent() && owner.get().fullName().equals(draft.fullName());
      boolean taken =
          owner.isPresent() && !own && hasCheck(owner.get(), name.text())
              || draft.checks.stream().anyMatch(c -> step.same(c.name(), name.text()));
      if (taken && (!step.isMariaDb() || owner.isEmpty())) {
        step.exists("check constraint", name, "Choose another name.");
      }
    }
    String chosen = name == null ? freeCheck(draft) : name.text();
    boolean enforced = !check.timing().notEnforced();
    draft.checks.add(
        new CheckConstraint(chosen, MySqlColumns.text(check.condition()), enforced, enforced));
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
    if (draft.storage() != null && !MySqlTables.isInnoDb(draft.storage())) {
      // Other engines read foreign keys and forget them.
      int wanted = key.targetColumns().size();
      if (wanted > 0 && wanted != key.columns().size()) {
        step.refuse(
            FindingRule.FOREIGN_KEY_COLUMNS,
            key.at(),
            "The foreign key has " + key.columns().size() + " columns and refers to " + wanted,
            null,
            null);
      }
      backing(key, name == null ? "" : name.text(), draft);
      return;
    }
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
    // MariaDB takes as many columns of the primary key as there are.
    boolean columns =
        step.isMariaDb() && key.targetColumns().isEmpty() || Keys.targetColumns(key, target, step);
    if (step.isMariaDb() && key.targetColumns().isEmpty()) {
      target = null;
    }
    if (target != null && columns && !target.open()) {
      target(key, target, draft, step);
    }
    String chosen = name == null ? freeForeignKey(draft) : name.text();
    names(key, chosen, draft, step);
    backed(key, draft, step);
    backing(key, chosen, draft);
    if (target != null) {
      draft.foreignKeys.add(Keys.foreignKey(chosen, key, draft, target));
    }
  }

  /** The name that the server makes, and that of the index behind the key. */
  private static void names(
      TableConstraint.ForeignKey key, String chosen, TableDraft draft, Step step) {
    Name index = key.indexName();
    String longest =
        index != null && index.text().length() > chosen.length() ? index.text() : chosen;
    if (key.name() == null
        && longest.codePointCount(0, longest.length()) > Identifiers.MYSQL_MAX_CHARACTERS) {
      step.remark(
          FindingRule.IDENTIFIER_TOO_LONG,
          Severity.ERROR,
          new Name(key.at(), longest, false),
          "The name " + longest + ", which the foreign key would have, is too long");
    } else if (key.name() == null) {
      Optional<Table> owner = step.state().ownerOfConstraint(draft.schema(), chosen);
      boolean other = owner.isPresent() && !owner.get().fullName().equals(draft.fullName());
      if (other
          && step.state().isSureOfPresence()
          && owner.get().relation().foreignKeys().stream()
              .anyMatch(k -> k.name().equalsIgnoreCase(chosen))) {
        step.refuse(
            FindingRule.OBJECT_EXISTS,
            key.at(),
            "There is already a foreign key " + chosen + ", the name that the server would give",
            "Name the foreign key: CONSTRAINT name FOREIGN KEY.",
            chosen);
      }
    }
  }

  /** The columns are indexed, and cannot be computed at each reading. */
  private static void backed(TableConstraint.ForeignKey key, TableDraft draft, Step step) {
    for (Name name : key.columns()) {
      Column column = draft.column(name.text());
      if (column == null || column.type().isEmpty()) {
        continue;
      }
      String base = MySqlTypes.base(column.type());
      if (MySqlTypes.isText(base) || MySqlTypes.isBlob(base) || base.equals("json")) {
        key(name, column, "cannot be part of a foreign key, which needs an index over it", step);
      } else if (column.generation() == ColumnGeneration.STORED && writes(key)) {
        step.refuse(
            FindingRule.INVALID_KEY,
            name,
            "The column " + name + " is computed, so no foreign key can write to it",
            "Leave ON UPDATE and ON DELETE SET NULL out.");
      } else if (column.generation() == ColumnGeneration.VIRTUAL && !step.isMariaDb()) {
        step.refuse(
            FindingRule.INVALID_KEY,
            name,
            "The column " + name + " is computed at each reading, so it refers to nothing",
            "Make it a stored one.");
      }
    }
  }

  private static boolean writes(TableConstraint.ForeignKey key) {
    return switch (key.onUpdate()) {
      case CASCADE, SET_NULL, SET_DEFAULT -> true;
      default -> key.onDelete() == TableConstraint.ForeignKey.Action.SET_NULL;
    };
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
    String start = draft.name() + "_ibfk_";
    int last = 0;
    for (ForeignKey key : draft.foreignKeys) {
      String number =
          key.name().regionMatches(true, 0, start, 0, start.length())
              ? key.name().substring(start.length())
              : "";
      if (number.matches("[1-9][0-9]{0,8}")) {
        last = Math.max(last, Integer.parseInt(number));
      }
    }
    return start + (last + 1);
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
    String storage = target.relation().storage();
    if (storage != null
        && !MySqlTables.isInnoDb(storage)
        && !target.open()
        && step.state().referencesChecked()) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          key.target().getLast(),
          "A foreign key of InnoDB refers to a table of InnoDB; "
              + target.name()
              + " is of "
              + storage,
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
    for (Column column : target.relation().columns()) {
      boolean referred = targets.stream().anyMatch(t -> step.same(t, column.name()));
      if (referred && column.generation() == ColumnGeneration.VIRTUAL && !step.isMariaDb()) {
        step.refuse(
            FindingRule.FOREIGN_KEY_TARGET,
            key.at(),
            "The column " + column.name() + " is computed at each reading, so nothing refers to it",
            null,
            column.name());
      }
    }
    for (int i = 0; i < key.columns().size() && i < targets.size(); i++) {
      types(key.columns().get(i), targets.get(i), target, draft, step);
    }
    boolean self =
        target.fullName().equals(draft.fullName())
            && !step.isMariaDb()
            && Set.copyOf(keys(Keys.texts(key.columns()), step))
                .equals(Set.copyOf(keys(targets, step)));
    boolean strict = !step.isMariaDb() && step.server().version() >= 80400;
    boolean found =
        target.relation().indexes().stream()
            .anyMatch(
                i ->
                    leads(i, targets)
                        && (!strict || i.unique() && i.parts().size() == targets.size()));
    boolean prefixed =
        target.relation().indexes().stream()
            .anyMatch(
                i ->
                    i.name().equalsIgnoreCase(PRIMARY)
                        && i.parts().stream().anyMatch(p -> p.prefixLength() != null));
    boolean primary =
        target.relation().primaryKey() != null
            && !prefixed
            && target.relation().primaryKey().columns().size() >= targets.size()
            && (!strict || target.relation().primaryKey().columns().size() == targets.size())
            && sameNames(
                target.relation().primaryKey().columns().subList(0, targets.size()), targets);
    if (self) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TARGET,
          key.at(),
          "A foreign key cannot refer to its own columns",
          null,
          target.name());
    } else if (!found && !primary) {
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

  private static List<String> keys(List<String> names, Step step) {
    return names.stream().map(step::key).distinct().toList();
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
    String why = from == null || to == null ? null : MySqlTypes.cannotRefer(from, to, step);
    if (why != null) {
      step.refuse(
          FindingRule.FOREIGN_KEY_TYPES,
          name,
          "The column " + name + " cannot refer to " + targetColumn + ": their types are " + why,
          "Give both the same type.");
    }
  }
}
