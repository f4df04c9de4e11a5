package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.sql.tree.TableStatement.Partition.Holds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of MySQL's partitions beside each other, where they are plain numbers, dates or words:
 * those of RANGE go up, no value of LIST comes twice. Of any other nothing is said.
 */
final class MySqlPartitionBounds {
  private static final String MOST = "MAXVALUE";
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}");
  private static final Pattern DATE = Pattern.compile("'[0-9]{4}-[0-9]{2}-[0-9]{2}'");

  /** Words that every collation of a Western language sorts alike. */
  private static final Pattern WORD = Pattern.compile("'[a-z]+'|'[A-Z]+'");

  private MySqlPartitionBounds() {}

  /**
   * The values as the server prints them: with commas between them, rows in parentheses; {@code
   * null} where one of them is no plain constant.
   */
  static @Nullable String printed(TableStatement.Partition partition) {
    if (partition.holds() != Holds.LESS_THAN && partition.holds() != Holds.IN) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Expr value : partition.values()) {
      String text = text(value);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return texts.isEmpty() ? null : String.join(",", texts);
  }

  private static @Nullable String text(Expr value) {
    return switch (value) {
      case Expr.Literal l when l.kind() == Expr.Literal.Kind.STRING ->
          l.text().indexOf('\'') < 0 && l.text().indexOf('\\') < 0 ? "'" + l.text() + "'" : null;
      case Expr.Literal l when l.kind() == Expr.Literal.Kind.INTEGER -> plain(l.text());
      case Expr.Literal l when l.isNull() -> "NULL";
      case Expr.Unary u
          when u.operator().equals("-")
              && u.operand() instanceof Expr.Literal l
              && l.kind() == Expr.Literal.Kind.INTEGER ->
          "-" + plain(l.text());
      case Expr.Row row -> row(row);
      case Expr.Default _ -> null;
      default -> value instanceof Expr.Other other && other.children().isEmpty() ? MOST : null;
    };
  }

  private static String plain(String digits) {
    return digits.matches("0[0-9]+") ? new BigDecimal(digits).toString() : digits;
  }

  private static @Nullable String row(Expr.Row row) {
    List<String> texts = new ArrayList<>();
    for (Expr item : row.items()) {
      String text = text(item);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return "(" + String.join(",", texts) + ")";
  }

  /** The values of a printed bound, rows whole. */
  private static List<String> values(String printed) {
    List<String> values = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < printed.length(); i++) {
      char c = printed.charAt(i);
      quoted ^= c == '\'';
      if (!quoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth == 0) {
          values.add(printed.substring(from, i).strip());
          from = i + 1;
        }
      }
    }
    values.add(printed.substring(from).strip());
    return values;
  }

  /**
   * New partitions of a table, in their order.
   *
   * @param before the bound of the partition before them; {@code null} for none, or where it is not
   *     known
   * @param listed values that are taken
   */
  static void ascend(
      @Nullable String before,
      Set<String> listed,
      List<TableStatement.Partition> partitions,
      Step step) {
    String last = before;
    for (TableStatement.Partition partition : partitions) {
      if (partition.holds() == Holds.IN) {
        listed(partition, listed, step);
        continue;
      }
      String bound = printed(partition);
      if (last != null && bound != null && Boolean.FALSE.equals(isLess(last, bound))) {
        refuse(
            partition.name(),
            "The partition " + partition.name() + " does not go beyond the one before it",
            step);
        return;
      }
      last = bound;
    }
  }

  private static void listed(TableStatement.Partition partition, Set<String> listed, Step step) {
    for (Expr value : partition.values()) {
      String text = text(value);
      if (text != null && !text.equals(MOST) && !listed.add(text)) {
        refuse(partition.name(), "The value " + text + " stands in two partitions", step);
        return;
      }
    }
  }

  private static void refuse(Name name, String message, Step step) {
    step.refuse(FindingRule.PARTITION_RULE, name, message, null);
  }

  /** Whether a bound is below another; {@code null} where that cannot be told. */
  private static @Nullable Boolean isLess(String a, String b) {
    List<String> one = values(a);
    List<String> other = values(b);
    for (int i = 0; i < one.size() && i < other.size(); i++) {
      if (one.get(i).equals(MOST) && other.get(i).equals(MOST)) {
        // What stands behind two MAXVALUEs is not compared.
        return false;
      }
      Integer order = order(one.get(i), other.get(i));
      if (order == null) {
        return null;
      }
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  /** How two values compare; {@code null} where that cannot be told. */
  private static @Nullable Integer order(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    if (a.equals(MOST) || b.equals(MOST)) {
      return a.equals(MOST) ? 1 : -1;
    }
    if (NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches()) {
      return new BigDecimal(a).compareTo(new BigDecimal(b));
    }
    boolean dates = DATE.matcher(a).matches() && DATE.matcher(b).matches();
    boolean words =
        WORD.matcher(a).matches()
            && WORD.matcher(b).matches()
            && Character.isUpperCase(a.charAt(1)) == Character.isUpperCase(b.charAt(1));
    return dates || words ? (Integer) a.compareTo(b) : null;
  }

  /**
   * ADD and REORGANIZE of partitions.
   *
   * @param order the partitions in their order
   */
  static void alter(
      TableAction.AlterPartitions a, List<String> order, Partitioning partitioning, Step step) {
    if (partitioning.strategy().startsWith("list")) {
      ascend(null, taken(a, partitioning), a.into(), step);
    } else if (!partitioning.strategy().startsWith("range") || order.isEmpty()) {
      ascend(null, new HashSet<>(), a.into(), step);
    } else {
      switch (a.kind()) {
        case ADD -> ascend(bound(order.getLast(), partitioning), new HashSet<>(), a.into(), step);
        case REORGANIZE -> reorganize(a, order, partitioning, step);
        default -> {}
      }
    }
  }

  /** The values of the partitions by LIST that stay. */
  private static Set<String> taken(TableAction.AlterPartitions a, Partitioning partitioning) {
    Set<String> taken = new HashSet<>();
    for (Partition partition : partitioning.partitions()) {
      String bound = partition.bound();
      boolean goes =
          a.names().stream().anyMatch(n -> n.text().equalsIgnoreCase(partition.name().name()));
      if (bound != null && !goes) {
        taken.addAll(values(bound));
      }
    }
    return taken;
  }

  private static @Nullable String bound(String name, Partitioning partitioning) {
    for (Partition partition : partitioning.partitions()) {
      if (partition.name().name().equalsIgnoreCase(name)) {
        return partition.bound();
      }
    }
    return null;
  }

  private static void reorganize(
      TableAction.AlterPartitions a, List<String> order, Partitioning partitioning, Step step) {
    if (a.names().isEmpty() || a.into().isEmpty()) {
      return;
    }
    List<Integer> places = new ArrayList<>();
    for (Name name : a.names()) {
      int at = -1;
      for (int i = 0; i < order.size(); i++) {
        at =
            order.get(i).toLowerCase(Locale.ROOT).equals(name.text().toLowerCase(Locale.ROOT))
                ? i
                : at;
      }
      if (at < 0) {
        return;
      }
      places.add(at);
    }
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i) != places.get(i - 1) + 1) {
        refuse(a.names().get(i), "Partitions that are reorganized stand behind each other", step);
        return;
      }
    }
    String before =
        places.getFirst() == 0 ? null : bound(order.get(places.getFirst() - 1), partitioning);
    ascend(before, new HashSet<>(), a.into(), step);
    String was = bound(order.get(places.getLast()), partitioning);
    String is = printed(a.into().getLast());
    if (was == null || is == null || was.equals(is)) {
      return;
    }
    boolean last = places.getLast() == order.size() - 1;
    Boolean less = isLess(was, is);
    if (less != null && (!last || !less)) {
      refuse(
          a.into().getLast().name(),
          "The partitions must go as far as those that they replace",
          step);
    }
  }
}
