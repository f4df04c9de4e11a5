package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.mock.Plan.Bucket;
import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Having;
import dev.dbsa.adapter.llm.mock.Plan.Identity;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Ratio;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Share;
import dev.dbsa.adapter.llm.mock.Plan.Sort;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Plan.Whole;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes a plan as a query of the server. */
final class PlanWriter {
  /** How many rows a list has where no number is asked for. */
  private static final int ROWS_OF_A_LIST = 100;

  private final Plan plan;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final Sources sources;
  private final PlanConditions conditions;
  private final List<String> outputs = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> keys = new LinkedHashSet<>();

  private PlanWriter(Plan plan, Sql sql, ColumnFinder columns, Notes notes, boolean qualified) {
    this.plan = plan;
    this.sql = sql;
    this.columns = columns;
    this.notes = notes;
    this.sources = new Sources(plan.rows().relation(), sql, new Aliases(sql), notes, qualified);
    this.conditions = new PlanConditions(sql, columns, notes);
  }

  /** The query, without a final semicolon. */
  static String write(Plan plan, Sql sql, ColumnFinder columns, Notes notes) throws Unclear {
    PlanWriter plain = new PlanWriter(plan, sql, columns, new Notes(), false);
    plain.write();
    boolean needsNames = plain.sources.isJoined() || plain.conditions.hasSubqueries();
    return new PlanWriter(plan, sql, columns, notes, needsNames).write();
  }

  private String write() throws Unclear {
    notes.refer(plan.rows().relation(), "the rows come from it");
    notes.step("Read from " + plan.rows().relation().name().name());
    if (plan.outputs().size() == 1
        && plan.outputs().getFirst() instanceof Ratio ratio
        && ratio.above() instanceof Figure above
        && above.of() != null) {
      return "SELECT " + standalone(ratio);
    }
    List<Output> groups = new ArrayList<>(plan.groups());
    Extreme extreme = plan.rows().extreme();
    boolean byFigure = extreme != null && extreme.by() instanceof Figure;
    boolean ranked = extreme != null && !plan.rows().each().isEmpty() && groups.isEmpty();
    List<String> where = new ArrayList<>();
    if (byFigure
        && extreme != null
        && extreme.by() instanceof Figure figure
        && figure.of() != null) {
      where.addAll(conditions.joined(sources, figure.of()));
    }
    for (Sort sort : plan.order()) {
      if (sort.by() instanceof Figure figure && figure.of() != null) {
        where.addAll(conditions.joined(sources, figure.of()));
        byFigure = true;
      }
    }
    for (Output output : plan.outputs()) {
      if (output instanceof Figure figure && figure.of() != null) {
        where.addAll(conditions.joined(sources, figure.of()));
        byFigure = true;
      }
    }
    where.addAll(0, conditions.all(sources, plan.rows().conditions()));
    for (Output output : plan.outputs()) {
      add(output);
    }
    for (Output group : groups) {
      keys.addAll(expressions(group));
    }
    boolean figures =
        plan.outputs().stream().anyMatch(o -> o instanceof Figure || o instanceof Share);
    boolean mixed =
        figures
            && plan.outputs().stream()
                .anyMatch(o -> !(o instanceof Figure || o instanceof Share || o instanceof Ratio));
    if (groups.isEmpty() && (byFigure || mixed)) {
      groupByOutputs();
    }
    if (!keys.isEmpty()) {
      addGroupedOutputs();
    }
    List<String> order = order(extreme);
    if (ranked && extreme != null) {
      return ranked(extreme, where);
    }
    boolean distinct = plan.distinct() && keys.isEmpty() && !figures;
    StringBuilder text = new StringBuilder(distinct ? "SELECT DISTINCT " : "SELECT ");
    text.append(String.join(", ", outputs)).append('\n').append(sources.from());
    if (!where.isEmpty()) {
      text.append("\nWHERE ").append(String.join("\n  AND ", where));
      notes.step("Keep the rows where " + String.join(" and ", where));
    }
    if (!keys.isEmpty()) {
      text.append("\nGROUP BY ").append(String.join(", ", keys));
      notes.step("Group by " + String.join(", ", keys));
    }
    List<String> having = new ArrayList<>();
    for (Having one : plan.having()) {
      having.add(expression(one.figure()) + " " + one.operator() + " " + one.number());
    }
    if (!having.isEmpty()) {
      text.append("\nHAVING ").append(String.join(" AND ", having));
      notes.step("Keep the groups where " + String.join(" and ", having));
    }
    if (order.isEmpty() && !distinct) {
      order.addAll(usualOrder(figures));
    } else if (!order.isEmpty()) {
      notes.step("Sort by " + String.join(", ", order));
    }
    if (!order.isEmpty()) {
      text.append("\nORDER BY ").append(String.join(", ", order));
    }
    Integer rows =
        plan.limit() != null
            ? plan.limit()
            : extreme != null ? Integer.valueOf(extreme.rows()) : null;
    boolean list = rows == null && !plan.all() && !figures && keys.isEmpty() && !isByKey();
    if (list) {
      rows = ROWS_OF_A_LIST;
      notes.assume("At most " + rows + " rows are shown, as no number is given.", 0);
    }
    if (rows != null) {
      text.append("\nLIMIT ").append(rows);
    }
    if (rows != null && extreme != null) {
      text.append(PlanConditions.skipped(extreme));
    }
    return text.toString();
  }

  /** Figures of rows that have nothing to do with one another, each from its own query. */
  private String standalone(Ratio ratio) throws Unclear {
    return "1.0 * "
        + single(ratio.above())
        + " / NULLIF("
        + single(ratio.below())
        + ", 0) AS ratio";
  }

  private String single(Output output) throws Unclear {
    if (!(output instanceof Figure figure) || figure.of() == null) {
      throw new Unclear("What is the ratio taken of?");
    }
    Rows rows = figure.of().rows();
    Plan inner =
        new Plan(
            rows,
            List.of(new Figure(figure.function(), figure.place(), figure.distinct(), null)),
            List.of(),
            List.of(),
            List.of(),
            null,
            false,
            true);
    return "("
        + PlanWriter.write(inner, sql, columns, notes)
            .replaceAll("\\s*\\n\\s*", " ")
            .replaceFirst(" AS \\S+ FROM", " FROM")
        + ")";
  }

  /** The first rows of each group. */
  private String ranked(Extreme extreme, List<String> where) throws Unclear {
    List<String> parts = new ArrayList<>();
    for (Output each : plan.rows().each()) {
      List<String> some = expressions(each);
      parts.add(some.getFirst());
    }
    String by = expression(extreme.by());
    List<String> inner = new ArrayList<>(outputs);
    List<String> shown = new ArrayList<>();
    for (String output : outputs) {
      shown.add("t." + sql.name(plainName(output)));
    }
    inner.add(
        "ROW_NUMBER() OVER (PARTITION BY "
            + String.join(", ", parts)
            + " ORDER BY "
            + by
            + (extreme.descending() ? " DESC" : "")
            + nulls(extreme.by(), extreme.descending())
            + ") AS place");
    StringBuilder text = new StringBuilder("SELECT ");
    text.append(String.join(", ", shown)).append("\nFROM (\n  SELECT ");
    text.append(String.join(", ", inner))
        .append("\n  ")
        .append(sources.from().replace("\n", "\n  "));
    if (!where.isEmpty()) {
      text.append("\n  WHERE ").append(String.join(" AND ", where));
    }
    if (!keys.isEmpty()) {
      Set<String> all = new LinkedHashSet<>(keys);
      all.addAll(parts);
      text.append("\n  GROUP BY ").append(String.join(", ", all));
    }
    text.append("\n) t\nWHERE t.place ")
        .append(extreme.skipped() == 0 ? "<= " + extreme.rows() : "= " + (extreme.skipped() + 1));
    notes.step("Rank within " + String.join(", ", parts));
    return text.toString();
  }

  private static String plainName(String output) {
    String name =
        output.contains(" AS ") ? output.substring(output.lastIndexOf(" AS ") + 4) : output;
    name = name.substring(name.lastIndexOf('.') + 1);
    return name.replaceAll("^[\"`]|[\"`]$", "");
  }

  // -- What is shown ------------------------------------------------------------------------------

  private void add(Output output) throws Unclear {
    switch (output) {
      case Whole(var path, var relation) -> {
        for (Column column : relation.columns()) {
          addColumn(new Place(path, relation, column));
        }
      }
      case Identity identity -> {
        for (Column column : shown(identity)) {
          addColumn(new Place(identity.path(), identity.relation(), column));
        }
      }
      case Value(var place) -> addColumn(place);
      case Bucket bucket ->
          outputs.add(expression(bucket) + " AS " + sql.name(bucket.unit().label()));
      case Figure figure -> {
        String written = expression(figure);
        String alias = alias(figure);
        notes.step("Compute " + written);
        outputs.add(written + " AS " + sql.name(names.add(alias) ? alias : alias + "_2"));
      }
      case Share share ->
          outputs.add(expression(share) + " AS " + (share.percent() ? "percentage" : "share"));
      case Ratio ratio -> outputs.add(expression(ratio) + " AS ratio");
    }
  }

  /** What a row is called, and its key where groups are made by rows that share a name. */
  private List<Column> shown(Identity identity) throws Unclear {
    List<Column> labels = columns.labels(identity.relation());
    boolean grouped = plan.groups().contains(identity) && !isUnique(identity.relation(), labels);
    return labels.isEmpty() || grouped ? columns.identity(identity.relation()) : labels;
  }

  /** Whether what rows are called tells them apart. */
  private static boolean isUnique(Relation relation, List<Column> labels) {
    List<String> names = labels.stream().map(Column::name).toList();
    return relation.uniqueConstraints().stream().anyMatch(u -> u.columns().equals(names))
        || relation.primaryKey() != null && relation.primaryKey().columns().equals(names);
  }

  private void addColumn(Place place) {
    String written =
        plan.distinct()
            ? sql.comparable(place.column(), sources.shown(place))
            : sources.shown(place);
    String name = place.column().name();
    boolean fresh = names.add(name.toLowerCase(Locale.ROOT));
    String plain = sources.shown(place);
    if (!fresh) {
      String longer = place.relation().name().name() + "_" + name;
      if (names.add(longer.toLowerCase(Locale.ROOT))) {
        outputs.add(written + " AS " + sql.name(longer));
      }
    } else {
      outputs.add(written.equals(plain) ? written : written + " AS " + sql.name(name));
    }
    notes.refer(place.relation(), place.column(), "shown");
  }

  private String alias(Figure figure) {
    Place place = figure.place();
    if (place == null) {
      Relation counted =
          figure.of() == null ? plan.rows().relation() : figure.of().rows().relation();
      return counted.name().name() + "_count";
    }
    return (figure.distinct() ? "distinct" : figure.function().toLowerCase(Locale.ROOT))
        + "_"
        + place.column().name();
  }

  private List<String> expressions(Output output) throws Unclear {
    return switch (output) {
      case Identity(var path, var relation) -> {
        List<String> all = new ArrayList<>();
        Set<Column> both = new LinkedHashSet<>(columns.key(relation));
        both.addAll(columns.labels(relation));
        if (both.isEmpty()) {
          both.addAll(columns.identity(relation));
        }
        for (Column column : both) {
          all.add(sources.column(new Place(path, relation, column)));
        }
        yield all;
      }
      case Whole(var path, var relation) ->
          relation.columns().stream()
              .map(c -> sources.column(new Place(path, relation, c)))
              .toList();
      default -> List.of(expression(output));
    };
  }

  private String expression(Output output) throws Unclear {
    return switch (output) {
      case Value(var place) -> sql.comparable(place.column(), sources.column(place));
      case Bucket(var place, var unit) -> sql.bucket(unit, sources.column(place));
      case Identity identity -> expressions(identity).getFirst();
      case Whole whole -> expressions(whole).getFirst();
      case Figure figure -> figure(figure);
      case Share(var of, var percent) ->
          (percent ? "100.0" : "1.0")
              + " * SUM(CASE WHEN "
              + String.join(" AND ", conditions.all(sources, of))
              + " THEN 1 ELSE 0 END) / NULLIF(COUNT(*), 0)";
      case Ratio(var above, var below) ->
          "1.0 * " + expression(above) + " / NULLIF(" + expression(below) + ", 0)";
    };
  }

  private String figure(Figure figure) throws Unclear {
    Related of = figure.of();
    Place place = figure.place();
    if (place == null) {
      if (of == null && !sources.hasRepeats()) {
        return "COUNT(*)";
      }
      Relation counted = of == null ? plan.rows().relation() : of.rows().relation();
      List<JoinLink> path = of == null ? List.of() : of.path();
      Optional<Column> key = columns.identifier(counted);
      boolean repeated = of == null ? sources.hasRepeats() : sources.hasOtherRepeats(path);
      if (repeated && key.isPresent()) {
        return "COUNT(DISTINCT " + sources.column(new Place(path, counted, key.get())) + ")";
      }
      return "COUNT(*)";
    }
    Place seen = of == null ? place : new Place(of.path(), place.relation(), place.column());
    String column = sources.column(seen);
    if (figure.function().equals("MEDIAN")) {
      if (!sql.isPostgres()) {
        throw new Unclear("This server has no median: is the average meant?");
      }
      return "percentile_cont(0.5) WITHIN GROUP (ORDER BY " + column + ")";
    }
    return figure.distinct()
        ? "COUNT(DISTINCT " + sql.comparable(place.column(), column) + ")"
        : figure.function() + "(" + column + ")";
  }

  // -- Groups and order ---------------------------------------------------------------------------

  private void groupByOutputs() throws Unclear {
    List<Column> key = columns.key(plan.rows().relation());
    boolean ownFigure =
        plan.outputs().stream().anyMatch(o -> o instanceof Figure f && f.of() == null);
    if (!key.isEmpty() && !ownFigure) {
      key.forEach(c -> keys.add(sources.column(Place.own(plan.rows().relation(), c))));
    }
    for (Output output : plan.outputs()) {
      if (!(output instanceof Figure) && !(output instanceof Share)) {
        keys.addAll(expressions(output));
      }
    }
  }

  /** Every column shown beside figures is one of those that are grouped by. */
  private void addGroupedOutputs() throws Unclear {
    for (Output output : plan.outputs()) {
      if (!(output instanceof Figure) && !(output instanceof Share) && !(output instanceof Ratio)) {
        if (output instanceof Identity identity) {
          for (Column column : shown(identity)) {
            keys.add(sources.column(new Place(identity.path(), identity.relation(), column)));
          }
        } else {
          keys.addAll(expressions(output));
        }
      }
    }
  }

  private List<String> order(@org.jspecify.annotations.Nullable Extreme extreme) throws Unclear {
    List<String> order = new ArrayList<>();
    if (extreme != null) {
      order.add(term(extreme.by(), extreme.descending()));
    }
    for (Sort sort : plan.order()) {
      order.add(term(sort.by(), sort.descending()));
    }
    return order;
  }

  private String term(Output by, boolean descending) throws Unclear {
    String written = expression(by);
    boolean row = by instanceof Value;
    if (row && !keys.isEmpty() && !keys.contains(written)) {
      boolean within = plan.groups().isEmpty() && by instanceof Value(var p) && p.path().isEmpty();
      if (!within) {
        written = (descending ? "MAX(" : "MIN(") + written + ")";
      } else {
        keys.add(written);
      }
    }
    return written + (descending ? " DESC" : "") + nulls(by, descending);
  }

  private String nulls(Output by, boolean descending) {
    boolean nullable =
        switch (by) {
          case Value(var place) -> place.column().nullable();
          case Figure figure -> !figure.function().equals("COUNT");
          default -> false;
        };
    return descending && nullable && sql.isPostgres() ? " NULLS LAST" : "";
  }

  private List<String> usualOrder(boolean figures) throws Unclear {
    if (!keys.isEmpty()) {
      boolean period =
          plan.groups().stream()
              .anyMatch(
                  g ->
                      g instanceof Bucket
                          || g instanceof Value(var p)
                              && p.column().name().toLowerCase(Locale.ROOT).endsWith("year"));
      Optional<Output> figure =
          plan.outputs().stream().filter(o -> o instanceof Figure).findFirst();
      if (period || figure.isEmpty()) {
        return List.copyOf(keys);
      }
      return List.of(term(figure.get(), true));
    }
    if (figures
        || plan.outputs().stream().anyMatch(o -> o instanceof Ratio || o instanceof Share)) {
      return List.of();
    }
    List<Column> key = columns.key(plan.rows().relation());
    return key.isEmpty()
        ? List.of()
        : List.of(sources.column(Place.own(plan.rows().relation(), key.getFirst())));
  }

  private boolean isByKey() {
    List<Column> key = columns.key(plan.rows().relation());
    return plan.rows().conditions().stream()
        .anyMatch(
            c ->
                c instanceof Plan.Compare(var place, var op, var _)
                    && op.equals("=")
                    && place.path().isEmpty()
                    && key.equals(List.of(place.column())));
  }

  static @org.jspecify.annotations.Nullable Column singleKey(Relation relation) {
    String key = SchemaIndex.singleKey(relation);
    return key == null ? null : relation.findColumn(key).orElse(null);
  }
}
