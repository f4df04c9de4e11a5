package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MySQL's types as definitions name them, and as the server prints them. */
public final class MySqlTypes {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("integer", "int"),
          Map.entry("int1", "tinyint"),
          Map.entry("int2", "smallint"),
          Map.entry("int3", "mediumint"),
          Map.entry("int4", "int"),
          Map.entry("int8", "bigint"),
          Map.entry("middleint", "mediumint"),
          Map.entry("dec", "decimal"),
          Map.entry("numeric", "decimal"),
          Map.entry("fixed", "decimal"),
          Map.entry("float4", "float"),
          Map.entry("float8", "double"),
          Map.entry("double precision", "double"),
          Map.entry("real", "double"),
          Map.entry("character", "char"),
          Map.entry("nchar", "char"),
          Map.entry("national char", "char"),
          Map.entry("national character", "char"),
          Map.entry("character varying", "varchar"),
          Map.entry("char varying", "varchar"),
          Map.entry("nvarchar", "varchar"),
          Map.entry("national varchar", "varchar"),
          Map.entry("nchar varchar", "varchar"),
          Map.entry("national char varying", "varchar"),
          Map.entry("national character varying", "varchar"),
          Map.entry("long", "mediumtext"),
          Map.entry("long varchar", "mediumtext"),
          Map.entry("long char varying", "mediumtext"),
          Map.entry("long varbinary", "mediumblob"),
          Map.entry("char byte", "binary"));

  private static final Set<String> INTEGERS =
      Set.of("tinyint", "smallint", "mediumint", "int", "bigint");

  private static final Set<String> TEXTS = Set.of("tinytext", "text", "mediumtext", "longtext");
  private static final Set<String> BLOBS = Set.of("tinyblob", "blob", "mediumblob", "longblob");
  private static final Set<String> SPATIAL =
      Set.of(
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "geomcollection");
  private static final Set<String> MOMENTS = Set.of("datetime", "timestamp", "time");

  /** Bytes, texts and blobs aside. */
  static final int LONGEST_ROW = 65_535;

  private MySqlTypes() {}

  /** The name that the server prints, without modifiers; of a printed type or a written one. */
  public static String base(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    int paren = name.indexOf('(');
    if (paren >= 0) {
      name = name.substring(0, paren);
    }
    name = name.replace(" unsigned", "").replace(" zerofill", "").replace(" signed", "").strip();
    return NAMES.getOrDefault(name, name);
  }

  public static boolean isInteger(String base) {
    return INTEGERS.contains(base);
  }

  static boolean isText(String base) {
    return TEXTS.contains(base);
  }

  static boolean isBlob(String base) {
    return BLOBS.contains(base);
  }

  static boolean isSpatial(String base) {
    return SPATIAL.contains(base);
  }

  /** Whether values are strings of characters. */
  static boolean isCharacter(String base) {
    return base.equals("char") || base.equals("varchar") || isText(base);
  }

  /** Whether values are strings of bytes. */
  static boolean isBinary(String base) {
    return base.equals("binary") || base.equals("varbinary") || isBlob(base);
  }

  /** The number in a printed type's parentheses; -1 where there is none. */
  static int length(String printed) {
    int from = printed.indexOf('(');
    int to = printed.indexOf(')', from + 1);
    if (from < 0 || to < 0) {
      return -1;
    }
    String inside = printed.substring(from + 1, to);
    return inside.matches("[0-9]{1,6}") ? Integer.parseInt(inside) : -1;
  }

  /** How many bytes a value takes in a key; -1 where it depends, or is not known. */
  static int bytes(String printed) {
    return switch (base(printed)) {
      case "tinyint", "year" -> 1;
      case "smallint" -> 2;
      case "mediumint", "date" -> 3;
      case "int", "float" -> 4;
      case "bigint", "double" -> 8;
      case "time" -> 3 + fraction(printed);
      case "timestamp" -> 4 + fraction(printed);
      case "datetime" -> 5 + fraction(printed);
      case "bit" -> (Math.max(1, length(printed)) + 7) / 8;
      default -> -1;
    };
  }

  private static int fraction(String printed) {
    return (Math.max(0, length(printed)) + 1) / 2;
  }

  /**
   * The type as the server prints it; refuses lengths that it does not take.
   *
   * @param column for messages
   * @param collation by which labels are compared; {@code null} for the database's
   */
  static String printed(DataType type, Name column, @Nullable String collation, Step step) {
    Expr.TypeName written = type.type();
    String base = base(written.name());
    List<String> modifiers = written.modifiers();
    if (written.arrayDimensions() > 0) {
      return Table.UNKNOWN_TYPE;
    }
    limits(type, base, modifiers, column, collation, step);
    if (base.equals("enum") || base.equals("set")) {
      labels(type, base, column, MySqlCharacterSets.ignoresCase(collation, step), step);
    }
    String first = modifiers.isEmpty() ? "" : modifiers.getFirst();
    String sign = (type.unsigned() ? " unsigned" : "") + (type.zerofill() ? " zerofill" : "");
    return switch (base) {
      case "serial" -> "bigint unsigned";
      case "bool", "boolean" -> "tinyint(1)";
      case "tinyint" -> (first.equals("1") && !type.unsigned() ? "tinyint(1)" : "tinyint") + sign;
      case "smallint", "mediumint", "int", "bigint" -> base + sign;
      case "decimal" ->
          "decimal("
              + (first.isEmpty() ? "10" : first)
              + ","
              + (modifiers.size() < 2 ? "0" : modifiers.get(1))
              + ")"
              + sign;
      case "float", "double" ->
          base + (modifiers.size() == 2 ? "(" + first + "," + modifiers.get(1) + ")" : "") + sign;
      case "char", "binary", "bit" -> base + "(" + (first.isEmpty() ? "1" : first) + ")";
      case "varchar", "varbinary" -> base + "(" + first + ")";
      case "enum", "set" -> base + "('" + String.join("','", modifiers) + "')";
      case "datetime", "timestamp", "time" ->
          first.isEmpty() || first.equals("0") ? base : base + "(" + first + ")";
      case "text", "blob" -> first.isEmpty() ? base : Table.UNKNOWN_TYPE;
      default -> base;
    };
  }

  private static void limits(
      DataType type,
      String base,
      List<String> modifiers,
      Name column,
      @Nullable String collation,
      Step step) {
    long first = number(modifiers, 0);
    long second = number(modifiers, 1);
    switch (base) {
      case "char", "binary" -> {
        if (first > 255) {
          tooLong(type, column, 255, step);
        }
      }
      case "varchar", "varbinary" -> {
        int width = base.equals("varchar") ? MySqlCharacterSets.bytes(collation, step) : 1;
        int most = (step.isMariaDb() ? LONGEST_ROW - 3 : LONGEST_ROW) / Math.max(1, width);
        // Elsewhere a text takes its place.
        if (first > most && step.state().isStrict()) {
          tooLong(type, column, most, step);
        }
      }
      case "decimal" -> {
        if (first > 65) {
          refuse(type, column, "has a precision of at most 65", step);
        } else if (second > 30) {
          refuse(type, column, "has a scale of at most 30", step);
        } else if (second > Math.max(first, 0) && second >= 0) {
          refuse(type, column, "must have a precision that is at least its scale", step);
        }
      }
      case "float", "double" -> {
        if (second > 30) {
          refuse(type, column, "has a scale of at most 30", step);
        } else if (modifiers.size() == 2 && second > first) {
          refuse(type, column, "must have a precision that is at least its scale", step);
        } else if (modifiers.size() == 1 && first > 53) {
          refuse(type, column, "has a precision of at most 53", step);
        }
      }
      case "bit" -> {
        if (first > 64 || first == 0 && !step.isMariaDb()) {
          refuse(type, column, "has 1 to 64 bits", step);
        }
      }
      case "tinyint", "smallint", "mediumint", "int", "bigint" -> {
        if (first > 255) {
          refuse(type, column, "has a width of at most 255", step);
        }
      }
      case "datetime", "timestamp", "time" -> {
        if (first > 6) {
          refuse(type, column, "has at most 6 digits behind the second", step);
        }
      }
      default -> {}
    }
  }

  private static void labels(
      DataType type, String base, Name column, boolean ignoresCase, Step step) {
    Set<String> seen = new HashSet<>();
    for (String label : type.type().modifiers()) {
      if (!step.isMariaDb() && label.codePointCount(0, label.length()) > 255) {
        refuse(type, column, "has values of at most 255 characters", step);
        return;
      }
      String bare = label.stripTrailing();
      boolean first = seen.add(ignoresCase ? bare.toLowerCase(Locale.ROOT) : bare);
      if (!first && !bare.isEmpty() && step.state().isStrict()) {
        refuse(type, column, "has the value " + label + " twice", step);
      }
      if (base.equals("set") && label.contains(",")) {
        refuse(type, column, "cannot hold a value with a comma", step);
      }
    }
    if (base.equals("set") && seen.size() > 64) {
      refuse(type, column, "has at most 64 values", step);
    }
  }

  private static long number(List<String> modifiers, int at) {
    if (at >= modifiers.size() || !modifiers.get(at).matches("[0-9]{1,10}")) {
      return -1;
    }
    return Long.parseLong(modifiers.get(at));
  }

  private static void tooLong(DataType type, Name column, int most, Step step) {
    refuse(type, column, "is too long: at most " + most, step);
  }

  private static void refuse(DataType type, Name column, String what, Step step) {
    step.refuse(
        FindingRule.INVALID_COLUMN,
        type.at(),
        "The column " + column + " of type " + type.type().name() + " " + what,
        null,
        column.text());
  }

  /**
   * Why a foreign key's column cannot refer to another (InnoDB compares kind, size and sign);
   * {@code null} where it can, or that cannot be told.
   */
  static @Nullable String cannotRefer(Column from, Column to, Step step) {
    if (from.type().isEmpty() || to.type().isEmpty()) {
      return null;
    }
    String source = base(from.type());
    String target = base(to.type());
    String one = group(source);
    String other = group(target);
    boolean families =
        !family(source).isEmpty()
            && !family(target).isEmpty()
            && !family(source).equals(family(target));
    boolean sizes =
        family(source).equals("whole")
            && family(target).equals("whole")
            && size(from.type()) > 0
            && size(to.type()) > 0
            && size(from.type()) != size(to.type());
    if (families || sizes) {
      return from.type() + " and " + to.type();
    }
    if (one.isEmpty() || other.isEmpty()) {
      return null;
    }
    boolean signs =
        isInteger(source) && from.type().contains("unsigned") != to.type().contains("unsigned");
    if (!one.equals(other) || signs) {
      return from.type() + " and " + to.type();
    }
    boolean collations =
        isCharacter(source) && MySqlCharacterSets.differ(from.collation(), to.collation(), step);
    return collations
        ? "of the collations "
            + MySqlCharacterSets.effective(from.collation(), step)
            + " and "
            + MySqlCharacterSets.effective(to.collation(), step)
        : null;
  }

  /** How InnoDB keeps values, roughly; empty where that is not known. */
  private static String family(String base) {
    if (isInteger(base)) {
      return "whole";
    }
    return switch (base) {
      case "year", "date", "enum", "set" -> "whole";
      case "float", "double" -> base;
      case "decimal", "timestamp", "datetime", "time", "bit", "binary", "varbinary" -> "bytes";
      case "char", "varchar" -> "characters";
      default -> "";
    };
  }

  /** The bytes of a number, a date or a label. */
  static int size(String printed) {
    String base = base(printed);
    if (!base.equals("enum") && !base.equals("set")) {
      return bytes(printed);
    }
    int labels = printed.split("','", -1).length;
    if (base.equals("enum")) {
      return labels > 255 ? 2 : 1;
    }
    int bytes = (labels + 7) / 8;
    return bytes > 4 ? 8 : bytes;
  }

  private static String group(String base) {
    if (isInteger(base)
        || base.equals("decimal")
        || base.equals("float")
        || base.equals("double")) {
      return base;
    }
    if (isCharacter(base)) {
      return "characters";
    }
    if (isBinary(base)) {
      return "bytes";
    }
    return MOMENTS.contains(base) || base.equals("date") ? base : "";
  }
}
