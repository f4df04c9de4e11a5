package dev.dbsa.adapter.sqlcheck.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether values of one type may not fit into another, or lose something there. */
final class TypeLoss {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** Decimal digits of the greatest value, of PostgreSQL's and MySQL's integers. */
  private static final Map<String, Integer> BYTES =
      Map.of(
          "int2",
          2,
          "int4",
          4,
          "int8",
          8,
          "tinyint",
          1,
          "smallint",
          2,
          "mediumint",
          3,
          "int",
          4,
          "bigint",
          8);

  private static final Map<Integer, Integer> DIGITS = Map.of(1, 3, 2, 5, 3, 8, 4, 10, 8, 19);

  /** In bytes for MySQL's types without a length. */
  private static final Map<String, Integer> TEXT_LENGTH =
      Map.of(
          "tinytext",
          255,
          "text",
          65_535,
          "mediumtext",
          16_777_215,
          "longtext",
          UNBOUNDED,
          "tinyblob",
          255,
          "blob",
          65_535,
          "mediumblob",
          16_777_215,
          "longblob",
          UNBOUNDED,
          "json",
          UNBOUNDED);

  private static final Set<String> CHARACTERS =
      Set.of("varchar", "char", "bpchar", "text", "tinytext", "mediumtext", "longtext", "name");
  private static final Set<String> BYTE_STRINGS =
      Set.of("varbinary", "binary", "tinyblob", "blob", "mediumblob", "longblob", "bytea");
  private static final Set<String> DECIMALS = Set.of("numeric", "decimal");
  private static final Set<String> FLOATS = Set.of("float", "float4", "float8", "double", "real");
  private static final Set<String> MOMENTS = Set.of("timestamp", "timestamptz", "datetime");
  private static final Set<String> JSON = Set.of("json", "jsonb");

  private TypeLoss() {}

  /** Whether something may be lost; {@code false} also where one of the types is not known. */
  static boolean isPossible(TypeParts from, TypeParts to, boolean postgres) {
    if (!from.builtIn() || !to.builtIn() || from.equals(to)) {
      return false;
    }
    if (from.array() || to.array()) {
      return from.array() == to.array() && isPossible(element(from), element(to), postgres);
    }
    String source = from.name();
    String target = to.name();
    if (postgres && target.equals("text")) {
      return false;
    }
    if (BYTES.containsKey(source)) {
      return ofInteger(from, to, postgres);
    }
    if (DECIMALS.contains(source)) {
      return ofDecimal(from, to, postgres);
    }
    if (FLOATS.contains(source)) {
      return ofFloat(from, to);
    }
    if (CHARACTERS.contains(source) || BYTE_STRINGS.contains(source)) {
      return ofString(from, to, postgres);
    }
    if (MOMENTS.contains(source) || source.equals("date") || source.startsWith("time")) {
      return ofTime(from, to, postgres);
    }
    if (source.equals("enum") || source.equals("set")) {
      return ofLabels(from, to, postgres);
    }
    if (JSON.contains(source)) {
      return !JSON.contains(target) && length(to, postgres) < UNBOUNDED;
    }
    if (source.equals(target)) {
      return to.modifier(0, UNBOUNDED) < from.modifier(0, UNBOUNDED);
    }
    if (source.equals("bool") || source.equals("year")) {
      return !BYTES.containsKey(target) || BYTES.getOrDefault(target, 0) < 2;
    }
    return length(to, postgres) < UNBOUNDED;
  }

  private static TypeParts element(TypeParts type) {
    return new TypeParts(type.name(), type.modifiers(), type.unsigned(), false, type.builtIn());
  }

  private static int bytes(TypeParts type) {
    return BYTES.getOrDefault(type.name(), 0);
  }

  private static int digits(TypeParts type) {
    int digits = DIGITS.getOrDefault(bytes(type), 19);
    return type.unsigned() && bytes(type) == 8 ? 20 : digits;
  }

  private static boolean ofInteger(TypeParts from, TypeParts to, boolean postgres) {
    if (bytes(to) > 0) {
      return to.unsigned() && !from.unsigned()
          || bytes(to) < bytes(from)
          || bytes(to) == bytes(from) && from.unsigned() != to.unsigned();
    }
    if (DECIMALS.contains(to.name())) {
      return wholeDigits(to) < digits(from) || to.unsigned() && !from.unsigned();
    }
    if (FLOATS.contains(to.name())) {
      boolean single = to.name().equals("float") || to.name().equals("float4");
      return bytes(from) > (single ? 3 : 4);
    }
    int sign = from.unsigned() ? 0 : 1;
    return length(to, postgres) < digits(from) + sign;
  }

  private static int wholeDigits(TypeParts decimal) {
    int precision = decimal.modifier(0, UNBOUNDED);
    return precision == UNBOUNDED ? UNBOUNDED : precision - decimal.modifier(1, 0);
  }

  private static boolean ofDecimal(TypeParts from, TypeParts to, boolean postgres) {
    int precision = from.modifier(0, UNBOUNDED);
    if (DECIMALS.contains(to.name())) {
      if (to.modifiers().isEmpty()) {
        return false;
      }
      return precision == UNBOUNDED
          || wholeDigits(to) < wholeDigits(from)
          || to.modifier(1, 0) < from.modifier(1, 0)
          || to.unsigned() && !from.unsigned();
    }
    if (bytes(to) > 0) {
      return from.modifier(1, 0) > 0 || wholeDigits(from) >= digits(to);
    }
    if (FLOATS.contains(to.name())) {
      boolean single = to.name().equals("float") || to.name().equals("float4");
      return precision > (single ? 6 : 15);
    }
    return precision == UNBOUNDED
        ? length(to, postgres) < UNBOUNDED
        : length(to, postgres) < precision + 2;
  }

  private static boolean ofFloat(TypeParts from, TypeParts to) {
    if (FLOATS.contains(to.name())) {
      boolean single = to.name().equals("float") || to.name().equals("float4");
      boolean was = from.name().equals("float") || from.name().equals("float4");
      return single && !was || to.unsigned() && !from.unsigned() || !to.modifiers().isEmpty();
    }
    boolean open = DECIMALS.contains(to.name()) && to.modifiers().isEmpty();
    return !open && !(CHARACTERS.contains(to.name()) && length(to, true) >= 24);
  }

  private static boolean ofString(TypeParts from, TypeParts to, boolean postgres) {
    boolean characters = CHARACTERS.contains(from.name());
    boolean same = characters ? CHARACTERS.contains(to.name()) : BYTE_STRINGS.contains(to.name());
    // A string of bytes takes as many characters as they need.
    if (same || characters && BYTE_STRINGS.contains(to.name())) {
      return length(to, postgres) < length(from, postgres);
    }
    return true;
  }

  private static boolean ofTime(TypeParts from, TypeParts to, boolean postgres) {
    String target = to.name();
    // MySQL's TIMESTAMP holds the years from 1970 to 2038 only.
    boolean shorterRange =
        !postgres && target.equals("timestamp") && !from.name().equals("timestamp");
    if (from.name().equals("date")) {
      return shorterRange
          || !MOMENTS.contains(target) && !(CHARACTERS.contains(target) && length(to, true) >= 10);
    }
    int whenNone = postgres ? 6 : 0;
    boolean moments = MOMENTS.contains(from.name()) && MOMENTS.contains(target);
    if (moments || from.name().equals(target)) {
      return shorterRange || to.modifier(0, whenNone) < from.modifier(0, whenNone);
    }
    return !(CHARACTERS.contains(target) && length(to, true) >= 32);
  }

  private static boolean ofLabels(TypeParts from, TypeParts to, boolean postgres) {
    if (from.name().equals(to.name())) {
      return !lost(from, to).isEmpty();
    }
    int longest = from.modifiers().stream().mapToInt(String::length).max().orElse(0);
    int all = from.modifiers().stream().mapToInt(l -> l.length() + 1).sum();
    return !CHARACTERS.contains(to.name())
        || length(to, postgres) < (from.name().equals("set") ? all - 1 : longest);
  }

  /** The labels that the new type no longer has. */
  static List<String> lost(TypeParts from, TypeParts to) {
    Set<String> left = new HashSet<>();
    to.modifiers().forEach(label -> left.add(label.toLowerCase(java.util.Locale.ROOT)));
    return from.modifiers().stream()
        .filter(label -> !left.contains(label.toLowerCase(java.util.Locale.ROOT)))
        .toList();
  }

  /** How long a value may be; 0 where the type holds no strings. */
  private static int length(TypeParts type, boolean postgres) {
    boolean strings =
        CHARACTERS.contains(type.name())
            || BYTE_STRINGS.contains(type.name())
            || JSON.contains(type.name());
    if (!strings) {
      return 0;
    }
    if (!type.modifiers().isEmpty()) {
      return type.modifier(0, UNBOUNDED);
    }
    return postgres ? UNBOUNDED : TEXT_LENGTH.getOrDefault(type.name(), UNBOUNDED);
  }
}
