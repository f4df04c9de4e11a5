package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.Identifiers;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the parts of scripts in one dialect. */
final class Sql {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(?:\\.\\d{1,18})?");
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?)?");

  private final SchemaIndex index;
  private final Dialect dialect;

  Sql(SchemaIndex index) {
    this.index = index;
    this.dialect = index.catalog().dialect();
  }

  Dialect dialect() {
    return dialect;
  }

  boolean isPostgres() {
    return dialect == Dialect.POSTGRESQL;
  }

  boolean isMariaDb() {
    return !isPostgres()
        && schema().server().product().toLowerCase(Locale.ROOT).contains("mariadb");
  }

  private DatabaseSchema schema() {
    return index.schema();
  }

  /** A name as it has to stand in a script. */
  String name(String name) {
    return Identifiers.write(dialect, name);
  }

  /** A relation's name, with its schema where the name alone means another or none. */
  String table(Relation relation) {
    return index.catalog().isOnSearchPath(relation)
        ? name(relation.name().name())
        : name(relation.name().schema()) + "." + name(relation.name().name());
  }

  /** The schema of a relation, with a dot, where names beside it have to be qualified. */
  String beside(Relation relation) {
    return index.catalog().isOnSearchPath(relation) ? "" : name(relation.name().schema()) + ".";
  }

  private static final Pattern RELEASE = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?.*");

  /** Whether the server is of this release or a later one, or of none that can be read. */
  boolean isRelease(int major, int minor, int patch) {
    Matcher version = RELEASE.matcher(schema().server().version());
    if (!version.matches()) {
      return true;
    }
    long known = number(version.group(1)) * 1_000_000 + number(version.group(2)) * 1_000;
    return known + number(version.group(3)) >= major * 1_000_000L + minor * 1_000L + patch;
  }

  private static long number(@Nullable String digits) {
    return digits == null || digits.length() > 6 ? 0 : Long.parseLong(digits);
  }

  /** More rows than a statement looks through before others notice that they wait. */
  private static final long MANY_ROWS = 10_000;

  /** Whether the table may have too many rows to be looked through under a lock. */
  boolean isLarge(Relation relation) {
    long rows = relation.statistics().rowEstimate();
    return rows < 0 || rows > MANY_ROWS;
  }

  /** The beginning of a statement that changes the table. */
  String alter(Relation relation) {
    return "ALTER TABLE " + table(relation) + " ";
  }

  /** The text as a string literal, whatever the server's settings for backslashes are. */
  String text(String text) {
    if (text.indexOf('\\') < 0) {
      return Identifiers.literal(dialect, text);
    }
    if (isPostgres()) {
      // An escape string reads the same with standard_conforming_strings on and off.
      return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
    String mode = schema().server().settings().getOrDefault("sql_mode", "");
    return mode.contains("NO_BACKSLASH_ESCAPES")
        ? "'" + text.replace("'", "''") + "'"
        : Identifiers.literal(dialect, text);
  }

  TypeKind kind(Column column) {
    if (index.values().enumeration(column) != null) {
      return TypeKind.ENUM;
    }
    return kind(column.type(), 0);
  }

  private TypeKind kind(String declared, int depth) {
    String type = declared.toLowerCase(Locale.ROOT);
    if (type.endsWith("]")) {
      return TypeKind.OTHER;
    }
    if (type.equals("tinyint(1)") || type.equals("bit(1)") && !isPostgres()) {
      return TypeKind.BOOLEAN;
    }
    int cut = type.indexOf('(');
    String base = cut < 0 ? type : type.substring(0, cut);
    int space = base.indexOf(' ');
    String first = (space < 0 ? base : base.substring(0, space)).strip();
    TypeKind known = named(first);
    if (known != TypeKind.OTHER || depth > 4) {
      return known;
    }
    String plain = declared.replace("\"", "");
    for (UserType userType : schema().types()) {
      if (userType instanceof UserType.Domain domain
          && (domain.name().name().equals(plain) || domain.name().toString().equals(plain))) {
        return kind(domain.baseType(), depth + 1);
      }
    }
    return TypeKind.OTHER;
  }

  private static TypeKind named(String name) {
    return switch (name) {
      case "tinyint",
          "smallint",
          "mediumint",
          "int",
          "integer",
          "bigint",
          "year",
          "int2",
          "int4",
          "int8",
          "serial",
          "bigserial" ->
          TypeKind.INTEGER;
      case "numeric", "decimal", "real", "double", "float", "float4", "float8" -> TypeKind.DECIMAL;
      case "character",
          "varchar",
          "char",
          "text",
          "tinytext",
          "mediumtext",
          "longtext",
          "citext",
          "bpchar",
          "name" ->
          TypeKind.TEXT;
      case "boolean", "bool" -> TypeKind.BOOLEAN;
      case "date" -> TypeKind.DATE;
      case "timestamp", "timestamptz", "datetime" -> TypeKind.TIMESTAMP;
      case "time", "timetz" -> TypeKind.TIME;
      case "uuid" -> TypeKind.UUID;
      case "enum" -> TypeKind.ENUM;
      case "json", "jsonb" -> TypeKind.JSON;
      default -> TypeKind.OTHER;
    };
  }

  /**
   * A value as a literal that can be compared with the column.
   *
   * @throws Unclear if the column cannot have such a value
   */
  String value(Relation relation, Column column, String value) throws Unclear {
    TypeKind kind = kind(column);
    return switch (kind) {
      case INTEGER, DECIMAL ->
          require(NUMBER.matcher(value).matches(), column, "a number", value, value);
      case BOOLEAN -> truth(column, value);
      case DATE, TIMESTAMP -> moment(column, value);
      case UUID ->
          require(UUID_TEXT.matcher(value).matches(), column, "a UUID", value, text(value));
      case ENUM -> text(label(relation, column, value));
      case TEXT -> text(listed(relation, column, value));
      case TIME -> require(isTime(value), column, "a time of day", value, text(value));
      case JSON, OTHER -> text(value);
    };
  }

  /** A value to be stored, where the rules are stricter than for comparing. */
  String storedValue(Relation relation, Column column, String value) throws Unclear {
    TypeKind kind = kind(column);
    if (kind == TypeKind.JSON || kind == TypeKind.OTHER) {
      throw new Unclear(
          "The column “"
              + column.name()
              + "” has the type "
              + column.type()
              + ": how is its value to be written?");
    }
    if (kind == TypeKind.INTEGER) {
      require(INTEGER.matcher(value).matches(), column, "a whole number", value, value);
    }
    if (kind == TypeKind.TEXT) {
      List<String> values = index.values().of(relation, column);
      if (!values.isEmpty()) {
        return text(label(relation, column, value));
      }
    }
    return value(relation, column, value);
  }

  /** A default of a column that is not there yet, for which no list of values can hold. */
  String newValue(Column column, String value) throws Unclear {
    return switch (kind(column)) {
      case TEXT, ENUM, OTHER, JSON -> text(value);
      case INTEGER ->
          require(INTEGER.matcher(value).matches(), column, "a whole number", value, value);
      case DECIMAL -> require(NUMBER.matcher(value).matches(), column, "a number", value, value);
      case BOOLEAN -> truth(column, value);
      case DATE, TIMESTAMP -> moment(column, value);
      case UUID ->
          require(UUID_TEXT.matcher(value).matches(), column, "a UUID", value, text(value));
      case TIME -> require(isTime(value), column, "a time of day", value, text(value));
    };
  }

  private static boolean isTime(String value) {
    return value.matches("(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?");
  }

  private static String require(
      boolean fits, Column column, String what, String value, String written) throws Unclear {
    if (!fits) {
      throw new Unclear(
          "The column “" + column.name() + "” holds " + what + "; what is “" + value + "”?");
    }
    return written;
  }

  private static String truth(Column column, String value) throws Unclear {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1", "on", "y" -> "TRUE";
      case "false", "no", "0", "off", "n" -> "FALSE";
      default ->
          throw new Unclear(
              "The column “" + column.name() + "” is true or false; what is “" + value + "”?");
    };
  }

  private String moment(Column column, String value) throws Unclear {
    boolean fits = MOMENT.matcher(value).matches() && Dates.isCalendarDay(value.substring(0, 10));
    if (!fits) {
      throw new Unclear(
          "The column “"
              + column.name()
              + "” holds dates; which day is “"
              + value
              + "”? Dates are written as 2024-12-31.");
    }
    return DAY.matcher(value).matches()
        ? "DATE '" + value + "'"
        : "TIMESTAMP '" + withSeconds(value.replace('T', ' ')) + "'";
  }

  private static String withSeconds(String moment) {
    return moment.length() == 16 ? moment + ":00" : moment;
  }

  /** The listed value that is meant; the text itself where there is no list. */
  private String listed(Relation relation, Column column, String value) {
    for (String label : index.values().of(relation, column)) {
      if (label.equalsIgnoreCase(value)) {
        return label;
      }
    }
    return value;
  }

  private String label(Relation relation, Column column, String value) throws Unclear {
    List<String> labels = index.values().of(relation, column);
    String label = listed(relation, column, value);
    if (!labels.contains(label)) {
      throw new Unclear(
          "“"
              + value
              + "” is not among the values of “"
              + column.name()
              + "” ("
              + String.join(", ", labels)
              + "): which one is meant?");
    }
    return label;
  }

  /** The column in a form that can be compared with a text. */
  String comparable(Column column, String written) {
    return kind(column).isComparable() ? written : asText(written);
  }

  /** The column in a form that can be searched with LIKE. */
  String searchable(Column column, String written) {
    return kind(column) == TypeKind.TEXT || !isPostgres() ? written : asText(written);
  }

  private String asText(String written) {
    return isPostgres() ? "CAST(" + written + " AS text)" : "CAST(" + written + " AS CHAR)";
  }

  /** A condition that looks for a piece of text, without regard to case. */
  String like(Column column, String written, String before, String value, String after) {
    String pattern = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return searchable(column, written)
        + (isPostgres() ? " ILIKE " : " LIKE ")
        + text(before + pattern + after);
  }

  /** The beginning of the day, week, month, quarter or year that a moment lies in. */
  String bucket(Dates.Unit unit, String written) {
    if (isPostgres()) {
      return "date_trunc('" + unit.label() + "', " + written + ")";
    }
    return switch (unit) {
      case DAY -> "DATE(" + written + ")";
      case WEEK -> "DATE_FORMAT(" + written + ", '%x-W%v')";
      case MONTH -> "DATE_FORMAT(" + written + ", '%Y-%m')";
      case QUARTER -> "CONCAT(YEAR(" + written + "), '-Q', QUARTER(" + written + "))";
      case YEAR -> "YEAR(" + written + ")";
      case HOUR -> "DATE_FORMAT(" + written + ", '%Y-%m-%d %H:00')";
    };
  }
}
