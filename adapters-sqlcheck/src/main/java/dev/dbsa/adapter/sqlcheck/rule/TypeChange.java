package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.ddl.Definition.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a change of a column's type costs. */
enum TypeChange {
  /** The type stays as it is. */
  NONE,
  /** The catalogue alone changes. */
  CATALOGUE,
  /** Every row is written anew. */
  REWRITE,
  /** Every row is written anew, and values may not fit. */
  NARROWER,
  /** The old type is not known. */
  UNKNOWN;

  private static final Pattern PRINTED =
      Pattern.compile("([a-z][a-z0-9_ ]*?)\\s*(?:\\(([^)]*)\\))?\\s*([a-z ]*)(\\[\\])*");
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("int2", "smallint"),
          Map.entry("decimal", "numeric"),
          Map.entry("dec", "numeric"),
          Map.entry("bool", "boolean"),
          Map.entry("character varying", "varchar"),
          Map.entry("char varying", "varchar"),
          Map.entry("character", "char"),
          Map.entry("bpchar", "char"),
          Map.entry("float8", "double precision"),
          Map.entry("float4", "real"),
          Map.entry("timestamp without time zone", "timestamp"),
          Map.entry("timestamp with time zone", "timestamptz"),
          Map.entry("time without time zone", "time"),
          Map.entry("time with time zone", "timetz"));
  private static final List<String> INTEGERS =
      List.of("tinyint", "smallint", "mediumint", "integer", "bigint");
  private static final Set<String> TEXTS = Set.of("varchar", "char", "text");

  /** A type in parts. */
  private record Parts(String name, List<String> modifiers) {}

  /**
   * On PostgreSQL (measured by lock and file node on 15).
   *
   * @param old as the server prints it
   */
  static TypeChange postgres(String old, Type type) {
    Parts from = parts(old);
    Parts to = new Parts(SAME.getOrDefault(type.name(), type.name()), type.modifiers());
    if (from == null || type.array() || old.endsWith("[]") || type.qualified()) {
      return UNKNOWN;
    }
    if (from.equals(to)) {
      return NONE;
    }
    if (from.name().equals("varchar") && to.name().equals("text")) {
      return CATALOGUE;
    }
    if (from.name().equals("varchar") && to.name().equals("varchar")
        || from.name().equals("text") && to.name().equals("varchar")) {
      int before = length(from);
      int after = length(to);
      return after >= before ? CATALOGUE : NARROWER;
    }
    if (from.name().equals("numeric") && to.name().equals("numeric")) {
      return numeric(from, to);
    }
    return other(from, to);
  }

  /**
   * On MySQL: {@link #CATALOGUE} where the change is done in place.
   *
   * @param old as the server prints it
   * @param bytesPerCharacter of the column's character set at most
   */
  static TypeChange mysql(String old, Type type, int bytesPerCharacter) {
    Parts from = parts(old);
    Parts to = new Parts(SAME.getOrDefault(type.name(), type.name()), type.modifiers());
    if (from == null) {
      return UNKNOWN;
    }
    boolean integers =
        INTEGERS.contains(from.name()) && from.name().equals(to.name())
            || from.name().equals("boolean") && to.name().equals("tinyint")
            || from.name().equals("tinyint") && to.name().equals("boolean");
    if (from.equals(to) || integers) {
      return NONE;
    }
    if (from.name().equals("varchar") && to.name().equals("varchar")) {
      int before = length(from);
      int after = length(to);
      if (after < before) {
        return NARROWER;
      }
      // The length of a value takes one byte up to 255 bytes, two beyond.
      boolean sameLengthBytes =
          before * (long) bytesPerCharacter > 255 == after * (long) bytesPerCharacter > 255;
      return sameLengthBytes ? CATALOGUE : REWRITE;
    }
    boolean labels = from.name().equals("enum") || from.name().equals("set");
    if (labels && from.name().equals(to.name())) {
      boolean appended =
          to.modifiers().size() >= from.modifiers().size()
              && to.modifiers().subList(0, from.modifiers().size()).equals(from.modifiers());
      return appended ? CATALOGUE : REWRITE;
    }
    return other(from, to);
  }

  private static TypeChange other(Parts from, Parts to) {
    int before = INTEGERS.indexOf(from.name());
    int after = INTEGERS.indexOf(to.name());
    if (before >= 0 && after >= 0) {
      return after < before ? NARROWER : REWRITE;
    }
    if (TEXTS.contains(from.name()) && TEXTS.contains(to.name())) {
      return length(to) < length(from) ? NARROWER : REWRITE;
    }
    boolean number = before >= 0 || from.name().equals("numeric");
    return number && TEXTS.contains(to.name()) ? REWRITE : NARROWER;
  }

  private static TypeChange numeric(Parts from, Parts to) {
    if (to.modifiers().isEmpty()) {
      return CATALOGUE;
    }
    if (from.modifiers().isEmpty()) {
      return NARROWER;
    }
    String scaleFrom = from.modifiers().size() > 1 ? from.modifiers().get(1) : "0";
    String scaleTo = to.modifiers().size() > 1 ? to.modifiers().get(1) : "0";
    if (!scaleFrom.equals(scaleTo)) {
      return NARROWER;
    }
    return number(to.modifiers().getFirst()) >= number(from.modifiers().getFirst())
        ? CATALOGUE
        : NARROWER;
  }

  private static int length(Parts type) {
    if (type.modifiers().isEmpty()) {
      return type.name().equals("char") ? 1 : Integer.MAX_VALUE;
    }
    return number(type.modifiers().getFirst());
  }

  private static int number(String digits) {
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
  }

  private static @org.jspecify.annotations.Nullable Parts parts(String printed) {
    String folded = printed.toLowerCase(Locale.ROOT);
    if (folded.startsWith("enum(") || folded.startsWith("set(")) {
      int open = folded.indexOf('(');
      String inside = printed.substring(open + 1, Math.max(open + 1, printed.length() - 1));
      List<String> labels =
          List.of(inside.split(",")).stream().map(l -> l.strip().replaceAll("^'|'$", "")).toList();
      return new Parts(folded.substring(0, open), labels);
    }
    Matcher matcher = PRINTED.matcher(folded);
    if (!matcher.matches()) {
      return null;
    }
    String name = (matcher.group(1) + " " + matcher.group(3)).strip();
    String modifiers = matcher.group(2);
    return new Parts(
        SAME.getOrDefault(name, name),
        modifiers == null
            ? List.of()
            : List.of(modifiers.split(",")).stream().map(String::strip).toList());
  }
}
