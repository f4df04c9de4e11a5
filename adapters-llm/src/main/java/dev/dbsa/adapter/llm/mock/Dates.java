package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.sql.Dialect;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Periods of time as scripts write them. */
final class Dates {
  /** Units of the calendar. */
  enum Unit {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("january", 1),
          Map.entry("jan", 1),
          Map.entry("february", 2),
          Map.entry("feb", 2),
          Map.entry("march", 3),
          Map.entry("mar", 3),
          Map.entry("april", 4),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("june", 6),
          Map.entry("jun", 6),
          Map.entry("july", 7),
          Map.entry("jul", 7),
          Map.entry("august", 8),
          Map.entry("aug", 8),
          Map.entry("september", 9),
          Map.entry("sep", 9),
          Map.entry("sept", 9),
          Map.entry("october", 10),
          Map.entry("oct", 10),
          Map.entry("november", 11),
          Map.entry("nov", 11),
          Map.entry("december", 12),
          Map.entry("dec", 12));

  private Dates() {}

  /**
   * A period, half open.
   *
   * @param from an SQL expression; {@code null} for an open beginning
   * @param to an SQL expression, exclusive; {@code null} for an open end
   * @param description for people
   * @param year the calendar year that the period is; {@code null} for any other
   */
  record Period(
      @Nullable String from, @Nullable String to, String description, @Nullable Integer year) {
    /** Whether the period begins and ends with calendar years. */
    boolean isOfYears() {
      return (from != null || to != null)
          && (from == null || from.matches("DATE '\\d{4}-01-01'"))
          && (to == null || to.matches("DATE '\\d{4}-01-01'"));
    }

    /** The condition that a year's number lies in the period. */
    String yearCondition(String column) {
      if (from == null && to != null) {
        return column + " < " + to.substring(6, 10);
      }
      if (to == null && from != null) {
        return column + " >= " + from.substring(6, 10);
      }
      if (from == null || to == null) {
        return "TRUE";
      }
      int first = Integer.parseInt(from.substring(6, 10));
      int last = Integer.parseInt(to.substring(6, 10)) - 1;
      return first == last ? column + " = " + first : column + " BETWEEN " + first + " AND " + last;
    }

    /** The condition that a moment lies in the period. */
    String condition(String column) {
      if (from == null) {
        return column + " < " + to;
      }
      if (to == null) {
        return column + " >= " + from;
      }
      return column + " >= " + from + " AND " + column + " < " + to;
    }
  }

  static boolean isCalendarDay(String text) {
    return day(text).isPresent();
  }

  static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(text.substring(0, 4)),
              Integer.parseInt(text.substring(5, 7)),
              Integer.parseInt(text.substring(8, 10))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<Integer> month(String word) {
    return Optional.ofNullable(MONTHS.get(word));
  }

  static Optional<Unit> unit(String word) {
    return switch (word) {
      case "hour", "hours", "hourly" -> Optional.of(Unit.HOUR);
      case "day", "days", "daily" -> Optional.of(Unit.DAY);
      case "week", "weeks", "weekly" -> Optional.of(Unit.WEEK);
      case "month", "months", "monthly" -> Optional.of(Unit.MONTH);
      case "quarter", "quarters", "quarterly" -> Optional.of(Unit.QUARTER);
      case "year", "years", "yearly", "annually" -> Optional.of(Unit.YEAR);
      default -> Optional.empty();
    };
  }

  /** Years that a request may plausibly speak of. */
  static boolean isYear(String number) {
    return number.matches("(?:18|19|20|21)\\d\\d");
  }

  static String literal(LocalDate day) {
    return "DATE '" + day + "'";
  }

  static Period year(int year) {
    return new Period(
        literal(LocalDate.of(year, 1, 1)),
        literal(LocalDate.of(year + 1, 1, 1)),
        "in " + year,
        year);
  }

  static Period month(int year, int month) {
    YearMonth from = YearMonth.of(year, month);
    return new Period(
        literal(from.atDay(1)), literal(from.plusMonths(1).atDay(1)), "in " + from, null);
  }

  static Period quarter(int year, int quarter) {
    YearMonth from = YearMonth.of(year, quarter * 3 - 2);
    return new Period(
        literal(from.atDay(1)),
        literal(from.plusMonths(3).atDay(1)),
        "in quarter " + quarter + " of " + year,
        null);
  }

  static Period days(@Nullable LocalDate from, @Nullable LocalDate to, String description) {
    return new Period(
        from == null ? null : literal(from), to == null ? null : literal(to), description, null);
  }

  /** The moment so many units ago. */
  static String ago(Dialect dialect, long count, Unit unit) {
    String now = unit == Unit.HOUR ? "CURRENT_TIMESTAMP" : "CURRENT_DATE";
    return now + " - " + interval(dialect, count, unit);
  }

  private static String interval(Dialect dialect, long count, Unit unit) {
    if (dialect == Dialect.MYSQL) {
      return "INTERVAL " + count + " " + unit.name();
    }
    // PostgreSQL has no intervals of quarters.
    return unit == Unit.QUARTER
        ? "INTERVAL '" + count * 3 + " months'"
        : "INTERVAL '" + count + " " + unit.label() + (count == 1 ? "" : "s") + "'";
  }

  /** The first day of the current unit. */
  static String startOf(Dialect dialect, Unit unit) {
    if (unit == Unit.DAY) {
      return "CURRENT_DATE";
    }
    if (dialect == Dialect.POSTGRESQL) {
      return unit == Unit.HOUR
          ? "date_trunc('hour', CURRENT_TIMESTAMP)"
          : "date_trunc('" + unit.label() + "', CURRENT_DATE)";
    }
    return switch (unit) {
      case HOUR -> "DATE_FORMAT(CURRENT_TIMESTAMP, '%Y-%m-%d %H:00:00')";
      case DAY -> "CURRENT_DATE";
      case WEEK -> "DATE_SUB(CURRENT_DATE, INTERVAL WEEKDAY(CURRENT_DATE) DAY)";
      case MONTH -> "DATE_FORMAT(CURRENT_DATE, '%Y-%m-01')";
      case QUARTER ->
          "MAKEDATE(YEAR(CURRENT_DATE), 1) + INTERVAL (QUARTER(CURRENT_DATE) - 1) QUARTER";
      case YEAR -> "MAKEDATE(YEAR(CURRENT_DATE), 1)";
    };
  }

  /** The current unit, or one before or after it. */
  static Period calendar(Dialect dialect, Unit unit, int offset) {
    String start = startOf(dialect, unit);
    String which = offset == 0 ? "this " : offset < 0 ? "last " : "next ";
    return new Period(
        shifted(dialect, start, unit, offset),
        shifted(dialect, start, unit, offset + 1),
        which + unit.label(),
        null);
  }

  static String shifted(Dialect dialect, String moment, Unit unit, int count) {
    if (count == 0) {
      return moment;
    }
    return moment + (count < 0 ? " - " : " + ") + interval(dialect, Math.abs(count), unit);
  }
}
