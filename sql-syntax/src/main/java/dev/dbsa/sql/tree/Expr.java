package dev.dbsa.sql.tree;

import dev.dbsa.sql.lex.Keywords;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An expression. Chains of operators of the same rank are one node, so that the height of the tree
 * is that of the nesting a person sees.
 */
public sealed interface Expr {
  /** Index of the expression's first token in the statement. */
  int at();

  /** The direct parts, without the queries inside. */
  default List<Expr> children() {
    return List.of();
  }

  /** The query inside, if there is one. */
  default @Nullable Query query() {
    return null;
  }

  /** A column, perhaps with table and schema before it; in PostgreSQL also a whole row. */
  record Column(int at, List<Name> parts) implements Expr {
    public Name last() {
      return parts.getLast();
    }
  }

  /** {@code *} or {@code t.*}. */
  record Star(int at, List<Name> qualifier) implements Expr {}

  record Literal(int at, Kind kind, String text) implements Expr {
    public enum Kind {
      STRING,
      INTEGER,
      DECIMAL,
      BIT_STRING,
      BOOLEAN,
      NULL
    }

    public boolean isNull() {
      return kind == Kind.NULL;
    }
  }

  record Parameter(int at) implements Expr {}

  /** MySQL's {@code @x} or {@code @@x}. */
  record Variable(int at, String name) implements Expr {}

  /** MySQL's {@code @x := value}. */
  record Assignment(int at, Expr value) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(value);
    }
  }

  record Unary(int at, String operator, Expr operand) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand);
    }
  }

  /**
   * Operands joined by operators of one rank, taken from the left.
   *
   * @param operators one fewer than the operands
   * @param operatorsAt where they stand
   */
  record Chain(int at, List<Expr> operands, List<String> operators, List<Integer> operatorsAt)
      implements Expr {
    @Override
    public List<Expr> children() {
      return operands;
    }
  }

  /** AND, OR or XOR over two or more operands. */
  record Logical(int at, String operator, List<Expr> operands) implements Expr {
    @Override
    public List<Expr> children() {
      return operands;
    }
  }

  /**
   * {@code x IS [NOT] what}.
   *
   * @param what null, true, false, unknown, distinct, document, json, normalized
   */
  record Is(int at, Expr operand, boolean not, String what, @Nullable Expr other) implements Expr {
    @Override
    public List<Expr> children() {
      return other == null ? List.of(operand) : List.of(operand, other);
    }
  }

  record Between(int at, Expr operand, boolean not, Expr low, Expr high) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand, low, high);
    }
  }

  /** Either a list or a query. */
  record In(int at, Expr operand, boolean not, List<Expr> list, @Nullable Query query)
      implements Expr {
    @Override
    public List<Expr> children() {
      List<Expr> all = new ArrayList<>(list.size() + 1);
      all.add(operand);
      all.addAll(list);
      return all;
    }
  }

  /**
   * @param operator like, ilike, similar, regexp, rlike, sounds
   */
  record Like(
      int at, Expr operand, boolean not, String operator, Expr pattern, @Nullable Expr escape)
      implements Expr {
    @Override
    public List<Expr> children() {
      return escape == null ? List.of(operand, pattern) : List.of(operand, pattern, escape);
    }
  }

  /**
   * {@code x = ANY (query or array)}.
   *
   * @param all whether ALL stands there, not ANY or SOME
   */
  record Quantified(
      int at,
      Expr operand,
      String operator,
      boolean all,
      @Nullable Expr array,
      @Nullable Query query)
      implements Expr {
    @Override
    public List<Expr> children() {
      return array == null ? List.of(operand) : List.of(operand, array);
    }
  }

  record Exists(int at, Query query) implements Expr {}

  /** A query in parentheses, as a value. */
  record Subquery(int at, Query query) implements Expr {}

  /**
   * A function call.
   *
   * @param name in lower case where it is not quoted
   * @param special whether the grammar has a rule of its own for this function, so that its
   *     arguments need no check
   * @param over {@code null} for a call that is no window function's
   */
  record Call(
      int at,
      List<Name> name,
      List<Expr> arguments,
      boolean special,
      boolean distinct,
      boolean star,
      List<SortKey> orderBy,
      @Nullable Expr filter,
      boolean withinGroup,
      @Nullable Window over)
      implements Expr {
    /** The function's name in lower case, without its schema. */
    public String function() {
      return Keywords.fold(name.getLast().text());
    }

    @Override
    public List<Expr> children() {
      List<Expr> all = new ArrayList<>(arguments);
      orderBy.forEach(key -> all.add(key.expr()));
      if (filter != null) {
        all.add(filter);
      }
      if (over != null) {
        all.addAll(over.children());
      }
      return all;
    }
  }

  record Cast(int at, Expr operand, TypeName type) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand);
    }
  }

  /** A literal with its type before it: {@code DATE '2026-01-31'}. */
  record TypedLiteral(int at, TypeName type, String text) implements Expr {}

  record Case(int at, @Nullable Expr operand, List<Expr> conditions, List<Expr> results)
      implements Expr {
    @Override
    public List<Expr> children() {
      List<Expr> all = new ArrayList<>(conditions.size() + results.size() + 1);
      if (operand != null) {
        all.add(operand);
      }
      all.addAll(conditions);
      all.addAll(results);
      return all;
    }
  }

  record Row(int at, List<Expr> items) implements Expr {
    @Override
    public List<Expr> children() {
      return items;
    }
  }

  /** {@code ARRAY[…]}, or {@code ARRAY(query)}. */
  record Array(int at, List<Expr> items, @Nullable Query query) implements Expr {
    @Override
    public List<Expr> children() {
      return items;
    }
  }

  record Subscript(int at, Expr base, List<Expr> bounds, boolean slice) implements Expr {
    @Override
    public List<Expr> children() {
      List<Expr> all = new ArrayList<>(bounds);
      all.add(base);
      return all;
    }
  }

  /** A field of a composite value: {@code (x).y}; all of them where {@code name} is null. */
  record Field(int at, Expr base, @Nullable Name name) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(base);
    }
  }

  record Collate(int at, Expr operand) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand);
    }
  }

  record AtTimeZone(int at, Expr operand, Expr zone) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand, zone);
    }
  }

  /** MySQL's {@code INTERVAL amount unit}. */
  record Interval(int at, Expr amount, String unit) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(amount);
    }
  }

  /**
   * A value of a sequence by MariaDB's own words: {@code NEXT VALUE FOR s}, {@code NEXTVAL(s)},
   * {@code SETVAL(s, 10)}.
   *
   * @param function nextval, lastval or setval
   * @param sequence one or two parts
   */
  record SequenceValue(int at, String function, List<Name> sequence) implements Expr {}

  /** The word DEFAULT in place of a value. */
  record Default(int at) implements Expr {}

  /** Something whose parts matter, but whose meaning does not. */
  record Other(int at, List<Expr> children) implements Expr {}

  /** An entry of ORDER BY. */
  record SortKey(Expr expr, boolean descending) {}

  /**
   * A window: by name, or by its parts.
   *
   * @param name of the window that it is or builds on; {@code null} where there is none
   * @param bare whether it is nothing but the name, without parentheses
   * @param frame {@code null} where the text has none
   */
  record Window(
      @Nullable Name name,
      boolean bare,
      List<Expr> partitionBy,
      List<SortKey> orderBy,
      @Nullable Frame frame) {
    /** A window of that name. */
    public static Window named(Name name) {
      return new Window(name, true, List.of(), List.of(), null);
    }

    /** How far the bounds of the frame lie from the current row. */
    public List<Expr> offsets() {
      return frame == null ? List.of() : frame.offsets();
    }

    List<Expr> children() {
      List<Expr> all = new ArrayList<>(partitionBy);
      orderBy.forEach(key -> all.add(key.expr()));
      all.addAll(offsets());
      return all;
    }
  }

  /**
   * The rows of a window that a function sees.
   *
   * @param unit rows, range or groups
   * @param end the current row where the text has one bound alone
   */
  record Frame(int at, String unit, Bound start, Bound end) {
    /** How far its bounds lie from the current row. */
    public List<Expr> offsets() {
      return Stream.of(start.offset(), end.offset()).filter(Objects::nonNull).toList();
    }
  }

  /**
   * @param offset {@code null} where the place tells it all
   */
  record Bound(Place place, @Nullable Expr offset) {
    /** From the first to the last that a frame may begin or end with. */
    public enum Place {
      UNBOUNDED_PRECEDING,
      PRECEDING,
      CURRENT_ROW,
      FOLLOWING,
      UNBOUNDED_FOLLOWING
    }
  }

  /**
   * An argument of a call that is more than its value.
   *
   * @param name of the parameter, for {@code name => value} of PostgreSQL and {@code value AS name}
   *     of MySQL; {@code null} where there is none
   * @param variadic whether an array takes the place of any number of values
   */
  record Argument(int at, @Nullable Name name, boolean variadic, Expr value) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(value);
    }
  }

  /**
   * A type.
   *
   * @param name in lower case with single blanks, such as {@code double precision}; PostgreSQL's
   *     shorthands are written out by nobody
   * @param quoted whether the name is quoted or has a schema: no built-in type then
   */
  record TypeName(
      int at, String name, List<String> modifiers, int arrayDimensions, boolean quoted) {}
}
