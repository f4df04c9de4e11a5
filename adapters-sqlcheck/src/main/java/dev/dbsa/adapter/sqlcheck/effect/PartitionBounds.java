package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.TableStatement.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares the bounds of PostgreSQL's partitions where they are plain numbers, or dates and texts
 * of one form; of any other nothing is said.
 */
final class PartitionBounds {
  private static final Pattern RANGE = Pattern.compile("FOR VALUES FROM \\((.*)\\) TO \\((.*)\\)");
  private static final Pattern LIST = Pattern.compile("FOR VALUES IN \\((.*)\\)");
  private static final Pattern HASH =
      Pattern.compile("FOR VALUES WITH \\(modulus (\\d+), remainder (\\d+)\\)");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}( .*)?");

  private PartitionBounds() {}

  /** A bound as the server prints it; {@code null} where it holds more than constants. */
  static @Nullable String printed(Bound bound) {
    String from = list(bound.from());
    String to = list(bound.to());
    if (from == null || to == null) {
      return null;
    }
    return switch (bound.kind()) {
      case DEFAULT -> "DEFAULT";
      case IN -> "FOR VALUES IN (" + from + ")";
      case RANGE -> "FOR VALUES FROM (" + from + ") TO (" + to + ")";
      case HASH -> "FOR VALUES WITH (modulus " + from.replaceFirst(", ", ", remainder ") + ")";
    };
  }

  private static @Nullable String list(List<Expr> values) {
    List<String> texts = new ArrayList<>();
    for (Expr value : values) {
      switch (value) {
        case Expr.Literal l when l.isNull() -> texts.add("NULL");
        case Expr.Literal l when l.kind() == Expr.Literal.Kind.STRING ->
            texts.add("'" + l.text() + "'");
        case Expr.Literal l -> texts.add(l.text());
        case Expr.Column c when c.parts().size() == 1 ->
            texts.add(c.last().text().toUpperCase(Locale.ROOT));
        case Expr.Unary u when u.operator().equals("-") && u.operand() instanceof Expr.Literal l ->
            texts.add("-" + l.text());
        default -> {
          return null;
        }
      }
    }
    return String.join(", ", texts);
  }

  /** The partition of a parent that a new one would overlap. */
  static Optional<String> overlap(Partitioning partitioning, ObjectName parent, Bound bound) {
    String wanted = printed(bound);
    if (wanted == null) {
      return Optional.empty();
    }
    for (Partition partition : partitioning.partitions()) {
      if (partition.parent().equals(parent)
          && partition.bound() != null
          && overlap(partition.bound(), wanted)) {
        return Optional.of(partition.name().name());
      }
    }
    return Optional.empty();
  }

  private static boolean overlap(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    Matcher ranges = RANGE.matcher(a);
    Matcher others = RANGE.matcher(b);
    if (ranges.matches() && others.matches()) {
      Integer one = compare(ranges.group(1), others.group(2));
      Integer two = compare(others.group(1), ranges.group(2));
      return one != null && two != null && one < 0 && two < 0;
    }
    Matcher list = LIST.matcher(a);
    Matcher other = LIST.matcher(b);
    if (list.matches() && other.matches()) {
      List<String> values = List.of(list.group(1).split(", "));
      for (String value : other.group(1).split(", ")) {
        if (values.contains(value) || values.contains("'" + value + "'")) {
          return true;
        }
      }
      return false;
    }
    Matcher hash = HASH.matcher(a);
    Matcher second = HASH.matcher(b);
    if (hash.matches() && second.matches()) {
      long small = Math.min(Long.parseLong(hash.group(1)), Long.parseLong(second.group(1)));
      return small > 0
          && Long.parseLong(hash.group(2)) % small == Long.parseLong(second.group(2)) % small;
    }
    return false;
  }

  /** {@code null} where the order cannot be told. */
  private static @Nullable Integer compare(String a, String b) {
    String[] left = a.split(", ");
    String[] right = b.split(", ");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      Integer order = compareOne(left[i], right[i]);
      if (order == null || order != 0) {
        return order;
      }
    }
    return left.length == right.length ? 0 : null;
  }

  private static @Nullable Integer compareOne(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    if (a.equals("MINVALUE") || b.equals("MAXVALUE")) {
      return -1;
    }
    if (a.equals("MAXVALUE") || b.equals("MINVALUE")) {
      return 1;
    }
    String left = bare(a);
    String right = bare(b);
    if (isNumber(left) && isNumber(right)) {
      return new BigDecimal(left).compareTo(new BigDecimal(right));
    }
    boolean dates = DATE.matcher(left).matches() && DATE.matcher(right).matches();
    if (!dates || left.length() != right.length() && left.length() > 10 && right.length() > 10) {
      return null;
    }
    if (left.length() != right.length()) {
      // A day and a moment: equal days cannot be told apart by zones.
      int order = left.substring(0, 10).compareTo(right.substring(0, 10));
      return order == 0 ? null : (Integer) order;
    }
    return left.compareTo(right);
  }

  private static String bare(String text) {
    return text.startsWith("'") && text.endsWith("'") && text.length() > 1
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
  }
}
