package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.TableStatement.Partition;
import dev.dbsa.sql.tree.TableStatement.Partition.Holds;
import dev.dbsa.sql.tree.TableStatement.PartitionBy;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of MySQL's partitions, each by itself: that they are of the partitioning's kind, as
 * many as it has columns, constant, and of the columns' types (sql_partition.cc,
 * partition_info.cc).
 */
final class MySqlPartitionValues {
  private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
  private static final BigInteger TWO = BigInteger.TWO;

  private final String strategy;
  private final boolean byColumns;
  private final List<@Nullable Column> columns;
  private final Step step;

  private MySqlPartitionValues(
      String strategy, boolean byColumns, List<@Nullable Column> columns, Step step) {
    this.strategy = strategy;
    this.byColumns = byColumns;
    this.columns = columns;
    this.step = step;
  }

  /** The partitions of a table that is made or partitioned anew. */
  static void of(PartitionBy by, TableDraft draft, Step step) {
    List<@Nullable Column> columns = new ArrayList<>();
    by.columns().forEach(c -> columns.add(draft.column(c.text())));
    if (by.expression() instanceof Expr.Column column) {
      columns.add(draft.column(column.last().text()));
    }
    boolean byColumns = by.expression() == null;
    String strategy = MySqlPartitions.strategy(by);
    new MySqlPartitionValues(strategy, byColumns, columns, step).check(by.partitions());
  }

  /** Partitions that are added to a table. */
  static void more(
      List<Partition> partitions, Partitioning partitioning, TableDraft draft, Step step) {
    boolean byColumns = partitioning.strategy().endsWith(" columns");
    List<@Nullable Column> columns = new ArrayList<>();
    List<String> named = MySqlPartitions.columns(partitioning, draft);
    boolean bare =
        named.size() == 1
            && step.same(partitioning.key().replace("`", "").strip(), named.getFirst());
    if (byColumns || bare) {
      named.forEach(c -> columns.add(draft.column(c)));
    }
    new MySqlPartitionValues(partitioning.strategy(), byColumns, columns, step).check(partitions);
  }

  private void check(List<Partition> partitions) {
    boolean range = strategy.startsWith("range");
    boolean list = strategy.startsWith("list");
    for (Partition partition : partitions) {
      boolean other =
          switch (partition.holds()) {
            case LESS_THAN -> !range;
            case IN -> !list;
            case UNSAID -> range || list;
            default -> false;
          };
      if (other && (range || list || strategy.equals("hash") || strategy.equals("key"))) {
        refuse(
            partition.at(),
            range
                ? "A partition by RANGE is given with VALUES LESS THAN"
                : list
                    ? "A partition by LIST is given with VALUES IN"
                    : "A partition by HASH or KEY has no values");
        return;
      }
      int before = step.refusals();
      values(partition);
      if (step.refusals() > before) {
        return;
      }
    }
  }

  private void values(Partition partition) {
    int width = byColumns ? columns.size() : 1;
    boolean bound = partition.holds() == Holds.LESS_THAN;
    if (bound && partition.values().size() != width) {
      refuse(partition.at(), "The values do not match the number of columns, " + width);
      return;
    }
    if (bound) {
      row(partition.values(), true);
      return;
    }
    for (Expr value : partition.values()) {
      List<Expr> items = value instanceof Expr.Row row ? row.items() : List.of(value);
      if (items.size() != width) {
        refuse(value.at(), "The values do not match the number of columns, " + width);
        return;
      }
      row(items, false);
    }
  }

  private void row(List<Expr> items, boolean bound) {
    for (int i = 0; i < items.size(); i++) {
      value(items.get(i), i < columns.size() ? columns.get(i) : null, bound);
    }
  }

  private void value(Expr value, @Nullable Column column, boolean bound) {
    if (value instanceof Expr.Column named) {
      refuse(
          named.at(), "The value of a partition is a constant, which " + named.last() + " is not");
    } else if (value instanceof Expr.Literal l && l.isNull()) {
      if (bound) {
        refuse(l.at(), "NULL lies below every value, so no partition ends before it");
      }
    } else if (byColumns) {
      String why = column == null ? null : misfit(value, column);
      if (why != null) {
        refuse(value.at(), why);
      }
    } else if (value instanceof Expr.Literal l
        && (l.kind() == Expr.Literal.Kind.STRING || l.kind() == Expr.Literal.Kind.DECIMAL)) {
      refuse(l.at(), "The values of partitions by an expression are integers");
    } else if (column != null && column.type().contains("unsigned") && isNegative(value)) {
      refuse(value.at(), "The column " + column.name() + " is never negative");
    }
  }

  private static boolean isNegative(Expr value) {
    return value instanceof Expr.Unary u
        && u.operator().equals("-")
        && u.operand() instanceof Expr.Literal l
        && l.kind() == Expr.Literal.Kind.INTEGER
        && !l.text().matches("0+");
  }

  /** Why a value is none of the column; {@code null} where it is, or that cannot be told. */
  private @Nullable String misfit(Expr value, Column column) {
    String base = MySqlTypes.base(column.type());
    String type = "The column " + column.name() + " is of type " + column.type();
    boolean negative = isNegative(value);
    Expr bare = negative && value instanceof Expr.Unary u ? u.operand() : value;
    if (!(bare instanceof Expr.Literal literal)) {
      return null;
    }
    boolean text = literal.kind() == Expr.Literal.Kind.STRING;
    boolean number =
        literal.kind() == Expr.Literal.Kind.INTEGER || literal.kind() == Expr.Literal.Kind.DECIMAL;
    if (MySqlTypes.isInteger(base)) {
      boolean wrong = text || literal.kind() == Expr.Literal.Kind.DECIMAL;
      return wrong || number && !holds(column.type(), base, literal.text(), negative) ? type : null;
    }
    return switch (base) {
      case "char", "varchar" -> {
        boolean tooLong =
            text
                && !step.isMariaDb()
                && !literal.text().endsWith(" ")
                && MySqlTypes.length(column.type()) >= 0
                && literal.text().codePointCount(0, literal.text().length())
                    > MySqlTypes.length(column.type());
        yield number || tooLong ? type : null;
      }
      case "date", "datetime" -> number || text && isNoDate(literal.text()) ? type : null;
      case "time" -> number || text && DATE.matcher(literal.text()).matches() ? type : null;
      case "binary", "varbinary" -> number ? type : null;
      default -> null;
    };
  }

  private static boolean holds(String type, String base, String digits, boolean negative) {
    if (!digits.matches("[0-9]{1,40}")) {
      return true;
    }
    int bits = 8 * Math.max(1, MySqlTypes.bytes(type));
    bits = base.equals("mediumint") ? 24 : bits;
    boolean unsigned = type.contains("unsigned");
    BigInteger value = new BigInteger(negative ? "-" + digits : digits);
    BigInteger least = unsigned ? BigInteger.ZERO : TWO.pow(bits - 1).negate();
    BigInteger most = TWO.pow(unsigned ? bits : bits - 1).subtract(BigInteger.ONE);
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  /** A text that is certainly no date; other spellings of dates than the usual one are not read. */
  private static boolean isNoDate(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return text.chars().noneMatch(Character::isDigit);
    }
    int year = Integer.parseInt(date.group(1));
    int month = Integer.parseInt(date.group(2));
    int day = Integer.parseInt(date.group(3));
    if (month == 0 || day == 0) {
      // Zero parts hang on sql_mode.
      return false;
    }
    try {
      return LocalDate.of(year, month, day).getYear() < 0;
    } catch (DateTimeException e) {
      return true;
    }
  }

  private void refuse(int at, String message) {
    step.refuse(FindingRule.PARTITION_RULE, at, message, null, null);
  }
}
