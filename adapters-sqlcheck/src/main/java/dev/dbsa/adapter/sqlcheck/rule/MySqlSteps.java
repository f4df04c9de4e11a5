package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.rule.MySqlStep.Lock;
import dev.dbsa.adapter.sqlcheck.rule.MySqlStep.Work;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of MySQL's and MariaDB's changes of tables: which are instant, in place, a rebuild or a
 * copy, and whether writes go on. A test holds it against what the servers grant when ALGORITHM and
 * LOCK ask for it.
 */
final class MySqlSteps {
  private static final int INSTANT_ADD = 80_012;
  private static final int INSTANT_ANYWHERE = 80_029;
  private static final int MARIA_INSTANT_ADD = 100_302;
  private static final int MARIA_INSTANT_ANYWHERE = 100_400;

  /** Functions that MariaDB evaluates once where their arguments are constants. */
  private static final Set<String> CONSTANT =
      Set.of("abs", "coalesce", "concat", "json_array", "json_object", "lower", "upper");

  private static final Set<String> NOW =
      Set.of("current_timestamp", "now", "localtime", "localtimestamp");

  private final SchemaState schema;
  private final @Nullable Relation relation;
  private final boolean maria;
  private final int version;

  /**
   * @param schema how the statement finds it
   * @param relation the table before the statement; {@code null} where it is not known
   */
  MySqlSteps(SchemaState schema, Server server, @Nullable Relation relation) {
    this.schema = schema;
    this.relation = relation;
    this.maria = server.isMariaDb();
    this.version = server.version() == 0 ? Integer.MAX_VALUE : server.version();
  }

  /** All of one statement. */
  MySqlStep all(List<TableAction> actions) {
    MySqlStep all = MySqlStep.NOTHING;
    boolean replacesKey =
        actions.stream().anyMatch(MySqlSteps::dropsPrimaryKey)
            && actions.stream().anyMatch(MySqlSteps::addsPrimaryKey);
    for (TableAction action : actions) {
      all = all.and(replacesKey && dropsPrimaryKey(action) ? MySqlStep.REBUILD : action(action));
    }
    for (TableAction action : actions) {
      if (action instanceof TableAction.Online online) {
        all = asked(all, online);
      }
    }
    return all;
  }

  private static MySqlStep asked(MySqlStep step, TableAction.Online online) {
    return switch (online.algorithm()) {
      case COPY -> MySqlStep.COPY;
      case INPLACE, NOCOPY -> new MySqlStep(step.otherwise(), step.otherwise(), step.lock());
      default -> step;
    };
  }

  static boolean dropsPrimaryKey(TableAction action) {
    return action instanceof TableAction.DropPart d && d.kind() == TableAction.Part.PRIMARY_KEY;
  }

  private static boolean addsPrimaryKey(TableAction action) {
    return action instanceof TableAction.AddConstraint a
        && a.constraint() instanceof TableConstraint.Key k
        && k.primary();
  }

  /** One action alone. */
  MySqlStep action(TableAction action) {
    MySqlStep step =
        switch (action) {
          case TableAction.AddColumn a -> add(a);
          case TableAction.DropColumn a -> drop(a);
          case TableAction.Modify a -> modify(a);
          case TableAction.AddConstraint a -> constraint(a.constraint());
          case TableAction.AddIndex a -> index(a.index());
          case TableAction.DropPart a ->
              switch (a.kind()) {
                case PRIMARY_KEY -> MySqlStep.COPY;
                case CHECK -> MySqlStep.DICTIONARY;
                case CONSTRAINT -> dropConstraint(a);
                case FOREIGN_KEY -> maria ? MySqlStep.DICTIONARY : MySqlStep.IN_PLACE;
                case INDEX -> MySqlStep.IN_PLACE;
              };
          case TableAction.AlterPart a -> alterPart(a);
          case TableAction.RenameIndex _ -> maria ? MySqlStep.DICTIONARY : MySqlStep.IN_PLACE;
          case TableAction.ConvertCharacterSet a -> convert(a);
          case TableAction.Repartition _ -> MySqlStep.COPY;
          case TableAction.AlterPartitions a -> partitions(a);
          case TableAction.SetOptions a -> options(a.options());
          case TableAction.Other a -> other(a.kind());
          case TableAction.Online _ -> MySqlStep.NOTHING;
          default -> MySqlStep.DICTIONARY;
        };
    return isOtherEngine() && copiesElsewhere(action, step) ? MySqlStep.COPY : step;
  }

  /** Other engines know of no work in place. */
  private boolean isOtherEngine() {
    return relation != null
        && relation.storage() != null
        && !"innodb".equalsIgnoreCase(relation.storage());
  }

  private static boolean copiesElsewhere(TableAction action, MySqlStep step) {
    return switch (action) {
      case TableAction.AddColumn _,
          TableAction.DropColumn _,
          TableAction.AddIndex _,
          TableAction.AddConstraint _ ->
          true;
      case TableAction.DropPart d ->
          d.kind() == TableAction.Part.INDEX || d.kind() == TableAction.Part.PRIMARY_KEY;
      case TableAction.Modify _ -> step.work() != Work.INSTANT;
      default -> step.work() == Work.REBUILD;
    };
  }

  private boolean hasVirtualColumn() {
    return relation != null
        && relation.columns().stream().anyMatch(c -> c.generation() == ColumnGeneration.VIRTUAL);
  }

  private boolean hasWordIndex() {
    return relation != null
        && relation.indexes().stream().anyMatch(i -> i.method().equals("fulltext"));
  }

  // ---------------------------------------------------------------- columns

  private MySqlStep dropConstraint(TableAction.DropPart a) {
    boolean check =
        relation == null
            || a.name() == null
            || relation.checks().stream().anyMatch(c -> c.name().equalsIgnoreCase(a.name().text()));
    return check ? MySqlStep.DICTIONARY : MySqlStep.IN_PLACE;
  }

  private MySqlStep instantSince(int mySql, int mariaDb) {
    if (hasWordIndex()) {
      return rebuild();
    }
    if (version < (maria ? mariaDb : mySql)) {
      return MySqlStep.REBUILD;
    }
    return MySqlStep.INSTANT_OR_REBUILD;
  }

  /** Rewriting every row; nobody can write a table with a FULLTEXT index meanwhile. */
  private MySqlStep rebuild() {
    if (!hasWordIndex()) {
      return MySqlStep.REBUILD;
    }
    return maria ? MySqlStep.REBUILD.locking(Lock.SHARED) : MySqlStep.COPY;
  }

  private MySqlStep add(TableAction.AddColumn a) {
    ColumnDefinition column = a.column();
    MySqlStep step =
        a.placement() == null
            ? instantSince(INSTANT_ADD, MARIA_INSTANT_ADD)
            : instantSince(INSTANT_ANYWHERE, MARIA_INSTANT_ANYWHERE);
    if (maria && a.placement() != null && hasVirtualColumn()) {
      step = MySqlStep.COPY;
    }
    if (column.has(Part.AutoIncrement.class)) {
      step = MySqlStep.REBUILD.locking(Lock.SHARED);
    }
    if (column.find(Part.Generated.class).filter(g -> isStored(g)).isPresent()) {
      step = MySqlStep.COPY;
    }
    if (column.find(Part.Default.class).filter(this::isComputed).isPresent()) {
      step = MySqlStep.COPY;
    }
    for (Part part : column.parts()) {
      if (part instanceof Part.Constraint c) {
        step = step.and(inline(c.constraint()));
      }
    }
    return step;
  }

  /** Whether a default is computed for each row: by MySQL all in parentheses, by MariaDB calls. */
  private boolean isComputed(Part.Default part) {
    Expr value = part.value();
    if (maria) {
      return TreeWalk.first(
              value, e -> e instanceof Expr.Call c && !isNow(c) && !CONSTANT.contains(c.function()))
          .isPresent();
    }
    boolean simple =
        value instanceof Expr.Literal
            || value instanceof Expr.Unary
            || value instanceof Expr.TypedLiteral
            || value instanceof Expr.Call call && isNow(call);
    return !simple || value.at() > part.at() + 1;
  }

  private static boolean isNow(Expr.Call call) {
    return NOW.contains(call.function());
  }

  private static boolean isStored(Part.Generated generated) {
    return Boolean.TRUE.equals(generated.stored());
  }

  private MySqlStep inline(TableConstraint constraint) {
    // Before version 9 a reference behind a column was read and forgotten.
    if (maria && constraint instanceof TableConstraint.Check) {
      return MySqlStep.DICTIONARY;
    }
    boolean forgotten =
        constraint instanceof TableConstraint.ForeignKey && !maria && version < 90_000;
    return forgotten ? MySqlStep.NOTHING : constraint(constraint);
  }

  private MySqlStep drop(TableAction.DropColumn a) {
    Optional<Column> column = column(a.column().text());
    boolean indexed = isIndexed(a.column().text());
    boolean computed = column.filter(c -> c.generation() == ColumnGeneration.VIRTUAL).isPresent();
    if (computed && !indexed) {
      return MySqlStep.DICTIONARY;
    }
    if (indexed) {
      return rebuild();
    }
    return instantSince(INSTANT_ANYWHERE, MARIA_INSTANT_ANYWHERE);
  }

  private boolean uses(Index index, String column) {
    return index.parts().stream()
        .anyMatch(p -> p.column() != null && schema.sameColumn(p.column(), column));
  }

  Optional<Column> column(String name) {
    return relation == null
        ? Optional.empty()
        : relation.columns().stream().filter(c -> schema.sameColumn(c.name(), name)).findFirst();
  }

  private MySqlStep modify(TableAction.Modify a) {
    Optional<Column> found = column(a.column().text());
    ColumnDefinition to = a.to();
    if (found.isEmpty() || to.type() == null) {
      return MySqlStep.COPY;
    }
    Column old = found.get();
    MySqlStep step = retype(old, to);
    boolean wasComputed = old.generation().isComputed();
    Optional<Part.Generated> computed = to.find(Part.Generated.class);
    if (wasComputed || computed.isPresent()) {
      boolean virtual =
          old.generation() == ColumnGeneration.VIRTUAL
              && computed.filter(g -> !isStored(g)).isPresent();
      return maria && virtual ? MySqlStep.DICTIONARY : MySqlStep.COPY;
    }
    boolean counts = old.generation() == ColumnGeneration.AUTO_INCREMENT;
    if (counts != to.has(Part.AutoIncrement.class)) {
      step = step.and(counts && maria ? MySqlStep.DICTIONARY : MySqlStep.COPY);
    }
    if (old.nullable() && isNotNull(to)) {
      step = step.and(maria && hasVirtualColumn() ? MySqlStep.COPY : rebuild());
    } else if (!old.nullable() && !isNotNull(to) && !isKey(old.name())) {
      step = step.and(rebuild());
    }
    if (moves(a, old)) {
      step = step.and(maria ? MySqlStep.DICTIONARY : rebuild());
    }
    for (Part part : to.parts()) {
      if (part instanceof Part.Constraint c) {
        step = step.and(inline(c.constraint()));
      }
    }
    return step;
  }

  private boolean moves(TableAction.Modify a, Column old) {
    TableAction.Placement placement = a.placement();
    if (placement == null) {
      return false;
    }
    if (placement.after() == null) {
      return old.position() != 1;
    }
    return column(placement.after().text())
        .map(c -> c.position() != old.position() - 1)
        .orElse(true);
  }

  static boolean isNotNull(ColumnDefinition to) {
    return to.has(Part.NotNull.class)
        || to.parts().stream()
            .anyMatch(
                p ->
                    p instanceof Part.Constraint c
                        && c.constraint() instanceof TableConstraint.Key k
                        && k.primary());
  }

  boolean isKey(String column) {
    return relation != null
        && relation.primaryKey() != null
        && relation.primaryKey().columns().stream().anyMatch(c -> schema.sameColumn(c, column));
  }

  private MySqlStep retype(Column old, ColumnDefinition to) {
    if (to.type() == null) {
      return MySqlStep.COPY;
    }
    TypeParts from = TypeParts.printedByMySql(old.type());
    TypeParts type = TypeParts.writtenForMySql(to.type());
    Collation before = collation(old);
    Collation after = collation(to);
    if (isText(old) && !before.sameAs(after)) {
      MySqlStep step = resorted(old, after);
      boolean longer =
          from.name().equals("varchar") && type.name().equals("varchar") && before.sameSetAs(after);
      if (longer) {
        return step.and(longer(from, type, before.bytes()));
      }
      return from.equals(type) ? step : MySqlStep.COPY;
    }
    if (from.equals(type)) {
      return MySqlStep.DICTIONARY;
    }
    if (!from.name().equals(type.name()) || from.unsigned() != type.unsigned()) {
      return MySqlStep.COPY;
    }
    return switch (from.name()) {
      case "varchar" -> longer(from, type, before.bytes());
      case "varbinary" -> longer(from, type, 1);
      case "enum", "set" -> labels(from, type);
      default -> MySqlStep.COPY;
    };
  }

  private MySqlStep longer(TypeParts from, TypeParts to, int bytes) {
    long before = from.modifier(0, 0) * (long) bytes;
    long after = to.modifier(0, 0) * (long) bytes;
    // The length of a value takes one byte up to 255 bytes, two beyond.
    if (after < before || before <= 255 && after > 255) {
      return MySqlStep.COPY;
    }
    return maria ? MySqlStep.DICTIONARY : MySqlStep.IN_PLACE;
  }

  private static MySqlStep labels(TypeParts from, TypeParts to) {
    int before = from.modifiers().size();
    int after = to.modifiers().size();
    boolean appended =
        after >= before && to.modifiers().subList(0, before).equals(from.modifiers());
    int unit = from.name().equals("set") ? 8 : 256;
    boolean sameBytes =
        from.name().equals("set")
            ? (before + 7) / unit == (after + 7) / unit
            : before / unit == after / unit;
    return appended && sameBytes ? MySqlStep.DICTIONARY : MySqlStep.COPY;
  }

  /**
   * How a column's strings are kept and sorted.
   *
   * @param collation empty where it is not known
   */
  private record Collation(String collation) {
    boolean sameAs(Collation other) {
      return collation.isEmpty()
          || other.collation.isEmpty()
          || collation.equals(other.collation)
          || other.collation.equals(characterSet());
    }

    boolean sameSetAs(Collation other) {
      return characterSet().equals(other.characterSet());
    }

    String characterSet() {
      int end = collation.indexOf('_');
      return end < 0 ? collation : collation.substring(0, end);
    }

    /** How much of Unicode there is: 3 for all, 2 for its first plane, 1 for less. */
    int reach() {
      return switch (characterSet()) {
        case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030" -> 3;
        case "utf8", "utf8mb3", "ucs2" -> 2;
        default -> 1;
      };
    }

    /** Bytes of a character at most. */
    int bytes() {
      return switch (characterSet()) {
        case "utf8", "utf8mb3" -> 3;
        case "", "utf8mb4", "utf16", "utf16le", "utf32" -> 4;
        case "ucs2", "gbk", "big5", "sjis", "cp932", "euckr", "gb2312" -> 2;
        case "gb18030" -> 4;
        case "ujis", "eucjpms" -> 3;
        default -> 1;
      };
    }
  }

  /** Whether the new character set may lack characters of the old one. */
  boolean losesCharacters(Column old, ColumnDefinition to) {
    Collation before = collation(old);
    Collation after = collation(to);
    boolean known = !before.collation().isEmpty() && !after.collation().isEmpty();
    return known
        && isText(old)
        && !before.sameSetAs(after)
        && !before.characterSet().equals("ascii")
        && (after.reach() < before.reach() || after.reach() == 1);
  }

  private Collation collation(Column column) {
    return new Collation(
        column.collation() != null
            ? column.collation()
            : relation != null && relation.collation() != null ? relation.collation() : "");
  }

  private Collation collation(ColumnDefinition column) {
    Optional<Part.Collate> collate = column.find(Part.Collate.class);
    if (collate.isPresent()) {
      return new Collation(collate.get().collation().getLast().text().toLowerCase(Locale.ROOT));
    }
    if (column.type() != null && column.type().collation() != null) {
      return new Collation(column.type().collation().text().toLowerCase(Locale.ROOT));
    }
    if (column.type() != null && column.type().characterSet() != null) {
      String set = column.type().characterSet().text().toLowerCase(Locale.ROOT);
      return new Collation(set.equals("utf8") ? "utf8mb3" : set);
    }
    return new Collation(
        relation != null && relation.collation() != null ? relation.collation() : "");
  }

  // ---------------------------------------------------------------- keys and constraints

  private MySqlStep constraint(TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.Key k when k.primary() -> rebuild();
      case TableConstraint.Key k -> hasExpression(k.parts()) ? functional() : MySqlStep.IN_PLACE;
      case TableConstraint.ForeignKey _ ->
          schema.referencesChecked() ? MySqlStep.COPY : MySqlStep.IN_PLACE;
      case TableConstraint.Check c ->
          c.timing().notEnforced() ? MySqlStep.DICTIONARY : MySqlStep.COPY;
      default -> MySqlStep.DICTIONARY;
    };
  }

  private static boolean hasExpression(List<KeyPart> parts) {
    return parts.stream().anyMatch(p -> p.expression() != null);
  }

  /** A hidden column is added and indexed. */
  private static MySqlStep functional() {
    return MySqlStep.IN_PLACE.locking(Lock.SHARED);
  }

  MySqlStep index(TableStatement.IndexDefinition index) {
    return switch (index.kind()) {
      case FULLTEXT ->
          (hasWordIndex() || hasDocumentId() ? MySqlStep.IN_PLACE : MySqlStep.REBUILD)
              .locking(Lock.SHARED);
      case SPATIAL -> MySqlStep.IN_PLACE.locking(Lock.SHARED);
      case VECTOR -> MySqlStep.COPY;
      case PLAIN, UNIQUE -> hasExpression(index.parts()) ? functional() : MySqlStep.IN_PLACE;
    };
  }

  private boolean hasDocumentId() {
    return relation != null
        && relation.columns().stream().anyMatch(c -> c.name().equals("FTS_DOC_ID"));
  }

  private MySqlStep alterPart(TableAction.AlterPart a) {
    if (a.kind() == TableAction.Part.CHECK || a.kind() == TableAction.Part.CONSTRAINT) {
      boolean off = a.options().stream().anyMatch(o -> o.name().startsWith("not"));
      return off ? MySqlStep.DICTIONARY : MySqlStep.COPY;
    }
    return maria ? MySqlStep.DICTIONARY : MySqlStep.IN_PLACE;
  }

  // ---------------------------------------------------------------- the whole table

  private MySqlStep convert(TableAction.ConvertCharacterSet a) {
    if (relation == null) {
      return MySqlStep.COPY;
    }
    String name = a.collation() == null ? a.characterSet().text() : a.collation().text();
    Collation after = new Collation(name.toLowerCase(Locale.ROOT));
    MySqlStep step = maria ? MySqlStep.DICTIONARY : MySqlStep.IN_PLACE;
    for (Column column : relation.columns()) {
      if (isText(column)) {
        step = step.and(resorted(column, after));
      }
    }
    return step;
  }

  /** What another collation costs, the type aside. */
  private MySqlStep resorted(Column column, Collation after) {
    Collation before = collation(column);
    if (before.sameAs(after)) {
      return MySqlStep.DICTIONARY;
    }
    if (!before.sameSetAs(after)) {
      return MySqlStep.COPY;
    }
    boolean indexed = isIndexed(column.name());
    if (maria) {
      return indexed ? MySqlStep.IN_PLACE : MySqlStep.DICTIONARY;
    }
    return indexed ? MySqlStep.COPY : MySqlStep.IN_PLACE;
  }

  private static boolean isText(Column column) {
    String name = TypeParts.printedByMySql(column.type()).name();
    return Set.of("char", "varchar", "enum", "set").contains(name) || name.endsWith("text");
  }

  private boolean isIndexed(String column) {
    return relation != null && relation.indexes().stream().anyMatch(i -> uses(i, column));
  }

  private MySqlStep options(List<Option> options) {
    MySqlStep all = MySqlStep.NOTHING;
    for (Option option : options) {
      all = all.and(option(option));
    }
    return all;
  }

  private MySqlStep option(Option option) {
    return switch (option.name().toLowerCase(Locale.ROOT)) {
      case "engine", "type" ->
          option.value().equalsIgnoreCase("innodb") && !isOtherEngine()
              ? rebuild()
              : MySqlStep.COPY;
      case "row_format", "key_block_size" -> rebuild();
      case "encryption", "encrypted", "page_compressed", "compression", "data directory" ->
          MySqlStep.REBUILD;
      case "tablespace" -> MySqlStep.REBUILD;
      default -> maria ? MySqlStep.DICTIONARY : MySqlStep.IN_PLACE;
    };
  }

  private MySqlStep other(String kind) {
    if (kind.startsWith("force")) {
      return rebuild();
    }
    if (kind.startsWith("order by")) {
      return MySqlStep.COPY;
    }
    return MySqlStep.DICTIONARY;
  }

  private MySqlStep partitions(TableAction.AlterPartitions a) {
    return switch (a.kind()) {
      case TRUNCATE -> MySqlStep.DICTIONARY;
      case REORGANIZE, COALESCE, REBUILD ->
          maria ? MySqlStep.COPY : MySqlStep.REBUILD.locking(Lock.SHARED);
      case OPTIMIZE, REPAIR -> MySqlStep.COPY;
      default -> MySqlStep.IN_PLACE;
    };
  }
}
