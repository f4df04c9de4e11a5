package dev.dbsa.adapter.sqlcheck.bind;

import java.util.Set;

/** PostgreSQL's own types, as definitions need them. */
public final class BuiltInTypes {
  private static final PostgresCatalog CATALOG = PostgresCatalog.get();

  /** Types that compare across their names in one operator family. */
  private static final Set<Set<String>> FAMILIES =
      Set.of(
          Set.of("int2", "int4", "int8"),
          Set.of("float4", "float8"),
          Set.of("date", "timestamp", "timestamptz"));

  private BuiltInTypes() {}

  /** Whether this is the name of one, as people write it. */
  public static boolean isKnown(String name) {
    return CATALOG.type(TypeNames.internal(name)) != null;
  }

  /** The name that the catalogue has for a type, as people write it. */
  public static String internal(String name) {
    return TypeNames.internal(name);
  }

  /** The name that the server prints. */
  public static String printed(String name) {
    return TypeNames.external(TypeNames.internal(name));
  }

  /** Whether values of one type are converted to another unasked when they are stored. */
  public static boolean canAssign(String from, String to) {
    String source = TypeNames.internal(from);
    String target = TypeNames.internal(to);
    char cast = CATALOG.cast(source, target);
    return source.equals(target) || cast == 'i' || cast == 'a' || isText(target);
  }

  /** Whether a foreign key of one type may refer to a key of another. */
  public static boolean canRefer(String from, String to) {
    String source = TypeNames.internal(from);
    String target = TypeNames.internal(to);
    return source.equals(target)
        || CATALOG.cast(source, target) == 'i'
        || FAMILIES.stream().anyMatch(f -> f.contains(source) && f.contains(target))
        || isText(source) && isText(target);
  }

  private static boolean isText(String internal) {
    return Set.of("text", "varchar", "bpchar", "name").contains(internal);
  }

  /** Whether PostgreSQL brings along a function of this name. */
  public static boolean isFunction(String name) {
    return CATALOG.isKnown(name);
  }
}
