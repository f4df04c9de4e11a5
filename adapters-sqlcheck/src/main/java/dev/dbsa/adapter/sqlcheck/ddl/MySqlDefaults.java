package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.ColumnDefinition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Type;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks MySQL's defaults without parentheses, which are literals, or the current time of a column
 * that holds one; measured on MySQL 9.7.
 */
final class MySqlDefaults {
  private static final Set<String> WORDS = Set.of("null", "true", "false");
  private static final Set<String> NOW =
      Set.of("current_timestamp", "now", "localtime", "localtimestamp");
  private static final Set<String> MOMENTS = Set.of("datetime", "timestamp");
  private static final Set<String> WHOLE_NUMBERS =
      Set.of("tinyint", "smallint", "mediumint", "int", "integer", "bigint", "bool", "boolean");
  private static final Set<String> WITHOUT_DEFAULT =
      Set.of(
          "text",
          "tinytext",
          "mediumtext",
          "longtext",
          "blob",
          "tinyblob",
          "mediumblob",
          "longblob",
          "json",
          "geometry",
          "point",
          "linestring",
          "polygon");
  private static final Set<String> TIMES = Set.of("date", "datetime", "timestamp", "time", "year");
  private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?[0-9]+(?:\\.[0-9]*)?\\s*");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final int at;
  private final int length;
  private final List<Token> tokens;
  private final Reporter reporter;
  private final @Nullable Type type;
  private final boolean notNull;
  private final @Nullable String name;
  private final boolean strict;

  /**
   * @param column what the script says of the column; {@code null} where that is not known
   * @param strict whether the server's mode is strict
   */
  MySqlDefaults(
      ExpressionPart part,
      @Nullable ColumnDefinition column,
      boolean strict,
      List<Token> tokens,
      Reporter reporter) {
    this.strict = strict;
    this.at = part.from();
    this.length = part.end() - part.from();
    this.tokens = tokens;
    this.reporter = reporter;
    this.type = column == null ? null : column.type();
    this.notNull = column != null && column.notNull();
    this.name = part.column() == null ? null : part.column().text();
  }

  void check() {
    Token first = tokens.get(at);
    if (first.kind() == Kind.WORD && !WORDS.contains(first.key())) {
      word(first);
      return;
    }
    boolean isNull = first.is("null");
    if (isNull && notNull) {
      invalid("NULL");
    } else if (!isNull
        && type != null
        && WITHOUT_DEFAULT.contains(type.name())
        && (strict || !first.text().isEmpty())) {
      reporter.report(
          FindingRule.INVALID_DEFAULT,
          at,
          "A column of type " + type.name() + " takes no literal as its default",
          "Put the value into parentheses: DEFAULT (…).",
          name);
    } else if (length == 1
        && first.kind() == Kind.STRING
        && type != null
        && !reads(type, first.text())) {
      invalid("'" + first.text() + "'");
    }
  }

  private void word(Token word) {
    if (NOW.contains(word.key())) {
      now(word);
    } else if (length == 1 || tokens.get(at + 1).is("(")) {
      reporter.report(
          FindingRule.SYNTAX_ERROR,
          at,
          "DEFAULT takes a literal or an expression in parentheses, which "
              + word.text()
              + " is not",
          "Text stands in single quotes; anything computed in parentheses: DEFAULT (…).",
          null);
    }
  }

  /** The current time suits a column of dates with times that is as precise. */
  private void now(Token word) {
    if (type == null) {
      return;
    }
    String wanted = type.modifiers().isEmpty() ? "0" : type.modifiers().getFirst();
    boolean precise = length == 4 && tokens.get(at + 2).kind() == Kind.INTEGER;
    String given = precise ? tokens.get(at + 2).text() : "0";
    boolean moment = MOMENTS.contains(type.name());
    if (!moment || !wanted.equals(given)) {
      reporter.report(
          FindingRule.INVALID_DEFAULT,
          at,
          word.text() + " is no default for a column of type " + type.text(),
          moment
              ? "Give both the same precision: DEFAULT CURRENT_TIMESTAMP(" + wanted + ")."
              : "Put an expression into parentheses, such as DEFAULT (CURRENT_DATE).",
          name);
    }
  }

  private static boolean reads(Type type, String text) {
    String kind = type.name().replace(" unsigned", "").replace(" zerofill", "");
    if (WHOLE_NUMBERS.contains(kind)) {
      return NUMBER.matcher(text).matches();
    }
    if (TIMES.contains(kind)) {
      return DIGIT.matcher(text).find() && isPossibleDate(text);
    }
    return switch (kind) {
      case "varchar", "char" -> fits(type, text.stripTrailing());
      case "enum" -> type.modifiers().stream().anyMatch(label -> label.equalsIgnoreCase(text));
      default -> true;
    };
  }

  /** Dates with a zero in them depend on the server's modes. */
  private static boolean isPossibleDate(String text) {
    if (!ISO_DATE.matcher(text).matches() || text.contains("00")) {
      return true;
    }
    try {
      return LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean fits(Type type, String text) {
    String limit = type.modifiers().isEmpty() ? "" : type.modifiers().getFirst();
    return !limit.matches("[0-9]{1,5}")
        || text.codePointCount(0, text.length()) <= Integer.parseInt(limit);
  }

  private void invalid(String shown) {
    String of = type == null ? "" : " of type " + type.text();
    reporter.report(
        FindingRule.INVALID_DEFAULT,
        at,
        shown + " is no default for a column" + of + (notNull ? " NOT NULL" : ""),
        null,
        name);
  }
}
