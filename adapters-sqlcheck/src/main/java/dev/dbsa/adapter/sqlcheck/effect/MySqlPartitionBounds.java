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
 * The values of MySQL's partitions where they are plain numbers or dates: those of RANGE go up, no
 * value of LIST comes twice. Of any other nothing is said.
 */
final class MySqlPartitionBounds {
  private static final String MOST = "MAXVALUE";
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}");
  private static final Pattern DATE = Pattern.compile("'[0-9]{4}-[0-9]{2}-[0-9]{2}'");

  private MySqlPartitionBounds() {}

  /** The bound as the server prints it; {@code null} where it is more than one constant. */
  static @Nullable String printed(TableStatement.Partition partition) {
    if (partition.holds() != Holds.LESS_THAN || partition.values().size() != 1) {
      return null;
    }
    return text(partition.values().getFirst());
  }

  private static @Nullable String text(Expr value) {
    return switch (value) {
      case Expr.Literal l when l.kind() == Expr.Literal.Kind.STRING -> "'" + l.text() + "'";
      case Expr.Literal l when l.kind() == Expr.Literal.Kind.INTEGER -> l.text();
      case Expr.Unary u when u.operator().equals("-") && u.operand() instanceof Expr.Literal l ->
          "-" + l.text();
      case Expr.Column c when c.last().text().equalsIgnoreCase(MOST) -> MOST;
      case Expr.Default _ -> null;
      default -> step(value);
    };
  }

  private static @Nullable String step(Expr value) {
    return value instanceof Expr.Other other && other.children().isEmpty() ? MOST : null;
  }

  /** New partitions of a table, in their order. */
  static void ascend(
      @Nullable String before, List<TableStatement.Partition> partitions, Step step) {
    String last = before;
    Set<String> listed = new HashSet<>();
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
      if (text != null && !text.equals(MOST) && !text.startsWith("'") && !listed.add(text)) {
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
    if (a.equals(MOST)) {
      return false;
    }
    if (b.equals(MOST)) {
      return true;
    }
    if (NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches()) {
      return new BigDecimal(a).compareTo(new BigDecimal(b)) < 0;
    }
    if (DATE.matcher(a).matches() && DATE.matcher(b).matches()) {
      return a.compareTo(b) < 0;
    }
    return null;
  }

  /** ADD and REORGANIZE of partitions by RANGE. */
  static void alter(TableAction.AlterPartitions a, Partitioning partitioning, Step step) {
    List<String> order = partitioning.partitionNames();
    if (!partitioning.strategy().startsWith("range")
        || order.size() != partitioning.partitionCount()
        || order.isEmpty()) {
      ascend(null, a.into(), step);
      return;
    }
    switch (a.kind()) {
      case ADD -> ascend(bound(order.getLast(), partitioning), a.into(), step);
      case REORGANIZE -> reorganize(a, order, partitioning, step);
      default -> {}
    }
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
    ascend(before, a.into(), step);
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
