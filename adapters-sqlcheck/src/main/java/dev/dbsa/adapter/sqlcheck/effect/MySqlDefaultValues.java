package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks MySQL's defaults without parentheses, which are literals, or the current time of a column
 * that holds one; measured on MySQL 9.7.
 */
final class MySqlDefaultValues {
  private static final Set<String> MOMENTS = Set.of("datetime", "timestamp");
  private static final Set<String> TIMES = Set.of("date", "datetime", "timestamp", "time", "year");
  private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?[0-9]+(?:\\.[0-9]*)?\\s*");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");
  private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final Expr value;
  private final ColumnDefinition column;
  private final Step step;
  private final String base;

  private MySqlDefaultValues(Expr value, ColumnDefinition column, DataType type, Step step) {
    this.value = value;
    this.column = column;
    this.step = step;
    this.base =
        switch (type.type().name()) {
          case "bool", "boolean" -> "tinyint";
          default -> MySqlTypes.base(type.type().name());
        };
  }

  static void check(Expr value, ColumnDefinition column, Step step) {
    if (column.type() != null) {
      new MySqlDefaultValues(value, column, column.type(), step).check(column.type());
    }
  }

  private void check(DataType type) {
    boolean literals =
        MySqlTypes.isText(base)
            || MySqlTypes.isBlob(base)
            || MySqlTypes.isSpatial(base)
            || base.equals("json");
    switch (value) {
      case Expr.Literal l when l.isNull() -> {
        if (column.has(Part.NotNull.class) || MySqlColumns.isPrimary(column)) {
          invalid("NULL", type);
        }
      }
      case Expr.Literal l when literals -> {
        if (step.state().isStrict() || !l.text().isEmpty()) {
          step.refuse(
              FindingRule.INVALID_DEFAULT,
              value.at(),
              "A column of type " + type.type().name() + " takes no literal as its default",
              "Put the value into parentheses: DEFAULT (…).",
              column.name().text());
        }
      }
      case Expr.Literal l when l.kind() == Expr.Literal.Kind.STRING -> {
        if (!reads(type, l.text())) {
          invalid("'" + l.text() + "'", type);
        }
      }
      case Expr.Call c -> now(c, type);
      default -> {}
    }
  }

  /** The current time suits a column of dates with times that is as precise. */
  private void now(Expr.Call call, DataType type) {
    List<String> modifiers = type.type().modifiers();
    String wanted = modifiers.isEmpty() ? "0" : modifiers.getFirst();
    String given =
        call.arguments().size() == 1 && call.arguments().getFirst() instanceof Expr.Literal l
            ? l.text()
            : "0";
    boolean moment = MOMENTS.contains(base);
    if (!moment || !wanted.equals(given)) {
      step.refuse(
          FindingRule.INVALID_DEFAULT,
          value.at(),
          step.text().token(value.at()).text()
              + " is no default for a column of type "
              + text(type),
          moment
              ? "Give both the same precision: DEFAULT CURRENT_TIMESTAMP(" + wanted + ")."
              : "Put an expression into parentheses, such as DEFAULT (CURRENT_DATE).",
          column.name().text());
    }
  }

  private static String text(DataType type) {
    return PostgresTypes.text(type.type());
  }

  private boolean reads(DataType type, String text) {
    if (MySqlTypes.isInteger(base)) {
      return NUMBER.matcher(text).matches();
    }
    if (TIMES.contains(base)) {
      return DIGIT.matcher(text).find() && isPossibleDate(text);
    }
    return switch (base) {
      case "varchar", "char" -> fits(type, text.stripTrailing());
      case "enum" ->
          type.type().modifiers().stream().anyMatch(label -> label.equalsIgnoreCase(text));
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

  private static boolean fits(DataType type, String text) {
    List<String> modifiers = type.type().modifiers();
    String limit = modifiers.isEmpty() ? "" : modifiers.getFirst();
    return !limit.matches("[0-9]{1,5}")
        || text.codePointCount(0, text.length()) <= Integer.parseInt(limit);
  }

  private void invalid(String shown, DataType type) {
    boolean notNull = column.has(Part.NotNull.class);
    step.refuse(
        FindingRule.INVALID_DEFAULT,
        value.at(),
        shown + " is no default for a column of type " + text(type) + (notNull ? " NOT NULL" : ""),
        null,
        column.name().text());
  }
}
