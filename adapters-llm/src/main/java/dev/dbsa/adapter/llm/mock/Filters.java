package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Dates.Period;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.ValueReader.Value;
import dev.dbsa.domain.schema.Relation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The conditions found in a request, each written for its column. */
final class Filters {
  private final Reading reading;
  private final Sql sql;
  private final List<Filter> filters = new ArrayList<>();

  Filters(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
  }

  /** What was found so far, in the order of the request. */
  List<Filter> all() {
    List<Filter> ordered = new ArrayList<>(filters);
    ordered.sort(Comparator.comparingInt(Filter::start));
    return ordered;
  }

  boolean areOn(Relation relation) {
    return filters.stream().anyMatch(filter -> filter.field().isOf(relation));
  }

  /** Adds a condition; the words that it was read from count as used. */
  void add(int start, int end, Field field, UnaryOperator<String> condition) {
    filters.add(new Filter(start, end, field, condition));
    reading.use(start, end);
  }

  /** Adds a comparison with a value; one of a moment with a day is with all of the day. */
  void compare(int start, int end, Field field, String operator, Value value) throws Unclear {
    String written = literal(field, value.text());
    boolean wholeDay =
        sql.kind(field.column()) == TypeKind.TIMESTAMP
            && written.startsWith("DATE ")
            && operator.equals("=");
    if (wholeDay) {
      LocalDate day = Dates.day(value.text()).orElseThrow();
      Period period = Dates.days(day, day.plusDays(1), "on " + day);
      add(start, end, field, period::condition);
      return;
    }
    int next = end;
    String exact = operator;
    if (operator.equals("=") && reading.isPhrase(end, "or more")) {
      exact = ">=";
      next = end + 2;
    } else if (operator.equals("=") && reading.isPhrase(end, "or less")) {
      exact = "<=";
      next = end + 2;
    }
    String sign = exact;
    add(start, next, field, column -> comparable(field, column) + " " + sign + " " + written);
  }

  /** The value as a literal that can be compared with the column. */
  String literal(Field field, String value) throws Unclear {
    return sql.value(field.relation(), field.column(), value.strip());
  }

  /** The written column in a form that can be compared with a literal. */
  String comparable(Field field, String column) {
    return sql.comparable(field.column(), column);
  }
}
