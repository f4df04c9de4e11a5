package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.effect.PartitionValue.Domain;
import dev.dbsa.adapter.sqlcheck.effect.PartitionValue.Kind;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.TableStatement.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the bounds of PostgreSQL's partitions as far as their values are known. */
final class PartitionBounds {
  private static final Pattern RANGE = Pattern.compile("FOR VALUES FROM \\((.*)\\) TO \\((.*)\\)");
  private static final Pattern LIST = Pattern.compile("FOR VALUES IN \\((.*)\\)");
  private static final Pattern HASH =
      Pattern.compile("FOR VALUES WITH \\(modulus (\\d+), remainder (\\d+)\\)");
  private static final Pattern VALUE = Pattern.compile("\\s*('(?:[^']|'')*'|[^,']+)\\s*(?:,|$)");

  private PartitionBounds() {}

  /** How a bound lies to another. */
  enum Overlap {
    YES,
    NO,
    UNKNOWN
  }

  // ---------------------------------------------------------------- writing and reading

  /** A bound as the server prints it; {@code null} where it holds more than constants. */
  static @Nullable String printed(Bound bound) {
    String from = printed(values(bound.from()));
    String to = printed(values(bound.to()));
    if (from == null || to == null) {
      return null;
    }
    return switch (bound.kind()) {
      case DEFAULT -> "DEFAULT";
      case IN -> "FOR VALUES IN (" + from + ")";
      case RANGE -> "FOR VALUES FROM (" + from + ") TO (" + to + ")";
      case HASH ->
          "FOR VALUES WITH (modulus "
              + from.replace("'", "").replaceFirst(", ", ", remainder ")
              + ")";
    };
  }

  private static @Nullable String printed(List<PartitionValue> values) {
    List<String> texts = new ArrayList<>();
    for (PartitionValue value : values) {
      switch (value.kind()) {
        case UNKNOWN -> {
          return null;
        }
        case VALUE -> texts.add("'" + value.text().replace("'", "''") + "'");
        default -> texts.add(value.kind().name());
      }
    }
    return String.join(", ", texts);
  }

  static List<PartitionValue> values(List<Expr> exprs) {
    return exprs.stream().map(PartitionBounds::value).toList();
  }

  static PartitionValue value(Expr expr) {
    return switch (expr) {
      case Expr.Literal l when l.isNull() -> new PartitionValue(Kind.NULL, "");
      case Expr.Literal l -> new PartitionValue(Kind.VALUE, l.text());
      case Expr.Column c when isEnd(c) ->
          new PartitionValue(Kind.valueOf(c.last().text().toUpperCase(Locale.ROOT)), "");
      case Expr.Unary u when u.operator().equals("-") && u.operand() instanceof Expr.Literal l ->
          new PartitionValue(Kind.VALUE, "-" + l.text());
      case Expr.Cast c when isPlain(c) -> value(c.operand());
      case Expr.TypedLiteral t when t.type().name().equals("date") && t.text().length() == 10 ->
          new PartitionValue(Kind.VALUE, t.text());
      default -> new PartitionValue(Kind.UNKNOWN, "");
    };
  }

  /** Whether a cast leaves its literal as it is. */
  private static boolean isPlain(Expr.Cast cast) {
    if (!(cast.operand() instanceof Expr.Literal literal)) {
      return false;
    }
    return switch (cast.type().name()) {
      case "date" -> literal.text().length() == "2000-01-01".length();
      case "int", "int4", "integer", "bigint", "int8" -> literal.text().matches("-?[0-9]+");
      case "text", "varchar", "character varying" -> cast.type().modifiers().isEmpty();
      default -> false;
    };
  }

  /** Whether this is MINVALUE or MAXVALUE, which are names to the grammar. */
  static boolean isEnd(Expr expr) {
    return expr instanceof Expr.Column c
        && c.parts().size() == 1
        && !c.last().quoted()
        && (c.last().text().equalsIgnoreCase("minvalue")
            || c.last().text().equalsIgnoreCase("maxvalue"));
  }

  private static List<PartitionValue> values(String printed) {
    List<PartitionValue> values = new ArrayList<>();
    Matcher value = VALUE.matcher(printed);
    int end = 0;
    while (value.find() && value.start() == end) {
      end = value.end();
      values.add(ofPrinted(value.group(1).strip()));
    }
    return end == printed.length() ? values : List.of(new PartitionValue(Kind.UNKNOWN, ""));
  }

  private static PartitionValue ofPrinted(String text) {
    return switch (text) {
      case "MINVALUE", "MAXVALUE", "NULL" -> new PartitionValue(Kind.valueOf(text), "");
      default ->
          new PartitionValue(
              Kind.VALUE,
              text.startsWith("'")
                  ? text.substring(1, text.length() - 1).replace("''", "'")
                  : text);
    };
  }

  // ---------------------------------------------------------------- comparing

  /**
   * How a bound lies to a printed one of the same table.
   *
   * @param domains of the parts of the key
   */
  static Overlap overlap(@Nullable String printed, Bound bound, List<Domain> domains) {
    if (bound.kind() == Bound.Kind.DEFAULT) {
      return "DEFAULT".equals(printed) ? Overlap.YES : Overlap.NO;
    }
    if (printed == null) {
      return Overlap.UNKNOWN;
    }
    Matcher range = RANGE.matcher(printed);
    if (bound.kind() == Bound.Kind.RANGE && range.matches()) {
      Integer one = order(values(range.group(1)), values(bound.to()), domains);
      Integer other = order(values(bound.from()), values(range.group(2)), domains);
      if (one != null && one >= 0 || other != null && other >= 0) {
        return Overlap.NO;
      }
      return one == null || other == null ? Overlap.UNKNOWN : Overlap.YES;
    }
    Matcher list = LIST.matcher(printed);
    if (bound.kind() == Bound.Kind.IN && list.matches() && !domains.isEmpty()) {
      return shared(values(list.group(1)), values(bound.from()), domains.getFirst());
    }
    Matcher hash = HASH.matcher(printed);
    HashPart part = HashPart.of(bound);
    if (part != null && hash.matches()) {
      long modulus = Math.min(Long.parseLong(hash.group(1)), part.modulus());
      boolean same = Long.parseLong(hash.group(2)) % modulus == part.remainder() % modulus;
      return same ? Overlap.YES : Overlap.NO;
    }
    return Overlap.NO;
  }

  private static Overlap shared(
      List<PartitionValue> old, List<PartitionValue> added, Domain domain) {
    boolean known = true;
    for (PartitionValue value : added) {
      for (PartitionValue other : old) {
        Boolean equal = PartitionValue.equal(value, other, domain);
        if (Boolean.TRUE.equals(equal)) {
          return Overlap.YES;
        }
        known &= equal != null;
      }
    }
    return known ? Overlap.NO : Overlap.UNKNOWN;
  }

  /** partbounds.c: partition_rbound_cmp; {@code null} where the order cannot be told. */
  static @Nullable Integer order(
      List<PartitionValue> a, List<PartitionValue> b, List<Domain> domains) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      Domain domain = i < domains.size() ? domains.get(i) : new Domain("", null, "");
      Integer order = PartitionValue.compare(a.get(i), b.get(i), domain);
      if (order == null || order != 0) {
        return order;
      }
      if (a.get(i).kind() != Kind.VALUE) {
        // Behind an end nothing is compared.
        return 0;
      }
    }
    return a.size() == b.size() ? 0 : null;
  }

  /** MODULUS and REMAINDER of a bound. */
  record HashPart(long modulus, long remainder) {
    /** {@code null} where they are no numbers, or none that a table is cut by. */
    static @Nullable HashPart of(Bound bound) {
      if (bound.kind() != Bound.Kind.HASH || bound.from().size() != 2) {
        return null;
      }
      String modulus = value(bound.from().getFirst()).text();
      String remainder = value(bound.from().getLast()).text();
      boolean numbers = modulus.matches("-?[0-9]{1,18}") && remainder.matches("-?[0-9]{1,18}");
      return numbers ? new HashPart(Long.parseLong(modulus), Long.parseLong(remainder)) : null;
    }
  }

  /**
   * partbounds.c: each modulus divides the next larger one; the first other modulus that it does
   * not fit, 0 where all fit.
   */
  static long unfit(long modulus, Partitioning partitioning, ObjectName parent) {
    long below = 0;
    long above = Long.MAX_VALUE;
    for (Partition partition : partitioning.partitions()) {
      Matcher hash = HASH.matcher(partition.bound() == null ? "" : partition.bound());
      if (partition.parent().equals(parent) && hash.matches()) {
        long other = Long.parseLong(hash.group(1));
        below = other <= modulus ? Math.max(below, other) : below;
        above = other >= modulus ? Math.min(above, other) : above;
      }
    }
    if (below > 0 && modulus % below != 0) {
      return below;
    }
    return above < Long.MAX_VALUE && above % modulus != 0 ? above : 0;
  }
}
