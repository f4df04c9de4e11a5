package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The FROM clause of a query: a relation and those that it is joined with, over foreign keys. */
final class Joins {
  private record Join(Relation relation, JoinLink link, Relation from, boolean keepsAll) {}

  private final Relation base;
  private final Reading reading;
  private final SchemaIndex index;
  private final Sql sql;
  private final Notes notes;
  private final Map<ObjectName, Join> joins = new LinkedHashMap<>();
  private final Map<ObjectName, String> aliases = new LinkedHashMap<>();
  private final Set<String> takenAliases = new HashSet<>();
  private boolean qualified;

  Joins(Relation base, Reading reading, Sql sql) {
    this.base = base;
    this.reading = reading;
    this.index = reading.index();
    this.sql = sql;
    this.notes = reading.notes();
    aliases.put(base.name(), newAlias(base));
  }

  /** Makes the base carry its alias even where no join needs it. */
  void qualify() {
    qualified = true;
  }

  /** The base and all that is joined with it. */
  List<Relation> relations() {
    List<Relation> relations = new ArrayList<>(List.of(base));
    joins.values().forEach(join -> relations.add(join.relation()));
    return relations;
  }

  /** Whether a row of the result may have no row of the relation. */
  boolean isOptional(Relation relation) {
    return isKept(relation);
  }

  boolean isJoined(Relation relation) {
    return relation.name().equals(base.name()) || joins.containsKey(relation.name());
  }

  /**
   * Joins a relation, with those on the way to it.
   *
   * @param keepAll whether rows without a counterpart stay in the result
   */
  void join(Relation relation, boolean keepAll) throws Unclear {
    join(relation, keepAll, false);
  }

  /** As {@link #join(Relation, boolean)}; with {@code inner}, rows without a counterpart go. */
  void join(Relation relation, boolean keepAll, boolean inner) throws Unclear {
    if (isJoined(relation)) {
      return;
    }
    qualified = true;
    Relation from = base;
    for (JoinLink link : path(base, relation)) {
      Relation next = link.opposite(from);
      if (!isJoined(next)) {
        boolean optional = !inner && (keepAll || isKept(from) || isOptional(link, from));
        joins.put(next.name(), new Join(next, link, from, optional));
        aliases.put(next.name(), newAlias(next));
        notes.refer(next, "joined by " + describe(link));
      }
      from = next;
    }
  }

  private boolean isKept(Relation from) {
    Join join = joins.get(from.name());
    return join != null && join.keepsAll();
  }

  /** Whether a row may have no counterpart although the key is followed towards its target. */
  private static boolean isOptional(JoinLink link, Relation from) {
    return link.source().name().equals(from.name())
        && link.sourceColumns().stream()
            .anyMatch(c -> link.source().findColumn(c).map(Column::nullable).orElse(true));
  }

  /** Tells that no foreign key is behind a join, and what is. */
  static String undeclared(JoinLink link) {
    String column = link.source().name().name() + "." + link.sourceColumns().getFirst();
    String target = link.target().name().name();
    return Ways.isPresumed(link)
        ? column
            + " is taken for a reference to "
            + target
            + "."
            + link.targetColumns().getFirst()
            + ": they are called alike, no foreign key says so."
        : column + " refers to " + target + ": its name says so, no foreign key does.";
  }

  static String describe(JoinLink link) {
    String columns = link.source().name().name() + "." + String.join(", ", link.sourceColumns());
    return link.declared()
        ? "the foreign key " + columns + " → " + link.target().name().name()
        : "the name of " + columns;
  }

  /** The shortest way to a relation; asks where several are equally short. */
  List<JoinLink> path(Relation from, Relation to) throws Unclear {
    if (from.name().equals(to.name())) {
      List<JoinLink> self =
          index.links(from).stream()
              .filter(l -> l.source().name().equals(l.target().name()))
              .limit(1)
              .toList();
      if (!self.isEmpty()) {
        return self;
      }
    }
    List<List<JoinLink>> paths = index.paths(from, to);
    if (paths.isEmpty()) {
      throw new Unclear(
          "No foreign key connects "
              + from.name().name()
              + " and "
              + to.name().name()
              + ": which columns do they share?");
    }
    List<JoinLink> chosen = choose(paths);
    for (JoinLink link : chosen) {
      if (!link.declared()) {
        notes.assume(undeclared(link), isNamedAlike(link) ? 0.03 : 0.06);
      }
    }
    return chosen;
  }

  private static boolean isNamedAlike(JoinLink link) {
    return Words.fold(link.sourceColumns().getFirst())
        .equals(Words.fold(link.targetColumns().getFirst()));
  }

  private List<JoinLink> choose(List<List<JoinLink>> paths) {
    List<JoinLink> first = paths.getFirst();
    long inferred = inferred(first);
    List<List<JoinLink>> equal = paths.stream().filter(p -> inferred(p) == inferred).toList();
    if (equal.size() == 1) {
      return first;
    }
    for (List<JoinLink> path : equal) {
      for (JoinLink link : path) {
        for (String stem : Words.stems(link.sourceColumns().getFirst())) {
          boolean telling = equal.stream().filter(p -> names(p).contains(stem)).count() == 1;
          if (telling && reading.useStem(stem)) {
            return path;
          }
        }
      }
    }
    Relation end = SchemaIndex.endOf(base, first);
    notes.ask(
        "There are several ways from "
            + base.name().name()
            + " to "
            + end.name().name()
            + ": "
            + String.join("; ", equal.stream().limit(4).map(Joins::describe).toList())
            + ". The script takes the first; is that right?",
        0.15);
    return first;
  }

  private static String describe(List<JoinLink> path) {
    return String.join(", then ", path.stream().map(Joins::describe).toList());
  }

  private static long inferred(List<JoinLink> path) {
    return path.stream().filter(l -> !l.declared()).count();
  }

  private static Set<String> names(List<JoinLink> path) {
    Set<String> stems = new HashSet<>();
    path.forEach(l -> l.sourceColumns().forEach(c -> stems.addAll(Words.stems(c))));
    return stems;
  }

  /** Whether a row of the base can have several counterparts in the relation. */
  boolean isToMany(Relation relation) throws Unclear {
    Relation from = base;
    if (relation.name().equals(base.name())) {
      return false;
    }
    for (JoinLink link : path(base, relation)) {
      if (!link.source().name().equals(from.name())) {
        return true;
      }
      from = link.opposite(from);
    }
    return false;
  }

  /** The column as the query has to write it. */
  String column(Field field) {
    return column(field.relation(), field.column().name());
  }

  String column(Relation relation, String column) {
    if (!qualified) {
      return sql.name(column);
    }
    return alias(relation) + "." + sql.name(column);
  }

  private String alias(Relation relation) {
    String alias = aliases.get(relation.name());
    if (alias == null) {
      throw new IllegalStateException(relation.name() + " is not joined");
    }
    return alias;
  }

  /** The FROM clause, a line for each relation. */
  String from() {
    StringBuilder text = new StringBuilder("FROM ").append(sql.table(base));
    if (qualified) {
      text.append(" ").append(alias(base));
    }
    for (Join join : joins.values()) {
      text.append(join.keepsAll() ? "\nLEFT JOIN " : "\nJOIN ")
          .append(sql.table(join.relation()))
          .append(" ")
          .append(alias(join.relation()))
          .append(" ON ")
          .append(on(join.link(), join.link().source(), this::column));
    }
    return text.toString();
  }

  private interface Namer {
    String name(Relation relation, String column);
  }

  private static String on(JoinLink link, Relation source, Namer namer) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < link.sourceColumns().size(); i++) {
      pairs.add(
          namer.name(source, link.sourceColumns().get(i))
              + " = "
              + namer.name(link.target(), link.targetColumns().get(i)));
    }
    return String.join(" AND ", pairs);
  }

  /**
   * A condition on the counterparts of a row of the base.
   *
   * @param outer writes a column of the base; {@code null} for the query's own way
   * @param conditions on the counterparts, given how their columns are written
   */
  String exists(
      Relation target,
      boolean negated,
      @Nullable Function<String, String> outer,
      List<Filter> conditions)
      throws Unclear {
    List<JoinLink> path = path(base, target);
    boolean said = conditions.stream().anyMatch(f -> f.field().isOf(target));
    if (path.size() == 2 && !said && conditions.isEmpty() && isBridge(path)) {
      // The row between both tells enough.
      path = path.subList(0, 1);
    }
    Relation first = path.getFirst().opposite(base);
    Map<ObjectName, String> inner = new LinkedHashMap<>();
    String firstAlias = newAlias(first);
    inner.put(first.name(), firstAlias);
    StringBuilder text = new StringBuilder();
    text.append(negated ? "NOT EXISTS (SELECT 1 FROM " : "EXISTS (SELECT 1 FROM ")
        .append(sql.table(first))
        .append(" ")
        .append(firstAlias);
    Relation from = first;
    for (JoinLink link : path.subList(1, path.size())) {
      Relation next = link.opposite(from);
      inner.put(next.name(), newAlias(next));
      text.append(" JOIN ")
          .append(sql.table(next))
          .append(" ")
          .append(inner.get(next.name()))
          .append(" ON ")
          .append(on(link, link.source(), (r, c) -> inner.get(r.name()) + "." + sql.name(c)));
      notes.refer(next, "joined by " + describe(link));
      from = next;
    }
    notes.refer(first, "joined by " + describe(path.getFirst()));
    for (Filter filter : conditions) {
      Relation at = target;
      if (inner.containsKey(filter.field().relation().name())) {
        continue;
      }
      for (JoinLink link : path(target, filter.field().relation())) {
        Relation next = link.opposite(at);
        if (!inner.containsKey(next.name())) {
          inner.put(next.name(), newAlias(next));
          text.append(" JOIN ")
              .append(sql.table(next))
              .append(" ")
              .append(inner.get(next.name()))
              .append(" ON ")
              .append(on(link, link.source(), (r, c) -> inner.get(r.name()) + "." + sql.name(c)));
        }
        at = next;
      }
    }
    List<String> where = new ArrayList<>(pairs(path.getFirst(), first, firstAlias, outer));
    for (Filter filter : conditions) {
      String alias = inner.get(filter.field().relation().name());
      where.add(filter.sql().apply(alias + "." + sql.name(filter.field().column().name())));
    }
    return text.append(" WHERE ").append(String.join(" AND ", where)).append(")").toString();
  }

  /** Whether the table between two others refers to both. */
  private boolean isBridge(List<JoinLink> path) {
    Relation between = path.getFirst().opposite(base);
    return path.stream().allMatch(l -> l.source().name().equals(between.name()));
  }

  /** The table between the base and another that refers to both; {@code null} if none does. */
  @Nullable Relation bridgeTo(Relation relation) {
    List<List<JoinLink>> paths = index.paths(base, relation);
    return paths.size() == 1 && paths.getFirst().size() == 2 && isBridge(paths.getFirst())
        ? paths.getFirst().getFirst().opposite(base)
        : null;
  }

  /** The number of the counterparts of a row of the base. */
  String count(Relation target) throws Unclear {
    return count(target, null);
  }

  /** As {@link #count(Relation)}; {@code outer} writes a column of the base. */
  String count(Relation target, @Nullable Function<String, String> outer) throws Unclear {
    return exists(target, false, outer, List.of())
        .replaceFirst("^EXISTS \\(SELECT 1 ", "(SELECT COUNT(*) ");
  }

  /** What a row of the base and one of the first counterparts have in common. */
  private List<String> pairs(
      JoinLink link, Relation first, String alias, @Nullable Function<String, String> outer) {
    boolean innerIsSource = link.source().name().equals(first.name());
    List<String> inside = innerIsSource ? link.sourceColumns() : link.targetColumns();
    List<String> outside = innerIsSource ? link.targetColumns() : link.sourceColumns();
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < inside.size(); i++) {
      String column = outside.get(i);
      pairs.add(
          alias
              + "."
              + sql.name(inside.get(i))
              + " = "
              + (outer == null ? column(base, column) : outer.apply(column)));
    }
    return pairs;
  }

  /** The initials of the name's words; t where they would mean something else. */
  private String newAlias(Relation relation) {
    StringBuilder initials = new StringBuilder();
    for (String word : Words.split(relation.name().name())) {
      char c = Words.fold(word).charAt(0);
      if (c >= 'a' && c <= 'z' && initials.length() < 4) {
        initials.append(c);
      }
    }
    String alias = initials.isEmpty() ? "t" : initials.toString();
    if (Identifiers.isReserved(sql.dialect(), alias)) {
      alias = "t";
    }
    String unique = alias;
    for (int n = 2; !takenAliases.add(unique); n++) {
      unique = alias + n;
    }
    return unique;
  }
}
