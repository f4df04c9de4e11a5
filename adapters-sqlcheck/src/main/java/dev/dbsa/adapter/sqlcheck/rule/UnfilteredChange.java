package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** UPDATE, DELETE and MERGE that reach every row of a table, or rows that nobody chose. */
final class UnfilteredChange implements RowRule {

  @Override
  public void check(RowStatement statement, Notes notes) {
    statement.changes().forEach(change -> check(statement, change, notes));
  }

  private static void check(RowStatement statement, Statement change, Notes notes) {
    switch (change) {
      case Statement.Update s when !s.currentOf() -> {
        List<FromItem> items = new ArrayList<>(s.tables());
        items.addAll(s.from());
        limited(s.limit(), s.tables(), notes);
        for (FromItem target : updated(statement, s)) {
          change(new Change(statement, true, target, items, s.where(), s.limit()), notes);
          severalSources(statement, s, target, items, notes);
        }
      }
      case Statement.Delete s when !s.currentOf() -> {
        List<FromItem> items = new ArrayList<>();
        if (s.table() != null) {
          items.add(s.table());
        }
        items.addAll(s.using());
        limited(s.limit(), items, notes);
        for (FromItem target : deleted(s)) {
          change(new Change(statement, false, target, items, s.where(), s.limit()), notes);
        }
      }
      case Statement.Merge s -> merge(statement, s, notes);
      default -> {}
    }
  }

  /** The tables whose rows an UPDATE changes. */
  private static Set<FromItem> updated(RowStatement statement, Statement.Update s) {
    List<FromItem> leaves = Conditions.leaves(s.tables());
    Set<FromItem> targets = new LinkedHashSet<>();
    for (Statement.SetItem set : s.sets()) {
      for (Statement.SetTarget target : set.targets()) {
        List<Name> name = target.name();
        FromItem found = leaves.getFirst();
        for (FromItem leaf : leaves) {
          boolean named =
              name.size() > 1
                  ? label(leaf).equalsIgnoreCase(name.get(name.size() - 2).text())
                  : has(statement, leaf, name.getLast().text());
          if (leaves.size() > 1 && named) {
            found = leaf;
            break;
          }
        }
        targets.add(found);
      }
    }
    if (targets.isEmpty()) {
      targets.add(leaves.getFirst());
    }
    return targets;
  }

  private static boolean has(RowStatement statement, FromItem leaf, String column) {
    Table table = leaf instanceof TableReference reference ? statement.find(reference) : null;
    return table != null
        && table.columns().stream().anyMatch(c -> statement.sameColumn(c.name(), column));
  }

  private static List<FromItem> deleted(Statement.Delete s) {
    if (s.table() != null) {
      return List.of(s.table());
    }
    List<FromItem> leaves = Conditions.leaves(s.using());
    List<FromItem> targets = new ArrayList<>();
    for (List<Name> name : s.targets()) {
      leaves.stream()
          .filter(leaf -> label(leaf).equalsIgnoreCase(name.getLast().text()))
          .findFirst()
          .ifPresent(targets::add);
    }
    return targets.isEmpty() ? List.of(leaves.getFirst()) : List.copyOf(targets);
  }

  private static String label(FromItem item) {
    return item instanceof TableReference reference
        ? reference.alias() != null ? reference.alias().text() : reference.name().getLast().text()
        : "";
  }

  private static String name(FromItem item) {
    return item instanceof TableReference reference
        ? reference.name().getLast().text()
        : "the table";
  }

  private static @Nullable Relation relation(RowStatement statement, FromItem item) {
    Table table = item instanceof TableReference reference ? statement.find(reference) : null;
    return table == null ? null : table.snapshot();
  }

  private static void limited(@Nullable Expr limit, List<FromItem> items, Notes notes) {
    if (limit == null) {
      return;
    }
    String name = name(Conditions.leaves(items).getFirst());
    notes.risk(
        RiskCode.CHANGE_WITH_LIMIT,
        "LIMIT decides which rows of "
            + name
            + " change; without a unique order these differ from run to run",
        name,
        "Choose the rows by their keys.");
  }

  /**
   * A change of one table.
   *
   * @param items all that is joined, the table among it
   */
  private record Change(
      RowStatement statement,
      boolean update,
      FromItem target,
      List<FromItem> items,
      @Nullable Expr where,
      @Nullable Expr limit) {}

  private static void change(Change change, Notes notes) {
    if (change.limit() != null && change.where() == null) {
      return;
    }
    RowStatement statement = change.statement();
    String name = name(change.target());
    Relation relation = relation(statement, change.target());
    RiskLevel level = notes.scale().loss(RiskLevel.HIGH, relation);
    String rows = Scale.text(relation);
    List<Expr> on = new ArrayList<>();
    boolean linked = false;
    Set<Integer> targets = new LinkedHashSet<>();
    targets.add(change.target().at());
    for (FromItem item : change.items()) {
      linked |= restricting(item, change.target(), on);
      addOptional(statement, item, change.target(), targets);
    }
    boolean joined = linked || !on.isEmpty();
    boolean kept = joined && keepsAll(change, on);
    if (change.where() == null && (!joined || kept)) {
      notes.risk(
          change.update() ? RiskCode.UPDATE_WITHOUT_WHERE : RiskCode.DELETE_WITHOUT_WHERE,
          level,
          (change.update() ? "UPDATE changes" : "DELETE removes")
              + " every row of "
              + name
              + rows
              + (kept ? ": its foreign key finds a row to join for each" : ""),
          name,
          change.update()
              ? "Add a WHERE that chooses the rows."
              : "Add a WHERE that chooses the rows, and count them with a SELECT first.");
      return;
    }
    boolean plain = change.items().size() == 1 && change.target() instanceof TableReference;
    Boolean truth =
        change.where() == null
            ? null
            : statement.truth(
                change.where(), !plain || change.items().getFirst() != change.target());
    if (Boolean.TRUE.equals(truth) && (!joined || kept)) {
      notes.risk(
          RiskCode.ALWAYS_TRUE_WHERE,
          level,
          "The WHERE holds for every row of " + name + rows,
          name,
          "Compare a column with the value that is meant.");
      return;
    }
    if (change.where() != null
        && truth == null
        && plain
        && statement.isNeverFalse(change.where())) {
      notes.risk(
          RiskCode.ALWAYS_TRUE_WHERE,
          level,
          "The WHERE leaves out no row of "
              + name
              + rows
              + " but those with NULL: it holds for every row that has a value",
          name,
          "Compare a column with the value that is meant.");
      return;
    }
    on.addAll(Conditions.conjuncts(change.where()));
    boolean chosen =
        on.stream().anyMatch(c -> targets.stream().anyMatch(t -> chooses(statement, c, t)));
    if (!linked && !chosen && !Boolean.FALSE.equals(truth)) {
      notChosen(statement, change.target(), change.update(), notes);
    }
  }

  /** Whether each row is sure to find what it is joined to. */
  private static boolean keepsAll(Change change, List<Expr> on) {
    List<FromItem> leaves = Conditions.leaves(change.items());
    if (leaves.size() != 2 || !leaves.stream().allMatch(l -> l instanceof TableReference)) {
      return false;
    }
    FromItem other = leaves.getFirst() == change.target() ? leaves.getLast() : leaves.getFirst();
    SureMatches matches = new SureMatches(change.statement().bound());
    return matches.joins(on, other.at());
  }

  private static void notChosen(
      RowStatement statement, FromItem target, boolean update, Notes notes) {
    Relation relation = relation(statement, target);
    String name = name(target);
    notes.risk(
        RiskCode.ROWS_NOT_CHOSEN,
        notes.scale().loss(RiskLevel.HIGH, relation),
        "No condition looks at the rows of "
            + name
            + Scale.text(relation)
            + ": "
            + (update ? "every row changes" : "every row goes")
            + ", or none does",
        name,
        "Compare a column of " + name + ", also with the tables that it is joined to.");
  }

  /**
   * Gathers the conditions of joins that leave out rows of the table, and tells whether USING or
   * NATURAL does so. The condition of an outer join leaves out no row of the side that is kept.
   */
  private static boolean restricting(FromItem item, FromItem target, List<Expr> conditions) {
    return switch (item) {
      case FromItem.Join join -> {
        boolean linked = restricting(join.left(), target, conditions);
        linked |= restricting(join.right(), target, conditions);
        boolean left = holds(join.left(), target);
        boolean right = holds(join.right(), target);
        boolean kept =
            join.kind().equals("full")
                || join.kind().equals("left") && left
                || join.kind().equals("right") && right;
        if (kept) {
          yield linked;
        }
        if (join.on() != null) {
          conditions.addAll(Conditions.conjuncts(join.on()));
        }
        yield linked || (left || right) && (join.natural() || !join.using().isEmpty());
      }
      case FromItem.Grouped grouped -> restricting(grouped.inner(), target, conditions);
      default -> false;
    };
  }

  /**
   * Adds the tables that an outer join looks up for each row of the table: that one of them has no
   * row, or which one it has, tells the rows apart.
   */
  private static void addOptional(
      RowStatement statement, FromItem item, FromItem target, Set<Integer> targets) {
    switch (item) {
      case FromItem.Join join -> {
        addOptional(statement, join.left(), target, targets);
        addOptional(statement, join.right(), target, targets);
        FromItem kept = join.kind().equals("right") ? join.right() : join.left();
        FromItem other = kept == join.left() ? join.right() : join.left();
        boolean outer = join.kind().equals("left") || join.kind().equals("right");
        Expr on = join.on();
        boolean compared =
            on == null
                ? join.natural() || !join.using().isEmpty()
                : targets.stream().anyMatch(t -> Conditions.mentions(statement.bound(), on, t));
        if (outer && compared && holds(kept, target)) {
          Conditions.leaves(List.of(other)).forEach(leaf -> targets.add(leaf.at()));
        }
      }
      case FromItem.Grouped grouped -> addOptional(statement, grouped.inner(), target, targets);
      default -> {}
    }
  }

  private static boolean holds(FromItem item, FromItem target) {
    return Conditions.leaves(List.of(item)).stream().anyMatch(leaf -> leaf == target);
  }

  /** Whether a condition tells rows of the table apart; of alternatives each has to. */
  private static boolean chooses(RowStatement statement, Expr condition, int target) {
    return switch (condition) {
      case Expr.Row row when row.items().size() == 1 ->
          chooses(statement, row.items().getFirst(), target);
      case Expr.Logical logical when logical.operator().equalsIgnoreCase("or") ->
          logical.operands().stream().allMatch(o -> chooses(statement, o, target));
      case Expr.Logical logical when logical.operator().equalsIgnoreCase("and") ->
          logical.operands().stream().anyMatch(o -> chooses(statement, o, target));
      // What the rows of an EXISTS hold does not matter.
      case Expr.Exists exists when exists.query().body() instanceof Query.Select select ->
          Conditions.restricting(select).stream()
              .anyMatch(c -> Conditions.mentions(statement.bound(), c, target));
      default ->
          Conditions.mentions(statement.bound(), condition, target)
              && !Boolean.TRUE.equals(statement.truth(condition, false));
    };
  }

  // ---------------------------------------------------------------- MERGE

  private static void merge(RowStatement statement, Statement.Merge s, Notes notes) {
    boolean chosen = chooses(statement, s.on(), s.target().at());
    for (Statement.MergeWhen when : s.whens()) {
      boolean update = when.action().equals("update");
      if (!update && !when.action().equals("delete")) {
        continue;
      }
      boolean own =
          when.condition() != null && chooses(statement, when.condition(), s.target().at());
      if (own) {
        continue;
      }
      if (when.bySource()) {
        Relation relation = relation(statement, s.target());
        String name = name(s.target());
        notes.risk(
            RiskCode.ROWS_NOT_CHOSEN,
            notes.scale().loss(RiskLevel.HIGH, relation),
            "NOT MATCHED BY SOURCE "
                + (update ? "changes" : "removes")
                + " every row of "
                + name
                + Scale.text(relation)
                + " that the source does not have",
            name,
            "Add a condition on " + name + " behind NOT MATCHED BY SOURCE.");
      } else if (!chosen) {
        notChosen(statement, s.target(), update, notes);
        return;
      }
    }
  }

  // ---------------------------------------------------------------- several matches

  /** The value comes from another table, of which one row may not be the only one to match. */
  private static void severalSources(
      RowStatement statement,
      Statement.Update s,
      FromItem target,
      List<FromItem> items,
      Notes notes) {
    List<Expr> conditions = new ArrayList<>(Conditions.conjuncts(s.where()));
    items.forEach(item -> Conditions.addJoined(item, conditions));
    List<FromItem> leaves = Conditions.leaves(items);
    Set<FromItem> single = new JoinedKeys(statement, leaves, conditions).reachedFrom(target);
    for (FromItem leaf : leaves) {
      boolean taken =
          leaf != target
              && leaf instanceof TableReference
              && s.sets().stream()
                  .anyMatch(set -> Conditions.takes(statement.bound(), set.value(), leaf.at()));
      if (!taken || single.contains(leaf)) {
        continue;
      }
      notes.risk(
          RiskCode.SEVERAL_SOURCE_ROWS,
          "A row of "
              + name(target)
              + " may match several rows of "
              + name(leaf)
              + ", and takes its value from any of them",
          name(leaf),
          "Join by a key of " + name(leaf) + ", or choose one row with a subquery.");
      return;
    }
  }
}
