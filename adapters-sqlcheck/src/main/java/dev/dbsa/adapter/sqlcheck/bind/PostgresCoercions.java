package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which types PostgreSQL takes for which others, and when (parse_coerce.c). */
final class PostgresCoercions {
  private final PostgresCatalog catalog = PostgresCatalog.get();

  boolean canCoerce(String from, String to) {
    if (from.equals(to) || from.equals(PostgresTyper.UNKNOWN) || to.equals("any")) {
      return true;
    }
    Type source = catalog.type(from);
    if (source == null) {
      // An enum fits nothing but polymorphic arguments; of other types of the schema nothing is
      // known.
      return !PostgresTypeNames.isEnum(from)
          || to.equals("anyelement")
          || to.equals("anyenum")
          || to.equals("anynonarray")
          || to.startsWith("anycompatible") && !to.endsWith("array") && !to.endsWith("range");
    }
    switch (to) {
      case "anyelement", "anycompatible" -> {
        return true;
      }
      case "anynonarray", "anycompatiblenonarray" -> {
        return source.category() != 'A';
      }
      case "anyarray", "anycompatiblearray" -> {
        return source.category() == 'A' || from.equals("int2vector") || from.equals("oidvector");
      }
      case "anyenum" -> {
        return false;
      }
      case "anyrange", "anycompatiblerange" -> {
        return source.category() == 'R';
      }
      case "anymultirange", "anycompatiblemultirange" -> {
        return source.kind() == 'm';
      }
      case "record", "_record" -> {
        return from.equals("record");
      }
      default -> {}
    }
    if (catalog.cast(from, to) == 'i') {
      return true;
    }
    Type target = catalog.type(to);
    if (target != null && !target.element().isEmpty() && !source.element().isEmpty()) {
      return canCoerce(source.element(), target.element());
    }
    return false;
  }

  boolean canAssign(String from, String to) {
    if (canCoerce(from, to) || PostgresTypeNames.isEnum(from) && category(to) == 'S') {
      return true;
    }
    if (!isBuiltIn(from) || !isBuiltIn(to)) {
      return PostgresTypeNames.isEnum(to) ? from.equals(to) : !isBuiltIn(from);
    }
    char cast = catalog.cast(from, to);
    return cast == 'a' || category(to) == 'S' || isArrayPair(from, to, 'a');
  }

  boolean canCast(String from, String to) {
    if (canAssign(from, to)) {
      return true;
    }
    return catalog.cast(from, to) == 'e'
        || category(from) == 'S'
        || category(to) == 'S'
        || isArrayPair(from, to, 'e')
        || category(from) == 'U' && category(to) == 'U' && from.startsWith("json")
        || from.equals("record")
        || to.equals("record");
  }

  private boolean isArrayPair(String from, String to, char context) {
    Type source = catalog.type(from);
    Type target = catalog.type(to);
    if (source == null
        || target == null
        || source.element().isEmpty()
        || target.element().isEmpty()) {
      return false;
    }
    return context == 'a'
        ? canAssign(source.element(), target.element())
        : canCast(source.element(), target.element());
  }

  /** parse_coerce.c: select_common_type; {@code null} where there is none or it is not known. */
  @Nullable String commonType(List<@Nullable String> types) {
    if (types.isEmpty() || types.stream().anyMatch(Objects::isNull)) {
      return null;
    }
    String common = PostgresTyper.UNKNOWN;
    for (String type : types) {
      if (type == null || type.equals(PostgresTyper.UNKNOWN) || type.equals(common)) {
        continue;
      }
      String candidate = type;
      if (common.equals(PostgresTyper.UNKNOWN)) {
        common = candidate;
        continue;
      }
      if (candidate.equals(common)) {
        continue;
      }
      if (category(candidate) != category(common)) {
        return null;
      }
      boolean preferred = isPreferred(common, category(common));
      if (!preferred && canCoerce(common, candidate) && !canCoerce(candidate, common)) {
        common = candidate;
      }
    }
    if (common.equals(PostgresTyper.UNKNOWN)) {
      return PostgresTyper.TEXT;
    }
    for (String type : types) {
      if (type != null && !canCoerce(type, common)) {
        return null;
      }
    }
    return common;
  }

  /** Whether the types, all of them known, have nothing in common. */
  boolean conflicts(List<@Nullable String> types) {
    return types.stream().allMatch(t -> t != null && isBuiltIn(t));
  }

  char category(String type) {
    Type known = catalog.type(type);
    return known == null ? PostgresTypeNames.isEnum(type) ? 'E' : 'U' : known.category();
  }

  boolean isPreferred(String type, char category) {
    Type known = catalog.type(type);
    return known != null && known.preferred() && known.category() == category;
  }

  boolean isBuiltIn(String type) {
    return catalog.type(type) != null;
  }

  boolean isKnown(String type) {
    return isBuiltIn(type) || PostgresTypeNames.isEnum(type);
  }
}
