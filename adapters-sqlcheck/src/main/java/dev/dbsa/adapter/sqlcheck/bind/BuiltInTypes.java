package dev.dbsa.adapter.sqlcheck.bind;

import java.util.Map;
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

  /** Casts that do nothing and need not be asked for, among types that indexes take. */
  private static final Map<String, Set<String>> SAME_BYTES =
      Map.of(
          "varchar", Set.of("text", "bpchar"),
          "text", Set.of("varchar", "bpchar"),
          "cidr", Set.of("inet"),
          "bit", Set.of("varbit"),
          "varbit", Set.of("bit"),
          "int4", Set.of("oid"),
          "regclass", Set.of("oid"),
          "regproc", Set.of("oid"),
          "regprocedure", Set.of("oid"),
          "regtype", Set.of("oid"));

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

  /**
   * Whether the values of one type are values of another as they are stored (IsBinaryCoercible).
   *
   * @param from a name of the catalogue
   * @param to another, or one of its pseudo-types
   */
  public static boolean readsAs(String from, String to) {
    return switch (to) {
      case "anyarray" -> CATALOG.isOf(from, 'A');
      case "anyrange" -> CATALOG.isKind(from, 'r');
      case "anymultirange" -> CATALOG.isKind(from, 'm');
      case "anyenum", "record" -> false;
      default -> from.equals(to) || SAME_BYTES.getOrDefault(from, Set.of()).contains(to);
    };
  }

  /** Whether values of every type are written out as this one (a name of the catalogue) unasked. */
  public static boolean isText(String internal) {
    return Set.of("text", "varchar", "bpchar", "name").contains(internal);
  }

  /** Whether PostgreSQL brings along a function of this name. */
  public static boolean isFunction(String name) {
    return CATALOG.isKnown(name);
  }
}
