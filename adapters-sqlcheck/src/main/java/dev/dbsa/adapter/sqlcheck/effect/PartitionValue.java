package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.UserType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value in a bound of a partition, as far as its order is known.
 *
 * @param kind where it stands, or what it is
 * @param text as it is written, without quotes; empty for NULL and the ends
 */
record PartitionValue(Kind kind, String text) {
  private static final Pattern MOMENT =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
              + "(?:[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(\\.[0-9]{1,6})?)?)?"
              + "( ?[+-][0-9]{2}(?::?[0-9]{2})?|Z| UTC)?");
  private static final Set<String> TRUE = Set.of("t", "true", "yes", "on", "1");
  private static final Set<String> FALSE = Set.of("f", "false", "no", "off", "0");
  private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");

  /** No two zones are further apart. */
  private static final Duration ZONES = Duration.ofHours(28);

  /** What a value is. */
  enum Kind {
    MINVALUE,
    VALUE,
    MAXVALUE,
    NULL,
    /** An expression of which nothing is known. */
    UNKNOWN
  }

  /**
   * What the values of one part of a key are compared as.
   *
   * @param type as the server prints it; empty where it is not known
   * @param labels of an enumeration, else {@code null}
   * @param collation how texts are ordered; empty where it is not known
   */
  record Domain(String type, UserType.@Nullable Enumeration labels, String collation) {
    static Domain of(String printed, @Nullable String collation, SchemaState state) {
      String bare = printed.endsWith("]") ? printed : PostgresColumns.bare(printed);
      UserType type =
          printed.isEmpty() || printed.endsWith("]") ? null : PostgresTypes.find(bare, state);
      String own = collation == null || collation.endsWith("default") ? "" : collation;
      String sorted =
          own.isEmpty()
              ? state.snapshot().server().settings().getOrDefault("lc_collate", "")
              : own.substring(own.lastIndexOf('.') + 1);
      return new Domain(bare, type instanceof UserType.Enumeration labels ? labels : null, sorted);
    }
  }

  /**
   * Compares two values; {@code null} where their order cannot be told. Of texts, -1 and 1 may mean
   * no more than that they differ where only that was asked for.
   */
  static @Nullable Integer compare(PartitionValue a, PartitionValue b, Domain domain) {
    if (a.kind != Kind.VALUE || b.kind != Kind.VALUE) {
      boolean known = a.kind != Kind.UNKNOWN && b.kind != Kind.UNKNOWN;
      return known ? (Integer) a.kind.compareTo(b.kind) : null;
    }
    if (domain.labels() != null) {
      int one = domain.labels().labels().indexOf(a.text);
      int other = domain.labels().labels().indexOf(b.text);
      return one < 0 || other < 0 ? null : (Integer) Integer.compare(one, other);
    }
    return switch (domain.type()) {
      case "smallint", "integer", "bigint", "numeric", "real", "double precision" ->
          numbers(a, b, domain.type());
      case "date" -> moments(day(a.text), day(b.text), false);
      case "timestamp without time zone" -> moments(moment(a.text), moment(b.text), false);
      case "timestamp with time zone" ->
          moments(moment(a.text), moment(b.text), !zone(a.text).equals(zone(b.text)));
      case "boolean" -> booleans(a.text, b.text);
      case "uuid" -> a.text.toLowerCase(Locale.ROOT).compareTo(b.text.toLowerCase(Locale.ROOT));
      case "text", "character varying", "name" -> texts(a.text, b.text, domain.collation());
      case "character" -> texts(a.text.stripTrailing(), b.text.stripTrailing(), domain.collation());
      default -> a.text.equals(b.text) ? (Integer) 0 : null;
    };
  }

  /** Whether two values are equal; {@code null} where it cannot be told. */
  static @Nullable Boolean equal(PartitionValue a, PartitionValue b, Domain domain) {
    boolean texts = Set.of("text", "character varying", "name").contains(domain.type());
    if (a.kind == Kind.VALUE && b.kind == Kind.VALUE && texts) {
      // Only a nondeterministic collation takes different texts for equal.
      return a.text.equals(b.text) ? Boolean.TRUE : (Boolean) false;
    }
    Integer order = compare(a, b, domain);
    return order == null ? null : (Boolean) (order == 0);
  }

  private static @Nullable Integer numbers(PartitionValue a, PartitionValue b, String type) {
    BigDecimal one = number(a.text, type);
    BigDecimal other = number(b.text, type);
    return one == null || other == null ? null : (Integer) one.compareTo(other);
  }

  private static @Nullable BigDecimal number(String text, String type) {
    String plain = text.strip();
    if (!plain.matches("[-+]?[0-9]{1,30}(\\.[0-9]{0,30})?")) {
      return null;
    }
    BigDecimal number = new BigDecimal(plain);
    return WHOLE.contains(type) ? number.setScale(0, RoundingMode.HALF_UP) : number;
  }

  private static @Nullable LocalDateTime day(String text) {
    LocalDateTime moment = moment(text);
    return moment == null ? null : moment.toLocalDate().atStartOfDay();
  }

  private static String zone(String text) {
    Matcher parts = MOMENT.matcher(text.strip());
    return parts.matches() && parts.group(8) != null ? parts.group(8).strip() : "";
  }

  /** A moment without its zone. */
  private static @Nullable LocalDateTime moment(String text) {
    Matcher parts = MOMENT.matcher(text.strip());
    if (!parts.matches()) {
      return null;
    }
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)));
      LocalDateTime start = day.atStartOfDay();
      if (parts.group(4) == null) {
        return start;
      }
      Duration time =
          Duration.ofHours(Long.parseLong(parts.group(4)))
              .plusMinutes(Long.parseLong(parts.group(5)))
              .plusSeconds(parts.group(6) == null ? 0 : Long.parseLong(parts.group(6)));
      String fraction = parts.group(7);
      long micros =
          fraction == null ? 0 : new BigDecimal("0" + fraction).movePointRight(6).longValueExact();
      return start.plus(time).plusNanos(micros * 1000);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Integer moments(
      @Nullable LocalDateTime a, @Nullable LocalDateTime b, boolean zoned) {
    if (a == null || b == null) {
      return null;
    }
    if (zoned && Duration.between(a, b).abs().compareTo(ZONES) < 0 && !a.equals(b)) {
      return null;
    }
    return a.compareTo(b);
  }

  private static @Nullable Integer booleans(String a, String b) {
    Boolean one = truth(a);
    Boolean other = truth(b);
    return one == null || other == null ? null : (Integer) one.compareTo(other);
  }

  private static @Nullable Boolean truth(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return TRUE.contains(word) ? Boolean.TRUE : FALSE.contains(word) ? (Boolean) false : null;
  }

  /** Texts of digits or of small letters alone stand in the order of their bytes anywhere. */
  private static @Nullable Integer texts(String a, String b, String collation) {
    if (a.equals(b)) {
      return 0;
    }
    boolean bytes = Set.of("C", "POSIX", "ucs_basic").contains(collation);
    boolean plain =
        isOf(a, '0', '9') && isOf(b, '0', '9')
            || isOf(a, 'a', 'z') && isOf(b, 'a', 'z')
            || isOf(a, 'A', 'Z') && isOf(b, 'A', 'Z');
    boolean usual = collation.startsWith("C.") || collation.startsWith("en");
    return bytes || usual && plain ? (Integer) a.compareTo(b) : null;
  }

  private static boolean isOf(String text, char first, char last) {
    return text.chars().allMatch(c -> c >= first && c <= last);
  }
}
