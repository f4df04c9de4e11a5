package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Dates.Period;
import dev.dbsa.adapter.llm.mock.Plan.Compare;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;

/** Writes conditions; those on rows of other tables as subqueries, so that no row is repeated. */
final class PlanConditions {
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private boolean subqueries;

  PlanConditions(Sql sql, ColumnFinder columns, Notes notes) {
    this.sql = sql;
    this.columns = columns;
    this.notes = notes;
  }

  boolean hasSubqueries() {
    return subqueries;
  }

  List<String> all(Sources sources, List<Condition> conditions) throws Unclear {
    List<String> written = new ArrayList<>();
    for (Condition condition : conditions) {
      written.addAll(one(sources, condition));
    }
    return written;
  }

  private List<String> one(Sources sources, Condition condition) throws Unclear {
    return switch (condition) {
      case Plan.Exists(var related, var negated) -> exists(sources, related, negated);
      case Plan.Or(var inner) -> {
        List<String> either = new ArrayList<>();
        String in = asList(sources, inner);
        if (in != null) {
          yield List.of(in);
        }
        for (Condition one : inner) {
          List<String> all =
              one instanceof Plan.Exists(var r, var n)
                  ? List.of(subquery(sources, r, n))
                  : one(sources, one);
          either.add(all.size() == 1 ? all.getFirst() : "(" + String.join(" AND ", all) + ")");
        }
        yield List.of("(" + String.join(" OR ", either) + ")");
      }
      case Plan.Not(var inner) -> {
        List<String> all = one(sources, inner);
        yield List.of("NOT (" + String.join(" AND ", all) + ")");
      }
      default -> List.of(simple(sources, condition));
    };
  }

  /** Several values of one column are a list. */
  private @org.jspecify.annotations.Nullable String asList(Sources sources, List<Condition> inner)
      throws Unclear {
    List<String> literals = new ArrayList<>();
    Place place = null;
    for (Condition one : inner) {
      if (!(one instanceof Compare(var at, var operator, var value))
          || !operator.equals("=")
          || place != null && !place.equals(at)) {
        return null;
      }
      place = at;
      literals.add(literal(at, value));
    }
    return place == null
        ? null
        : sql.comparable(place.column(), column(sources, place))
            + " IN ("
            + String.join(", ", literals)
            + ")";
  }

  private String literal(Place place, String value) throws Unclear {
    String type = place.column().type();
    int length = type.endsWith("(2)") ? 2 : type.endsWith("(3)") ? 3 : 0;
    String code = length == 0 ? null : CountryCodes.of(value, length);
    if (code != null) {
      notes.assume("“" + value + "” is written as " + code + ".", 0);
      return sql.value(place.relation(), place.column(), code);
    }
    return sql.value(place.relation(), place.column(), value);
  }

  private String column(Sources sources, Place place) {
    notes.refer(place.relation(), place.column(), "used in a condition");
    return sources.column(place);
  }

  private String simple(Sources sources, Condition condition) throws Unclear {
    return switch (condition) {
      case Compare(var place, var operator, var value) -> {
        String column = column(sources, place);
        yield switch (operator) {
          case "LIKE" -> sql.like(place.column(), column, "%", value, "%");
          case "STARTS" -> sql.like(place.column(), column, "", value, "%");
          case "ENDS" -> sql.like(place.column(), column, "%", value, "");
          case String sign -> {
            boolean moment = sql.kind(place.column()) == TypeKind.TIMESTAMP && sign.equals("=");
            var day = moment ? Dates.day(value) : java.util.Optional.<java.time.LocalDate>empty();
            boolean textual =
                sql.kind(place.column()) == TypeKind.TEXT
                    && value.matches("-?\\d+(?:\\.\\d+)?")
                    && !sign.matches("=|<>");
            if (day.isPresent() && value.length() == 10) {
              yield Dates.days(day.get(), day.get().plusDays(1), "").condition(column);
            }
            if (textual) {
              yield "CAST("
                  + column
                  + " AS "
                  + (sql.isPostgres() ? "numeric" : "DECIMAL(30, 10)")
                  + ") "
                  + sign
                  + " "
                  + value;
            }
            yield sql.comparable(place.column(), column) + " " + sign + " " + literal(place, value);
          }
        };
      }
      case Plan.Between(var place, var from, var to) ->
          column(sources, place)
              + " BETWEEN "
              + literal(place, from)
              + " AND "
              + literal(place, to);
      case Plan.During(var place, var period) -> during(sources, place, period);
      case Plan.Known(var place, var known) ->
          column(sources, place) + (known ? " IS NOT NULL" : " IS NULL");
      case Plan.Flag(var place, var set) -> column(sources, place) + (set ? " = TRUE" : " = FALSE");
      case Plan.CompareColumns(var place, var operator, var other) ->
          column(sources, place) + " " + operator + " " + column(sources, other);
      case Plan.CompareFigure(var place, var operator, var figure, var over) ->
          column(sources, place) + " " + operator + " " + scalar(sources, figure, over);
      case Plan.Among(var place, var rows, var value, var negated) ->
          among(sources, place, rows, value, negated);
      case Plan.CountOf(var related, var operator, var number, var distinct) ->
          "(SELECT COUNT(*) " + body(sources, related) + ") " + operator + " " + number;
      case Plan.FigureOf(var figure, var operator, var number) -> {
        Related of = figure.of();
        Place place = figure.place();
        if (of == null || place == null) {
          throw new Unclear("What is the figure taken of?");
        }
        Inner inner = inner(sources, of);
        yield "(SELECT "
            + figure.function()
            + "("
            + inner.last
            + "."
            + sql.name(place.column().name())
            + ") "
            + inner.text
            + ") "
            + operator
            + " "
            + number;
      }
      case Plan.Exists _, Plan.Or _, Plan.Not _ -> throw new IllegalStateException("" + condition);
    };
  }

  private String during(Sources sources, Place place, Period period) throws Unclear {
    String column = column(sources, place);
    if (sql.kind(place.column()).isDay()) {
      return period.condition(column);
    }
    if (!period.isOfYears()) {
      throw new Unclear("“" + place.column().name() + "” holds years only: which year is meant?");
    }
    return period.yearCondition(column);
  }

  private String among(Sources sources, Place place, Rows rows, Place value, boolean negated)
      throws Unclear {
    subqueries = true;
    String column = sql.comparable(place.column(), column(sources, place));
    Sources inner = new Sources(rows.relation(), sql, sources.aliases(), notes, true);
    List<String> where = new ArrayList<>(all(inner, rows.conditions()));
    String shown = sql.comparable(value.column(), inner.column(value));
    if (negated && value.column().nullable()) {
      // NOT IN is never true where one of the values is NULL.
      where.add(shown + " IS NOT NULL");
    }
    notes.refer(rows.relation(), value.column(), "compared with " + place.column().name());
    return column
        + (negated ? " NOT IN (SELECT " : " IN (SELECT ")
        + shown
        + " "
        + inner.from().replace("\n", " ")
        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
        + ")";
  }

  private String scalar(Sources sources, Plan.Output figure, Rows over) throws Unclear {
    subqueries = true;
    Sources inner = new Sources(over.relation(), sql, sources.aliases(), notes, true);
    List<String> where = all(inner, over.conditions());
    String select;
    String tail = "";
    if (figure instanceof Figure(var function, var place, var _, var _) && place != null) {
      select = function + "(" + inner.column(place) + ")";
    } else if (figure instanceof Value(var place)) {
      select = inner.column(place);
      Extreme extreme = over.extreme();
      if (extreme != null && extreme.by() instanceof Value(var by)) {
        String written = inner.column(by);
        tail =
            " ORDER BY "
                + written
                + (extreme.descending() ? " DESC" : "")
                + (extreme.descending() && by.column().nullable() && sql.isPostgres()
                    ? " NULLS LAST"
                    : "")
                + " LIMIT 1"
                + skipped(extreme);
      } else {
        select = "MAX(" + select + ")";
      }
    } else {
      throw new Unclear("What is it compared with?");
    }
    return "(SELECT "
        + select
        + " "
        + inner.from().replace("\n", " ")
        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
        + tail
        + ")";
  }

  private List<String> exists(Sources sources, Related related, boolean negated) throws Unclear {
    boolean one = Grammar.isToOne(sources.base(), related.path());
    boolean self = related.rows().relation().name().equals(sources.base().name());
    if (!negated
        && one
        && !self
        && related.path().size() == 1
        && related.rows().extreme() == null
        && related.rows().conditions().size() == 1
        && related.rows().conditions().getFirst() instanceof Compare(var key, var op, var value)
        && key.path().isEmpty()) {
      // What refers to the row holds its key.
      JoinLink link = related.path().getFirst();
      boolean referred =
          link.source().name().equals(sources.base().name())
              && link.targetColumns().equals(List.of(key.column().name()));
      var own =
          referred
              ? link.source().findColumn(link.sourceColumns().getFirst())
              : java.util.Optional.<Column>empty();
      if (own.isPresent()) {
        return one(sources, new Compare(Place.own(sources.base(), own.get()), op, value));
      }
    }
    if (!negated && one && !self) {
      return joined(sources, related);
    }
    return List.of(subquery(sources, related, negated));
  }

  /** Joins the related rows, and writes what is said of them. */
  List<String> joined(Sources sources, Related related) throws Unclear {
    String alias = sources.join(related.path(), true);
    return said(sources, related.path(), related.rows(), alias);
  }

  /** The conditions on rows at the end of a way, seen from the beginning. */
  private List<String> said(Sources sources, List<JoinLink> path, Rows rows, String alias)
      throws Unclear {
    List<String> written = new ArrayList<>();
    for (Condition condition : rows.conditions()) {
      written.addAll(one(sources, moved(condition, path)));
    }
    if (rows.extreme() != null) {
      written.add(first(sources, alias, rows, rows.extreme()));
    }
    return written;
  }

  /** The condition with its places seen from the beginning of the way. */
  private static Condition moved(Condition condition, List<JoinLink> path) {
    return switch (condition) {
      case Compare(var place, var op, var value) -> new Compare(moved(place, path), op, value);
      case Plan.Between(var place, var from, var to) ->
          new Plan.Between(moved(place, path), from, to);
      case Plan.During(var place, var period) -> new Plan.During(moved(place, path), period);
      case Plan.Known(var place, var known) -> new Plan.Known(moved(place, path), known);
      case Plan.Flag(var place, var set) -> new Plan.Flag(moved(place, path), set);
      case Plan.CompareColumns(var place, var op, var other) ->
          new Plan.CompareColumns(moved(place, path), op, moved(other, path));
      case Plan.CompareFigure(var place, var op, var figure, var over) ->
          new Plan.CompareFigure(moved(place, path), op, figure, over);
      case Plan.Exists(var related, var negated) -> new Plan.Exists(moved(related, path), negated);
      case Plan.Among(var place, var rows, var value, var negated) ->
          new Plan.Among(moved(place, path), rows, value, negated);
      case Plan.CountOf(var related, var op, var number, var distinct) ->
          new Plan.CountOf(moved(related, path), op, number, distinct);
      case Plan.FigureOf(var figure, var op, var number) -> {
        Related of = figure.of();
        yield new Plan.FigureOf(
            new Figure(
                figure.function(),
                figure.place(),
                figure.distinct(),
                of == null ? null : moved(of, path)),
            op,
            number);
      }
      case Plan.Or(var inner) -> new Plan.Or(inner.stream().map(c -> moved(c, path)).toList());
      case Plan.Not(var inner) -> new Plan.Not(moved(inner, path));
    };
  }

  private static Place moved(Place place, List<JoinLink> path) {
    List<JoinLink> all = new ArrayList<>(path);
    all.addAll(place.path());
    return new Place(all, place.relation(), place.column());
  }

  private static Related moved(Related related, List<JoinLink> path) {
    List<JoinLink> all = new ArrayList<>(path);
    all.addAll(related.path());
    return new Related(all, related.rows());
  }

  /** That a row is the first one by what its rows are compared by. */
  private String first(Sources sources, String alias, Rows rows, Extreme extreme) throws Unclear {
    subqueries = true;
    Relation relation = rows.relation();
    Sources inner = new Sources(relation, sql, sources.aliases(), notes, true);
    List<String> where = new ArrayList<>(all(inner, rows.conditions()));
    Column key = PlanWriter.singleKey(relation);
    if (extreme.by() instanceof Value(var place)
        && key == null
        && extreme.rows() == 1
        && extreme.skipped() == 0) {
      String measure = inner.column(place);
      return alias
          + "."
          + sql.name(place.column().name())
          + " = (SELECT "
          + (extreme.descending() ? "MAX(" : "MIN(")
          + measure
          + ") "
          + inner.from().replace("\n", " ")
          + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
          + ")";
    }
    if (key == null) {
      throw new Unclear("Which column of " + relation.name().name() + " tells its rows apart?");
    }
    String select = inner.column(Place.own(relation, key));
    String order;
    String group = "";
    if (extreme.by() instanceof Value(var place)) {
      order = inner.column(place);
      if (extreme.descending() && place.column().nullable()) {
        where.add(order + " IS NOT NULL");
      }
    } else if (extreme.by() instanceof Figure figure && figure.of() != null) {
      where.addAll(joined(inner, figure.of()));
      Place of = figure.place();
      order =
          of == null
              ? "COUNT(*)"
              : figure.function()
                  + "("
                  + inner.column(new Place(figure.of().path(), of.relation(), of.column()))
                  + ")";
      group = " GROUP BY " + select;
    } else {
      throw new Unclear("What are the rows of " + relation.name().name() + " compared by?");
    }
    String query =
        "SELECT "
            + select
            + " "
            + inner.from().replace("\n", " ")
            + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
            + group
            + " ORDER BY "
            + order
            + (extreme.descending() ? " DESC" : "")
            + " LIMIT "
            + extreme.rows()
            + skipped(extreme);
    if (extreme.rows() > 1) {
      if (!sql.isPostgres()) {
        query = "SELECT * FROM (" + query + ") chosen";
      }
      return alias + "." + sql.name(key.name()) + " IN (" + query + ")";
    }
    return alias + "." + sql.name(key.name()) + " = (" + query + ")";
  }

  /** What leaves out the rows before those that are asked for. */
  static String skipped(Extreme extreme) {
    return extreme.skipped() == 0 ? "" : " OFFSET " + extreme.skipped();
  }

  private String subquery(Sources sources, Related related, boolean negated) throws Unclear {
    return (negated ? "NOT EXISTS (SELECT 1 " : "EXISTS (SELECT 1 ") + body(sources, related) + ")";
  }

  private record Inner(String text, String last) {}

  private String body(Sources sources, Related related) throws Unclear {
    return inner(sources, related).text;
  }

  /** FROM and WHERE of the related rows, tied to a row of the query around. */
  private Inner inner(Sources sources, Related related) throws Unclear {
    subqueries = true;
    List<JoinLink> path = related.path();
    int start = 0;
    String outer = sources.alias();
    Relation from = sources.base();
    // What leads to one row is joined outside, the first step to several begins the subquery.
    while (start < path.size() - 1
        && (isToOne(path.get(start), from) || sources.isJoined(path.subList(0, start + 1)))) {
      from = path.get(start).opposite(from);
      start++;
    }
    if (start > 0) {
      outer = sources.join(path.subList(0, start), true);
    }
    JoinLink first = path.get(start);
    boolean self = first.source().name().equals(first.target().name());
    boolean fromIsSource = !self && first.source().name().equals(from.name());
    Relation base = fromIsSource ? first.target() : first.source();
    Sources inner = new Sources(base, sql, sources.aliases(), notes, true);
    List<JoinLink> rest = path.subList(start + 1, path.size());
    Rows rows = related.rows();
    boolean bridge = rest.size() == 1 && rows.isBare() && isToOne(rest.getFirst(), base);
    String last = inner.alias();
    List<String> where = new ArrayList<>();
    where.add(inner.on(first, fromIsSource, outer, inner.alias()));
    if (!bridge) {
      if (!rest.isEmpty()) {
        last = inner.join(rest, true);
      }
      where.addAll(said(inner, rest, rows, last));
    }
    notes.refer(base, "looked up by " + Joins.describe(first));
    for (JoinLink link : path) {
      if (!link.declared()) {
        notes.assume(Joins.undeclared(link), 0);
      }
    }
    return new Inner(
        inner.from().replace("\n", " ") + " WHERE " + String.join(" AND ", where), last);
  }

  private static boolean isToOne(JoinLink link, Relation from) {
    return link.source().name().equals(from.name());
  }

  ColumnFinder columns() {
    return columns;
  }
}
