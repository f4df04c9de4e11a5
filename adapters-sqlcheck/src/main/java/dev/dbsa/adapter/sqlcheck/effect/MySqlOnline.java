package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableAction.Online;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement.IndexDefinition;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * ALGORITHM and LOCK that a change cannot go by: what each change needs at least, as MySQL 9.7 and
 * MariaDB 11.4 were seen to answer. Where that hangs on more than the schema tells, the cheapest
 * way is taken for possible.
 */
final class MySqlOnline {
  /** The ways to carry a change out, the cheapest first. */
  enum Way {
    INSTANT,
    INPLACE,
    COPY;

    Way or(Way other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  private MySqlOnline() {}

  /** CREATE INDEX. */
  static void index(Online online, IndexDefinition index, Table table, Step step) {
    if (step.isMariaDb()) {
      check(online, Way.INPLACE, sharesAtMost(index.kind()), table, step);
    } else {
      check(online, MySqlWork.of(index, table, step), table, step);
    }
  }

  /** DROP INDEX. */
  static void dropIndex(Online online, Table table, Step step) {
    if (step.isMariaDb()) {
      check(online, Way.INPLACE, false, table, step);
    } else {
      check(online, MySqlWork.ofDroppedIndex(table), table, step);
    }
  }

  /** ALTER TABLE. */
  static void alter(List<TableAction> actions, Table before, Table after, Step step) {
    Online online = null;
    for (TableAction action : actions) {
      if (action instanceof Online o) {
        online = online == null ? o : merged(online, o);
      }
    }
    if (online == null) {
      return;
    }
    if (!step.isMariaDb()) {
      if (actions.stream().anyMatch(MySqlWork::isOutsideTheTable)) {
        return;
      }
      if (isSimple(actions) && online.algorithm() != Online.Algorithm.COPY) {
        simple(online, step);
      } else {
        check(online, MySqlWork.of(actions, before, after, step), before, step);
      }
      return;
    }
    if (actions.stream().anyMatch(TableAction.AlterPartitions.class::isInstance)) {
      return;
    }
    Way way = Way.INSTANT;
    boolean shared = false;
    boolean primary = actions.stream().anyMatch(MySqlOnline::addsPrimaryKey);
    for (TableAction action : actions) {
      way = way.or(way(action, primary, before, after, step));
      shared |= action instanceof TableAction.AddIndex a && sharesAtMost(a.index().kind());
    }
    check(online, way, shared, before, step);
  }

  /** Whether no more is done than a rename, or than turning keys on or off. */
  private static boolean isSimple(List<TableAction> actions) {
    return actions.stream()
        .allMatch(
            a ->
                a instanceof Online
                    || a instanceof TableAction.RenameTable
                    || a instanceof TableAction.Other o && o.kind().endsWith(" keys"));
  }

  private static void simple(Online online, Step step) {
    boolean wordsKnown = areWordsKnown(online, step);
    if (!wordsKnown || isBare(online)) {
      return;
    }
    if (online.algorithm() == Online.Algorithm.INSTANT) {
      refuse(online.at(), "ALGORITHM=INSTANT takes no LOCK beside it", step);
    } else if (online.lock() != Online.Lock.EXCLUSIVE) {
      refuse(online.at(), "The change keeps all others out: LOCK=EXCLUSIVE", step);
    }
  }

  private static boolean sharesAtMost(IndexDefinition.Kind kind) {
    return kind == IndexDefinition.Kind.FULLTEXT || kind == IndexDefinition.Kind.SPATIAL;
  }

  /** Whether a primary key is added. */
  static boolean addsPrimaryKey(TableAction action) {
    return switch (action) {
      case TableAction.AddConstraint a ->
          a.constraint() instanceof TableConstraint.Key key && key.primary();
      case TableAction.AddColumn a -> MySqlColumns.isPrimary(a.column());
      case TableAction.Modify a -> MySqlColumns.isPrimary(a.to());
      default -> false;
    };
  }

  /** The last word of each kind counts. */
  private static Online merged(Online first, Online second) {
    return new Online(
        second.at(),
        second.algorithm() == Online.Algorithm.UNSAID ? first.algorithm() : second.algorithm(),
        second.lock() == Online.Lock.UNSAID ? first.lock() : second.lock());
  }

  private static boolean areWordsKnown(Online online, Step step) {
    if (online.algorithm() == Online.Algorithm.UNKNOWN) {
      refuse(online.at(), "There is no ALGORITHM of this name", step);
      return false;
    }
    if (online.lock() == Online.Lock.UNKNOWN) {
      refuse(online.at(), "There is no LOCK of this name", step);
      return false;
    }
    return true;
  }

  private static boolean isBare(Online online) {
    return online.lock() == Online.Lock.UNSAID || online.lock() == Online.Lock.DEFAULT;
  }

  /** MySQL. */
  private static void check(Online online, MySqlWork.Need need, Table table, Step step) {
    if (!areWordsKnown(online, step) || table.open()) {
      return;
    }
    Way cheapest = need.instant() ? Way.INSTANT : need.inPlace() ? Way.INPLACE : Way.COPY;
    boolean temporary = table.temporary();
    switch (online.algorithm()) {
      case INSTANT -> {
        if (!need.instant() || temporary) {
          cannot(online, temporary ? Way.COPY : cheapest, step);
        } else if (!isBare(online)) {
          refuse(online.at(), "ALGORITHM=INSTANT takes no LOCK beside it", step);
        }
      }
      case INPLACE, NOCOPY -> {
        if (!need.inPlace() || temporary) {
          cannot(online, Way.COPY, step);
        } else if (need.locks() && online.lock() == Online.Lock.NONE) {
          refuse(online.at(), "The change needs a lock: LOCK=SHARED", step);
        }
      }
      case COPY -> {
        if (online.lock() == Online.Lock.NONE && !temporary) {
          refuse(online.at(), "Copying the table needs a lock: LOCK=SHARED", step);
        }
      }
      case UNSAID, DEFAULT -> {
        boolean locks = !need.inPlace() || need.locks();
        if (locks && online.lock() == Online.Lock.NONE && !temporary) {
          refuse(online.at(), "The change needs a lock: LOCK=SHARED", step);
        }
      }
      case UNKNOWN -> {}
    }
  }

  /** MariaDB. */
  private static void check(Online online, Way needed, boolean shared, Table table, Step step) {
    String storage = table.relation().storage();
    if (!areWordsKnown(online, step)
        || !MySqlTables.isInnoDb(storage)
        || table.temporary()
        || table.open()) {
      return;
    }
    switch (online.algorithm()) {
      case INSTANT -> {
        if (needed != Way.INSTANT) {
          cannot(online, needed, step);
        }
      }
      case INPLACE, NOCOPY -> {
        if (needed == Way.COPY) {
          cannot(online, needed, step);
        } else if (shared && online.lock() == Online.Lock.NONE) {
          refuse(online.at(), "Making this index needs a lock: LOCK=SHARED", step);
        }
      }
      case UNSAID, DEFAULT -> {
        if (shared && online.lock() == Online.Lock.NONE) {
          refuse(online.at(), "The change needs a lock: LOCK=SHARED", step);
        }
      }
      case COPY, UNKNOWN -> {}
    }
  }

  private static void cannot(Online online, Way needed, Step step) {
    step.refuse(
        FindingRule.ONLINE_CHANGE,
        online.at(),
        "The change cannot be made with ALGORITHM=" + online.algorithm().name(),
        "Write ALGORITHM=" + needed.name() + ", or leave it to the server.",
        null);
  }

  private static void refuse(int at, String message, Step step) {
    step.refuse(FindingRule.ONLINE_CHANGE, at, message, null, null);
  }

  // ---------------------------------------------------------------- what MariaDB needs

  private static Way way(
      TableAction action, boolean addsPrimary, Table before, Table after, Step step) {
    return switch (action) {
      case TableAction.AddIndex _ -> Way.INPLACE;
      case TableAction.AddConstraint a -> of(a.constraint(), step);
      case TableAction.DropPart a ->
          switch (a.kind()) {
            case INDEX -> Way.INPLACE;
            case PRIMARY_KEY -> addsPrimary ? Way.INPLACE : Way.COPY;
            case FOREIGN_KEY -> Way.INSTANT;
            default -> Way.INSTANT;
          };
      case TableAction.AddColumn a -> added(a.column(), step);
      case TableAction.Modify a -> modified(a, before, after, step);
      case TableAction.ConvertCharacterSet a -> converted(a, before, step);
      case TableAction.SetOptions a ->
          a.options().stream().anyMatch(o -> o.name().equals("engine")) ? Way.INPLACE : Way.INSTANT;
      case TableAction.Other a when a.kind().equals("force") -> Way.INPLACE;
      default -> Way.INSTANT;
    };
  }

  private static Way of(TableConstraint constraint, Step step) {
    return switch (constraint) {
      case TableConstraint.Key _ -> Way.INPLACE;
      case TableConstraint.ForeignKey _ ->
          step.state().referencesChecked() ? Way.COPY : Way.INSTANT;
      case TableConstraint.Check check -> check.timing().notEnforced() ? Way.INSTANT : Way.COPY;
      default -> Way.INSTANT;
    };
  }

  private static Way added(ColumnDefinition column, Step step) {
    Way way = Way.INSTANT;
    for (Part part : column.parts()) {
      way =
          way.or(
              switch (part) {
                case Part.AutoIncrement _ -> Way.INPLACE;
                case Part.Generated g when Boolean.TRUE.equals(g.stored()) -> Way.COPY;
                case Part.Constraint c -> of(c.constraint(), step);
                default -> Way.INSTANT;
              });
    }
    return way;
  }

  private static Way modified(TableAction.Modify a, Table before, Table after, Step step) {
    Column from = find(before, a.column().text(), step);
    Column to = find(after, a.to().name().text(), step);
    if (from == null || to == null || from.type().isEmpty() || to.type().isEmpty()) {
      return Way.INSTANT;
    }
    if (changesData(from, to, step)) {
      return Way.COPY;
    }
    return from.nullable() != to.nullable() ? Way.INPLACE : Way.INSTANT;
  }

  static @Nullable Column find(Table table, String name, Step step) {
    for (Column column : table.relation().columns()) {
      if (step.same(column.name(), name)) {
        return column;
      }
    }
    return null;
  }

  /** Whether values must be written anew, for certain (field.cc: is_equal). */
  static boolean changesData(Column from, Column to, Step step) {
    String one = MySqlTypes.base(from.type());
    String other = MySqlTypes.base(to.type());
    if (from.type().isEmpty() || to.type().isEmpty()) {
      return false;
    }
    if (!one.equals(other)) {
      return true;
    }
    if (MySqlTypes.isCharacter(one) && !holds(from, to, step)) {
      return true;
    }
    if (one.equals("enum") || one.equals("set") || one.equals("bit")) {
      return false;
    }
    if (one.equals("varchar") || one.equals("varbinary")) {
      int size = one.equals("varchar") ? MySqlCharacterSets.bytes(from, step) : 1;
      int now = one.equals("varchar") ? MySqlCharacterSets.bytes(to, step) : 1;
      long was = (long) MySqlTypes.length(from.type()) * size;
      long is = (long) MySqlTypes.length(to.type()) * now;
      return size > 0 && now > 0 && (is < was || was < 256 != is < 256);
    }
    return !plain(from.type()).equals(plain(to.type()));
  }

  /** Whether a column's new character set takes the texts as they are, or that is not known. */
  private static boolean holds(Column from, Column to, Step step) {
    String was = MySqlCharacterSets.of(MySqlCharacterSets.effective(from.collation(), step));
    String is = MySqlCharacterSets.of(MySqlCharacterSets.effective(to.collation(), step));
    return was.isEmpty()
        || is.isEmpty()
        || was.equals(is)
        || is.equals("binary")
        || is.startsWith("utf8") && (was.startsWith("utf8") || was.equals("ascii"));
  }

  /** A printed type without what changes no value. */
  static String plain(String type) {
    String lower = type.toLowerCase(Locale.ROOT).replace(" zerofill", "").replace(", ", ",");
    // The width of an integer is for display alone.
    return lower.replaceFirst("^((?:tiny|small|medium|big)?int)\\([0-9]+\\)", "$1");
  }

  private static Way converted(TableAction.ConvertCharacterSet a, Table before, Step step) {
    String set = a.characterSet().text().toLowerCase(Locale.ROOT);
    for (Column column : before.relation().columns()) {
      String base = MySqlTypes.base(column.type());
      String own = MySqlCharacterSets.of(MySqlCharacterSets.effective(column.collation(), step));
      if (MySqlTypes.isCharacter(base)
          && !own.isEmpty()
          && !(own.equals("ascii") && set.startsWith("utf8"))
          && !(own.startsWith("utf8") && set.startsWith("utf8"))
          && !set.equals("binary")
          && !own.equals(set)) {
        return Way.COPY;
      }
    }
    return Way.INSTANT;
  }
}
