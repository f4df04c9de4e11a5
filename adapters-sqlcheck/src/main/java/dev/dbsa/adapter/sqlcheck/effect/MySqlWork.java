package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement.IndexDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a table need of MySQL's InnoDB, as 9.7 was seen to answer: whether the data stay,
 * whether the table must be copied, and whether others may write meanwhile. Where that hangs on
 * more than the schema tells, the cheapest way is taken for possible.
 */
final class MySqlWork {
  /** Options that make the table's file anew. */
  private static final Set<String> FILE_OPTIONS =
      Set.of("engine", "row_format", "key_block_size", "key block size");

  private static final Set<String> COPYING = Set.of("myisam", "memory", "csv", "archive");

  private final Table before;
  private final Table after;
  private final Step step;

  /** Whether it takes no more than a change of the dictionary. */
  private boolean instant = true;

  /** Whether it can go without copying the table. */
  private boolean inPlace = true;

  /** Whether others cannot write meanwhile. */
  private boolean locks;

  /** Whether all rows are written anew. */
  private boolean rebuilds;

  /** Whether columns come or go that are computed at each reading. */
  private boolean virtualColumns;

  /** Whether something is changed that does not go together with those. */
  private boolean more;

  private MySqlWork(Table before, Table after, Step step) {
    this.before = before;
    this.after = after;
    this.step = step;
  }

  /** What a change needs at least. */
  record Need(boolean instant, boolean inPlace, boolean locks) {
    static final Need NOTHING = new Need(true, true, false);
    static final Need COPY = new Need(false, false, true);
  }

  /** Of ALTER TABLE. */
  static Need of(List<TableAction> actions, Table before, Table after, Step step) {
    if (!MySqlTables.isInnoDb(before.relation().storage())) {
      return elsewhere(actions, before, after, step);
    }
    MySqlWork work = new MySqlWork(before, after, step);
    for (TableAction action : actions) {
      work.add(action);
    }
    boolean keyed = actions.stream().anyMatch(MySqlOnline::addsPrimaryKey);
    boolean unkeyed =
        actions.stream()
            .anyMatch(
                a ->
                    a instanceof TableAction.DropPart d
                        && d.kind() == TableAction.Part.PRIMARY_KEY);
    if (keyed) {
      work.rebuild();
    } else if (unkeyed) {
      work.copy();
    }
    long texts = actions.stream().filter(MySqlWork::addsFullText).count();
    if (texts > 1 || work.rebuilds && has("fulltext", after)) {
      work.copy();
    }
    work.locks |= work.rebuilds && has("spatial", after);
    if (work.virtualColumns && work.more) {
      work.inPlace = false;
    }
    return new Need(work.instant, work.inPlace, work.locks);
  }

  /** Of CREATE INDEX. */
  static Need of(IndexDefinition index, Table table, Step step) {
    String storage = table.relation().storage();
    if (MySqlTables.isInnoDb(storage)) {
      return new Need(false, true, locks(index, table.relation().columns(), step));
    }
    return isCopying(storage) ? Need.COPY : Need.NOTHING;
  }

  /** Of DROP INDEX. */
  static Need ofDroppedIndex(Table table) {
    String storage = table.relation().storage();
    if (MySqlTables.isInnoDb(storage)) {
      return new Need(false, true, false);
    }
    return isCopying(storage) ? Need.COPY : Need.NOTHING;
  }

  // ---------------------------------------------------------------- other engines

  /** Engines that change nothing but names, defaults and comments without copying the table. */
  private static boolean isCopying(@Nullable String storage) {
    return storage != null && COPYING.contains(storage.toLowerCase(Locale.ROOT));
  }

  private static Need elsewhere(List<TableAction> actions, Table before, Table after, Step step) {
    MySqlWork work = new MySqlWork(before, after, step);
    boolean copies =
        isCopying(before.relation().storage())
            && actions.stream()
                .anyMatch(a -> work.copiesElsewhere(a) && !remakes(indexName(a), actions, step));
    return copies ? Need.COPY : Need.NOTHING;
  }

  /** Whether an index goes and comes again, maybe as it was. */
  private static boolean remakes(@Nullable Name index, List<TableAction> actions, Step step) {
    return index != null
        && actions.stream().filter(a -> step.same(text(indexName(a)), index.text())).count() > 1;
  }

  private static @Nullable Name indexName(TableAction action) {
    return switch (action) {
      case TableAction.AddIndex a -> a.index().name();
      case TableAction.DropPart a when a.kind() == TableAction.Part.INDEX -> a.name();
      default -> null;
    };
  }

  private static @Nullable String text(@Nullable Name name) {
    return name == null ? null : name.text();
  }

  private boolean copiesElsewhere(TableAction action) {
    return switch (action) {
      case TableAction.AddColumn _,
          TableAction.DropColumn _,
          TableAction.AddIndex _,
          TableAction.AddConstraint _,
          TableAction.Repartition _ ->
          true;
      case TableAction.DropPart a ->
          a.kind() == TableAction.Part.INDEX || a.kind() == TableAction.Part.PRIMARY_KEY;
      case TableAction.Modify a -> {
        Column from = MySqlOnline.find(before, a.column().text(), step);
        Column to = MySqlOnline.find(after, a.to().name().text(), step);
        yield from != null
            && to != null
            && !from.type().isEmpty()
            && !to.type().isEmpty()
            && (changesData(from, to) || length(from) != length(to));
      }
      case TableAction.SetOptions a ->
          a.options().stream().anyMatch(o -> o.name().equals("engine"));
      case TableAction.Other a -> a.kind().equals("force");
      default -> false;
    };
  }

  private static int length(Column column) {
    return MySqlTypes.isInteger(MySqlTypes.base(column.type()))
        ? 0
        : MySqlTypes.length(column.type());
  }

  // ---------------------------------------------------------------- InnoDB

  private static boolean has(String method, Table table) {
    return table.relation().indexes().stream().anyMatch(i -> i.method().equals(method));
  }

  /** Work on partitions that ALGORITHM and LOCK say nothing of. */
  static boolean isOutsideTheTable(TableAction action) {
    return action instanceof TableAction.AlterPartitions a
        && switch (a.kind()) {
          case ADD, DROP, COALESCE, REBUILD, REORGANIZE -> false;
          default -> true;
        };
  }

  private static boolean addsFullText(TableAction action) {
    return action instanceof TableAction.AddIndex a
        && a.index().kind() == IndexDefinition.Kind.FULLTEXT;
  }

  private void copy() {
    instant = false;
    inPlace = false;
  }

  private void rebuild() {
    instant = false;
    rebuilds = true;
    more = true;
  }

  private void add(TableAction action) {
    switch (action) {
      case TableAction.AddColumn a -> added(a.column());
      case TableAction.DropColumn a -> dropped(a);
      case TableAction.Modify a -> modified(a);
      case TableAction.RenameColumn _ -> more = true;
      case TableAction.AddIndex a -> {
        instant = false;
        locks |= locks(a.index(), after.relation().columns(), step);
      }
      case TableAction.AddConstraint a -> constraint(a.constraint());
      case TableAction.DropPart a -> {
        boolean check =
            a.kind() == TableAction.Part.CHECK || a.kind() == TableAction.Part.CONSTRAINT;
        instant &= check;
      }
      case TableAction.RenameIndex _ -> {
        instant = false;
        more = true;
      }
      case TableAction.AlterPart a -> instant &= a.kind() != TableAction.Part.INDEX;
      case TableAction.ConvertCharacterSet _ -> converted();
      case TableAction.SetOptions a -> a.options().forEach(this::option);
      case TableAction.Repartition _ -> copy();
      case TableAction.AlterPartitions a -> partitions(a);
      case TableAction.Other a -> {
        if (a.kind().equals("force")) {
          rebuild();
        } else if (a.kind().equals("order by")) {
          copy();
        }
      }
      default -> {}
    }
  }

  private void option(Option option) {
    if (FILE_OPTIONS.contains(option.name())) {
      rebuild();
      if (option.name().equals("engine") && !MySqlTables.isInnoDb(option.value())) {
        copy();
      }
    } else if (!option.name().contains("tablespace") && !option.name().startsWith("secondary")) {
      instant = false;
      more = true;
    }
  }

  private void partitions(TableAction.AlterPartitions a) {
    switch (a.kind()) {
      case ADD -> {
        instant = false;
        locks |= a.into().isEmpty();
      }
      case DROP -> instant = false;
      case COALESCE, REBUILD, REORGANIZE -> {
        instant = false;
        locks = true;
      }
      default -> {}
    }
  }

  private void constraint(TableConstraint constraint) {
    switch (constraint) {
      case TableConstraint.Key key -> {
        instant = false;
        locks |= computes(key.parts());
      }
      case TableConstraint.ForeignKey _ -> {
        if (step.state().referencesChecked()) {
          copy();
        }
      }
      case TableConstraint.Check check -> {
        if (!check.timing().notEnforced()) {
          copy();
        }
      }
      default -> {}
    }
  }

  // ---------------------------------------------------------------- indexes

  /** Whether making the index keeps others from writing. */
  private static boolean locks(IndexDefinition index, List<Column> columns, Step step) {
    return index.kind() == IndexDefinition.Kind.FULLTEXT
        || index.kind() == IndexDefinition.Kind.SPATIAL
        || computes(index.parts())
        || index.parts().stream()
            .anyMatch(
                p ->
                    p.column() != null
                        && columns.stream()
                            .anyMatch(
                                c ->
                                    step.same(c.name(), p.column().text())
                                        && MySqlTypes.isSpatial(MySqlTypes.base(c.type()))));
  }

  /** Whether the index is over an expression, for which a hidden column comes. */
  private static boolean computes(List<KeyPart> parts) {
    return parts.stream().anyMatch(p -> p.column() == null);
  }

  private boolean isIndexed(String column, Table table) {
    for (Index index : table.relation().indexes()) {
      if (index.parts().stream().anyMatch(p -> step.same(p.column(), column))) {
        return true;
      }
    }
    return table.relation().primaryKey() != null
        && table.relation().primaryKey().columns().stream().anyMatch(c -> step.same(c, column));
  }

  // ---------------------------------------------------------------- columns

  private void added(ColumnDefinition column) {
    boolean virtual = false;
    for (Part part : column.parts()) {
      switch (part) {
        case Part.AutoIncrement _ -> {
          instant = false;
          locks = true;
        }
        case Part.Generated g -> {
          if (Boolean.TRUE.equals(g.stored())) {
            copy();
          } else {
            virtual = true;
          }
        }
        case Part.Default d -> {
          if (step.text().token(d.at() + 1).is("(")) {
            copy();
          }
        }
        case Part.Constraint c -> constraint(c.constraint());
        default -> {}
      }
    }
    columns(virtual);
    if (virtual && isIndexed(column.name().text(), after)) {
      instant = false;
      locks = true;
    }
  }

  private void dropped(TableAction.DropColumn a) {
    Column column = MySqlOnline.find(before, a.column().text(), step);
    if (column != null) {
      columns(column.generation() == ColumnGeneration.VIRTUAL);
      instant &= !isIndexed(column.name(), before);
    }
  }

  /** A column comes or goes. */
  private void columns(boolean virtual) {
    if (virtual) {
      virtualColumns = true;
      return;
    }
    more = true;
    if (has("fulltext", after)) {
      copy();
    }
    locks |= has("spatial", after);
  }

  private void modified(TableAction.Modify a) {
    Column from = MySqlOnline.find(before, a.column().text(), step);
    Column to = MySqlOnline.find(after, a.to().name().text(), step);
    if (from == null || to == null || from.type().isEmpty() || to.type().isEmpty()) {
      return;
    }
    more |= !step.same(from.name(), to.name());
    boolean checked =
        a.to().parts().stream()
            .anyMatch(
                p ->
                    p instanceof Part.Constraint c
                        && c.constraint() instanceof TableConstraint.Check check
                        && !check.timing().notEnforced());
    if (checked || changesData(from, to)) {
      copy();
    } else if (from.nullable() != to.nullable()) {
      rebuild();
    }
    if (a.placement() != null) {
      moved(from, to);
    }
  }

  private void moved(Column from, Column to) {
    boolean virtual = from.generation() == ColumnGeneration.VIRTUAL;
    List<String> was = names(before, virtual);
    List<String> is = names(after, virtual);
    was.replaceAll(n -> step.same(n, from.name()) ? to.name() : n);
    was.replaceAll(step::key);
    is.replaceAll(step::key);
    if (was.size() == is.size() && Set.copyOf(was).equals(Set.copyOf(is)) && !was.equals(is)) {
      if (virtual) {
        instant = false;
        inPlace = false;
      } else {
        rebuild();
      }
    }
  }

  private static List<String> names(Table table, boolean virtual) {
    List<String> names = new ArrayList<>();
    for (Column column : table.relation().columns()) {
      if ((column.generation() == ColumnGeneration.VIRTUAL) == virtual) {
        names.add(column.name());
      }
    }
    return names;
  }

  private void converted() {
    instant = false;
    more = true;
    for (Column from : before.relation().columns()) {
      Column to = MySqlOnline.find(after, from.name(), step);
      if (to != null && changesData(from, to)) {
        copy();
      }
    }
  }

  /** Whether values must be written anew, for certain (field.cc: change_prevents_inplace). */
  private boolean changesData(Column from, Column to) {
    String one = MySqlTypes.base(from.type());
    String other = MySqlTypes.base(to.type());
    if (from.type().isEmpty() || to.type().isEmpty()) {
      return false;
    }
    if (!stored(one).equals(stored(other))) {
      return true;
    }
    return switch (stored(one)) {
      case "varchar" -> texts(from, to) || resized(from, to);
      case "char" ->
          texts(from, to)
              || one.equals(other)
                  && MySqlTypes.length(from.type()) != MySqlTypes.length(to.type());
      case "tinytext", "text", "mediumtext", "longtext" -> texts(from, to);
      case "enum", "set" -> !isLonger(from.type(), to.type());
      case "float", "double" -> from.type().contains("unsigned") != to.type().contains("unsigned");
      default -> !MySqlOnline.plain(from.type()).equals(MySqlOnline.plain(to.type()));
    };
  }

  /** How InnoDB keeps a type: strings of bytes are strings of the character set binary. */
  private static String stored(String base) {
    return switch (base) {
      case "varbinary" -> "varchar";
      case "binary" -> "char";
      case "tinyblob", "blob", "mediumblob", "longblob" -> base.replace("blob", "text");
      default -> base;
    };
  }

  private String collation(Column column) {
    return MySqlTypes.isBinary(MySqlTypes.base(column.type()))
        ? "binary"
        : MySqlCharacterSets.effective(column.collation(), step);
  }

  /** Whether texts mean something else under the new collation, or are sorted otherwise. */
  private boolean texts(Column from, Column to) {
    String was = MySqlCharacterSets.of(collation(from));
    String is = MySqlCharacterSets.of(collation(to));
    if (was.isEmpty() || is.isEmpty()) {
      return false;
    }
    boolean holds =
        was.equals(is) || is.equals("binary") || was.equals("utf8mb3") && is.equals("utf8mb4");
    boolean sorted =
        MySqlCharacterSets.differ(collation(from), collation(to), step)
            && isIndexed(to.name(), after);
    return !holds || sorted;
  }

  /** Whether a text gets shorter, or its length is kept in another number of bytes. */
  private boolean resized(Column from, Column to) {
    long was = bytes(from);
    long is = bytes(to);
    return was > 0 && is > 0 && (is < was || was < 256 != is < 256);
  }

  private long bytes(Column column) {
    int size =
        MySqlTypes.base(column.type()).equals("varbinary")
            ? 1
            : MySqlCharacterSets.bytes(column, step);
    return (long) MySqlTypes.length(column.type()) * size;
  }

  /** Whether labels come behind the others alone, and take no more bytes. */
  private static boolean isLonger(String from, String to) {
    boolean plain = !from.contains("''") && !to.contains("\\") && !to.contains("'0x");
    String was = from.substring(0, Math.max(0, from.lastIndexOf(')')));
    return !plain || to.startsWith(was) && MySqlTypes.size(from) == MySqlTypes.size(to);
  }
}
