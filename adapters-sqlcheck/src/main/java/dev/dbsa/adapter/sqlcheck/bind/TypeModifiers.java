package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may stand in parentheses behind the name of a PostgreSQL type, by its input functions. */
public final class TypeModifiers {
  /** varchar.c: MaxAttrSize. */
  private static final int LONGEST_TEXT = 10_485_760;

  /** varbit.c: the bits of as many bytes. */
  private static final int LONGEST_BITS = 8 * LONGEST_TEXT;

  private static final int MOST_DIGITS = 1_000;

  /** The release that lets a scale be negative, or exceed the precision. */
  private static final int FREE_SCALE = 150_000;

  private TypeModifiers() {}

  /** Why the server refuses them for one of its own types; {@code null} where it takes them. */
  public static @Nullable String whyNot(TypeName type, Server server) {
    List<String> modifiers = type.modifiers();
    if (modifiers.isEmpty() || type.name().equals("float")) {
      return null;
    }
    String internal = type.quoted() ? type.name() : TypeNames.internal(type.name());
    return switch (internal) {
      case "numeric" -> numeric(modifiers, server);
      case "varchar", "bpchar" -> single(modifiers, 1, LONGEST_TEXT);
      case "bit", "varbit" -> single(modifiers, 1, LONGEST_BITS);
      // What is more precise than the server can be is taken with a warning.
      case "timestamp", "timestamptz", "time", "timetz" -> single(modifiers, 0, Integer.MAX_VALUE);
      case "interval" -> null;
      default -> "The type " + type.name() + " takes no length or precision";
    };
  }

  private static @Nullable String single(List<String> modifiers, int least, int most) {
    return modifiers.size() > 1
        ? "The type takes one number"
        : between("length or precision", modifiers.getFirst(), least, most);
  }

  private static @Nullable String numeric(List<String> modifiers, Server server) {
    if (modifiers.size() > 2) {
      return "The type numeric takes a precision and a scale";
    }
    String precision = between("precision", modifiers.getFirst(), 1, MOST_DIGITS);
    if (precision != null || modifiers.size() < 2) {
      return precision;
    }
    boolean free = server.version() == 0 || server.version() >= FREE_SCALE;
    int least = free ? -MOST_DIGITS : 0;
    int most = free ? MOST_DIGITS : Integer.parseInt(modifiers.getFirst().strip());
    return between("scale", modifiers.get(1), least, most);
  }

  private static @Nullable String between(String what, String written, int least, int most) {
    Integer number = number(written);
    if (number != null && number >= least && number <= most) {
      return null;
    }
    String range =
        most == Integer.MAX_VALUE ? " is a number" : " is between " + least + " and " + most;
    return "The " + what + range + ", which " + written + " is not";
  }

  private static @Nullable Integer number(String written) {
    try {
      return Integer.valueOf(written.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
