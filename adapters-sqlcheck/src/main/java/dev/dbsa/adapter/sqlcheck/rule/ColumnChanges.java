package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.ddl.Definition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Action;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.ColumnDefinition;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.lex.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changes of columns cost: which rewrite the table, which look at every row, which fail on the
 * rows that are there. After the servers' documents on online DDL and measurements.
 */
final class ColumnChanges implements DefinitionRule {
  /** PostgreSQL: functions whose value differs from row to row. */
  private static final Set<String> VOLATILE =
      Set.of(
          "random",
          "clock_timestamp",
          "gen_random_uuid",
          "uuid_generate_v4",
          "uuid_generate_v1",
          "nextval",
          "timeofday",
          "uuidv4",
          "uuidv7",
          "setval",
          "random_normal");

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    if (!(statement.definition() instanceof Definition.AlterTable d)
        || !statement.mayHoldRows(d.name())) {
      return;
    }
    Relation relation = statement.relation(d.name());
    if (relation != null && !relation.kind().isTable()) {
      return;
    }
    for (Action action : d.actions()) {
      switch (action) {
        case Action.AddColumn a -> add(statement, d, a, relation, notes);
        case Action.SetType a -> retype(statement, d, a.column().text(), a.type(), relation, notes);
        case Action.Modify a -> modify(statement, d, a, relation, notes);
        case Action.SetNotNull a -> setNotNull(statement, d, a.column().text(), relation, notes);
        case Action.DropColumn a when !statement.isPostgres() ->
            instant(statement, 80029, d, "DROP COLUMN " + a.column(), relation, notes);
        case Action.Other a when !statement.isPostgres() -> other(d, a, relation, notes);
        default -> {}
      }
    }
  }

  private static String table(Definition.AlterTable d) {
    return d.name().getLast().text();
  }

  private static void add(
      DefinedStatement statement,
      Definition.AlterTable d,
      Action.AddColumn a,
      @Nullable Relation relation,
      Notes notes) {
    ColumnDefinition column = a.column();
    String name = column.name().text();
    boolean filled = column.hasDefault() || !column.generated().isEmpty();
    boolean defaultNull =
        column.hasDefault() && statement.text().tokens().get(column.defaultAt()).is("null");
    if (column.notNull() && statement.isPostgres() && (!filled || defaultNull)) {
      notes.risk(
          RiskCode.ADD_REQUIRED_COLUMN,
          "A NOT NULL column without a default cannot be added to "
              + table(d)
              + Scale.text(relation)
              + " while it has rows",
          name,
          "Give it a DEFAULT, or add it nullable, fill it, and SET NOT NULL then.");
    } else if (column.notNull() && !filled) {
      notes.risk(
          RiskCode.ADD_REQUIRED_COLUMN,
          RiskLevel.MEDIUM,
          "The rows of "
              + table(d)
              + Scale.text(relation)
              + " get an empty value or 0 in "
              + name
              + ", and every INSERT has to name it",
          name,
          "Give it a DEFAULT, or add it nullable and fill it first.");
    }
    if (statement.isPostgres()) {
      boolean rewrites =
          Set.of("serial", "identity", "stored").contains(column.generated())
              || isVolatile(statement, column);
      if (rewrites) {
        rewrite(
            d,
            "ADD COLUMN " + name + " with a value for each row",
            relation,
            notes,
            "Add the column without it, fill it in portions, then set the default.");
      }
      return;
    }
    if (column.generated().equals("stored")) {
      copy(d, "ADD COLUMN " + name + " as a stored computed column", relation, notes);
    } else if (column.generated().equals("auto")) {
      copy(d, "ADD COLUMN " + name + " with AUTO_INCREMENT", relation, notes);
    } else {
      instant(statement, a.moved() ? 80029 : 80012, d, "ADD COLUMN " + name, relation, notes);
    }
  }

  private static boolean isVolatile(DefinedStatement statement, ColumnDefinition column) {
    List<Token> tokens = statement.text().tokens();
    for (int i = Math.max(0, column.defaultAt()); i < column.defaultEnd(); i++) {
      if (VOLATILE.contains(tokens.get(i).key()) && tokens.get(i + 1).is("(")) {
        return true;
      }
    }
    return false;
  }

  private static void retype(
      DefinedStatement statement,
      Definition.AlterTable d,
      String column,
      Definition.Type type,
      @Nullable Relation relation,
      Notes notes) {
    Optional<Column> old = find(statement, relation, column);
    TypeChange change =
        old.isEmpty() ? TypeChange.UNKNOWN : TypeChange.postgres(old.get().type(), type);
    retyped(statement, d, column, type, old.orElse(null), change, relation, notes);
  }

  private static void retyped(
      DefinedStatement statement,
      Definition.AlterTable d,
      String column,
      Definition.Type type,
      @Nullable Column old,
      TypeChange change,
      @Nullable Relation relation,
      Notes notes) {
    String step =
        "Changing " + column + (old == null ? "" : " from " + old.type()) + " to " + type.text();
    switch (change) {
      case NONE, CATALOGUE -> {}
      case REWRITE, NARROWER, UNKNOWN -> {
        if (change == TypeChange.NARROWER) {
          notes.risk(
              RiskCode.COLUMN_TYPE_NARROWED,
              Scale.loss(RiskLevel.HIGH, null),
              step + " fails on, or cuts, values that do not fit",
              column,
              "Look for such values with a SELECT first.");
        }
        if (statement.isPostgres()) {
          rewrite(
              d,
              step,
              relation,
              notes,
              "Add a column of the new type, fill it in portions, and swap the names.");
        } else {
          copy(d, step, relation, notes);
        }
      }
    }
  }

  private static Optional<Column> find(
      DefinedStatement statement, @Nullable Relation relation, String column) {
    return relation == null
        ? Optional.empty()
        : relation.columns().stream()
            .filter(c -> statement.schema().sameColumn(c.name(), column))
            .findFirst();
  }

  private static void modify(
      DefinedStatement statement,
      Definition.AlterTable d,
      Action.Modify a,
      @Nullable Relation relation,
      Notes notes) {
    if (statement.isPostgres() || a.to().type() == null) {
      return;
    }
    String column = a.column().text();
    Column old = find(statement, relation, column).orElse(null);
    TypeChange change =
        old == null
            ? TypeChange.UNKNOWN
            : TypeChange.mysql(old.type(), a.to().type(), bytes(relation, old));
    retyped(statement, d, column, a.to().type(), old, change, relation, notes);
    boolean cheap = change == TypeChange.NONE || change == TypeChange.CATALOGUE;
    if (old != null && old.nullable() && a.to().notNull()) {
      notes.risk(
          RiskCode.SET_NOT_NULL,
          Scale.work(RiskLevel.HIGH, relation),
          "The change fails where " + column + " is NULL in " + table(d) + Scale.text(relation),
          column,
          "Fill the NULLs first.");
    }
    boolean moved = a.moved();
    boolean nullability = old != null && old.nullable() == a.to().notNull();
    if (cheap && (moved || nullability)) {
      notes.risk(
          RiskCode.TABLE_REBUILD,
          Scale.work(RiskLevel.MEDIUM, relation),
          (moved ? "Moving " : "Changing whether NULL may stand in ")
              + column
              + " rebuilds "
              + table(d)
              + Scale.text(relation)
              + "; writes go on meanwhile",
          table(d),
          "Write ALGORITHM=INPLACE, LOCK=NONE, so that it fails rather than block.");
    }
  }

  private static int bytes(@Nullable Relation relation, Column column) {
    String collation =
        column.collation() != null
            ? column.collation()
            : relation == null ? null : relation.collation();
    if (collation == null || collation.startsWith("utf8mb4") || collation.startsWith("utf32")) {
      return 4;
    }
    if (collation.startsWith("utf8")) {
      return 3;
    }
    return collation.startsWith("ucs2") || collation.startsWith("utf16") ? 4 : 1;
  }

  private static void setNotNull(
      DefinedStatement statement,
      Definition.AlterTable d,
      String column,
      @Nullable Relation relation,
      Notes notes) {
    Optional<Column> old = find(statement, relation, column);
    if (old.isPresent() && !old.get().nullable()) {
      return;
    }
    notes.risk(
        RiskCode.SET_NOT_NULL,
        Scale.work(RiskLevel.HIGH, relation),
        "SET NOT NULL reads all of "
            + table(d)
            + Scale.text(relation)
            + " while nobody can read or write it, and fails where "
            + column
            + " is NULL",
        column,
        "ADD CONSTRAINT … CHECK ("
            + column
            + " IS NOT NULL) NOT VALID, VALIDATE it in a transaction of its own, then SET NOT NULL.");
  }

  private static void rewrite(
      Definition.AlterTable d, String step, @Nullable Relation relation, Notes notes, String hint) {
    notes.risk(
        RiskCode.TABLE_REWRITE,
        Scale.work(RiskLevel.HIGH, relation),
        step
            + " writes all of "
            + table(d)
            + Scale.text(relation)
            + " anew, while nobody can read or write it",
        table(d),
        hint);
  }

  private static void copy(
      Definition.AlterTable d, String step, @Nullable Relation relation, Notes notes) {
    notes.risk(
        RiskCode.TABLE_COPY,
        Scale.work(RiskLevel.HIGH, relation),
        step + " copies all of " + table(d) + Scale.text(relation) + ", while nobody can write it",
        table(d),
        "Use an online schema change tool, or a quiet hour.");
  }

  /** What newer servers do in an instant, older ones do by a rebuild. */
  private static void instant(
      DefinedStatement statement,
      int since,
      Definition.AlterTable d,
      String step,
      @Nullable Relation relation,
      Notes notes) {
    int needed = statement.server().isMariaDb() ? 100_400 : since;
    if (statement.server().version() < needed && statement.server().version() > 0) {
      notes.risk(
          RiskCode.TABLE_REBUILD,
          Scale.work(RiskLevel.MEDIUM, relation),
          step + " rebuilds " + table(d) + Scale.text(relation) + " on this server's version",
          table(d),
          "Write ALGORITHM=INPLACE, LOCK=NONE, so that it fails rather than block.");
    }
  }

  private static void other(
      Definition.AlterTable d, Action.Other a, @Nullable Relation relation, Notes notes) {
    String what = a.what();
    if (what.startsWith("convert to")
        || what.startsWith("engine")
        || what.startsWith("partition by")
        || what.startsWith("remove partitioning")
        || what.startsWith("coalesce partition")
        || what.startsWith("reorganize partition")) {
      boolean rebuild = what.startsWith("engine") && a.words().contains("innodb");
      if (rebuild && relation != null && "innodb".equalsIgnoreCase(relation.storage())) {
        notes.risk(
            RiskCode.TABLE_REBUILD,
            Scale.work(RiskLevel.MEDIUM, relation),
            "ENGINE=InnoDB rebuilds " + table(d) + Scale.text(relation),
            table(d),
            null);
      } else {
        copy(d, what.toUpperCase(java.util.Locale.ROOT), relation, notes);
      }
    }
  }
}
