package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.BuiltInTypes;
import dev.dbsa.adapter.sqlcheck.effect.MySqlTypes;
import dev.dbsa.sql.tree.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type in parts, whether a server prints it or a definition writes it.
 *
 * @param name the catalogue's on PostgreSQL, the printed one on MySQL; of one type always the same
 * @param modifiers what stands in parentheses; the labels of MySQL's ENUM and SET
 * @param builtIn whether it is one of the server's own
 */
record TypeParts(
    String name, List<String> modifiers, boolean unsigned, boolean array, boolean builtIn) {
  private static final Pattern MODIFIERS = Pattern.compile("\\(([^)]*)\\)");
  private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

  /** As PostgreSQL prints it. */
  static TypeParts printedByPostgres(String printed) {
    boolean array = printed.endsWith("[]");
    String text = array ? printed.substring(0, printed.indexOf("[]")) : printed;
    Matcher modifiers = MODIFIERS.matcher(text);
    List<String> values = modifiers.find() ? split(modifiers.group(1)) : List.of();
    return postgres(MODIFIERS.matcher(text).replaceFirst(""), values, array, false);
  }

  /** As a definition for PostgreSQL writes it. */
  static TypeParts writtenForPostgres(DataType type) {
    boolean foreign =
        !type.schema().isEmpty() && !type.schema().getLast().text().equals("pg_catalog");
    return postgres(
        type.type().name(),
        type.type().modifiers(),
        type.type().arrayDimensions() > 0,
        foreign || type.reference());
  }

  private static TypeParts postgres(
      String name, List<String> modifiers, boolean array, boolean foreign) {
    boolean builtIn = !foreign && BuiltInTypes.isKnown(name);
    if (!builtIn) {
      return new TypeParts(name, modifiers, false, array, false);
    }
    String internal = BuiltInTypes.internal(name);
    List<String> values = modifiers;
    if ((internal.equals("bpchar") && !name.equals("bpchar") || internal.equals("bit"))
        && modifiers.isEmpty()) {
      values = List.of("1");
    } else if (internal.equals("numeric") && modifiers.size() == 1) {
      values = List.of(modifiers.getFirst(), "0");
    } else if (name.equals("float")) {
      boolean single =
          modifiers.size() == 1
              && modifiers.getFirst().matches("\\d{1,2}")
              && Integer.parseInt(modifiers.getFirst()) < 25;
      return new TypeParts(single ? "float4" : "float8", List.of(), false, array, true);
    }
    return new TypeParts(internal, values, false, array, true);
  }

  /** As MySQL or MariaDB prints it. */
  static TypeParts printedByMySql(String printed) {
    String lower = printed.toLowerCase(Locale.ROOT);
    boolean labels = lower.startsWith("enum(") || lower.startsWith("set(");
    List<String> values = List.of();
    if (labels) {
      values = new ArrayList<>();
      Matcher matcher = LABEL.matcher(printed);
      while (matcher.find()) {
        values.add(matcher.group(1).replace("''", "'"));
      }
    } else {
      Matcher modifiers = MODIFIERS.matcher(lower);
      if (modifiers.find()) {
        values = split(modifiers.group(1));
      }
    }
    return mySql(MySqlTypes.base(printed), values, lower.contains(" unsigned"));
  }

  /** As a definition for MySQL or MariaDB writes it. */
  static TypeParts writtenForMySql(DataType type) {
    String base = MySqlTypes.base(type.type().name());
    boolean unsigned = type.unsigned() || type.zerofill();
    if (type.binary() && type.characterSet() == null && base.equals("json")) {
      return mySql(base, List.of(), false);
    }
    return mySql(base, type.type().modifiers(), unsigned);
  }

  private static TypeParts mySql(String base, List<String> modifiers, boolean unsigned) {
    List<String> values = modifiers;
    String name = base;
    switch (base) {
      case "bool", "boolean" -> {
        return new TypeParts("tinyint", List.of(), false, false, true);
      }
      case "serial" -> {
        return new TypeParts("bigint", List.of(), true, false, true);
      }
      case "tinyint", "smallint", "mediumint", "int", "bigint" -> values = List.of();
      case "decimal" ->
          values =
              List.of(
                  modifiers.isEmpty() ? "10" : modifiers.getFirst(),
                  modifiers.size() < 2 ? "0" : modifiers.get(1));
      case "char", "binary", "bit" -> {
        if (modifiers.isEmpty()) {
          values = List.of("1");
        }
      }
      case "datetime", "timestamp", "time" -> {
        if (modifiers.equals(List.of("0"))) {
          values = List.of();
        }
      }
      case "year" -> values = List.of();
      case "float" -> {
        if (modifiers.size() == 1) {
          name = number(modifiers.getFirst()) > 24 ? "double" : "float";
          values = List.of();
        }
      }
      default -> {}
    }
    return new TypeParts(name, values, unsigned, false, true);
  }

  /** A type as people write it. */
  static String text(DataType type) {
    String name = type.type().name();
    boolean labels = name.equals("enum") || name.equals("set");
    String between = labels ? "','" : ",";
    List<String> modifiers = type.type().modifiers();
    String inside = String.join(between, modifiers);
    return name
        + (modifiers.isEmpty() ? "" : labels ? "('" + inside + "')" : "(" + inside + ")")
        + (type.unsigned() ? " unsigned" : "")
        + (type.type().arrayDimensions() > 0 ? "[]" : "");
  }

  private static List<String> split(String values) {
    return List.of(values.split(",")).stream().map(String::strip).toList();
  }

  /** A modifier as a number; {@code whenNone} where there is none. */
  int modifier(int place, int whenNone) {
    return modifiers.size() <= place ? whenNone : number(modifiers.get(place));
  }

  private static int number(String digits) {
    return digits.matches("-?\\d{1,9}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
  }
}
