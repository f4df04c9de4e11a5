package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Dates.Period;
import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Understands the words for periods of time: last month, since 2024, older than 90 days. */
final class PeriodParser {
  /** A period and the item after its words. */
  record PeriodAt(Period period, int end) {}

  private final Reading reading;
  private final Sql sql;

  PeriodParser(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
  }

  /** The period whose words begin here; {@code null} where none do. */
  @Nullable PeriodAt periodAt(int i) {
    String word = reading.word(i);
    if (i >= reading.size() || reading.item(i).isUsed()) {
      return null;
    }
    switch (word) {
      case "today":
        return new PeriodAt(Dates.calendar(sql.dialect(), Unit.DAY, 0), i + 1);
      case "yesterday":
        return new PeriodAt(
            new Period(
                Dates.shifted(sql.dialect(), "CURRENT_DATE", Unit.DAY, -1),
                "CURRENT_DATE",
                "yesterday",
                null),
            i + 1);
      case "this", "current":
        return calendar(i, 0);
      case "next":
        return calendar(i, 1);
      case "last", "previous", "past":
        return lastUnits(i);
      case "in", "during", "within", "over", "for", "of":
        return inPeriod(i);
      case "on":
        return onDay(i);
      case "since", "after", "from", "starting":
        return openEnd(i);
      case "before", "until", "till", "by":
        return openBeginning(i);
      case "between":
        return between(i, "and");
      case "older", "newer", "more", "less":
        return age(i);
      default:
        return calendarName(i);
    }
  }

  private @Nullable PeriodAt calendar(int i, int offset) {
    Optional<Unit> unit = Dates.unit(reading.word(i + 1));
    return unit.map(u -> new PeriodAt(Dates.calendar(sql.dialect(), u, offset), i + 2))
        .orElse(null);
  }

  private @Nullable PeriodAt lastUnits(int i) {
    Integer count = reading.number(i + 1);
    if (count != null) {
      Optional<Unit> unit = Dates.unit(reading.word(i + 2));
      return unit.map(u -> new PeriodAt(rolling(count, u), i + 3)).orElse(null);
    }
    return reading.word(i).equals("past")
        ? Dates.unit(reading.word(i + 1)).map(u -> new PeriodAt(rolling(1, u), i + 2)).orElse(null)
        : calendar(i, -1);
  }

  private Period rolling(int count, Unit unit) {
    String units = count + " " + unit.label() + (count == 1 ? "" : "s");
    return new Period(Dates.ago(sql.dialect(), count, unit), null, "the last " + units, null);
  }

  private @Nullable PeriodAt inPeriod(int i) {
    PeriodAt inner = null;
    String next = reading.word(i + 1);
    if (Set.of("last", "previous", "past").contains(next)) {
      inner = lastUnits(i + 1);
    } else if (next.equals("this") || next.equals("current")) {
      inner = calendar(i + 1, 0);
    } else if (Set.of("within", "in", "for").contains(reading.word(i))
        && reading.number(i + 1) != null
        && Dates.unit(reading.word(i + 2)).isPresent()) {
      Integer count = reading.number(i + 1);
      Optional<Unit> unit = Dates.unit(reading.word(i + 2));
      if (count != null && unit.isPresent()) {
        inner = new PeriodAt(rolling(count, unit.get()), i + 3);
      }
    } else if (yearAt(i + 1) > 0) {
      inner = wholeYear(yearAt(i + 1));
    } else if (reading.isDate(i + 1)) {
      inner = onDay(i);
    } else {
      inner = calendarName(i + 1);
    }
    return inner;
  }

  /** Where the number stands in 2012, year 2012 and year of 2012; -1 for anything else. */
  private int yearAt(int i) {
    int at = reading.word(i).equals("year") ? i + 1 : i;
    at = at > i && reading.word(at).equals("of") ? at + 1 : at;
    return isYear(at) ? at : -1;
  }

  private PeriodAt wholeYear(int at) {
    return new PeriodAt(Dates.year(Integer.parseInt(reading.item(at).text())), at + 1);
  }

  private boolean isYear(int i) {
    return reading.isNumber(i) && Dates.isYear(reading.item(i).text());
  }

  /** march 2024, Q1 2024, 2024 Q1. */
  private @Nullable PeriodAt calendarName(int i) {
    Optional<Integer> month = Dates.month(reading.word(i));
    if (month.isPresent() && isYear(i + 1)) {
      return new PeriodAt(
          Dates.month(Integer.parseInt(reading.item(i + 1).text()), month.get()), i + 2);
    }
    int quarter = quarter(i);
    if (quarter > 0 && isYear(i + 1)) {
      return new PeriodAt(
          Dates.quarter(Integer.parseInt(reading.item(i + 1).text()), quarter), i + 2);
    }
    if (quarter > 0 && reading.word(i + 1).equals("of") && isYear(i + 2)) {
      return new PeriodAt(
          Dates.quarter(Integer.parseInt(reading.item(i + 2).text()), quarter), i + 3);
    }
    return null;
  }

  private int quarter(int i) {
    String word = reading.word(i);
    return word.matches("q[1-4]") ? word.charAt(1) - '0' : 0;
  }

  private @Nullable PeriodAt onDay(int i) {
    LocalDate day = day(i + 1);
    if (day != null) {
      return new PeriodAt(Dates.days(day, day.plusDays(1), "on " + day), i + 2);
    }
    int year = yearAt(i + 1);
    return year > 0 ? wholeYear(year) : null;
  }

  private @Nullable PeriodAt openEnd(int i) {
    PeriodAt range = reading.word(i).equals("from") ? between(i, "to") : null;
    if (range != null) {
      return range;
    }
    LocalDate day = day(i + 1);
    boolean after = reading.word(i).equals("after");
    if (day != null) {
      LocalDate from = after ? day.plusDays(1) : day;
      return new PeriodAt(Dates.days(from, null, reading.word(i) + " " + day), i + 2);
    }
    int at = yearAt(i + 1);
    if (at > 0) {
      if (reading.word(i).equals("from")) {
        return wholeYear(at);
      }
      int year = Integer.parseInt(reading.item(at).text());
      LocalDate from = LocalDate.of(after ? year + 1 : year, 1, 1);
      return new PeriodAt(Dates.days(from, null, reading.word(i) + " " + year), at + 1);
    }
    Set<String> inner = Set.of("yesterday", "today", "last", "this", "previous");
    if (inner.contains(reading.word(i + 1))) {
      PeriodAt period = periodAt(i + 1);
      if (period != null && period.period().from() != null) {
        boolean whole = reading.word(i).equals("from");
        Period since =
            new Period(
                period.period().from(), null, "since " + period.period().description(), null);
        return new PeriodAt(whole ? period.period() : since, period.end());
      }
    }
    return calendarFrom(i);
  }

  private @Nullable PeriodAt calendarFrom(int i) {
    PeriodAt named = calendarName(i + 1);
    if (named == null) {
      return null;
    }
    Period period = named.period();
    return switch (reading.word(i)) {
      case "from" -> named;
      case "after" ->
          new PeriodAt(
              new Period(period.to(), null, "after " + period.description(), null), named.end());
      default ->
          new PeriodAt(
              new Period(period.from(), null, "since " + period.description(), null), named.end());
    };
  }

  private @Nullable PeriodAt openBeginning(int i) {
    LocalDate day = day(i + 1);
    boolean inclusive = !reading.word(i).equals("before");
    if (day != null) {
      LocalDate to = inclusive ? day.plusDays(1) : day;
      return new PeriodAt(Dates.days(null, to, reading.word(i) + " " + day), i + 2);
    }
    if (isYear(i + 1) && !reading.word(i).equals("by")) {
      int year = Integer.parseInt(reading.item(i + 1).text());
      LocalDate to = LocalDate.of(inclusive ? year + 1 : year, 1, 1);
      return new PeriodAt(Dates.days(null, to, reading.word(i) + " " + year), i + 2);
    }
    if (reading.word(i).equals("before")
        && reading.word(i + 1).matches("today|yesterday|this|last")) {
      PeriodAt period = periodAt(i + 1);
      if (period != null && period.period().from() != null) {
        return new PeriodAt(
            new Period(
                null, period.period().from(), "before " + period.period().description(), null),
            period.end());
      }
    }
    return null;
  }

  private @Nullable PeriodAt between(int i, String and) {
    int separator = i + 2;
    boolean joined = reading.word(separator).equals(and) || reading.word(separator).equals("until");
    if (!joined) {
      return null;
    }
    LocalDate from = day(i + 1);
    LocalDate to = day(separator + 1);
    if (from != null && to != null) {
      return new PeriodAt(
          Dates.days(from, to.plusDays(1), "between " + from + " and " + to), separator + 2);
    }
    if (isYear(i + 1) && isYear(separator + 1) && !numericFieldBefore(i)) {
      int first = Integer.parseInt(reading.item(i + 1).text());
      int last = Integer.parseInt(reading.item(separator + 1).text());
      return new PeriodAt(
          Dates.days(
              LocalDate.of(first, 1, 1),
              LocalDate.of(last + 1, 1, 1),
              "between " + first + " and " + last),
          separator + 2);
    }
    return null;
  }

  private boolean numericFieldBefore(int i) {
    for (int j = i - 1; j >= Math.max(0, i - 2); j--) {
      Field field = reading.field(j);
      if (field != null) {
        return sql.kind(field.column()).isNumeric();
      }
    }
    return false;
  }

  /** older than 90 days, more than 2 weeks ago. */
  private @Nullable PeriodAt age(int i) {
    // older than a year: the article is gone.
    boolean one = Dates.unit(reading.word(i + 2)).isPresent();
    Integer count = one ? Integer.valueOf(1) : reading.number(i + 2);
    int unitAt = one ? i + 2 : i + 3;
    Optional<Unit> unit = Dates.unit(reading.word(unitAt));
    if (!reading.word(i + 1).equals("than") || count == null || unit.isEmpty()) {
      return null;
    }
    boolean old = Set.of("older", "more").contains(reading.word(i));
    boolean ago = Set.of("ago", "old").contains(reading.word(unitAt + 1));
    if (!ago && Set.of("more", "less").contains(reading.word(i))) {
      return null;
    }
    String moment = Dates.ago(sql.dialect(), count, unit.get());
    String described =
        reading.word(i) + " than " + count + " " + unit.get().label() + (count == 1 ? "" : "s");
    Period period =
        old ? new Period(null, moment, described, null) : new Period(moment, null, described, null);
    return new PeriodAt(period, ago ? unitAt + 2 : unitAt + 1);
  }

  private @Nullable LocalDate day(int i) {
    return reading.isDate(i)
        ? Dates.day(reading.item(i).text().substring(0, 10)).orElse(null)
        : null;
  }
}
