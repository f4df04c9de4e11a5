package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Expression.Figure;
import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Expression.OfRow;
import dev.dbsa.adapter.llm.mock.Expression.WholeRow;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.QueryPlan.SortKey;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the words of a request for rows ask for. Each part is read from the words that the
 * parts before it have left, and takes those that it has understood.
 */
final class QueryInterpreter {
  private final Reading reading;
  private final ColumnFinder columns;
  private final Notes notes;
  private final Relation listed;
  private final Sql sql;
  private final PlanDraft draft = new PlanDraft();

  /** The rows that a first step chooses. */
  private final List<Filter> chosen = new ArrayList<>();

  private final FilterReader filters;
  private final CounterpartReader counterparts;
  private final SortReader sorts;
  private final SuperlativeReader superlatives;
  private final FigureReader figures;
  private final ShareReader shares;
  private final GroupReader groups;
  private final LimitReader limits;
  private final SelectionReader selection;

  QueryInterpreter(Reading reading, Sql sql) {
    this.reading = reading;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.sql = sql;
    this.listed = new ListedTableReader(reading, sql).read();
    Measures measures = new Measures(reading.index(), sql, columns);
    filters = new FilterReader(reading, sql);
    counterparts = new CounterpartReader(reading, listed, draft);
    sorts = new SortReader(reading, sql, measures, listed, draft);
    superlatives = new SuperlativeReader(reading, sql, measures, listed, draft, sorts);
    figures = new FigureReader(reading, sql, listed, draft);
    shares = new ShareReader(reading, sql, listed, draft);
    groups = new GroupReader(reading, sql, listed, draft);
    limits = new LimitReader(reading, listed, draft);
    selection = new SelectionReader(reading, sql, filters.filters(), listed, draft);
  }

  QueryPlan plan() throws Unclear {
    requirePlace();
    sorts.read();
    counterparts.read();
    filters.readPeriods(periodSubject());
    filters.readComparisons(listed);
    superlatives.read();
    shares.read();
    figures.read();
    groups.read();
    groups.sumMeasures();
    filters.readConditions(listed);
    limits.read();
    selection.readColumns();
    selection.readHowMuch();
    selection.showWholeRows();
    selection.readTables();
    useAlternatives();
    moveFiltersIntoCounterparts();
    complete();
    countBetween();
    return ReferredKeys.replace(draft.plan(remainingFilters()), reading);
  }

  /**
   * A question for a place can only be answered by a column that holds one.
   *
   * @throws Unclear if there is none
   */
  private void requirePlace() throws Unclear {
    if (!reading.word(0).equals("where")) {
      return;
    }
    List<Relation> near = new ArrayList<>(List.of(listed));
    near.addAll(Neighbourhood.of(List.of(listed), reading.index()));
    for (Relation relation : near) {
      List<Column> places =
          relation.columns().stream()
              .filter(c -> ValueLinker.isPlace(c) && sql.kind(c) == TypeKind.TEXT)
              .toList();
      if (!places.isEmpty() && (relation == listed || !reading.isToMany(listed, relation))) {
        places.forEach(c -> draft.show(new OfColumn(new Field(relation, c))));
        notes.assume(
            "“where” asks for "
                + String.join(", ", places.stream().map(Column::name).toList())
                + ".",
            0.06);
        reading.use(0, 1, "shown");
        return;
      }
    }
    throw new Unclear(
        "No column of " + listed.name().name() + " holds a place: what is asked for by “where”?");
  }

  /** A period is about the table that is counted or looked for right before it, else the listed. */
  private Relation periodSubject() {
    for (int i = 0; i < reading.size(); i++) {
      int target = figures.countTarget(i);
      Relation table = target < 0 ? null : reading.table(target);
      if (table != null && hasDate(table)) {
        return table;
      }
    }
    for (QueryPlan.FigureCondition condition : draft.having) {
      if (hasDate(condition.figure().relation())) {
        return condition.figure().relation();
      }
    }
    for (Counterpart counterpart : draft.counterparts) {
      if (hasDate(counterpart.relation())) {
        return counterpart.relation();
      }
    }
    return hasDate(listed)
        ? listed
        : reading.scope().stream().filter(this::hasDate).findFirst().orElse(listed);
  }

  private boolean hasDate(Relation relation) {
    return columns.creationDate(relation).isPresent()
        || relation.columns().stream().anyMatch(c -> Words.fold(c.name()).endsWith("year"));
  }

  /** What is said of rows that must not be there is said of them alone. */
  private void moveFiltersIntoCounterparts() {
    draft.counterparts.replaceAll(
        c -> {
          List<Filter> inner =
              filters.filters().all().stream()
                  .filter(f -> f.field().isOf(c.relation()) || isAbout(f, c))
                  .toList();
          return new Counterpart(c.relation(), c.absent(), c.at(), inner);
        });
  }

  /** The word between two conditions that says that one of them is enough. */
  private void useAlternatives() {
    List<Filter> all = filters.filters().all();
    for (int i = 0; i + 1 < all.size(); i++) {
      for (int j = all.get(i).end(); j < all.get(i + 1).start(); j++) {
        if (reading.isWord(j, Set.of("or", "either"))
            && all.get(i).field().isOf(all.get(i + 1).field().relation())) {
          reading.use(j, j + 1, "OR");
        }
      }
      int before = all.get(i).start() - 1;
      if (reading.isWord(before, "either")) {
        reading.use(before, before + 1, "OR");
      }
    }
  }

  /** papers with a keyword, where authors are listed: what follows the papers is about them. */
  private boolean isAbout(Filter filter, Counterpart counterpart) {
    Relation relation = filter.field().relation();
    return filter.start() > counterpart.at()
        && !relation.name().equals(listed.name())
        && !draft.shows(relation)
        && !reading.index().paths(counterpart.relation(), relation).isEmpty();
  }

  private List<Filter> remainingFilters() {
    List<Filter> remaining = new ArrayList<>(chosen);
    filters.filters().all().stream()
        .filter(f -> draft.counterparts.stream().noneMatch(c -> c.filters().contains(f)))
        .forEach(remaining::add);
    return remaining;
  }

  // -- What follows from the parts together ------------------------------------------------------

  private void complete() throws Unclear {
    showFigureAsked();
    boolean byFigure = draft.order.stream().anyMatch(k -> k.by().isFigure());
    if (draft.outputs.isEmpty()) {
      showSomething(byFigure);
    }
    draft.figuresShown.forEach(draft::show);
    // average km per trip: of all trips, as each is one row.
    draft.groups.removeIf(
        g ->
            g instanceof OfRow
                && draft.outputs.stream()
                    .anyMatch(
                        o ->
                            o instanceof Figure(var function, var field, var _, var relation)
                                && field != null
                                && function.equals("AVG")
                                && relation.name().equals(g.relation().name())));
    if (!draft.groups.isEmpty()) {
      completeGroups(byFigure);
    }
    boolean mixed = draft.hasFigures() && draft.outputs.stream().anyMatch(o -> !o.isFigure());
    boolean grouped = mixed || byFigure || !draft.having.isEmpty() && !onlyCounts();
    if (draft.groups.isEmpty() && grouped && draft.outputs.stream().anyMatch(o -> !o.isFigure())) {
      groupByOutputs();
    }
    requireOneExtreme();
    if (draft.distinct && draft.hasFigures()) {
      draft.distinct = false;
    }
  }

  /**
   * The number of courses of each teacher is that of the rows between both, where nothing else is
   * said of the courses.
   */
  private void countBetween() {
    Set<ObjectName> beside = new LinkedHashSet<>();
    Set<ObjectName> counted = new LinkedHashSet<>();
    List<Expression> all = new ArrayList<>(draft.outputs);
    all.addAll(draft.groups);
    draft.order.forEach(k -> all.add(k.by()));
    draft.having.forEach(h -> all.add(h.figure()));
    Map<ObjectName, Relation> relations = new HashMap<>();
    for (Expression expression : all) {
      relations.put(expression.relation().name(), expression.relation());
      boolean rows = expression instanceof Figure figure && figure.field() == null;
      (rows ? counted : beside).add(expression.relation().name());
    }
    remainingFilters().forEach(f -> beside.add(f.field().relation().name()));
    if (beside.size() != 1 || counted.size() != 1 || !draft.counterparts.isEmpty()) {
      return;
    }
    Relation other = relations.get(beside.iterator().next());
    Relation rows = relations.get(counted.iterator().next());
    if (other == null || rows == null || draft.having.stream().anyMatch(h -> h.mayBeNone())) {
      return;
    }
    Relation between = new Joins(other, reading, sql).bridgeTo(rows);
    if (between == null || !reading.isToMany(other, rows)) {
      return;
    }
    Figure figure = Figure.rowsOf(between);
    draft.outputs.replaceAll(o -> o.equals(Figure.rowsOf(rows)) ? figure : o);
    draft.order.replaceAll(
        k -> k.by().equals(Figure.rowsOf(rows)) ? new SortKey(figure, k.descending()) : k);
    draft.having.replaceAll(
        h ->
            h.figure().equals(Figure.rowsOf(rows))
                ? new QueryPlan.FigureCondition(figure, h.operator(), h.number())
                : h);
  }

  /**
   * The rivers of the largest state: first the state is chosen, then all of its rivers are shown,
   * which one sorting with a limit cannot do.
   */
  private void requireOneExtreme() throws Unclear {
    if (draft.limit == null || draft.order.isEmpty() || !draft.ranked.isEmpty()) {
      return;
    }
    Relation shown = draft.outputs.getFirst().relation();
    for (SortKey key : List.copyOf(draft.order)) {
      Relation by = key.by().relation();
      boolean first = key.equals(draft.order.getFirst());
      boolean further =
          !key.by().isFigure()
              && !shown.name().equals(by.name())
              && reading.names(by)
              && (!first || draft.order.size() > 1 || reading.isToMany(by, shown));
      if (!further) {
        continue;
      }
      if (draft.limit != 1 || !(key.by() instanceof OfColumn(Field measure))) {
        throw new Unclear(
            "The request has two steps: first the extreme of "
                + by.name().name()
                + ", then what belongs to it. Which row of "
                + by.name().name()
                + " is it, or which one comes first?");
      }
      draft.order.remove(key);
      chosen.add(extremeOf(measure, key.descending()));
    }
    if (draft.order.isEmpty()) {
      draft.limit = null;
    }
  }

  /** The condition that a row is the one with the extreme value. */
  private Filter extremeOf(Field measure, boolean descending) throws Unclear {
    Relation relation = measure.relation();
    String key = SchemaIndex.singleKey(relation);
    Column column = key == null ? null : relation.findColumn(key).orElse(null);
    if (column == null) {
      throw new Unclear(
          "Which column of " + relation.name().name() + " tells its rows apart from one another?");
    }
    List<Filter> own =
        filters.filters().all().stream().filter(f -> f.field().isOf(relation)).toList();
    List<String> where = new ArrayList<>();
    own.forEach(f -> where.add(f.sql().apply(sql.name(f.field().column().name()))));
    String by = sql.name(measure.column().name());
    if (measure.column().nullable()) {
      where.add(by + " IS NOT NULL");
    }
    String query =
        "(SELECT "
            + sql.name(column.name())
            + " FROM "
            + sql.table(relation)
            + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
            + " ORDER BY "
            + by
            + (descending ? " DESC" : "")
            + " LIMIT 1)";
    notes.step("First choose the row of " + relation.name().name() + " by " + by);
    notes.weigh(0.05);
    return new Filter(0, 0, new Field(relation, column), c -> c + " = " + query);
  }

  /** how many customers have more than 3 orders: nothing but a number is shown. */
  private boolean onlyCounts() {
    return draft.outputs.stream().allMatch(Expression::isFigure);
  }

  /** who has the most open tickets: the people that the counted rows belong to. */
  private @Nullable Relation whoever() {
    if (!reading.word(0).equals("who")
        || draft.order.isEmpty()
        || !draft.order.getFirst().by().isFigure()
        || !draft.order.getFirst().by().relation().name().equals(listed.name())) {
      return null;
    }
    List<Relation> people =
        reading.index().links(listed).stream()
            .filter(l -> l.source().name().equals(listed.name()))
            .map(JoinLink::target)
            .filter(ValueLinker::isAgent)
            .distinct()
            .toList();
    return people.size() == 1 ? people.getFirst() : null;
  }

  /** and how many does it have: the figure that the rows are chosen by. */
  private void showFigureAsked() {
    for (int i = 1; i + 1 < reading.size(); i++) {
      boolean many = reading.isPhrase(i, "how many") && reading.isWord(i - 1, "and");
      if (many && !draft.order.isEmpty() && draft.order.getFirst().by().isFigure()) {
        draft.figuresShown.add(draft.order.getFirst().by());
        reading.use(i, i + 2, "the figure that is sorted by");
      }
    }
    boolean figures = draft.hasFigures() || !draft.figuresShown.isEmpty();
    for (int i = 1; i < reading.size() && figures; i++) {
      boolean number = reading.isWord(i, Set.of("number", "count", "numbers"));
      if (number && Set.of("and", "corresponding").contains(reading.word(i - 1))) {
        reading.use(i, i + 1, "the figure shown");
      }
    }
  }

  private void showSomething(boolean byFigure) {
    Relation people = whoever();
    if (people != null) {
      notes.assume("“who” are " + people.name().name() + ".", 0.06);
      draft.show(new OfRow(people));
      return;
    }
    if (!draft.groups.isEmpty() && draft.limit == null && draft.order.isEmpty()) {
      draft.groups.forEach(draft::show);
      draft.show(Figure.rowsOf(listed));
      notes.assume("What is counted are the rows of " + listed.name().name() + ".", 0.08);
    } else if (byFigure || !draft.having.isEmpty()) {
      draft.show(new OfRow(listed));
    } else if (isNamed()) {
      columns.labels(listed).forEach(c -> draft.show(new OfColumn(new Field(listed, c))));
    } else {
      draft.show(new WholeRow(listed));
    }
  }

  /** Which customers, who: the rows are to be told from one another, not shown in full. */
  private boolean isNamed() {
    boolean asked = Set.of("which", "who", "what").contains(reading.word(0));
    boolean named = reading.word(0).equals("name");
    boolean given =
        Set.of("give", "return", "tell").contains(reading.word(0)) && reading.word(1).equals("me");
    return (asked || named || given) && !columns.labels(listed).isEmpty();
  }

  private void completeGroups(boolean byFigure) {
    boolean figures = draft.hasFigures() || byFigure || !draft.having.isEmpty();
    if (!figures && !draft.order.isEmpty() && draft.limit != null) {
      draft.ranked.addAll(draft.groups);
      draft.groups.clear();
      return;
    }
    List<Expression> shown = new ArrayList<>();
    for (Expression group : draft.groups) {
      boolean told =
          group instanceof OfRow
              && draft.outputs.stream()
                  .anyMatch(
                      o -> !o.isFigure() && o.relation().name().equals(group.relation().name()));
      if (!told && !draft.outputs.contains(group)) {
        shown.add(group);
      }
    }
    if (!figures) {
      // Each of them: all rows, one by one.
      shown.removeIf(g -> g instanceof OfRow);
      draft.groups.clear();
    }
    draft.outputs.addAll(0, shown);
    if (figures) {
      draft.outputs.stream()
          .filter(o -> !o.isFigure() && !(o instanceof WholeRow))
          .forEach(draft.groups::add);
    }
  }

  /** Figures beside columns are taken for each of these, or for each row that they tell of. */
  private void groupByOutputs() {
    Set<ObjectName> figured = new LinkedHashSet<>();
    draft.outputs.stream()
        .filter(Expression::isFigure)
        .forEach(o -> figured.add(o.relation().name()));
    draft.order.stream()
        .filter(k -> k.by().isFigure())
        .forEach(k -> figured.add(k.by().relation().name()));
    draft.having.forEach(h -> figured.add(h.figure().relation().name()));
    for (Expression output : List.copyOf(draft.outputs)) {
      if (output.isFigure()) {
        continue;
      }
      Relation relation = output.relation();
      boolean ofAnother = !figured.contains(relation.name()) && reading.names(relation);
      List<Column> key = columns.key(relation);
      if (ofAnother && output instanceof OfColumn && !key.isEmpty()) {
        key.forEach(c -> draft.groups.add(new OfColumn(new Field(relation, c))));
      }
      draft.groups.add(output);
    }
  }
}
