package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The few comparisons that MySQL refuses before it runs them: a date against a text that is none,
 * and in strict mode, where rows are changed, a number against a text that is none.
 */
final class MySqlComparisons {
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?\\s*");

  private static final Pattern ISO_DATE =
      Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T].*)?");

  private static final Pattern DATE_COLUMN =
      Pattern.compile("date|datetime(?:\\([0-6]\\))?|timestamp(?:\\([0-6]\\))?");

  /** The server converts constants to these types alone while it prepares. */
  private static final Pattern CONVERTED_COLUMN =
      Pattern.compile("bigint(?:\\([0-9]+\\))?(?: unsigned)?(?: zerofill)?|year(?:\\(4\\))?");

  private final Map<Expr, Resolved> columns;
  private final SchemaState schema;
  private final Reporter reporter;
  private final boolean strict;
  private final boolean mariaDb;
  private final Severity severity;

  MySqlComparisons(
      Map<Expr, Resolved> columns, SchemaState schema, Server server, Reporter reporter) {
    this.columns = columns;
    this.schema = schema;
    this.reporter = reporter;
    this.strict = schema.isStrict();
    this.mariaDb = server.isMariaDb();
    // MariaDB compares as it meets the rows: where there are none, nothing fails.
    this.severity = mariaDb ? Severity.WARNING : Severity.ERROR;
  }

  /**
   * Checks one comparison whose names are bound.
   *
   * @param changing whether it decides which rows are changed
   */
  void check(Expr expr, boolean changing) {
    switch (expr) {
      case Expr.Chain chain
          when chain.operands().size() == 2 && isComparison(chain.operators().getFirst()) -> {
        Expr left = chain.operands().getFirst();
        Expr right = chain.operands().getLast();
        pair(left, right, changing);
        pair(right, left, changing);
      }
      case Expr.In in -> {
        for (Expr item : in.list()) {
          constants(in.operand(), item, changing);
        }
      }
      default -> {}
    }
  }

  static boolean isComparison(String operator) {
    return switch (operator) {
      case "=", "<", ">", "<=", ">=", "<>", "!=", "<=>" -> true;
      default -> false;
    };
  }

  private void pair(Expr one, Expr other, boolean changing) {
    if (!mariaDb || changing) {
      date(one, other);
    }
    constants(one, other, changing);
    if (changing && strict) {
      converted(one, other);
    }
  }

  private void converted(Expr column, Expr value) {
    Resolved resolved = ofType(CONVERTED_COLUMN, column);
    if (resolved != null
        && value instanceof Expr.Literal literal
        && literal.kind() == Expr.Literal.Kind.STRING
        && !NUMBER.matcher(literal.text()).matches()) {
      reporter.report(
          FindingRule.INVALID_LITERAL,
          severity,
          literal.at(),
          "'"
              + literal.text()
              + "' is no number, but is compared with the column "
              + resolved.column(),
          null,
          null);
    }
  }

  private @Nullable Resolved ofType(Pattern type, Expr column) {
    Resolved resolved = columns.get(column);
    return resolved != null
            && resolved.type() != null
            && type.matcher(resolved.type().toLowerCase(Locale.ROOT)).matches()
        ? resolved
        : null;
  }

  private void constants(Expr text, Expr number, boolean changing) {
    if (changing
        && strict
        && text instanceof Expr.Literal t
        && t.kind() == Expr.Literal.Kind.STRING
        && number instanceof Expr.Literal n
        && (n.kind() == Expr.Literal.Kind.INTEGER || n.kind() == Expr.Literal.Kind.DECIMAL)
        && !NUMBER.matcher(t.text()).matches()) {
      reporter.report(
          FindingRule.INVALID_LITERAL,
          severity,
          text.at(),
          "The text '" + t.text() + "' is compared with a number",
          "Double quotes enclose text here; a name stands between backticks.",
          null);
    }
  }

  private void date(Expr column, Expr value) {
    Resolved resolved = ofType(DATE_COLUMN, column);
    if (resolved == null
        || !(value instanceof Expr.Literal literal)
        || literal.kind() != Expr.Literal.Kind.STRING
        || mayBeDate(literal.text())) {
      return;
    }
    reporter.report(
        FindingRule.INVALID_LITERAL,
        severity,
        literal.at(),
        "'" + literal.text() + "' is no date, but is compared with the column " + resolved.column(),
        "Write dates as 'YYYY-MM-DD'.",
        null);
  }

  /** What MySQL takes for a date is wide: only what is certainly none is refused. */
  private boolean mayBeDate(String text) {
    String plain = text.strip();
    if (plain.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    Matcher iso = ISO_DATE.matcher(plain);
    if (iso.matches()) {
      return isDate(iso);
    }
    return !plain.chars().allMatch(c -> c >= '0' && c <= '9') || plain.length() > 4;
  }

  private boolean isDate(Matcher iso) {
    int year = Integer.parseInt(iso.group(1));
    int month = Integer.parseInt(iso.group(2));
    int day = Integer.parseInt(iso.group(3));
    if (month == 0 && day == 0 && year == 0) {
      return !(strict && schema.hasMode("NO_ZERO_DATE"));
    }
    if (month == 0 || day == 0) {
      return !(strict && schema.hasMode("NO_ZERO_IN_DATE"));
    }
    return realDate(year, month, day) || schema.hasMode("ALLOW_INVALID_DATES");
  }

  private static boolean realDate(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Rows where MySQL takes single values alone. */
  void singleValues(List<Expr> values) {
    for (Expr value : values) {
      if (value instanceof Expr.Row) {
        reporter.report(
            FindingRule.SUBQUERY_COLUMNS,
            value.at(),
            "A row stands where one value is wanted",
            null,
            null);
      }
    }
  }
}
