package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.Product;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.AccountStatement;
import dev.dbsa.sql.tree.AdminStatement;
import dev.dbsa.sql.tree.BodyStatement;
import dev.dbsa.sql.tree.Comment;
import dev.dbsa.sql.tree.CreateSchema;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.PlPgSqlStatement;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query or change of rows, taken apart for the rules. */
final class RowStatement {
  private final ScriptStatement text;
  private final Statement tree;
  private final Bound bound;
  private final SchemaState schema;
  private final Server server;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Expr> expressions = new ArrayList<>();
  private final List<Expr> conditions = new ArrayList<>();
  private final List<Statement> changes = new ArrayList<>();
  private final Truth withOuterJoins;
  private final Truth withoutOuterJoins;

  RowStatement(
      ScriptStatement text, Statement tree, Bound bound, SchemaState schema, Server server) {
    this.text = text;
    this.tree = tree;
    this.bound = bound;
    this.schema = schema;
    this.server = server;
    this.withOuterJoins = new Truth(bound, isPostgres(), true);
    this.withoutOuterJoins = new Truth(bound, isPostgres(), false);
    statement(tree);
  }

  /** The schema as the statement finds it. */
  SchemaState schema() {
    return schema;
  }

  /** Where a SELECT stands. */
  enum Place {
    /** Its rows go to the client. */
    TOP,
    /** An arm of a set operation whose rows go to the client. */
    ARM,
    SOURCE,
    COMMON,
    DERIVED,
    VALUE
  }

  /** One SELECT with the query around it. */
  record Block(Query query, Query.Select select, Place place) {}

  ScriptStatement text() {
    return text;
  }

  Statement tree() {
    return tree;
  }

  Bound bound() {
    return bound;
  }

  boolean isPostgres() {
    return server.isPostgres();
  }

  /** Whether the server is MySQL itself, not MariaDB. */
  boolean isMySql() {
    return server.product() == Product.MYSQL;
  }

  /** Every SELECT, outer ones first. */
  List<Block> blocks() {
    return blocks;
  }

  /** Every expression at every level. */
  List<Expr> expressions() {
    return expressions;
  }

  /** What stands behind WHERE, ON and HAVING, at every level. */
  List<Expr> conditions() {
    return conditions;
  }

  /** The changes of rows: the statement itself and those in its common tables. */
  List<Statement> changes() {
    return changes;
  }

  /**
   * TRUE where the condition holds for every row, FALSE where for none; {@code null} where that is
   * open.
   *
   * @param outerJoins whether a join may leave out one of the tables
   */
  @Nullable Boolean truth(Expr condition, boolean outerJoins) {
    return (outerJoins ? withOuterJoins : withoutOuterJoins).of(condition);
  }

  /** Whether the condition leaves out no row but those where it is NULL. */
  boolean isNeverFalse(Expr condition) {
    return withOuterJoins.isNeverFalse(condition);
  }

  /** The table that a reference means; {@code null} where nothing is known about it. */
  @Nullable Table find(FromItem.TableReference reference) {
    return schema.find(reference.name()) instanceof Lookup.Found found ? found.table() : null;
  }

  boolean sameColumn(String a, String b) {
    return schema.sameColumn(a, b);
  }

  // ---------------------------------------------------------------- taking apart

  private void statement(Statement statement) {
    if (!(statement instanceof Statement.Select)) {
      changes.add(statement);
    }
    switch (statement) {
      case Statement.Select s -> query(s.query(), Place.TOP);
      case Statement.Insert s -> {
        with(s.with());
        if (s.source() != null) {
          query(s.source(), Place.SOURCE);
        }
        s.sets().forEach(this::set);
        if (s.conflict() != null) {
          s.conflict().sets().forEach(this::set);
          condition(s.conflict().where());
        }
        s.returning().items().forEach(i -> expr(i.expr()));
      }
      case Statement.Update s -> {
        with(s.with());
        s.tables().forEach(this::from);
        s.sets().forEach(this::set);
        s.from().forEach(this::from);
        condition(s.where());
        s.returning().items().forEach(i -> expr(i.expr()));
      }
      case Statement.Delete s -> {
        with(s.with());
        s.using().forEach(this::from);
        condition(s.where());
        s.returning().items().forEach(i -> expr(i.expr()));
      }
      case Statement.Merge s -> {
        with(s.with());
        from(s.source());
        condition(s.on());
        for (Statement.MergeWhen when : s.whens()) {
          condition(when.condition());
          when.sets().forEach(this::set);
          when.values().forEach(this::expr);
        }
      }
      case Statement.Unread _,
          TableStatement _,
          SessionStatement _,
          ProgramStatement _,
          BodyStatement _,
          PlPgSqlStatement _,
          AccountStatement _,
          AdminStatement _,
          CreateSchema _,
          Comment _,
          ObjectStatement _,
          RoutineStatement _,
          PrivilegeStatement _,
          StorageStatement _,
          MaintenanceStatement _,
          Drop _ -> {}
    }
  }

  private void set(Statement.SetItem item) {
    expr(item.value());
  }

  private void with(Query.@Nullable With with) {
    if (with == null) {
      return;
    }
    for (Query.CommonTable table : with.tables()) {
      if (table.statement() instanceof Statement.Select select) {
        query(select.query(), Place.COMMON);
      } else {
        statement(table.statement());
      }
    }
  }

  private void query(Query query, Place place) {
    with(query.with());
    switch (query.body()) {
      case Query.Select select -> {
        blocks.add(new Block(query, select, place));
        select.distinctOn().forEach(this::expr);
        select.items().forEach(i -> expr(i.expr()));
        select.from().forEach(this::from);
        condition(select.where());
        if (select.groupBy() != null) {
          select.groupBy().keys().forEach(this::expr);
        }
        condition(select.having());
        condition(select.qualify());
      }
      case Query.SetOperation operation ->
          operation.arms().forEach(a -> query(a, place == Place.TOP ? Place.ARM : place));
      case Query.Values values -> values.rows().forEach(row -> row.forEach(this::expr));
      case Query.Table _ -> {}
      case Query.Nested nested -> query(nested.query(), place == Place.TOP ? Place.ARM : place);
    }
    query.orderBy().forEach(k -> expr(k.expr()));
    if (query.limit() != null) {
      expr(query.limit());
    }
    if (query.offset() != null) {
      expr(query.offset());
    }
  }

  private void from(FromItem item) {
    switch (item) {
      case FromItem.TableReference table -> {
        table.sample().forEach(this::expr);
        if (table.period() != null) {
          table.period().bounds().forEach(this::expr);
        }
      }
      case FromItem.Derived derived -> query(derived.query(), Place.DERIVED);
      case FromItem.Function function -> function.calls().forEach(this::expr);
      case FromItem.Declared declared -> declared.inputs().forEach(this::expr);
      case FromItem.Grouped grouped -> from(grouped.inner());
      case FromItem.Join join -> {
        from(join.left());
        from(join.right());
        condition(join.on());
      }
    }
  }

  private void condition(@Nullable Expr expr) {
    if (expr != null) {
      conditions.add(expr);
      expr(expr);
    }
  }

  private void expr(Expr expr) {
    expressions.add(expr);
    expr.children().forEach(this::expr);
    Query inner = expr.query();
    if (inner != null) {
      query(inner, Place.VALUE);
    }
  }
}
