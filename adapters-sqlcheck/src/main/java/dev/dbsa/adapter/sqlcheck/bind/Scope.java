package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that one level of a query sees. */
final class Scope {
  /** The clause that is being read: it decides what may stand in an expression. */
  enum Clause {
    SELECT("the select list"),
    FROM("FROM"),
    ON("a join condition"),
    WHERE("WHERE"),
    GROUP_BY("GROUP BY"),
    HAVING("HAVING"),
    WINDOW("WINDOW"),
    ORDER_BY("ORDER BY"),
    LIMIT("LIMIT"),
    VALUES("VALUES"),
    /** The only row of an INSERT, which PostgreSQL reads as a SELECT without FROM. */
    ROW("VALUES"),
    SET("SET"),
    RETURNING("RETURNING"),
    CHECK("a check constraint"),
    DEFAULT("a default"),
    GENERATED("a generated column"),
    INDEX("an index"),
    CONVERSION("USING"),
    POLICY("a policy"),
    PARTITION_BOUND("the bound of a partition"),
    ROWS("a condition on rows");

    private final String words;

    Clause(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A column of a source.
   *
   * @param type {@code null} where it is not known
   */
  record SourceColumn(String name, @Nullable String type) {}

  /**
   * Something in a FROM clause.
   *
   * @param id tells sources of one statement apart
   * @param alias the name that qualifies its columns; empty where nothing does
   * @param aliased whether that is an alias, which hides the table's own name
   * @param table {@code null} for anything but a table or view
   * @param open whether there may be more columns than these
   * @param qualifiedOnly whether its columns are seen behind its name alone
   */
  record Source(
      int id,
      int at,
      String alias,
      boolean aliased,
      @Nullable Table table,
      List<SourceColumn> columns,
      boolean open,
      boolean qualifiedOnly) {}

  /** A column as an unqualified name reaches it. */
  record Visible(Source source, SourceColumn column) {
    String name() {
      return column.name();
    }
  }

  /**
   * What a column reference means.
   *
   * @param column {@code null} for a whole row
   * @param scope the level it belongs to
   */
  record Resolved(Source source, @Nullable String column, @Nullable String type, Scope scope) {
    String key() {
      return source.id() + "." + column;
    }
  }

  /**
   * A result column.
   *
   * @param name as the server names it; {@code null} where that cannot be told
   * @param expr {@code null} where the column stems from {@code *}
   * @param origin the column that it is, unchanged; {@code null} for any other value
   * @param alias whether the script names it
   */
  record OutputColumn(
      @Nullable String name,
      @Nullable String type,
      @Nullable Expr expr,
      @Nullable Resolved origin,
      boolean alias) {}

  /**
   * The result of a query.
   *
   * @param open whether there may be more columns than these
   */
  record Output(List<OutputColumn> columns, boolean open) {
    static final Output UNKNOWN = new Output(List.of(), true);
  }

  /** What one item of a FROM clause brings. */
  static final class Names {
    final List<Source> sources = new ArrayList<>();
    final List<Visible> columns = new ArrayList<>();
    boolean open;

    /** Whether there are further sources, whose names are not known. */
    boolean moreSources;

    void addAll(Names other) {
      sources.addAll(other.sources);
      columns.addAll(other.columns);
      open |= other.open;
      moreSources |= other.moreSources;
    }

    void add(Source source) {
      sources.add(source);
      if (!source.qualifiedOnly()) {
        for (SourceColumn column : source.columns()) {
          columns.add(new Visible(source, column));
        }
        open |= source.open();
      }
    }
  }

  /** The level of what belongs to none. */
  static final Scope NOWHERE = new Scope(null);

  final @Nullable Scope outer;
  final Names names = new Names();
  Clause clause = Clause.FROM;

  /** Whether an aggregate over this level's rows was seen. */
  boolean aggregated;

  /** The select list, for the clauses that may refer to it. */
  List<OutputColumn> outputs = List.of();

  /** The windows of the WINDOW clause. */
  List<Query.NamedWindow> windows = List.of();

  /** The aliases of the select list, which MySQL's subqueries see before it is bound. */
  Set<String> aliases = Set.of();

  /** The columns that MySQL's HAVING sees beside the select list. */
  List<Resolved> grouped = List.of();

  /** How many aggregates enclose the expression that is being read. */
  int insideAggregate;

  /** The level that a reference found here belongs to: itself, but for a join condition. */
  final Scope owner;

  Scope(@Nullable Scope outer) {
    this.outer = outer;
    this.owner = this;
  }

  private Scope(Scope select, Names names) {
    this.outer = select.outer;
    this.owner = select;
    this.names.addAll(names);
    this.clause = Clause.ON;
  }

  /** What the condition of a join sees: its own two sides. */
  static Scope ofCondition(Scope select, Names names) {
    return new Scope(select, names);
  }
}
