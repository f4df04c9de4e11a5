package dev.dbsa.adapter.sqlcheck.rule;

import java.util.Set;

/** What PostgreSQL does to the rows when a column gets another type. */
enum TypeChange {
  /** The type stays as it is. */
  NONE,
  /** The catalogue alone changes. */
  CATALOGUE,
  /** Every row is written anew. */
  REWRITE;

  /** Strings whose values are the same bytes. */
  private static final Set<String> STRINGS = Set.of("text", "varchar");

  private static final Set<String> TIMES = Set.of("timestamp", "timestamptz", "time", "timetz");
  private static final int MOST_PLACES = 6;

  /**
   * After measurements by file nodes.
   *
   * @param to as the definition writes it, without an expression that computes the value
   */
  static TypeChange postgres(TypeParts from, TypeParts to) {
    if (from.equals(to)) {
      return NONE;
    }
    if (from.array() || to.array() || !from.builtIn() || !to.builtIn()) {
      return REWRITE;
    }
    if (STRINGS.contains(from.name()) && STRINGS.contains(to.name())
        || from.name().equals(to.name()) && from.name().equals("varbit")) {
      return isLonger(from, to) ? CATALOGUE : REWRITE;
    }
    if (from.name().equals("cidr") && to.name().equals("inet")
        || from.name().equals("xml") && STRINGS.contains(to.name()) && to.modifiers().isEmpty()) {
      return CATALOGUE;
    }
    if (!from.name().equals(to.name())) {
      return REWRITE;
    }
    if (from.name().equals("numeric")) {
      return numeric(from, to);
    }
    if (TIMES.contains(from.name())) {
      int before = from.modifier(0, MOST_PLACES);
      int after = to.modifier(0, MOST_PLACES);
      return after >= before ? CATALOGUE : REWRITE;
    }
    return to.modifiers().isEmpty() && !from.name().equals("bit") ? CATALOGUE : REWRITE;
  }

  private static boolean isLonger(TypeParts from, TypeParts to) {
    return to.modifier(0, Integer.MAX_VALUE) >= from.modifier(0, Integer.MAX_VALUE);
  }

  private static TypeChange numeric(TypeParts from, TypeParts to) {
    if (to.modifiers().isEmpty()) {
      return CATALOGUE;
    }
    boolean same =
        !from.modifiers().isEmpty()
            && from.modifier(1, 0) == to.modifier(1, 0)
            && to.modifier(0, 0) >= from.modifier(0, 0);
    return same ? CATALOGUE : REWRITE;
  }
}
