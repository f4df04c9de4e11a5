package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.generation.Reference;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what of a schema a model is shown: all of it where it fits the budget, because a model
 * sees best what is there; else the tables that the request speaks of, those on the joins between
 * them, their neighbours, and the bare names of others. Recall comes first: a table too many costs
 * tokens, a missing one costs the draft.
 */
public final class SchemaSelector {
  /** How many tables are looked at in order to fill the budget. */
  private static final int MAX_RANKED = 400;

  /** The tables between which joins are looked for. */
  private static final int MAX_SEEDS = 6;

  /** How many tables are shown because they hang together with those spoken of. */
  private static final int MAX_COMPANIONS = 40;

  /** What a table gets, at least, of the score of the one that it hangs together with. */
  private static final double COMPANION_SHARE = 0.5;

  /** How many joins away from those spoken of. */
  private static final int MAX_HOPS = 2;

  /** A table counts as spoken of when it scores this share of the best. */
  private static final double SEED_SHARE = 0.3;

  /** No table may take a larger part of the budget than this, unless it is the only one. */
  private static final int MAX_TABLE_SHARE = 3;

  /** The part of the budget that is kept for bare names. */
  private static final int NAMES_SHARE = 8;

  /** What the words around the bare names cost. */
  private static final int NAMES_FRAME = 24;

  /** What the words around the names of tables with the same columns cost. */
  private static final int ALIKE_FRAME = 16;

  /** After so many tables in a row that do not fit, the budget counts as full. */
  private static final int MAX_MISSES = 12;

  /** How many columns of a table are shown where all of them would take too much. */
  private static final int WIDE_TABLE_COLUMNS = 30;

  private static final int MAX_REFERENCES = 60;
  private static final int MAX_REFERENCES_OF_WHOLE = 20;
  private static final int MAX_ALIKE_NAMES = 6;
  private static final int MAX_ROUTINES = 60;
  private static final int MAX_ROUTINE = 160;

  private final TableRanking ranking;
  private final SchemaForm form;
  private final int tokenBudget;

  /**
   * @param tokenBudget for the schema alone, as {@link TokenEstimate} counts
   */
  public SchemaSelector(TableRanking ranking, SchemaForm form, int tokenBudget) {
    this.ranking = ranking;
    this.form = form;
    this.tokenBudget = tokenBudget;
  }

  /**
   * @param wanted tables that have to be shown before all others
   * @throws InterruptedException if the calling thread was interrupted
   */
  public SchemaExcerpt select(
      SchemaSnapshot snapshot, String request, ScriptMode mode, Collection<Relation> wanted)
      throws InterruptedException {
    TableText tables = form.of(snapshot, ranking, mode);
    SchemaExcerpt whole = whole(snapshot, request, tables);
    return whole == null ? excerpt(snapshot, request, wanted, tables) : whole;
  }

  /** {@code null} where it does not fit. */
  private @Nullable SchemaExcerpt whole(SchemaSnapshot snapshot, String request, TableText tables)
      throws InterruptedException {
    StringBuilder text = new StringBuilder();
    Map<ObjectName, Set<String>> columns = new LinkedHashMap<>();
    int tokens = 0;
    for (Relation relation : snapshot.schema().relations()) {
      if (isShowable(relation)) {
        String table = tables.write(relation, null);
        tokens += TokenEstimate.of(table);
        if (tokens > tokenBudget) {
          return null;
        }
        text.append(table);
        columns.put(relation.name(), columnNames(relation));
      }
    }
    String routines = routines(snapshot);
    if (tokens + TokenEstimate.of(routines) <= tokenBudget) {
      text.append(routines);
    }
    List<Reference> references = new ArrayList<>();
    for (RankedTable table : ranking.rank(snapshot, request, MAX_REFERENCES_OF_WHOLE)) {
      references.add(reference(table.relation(), table.reason()));
    }
    references.add(
        new Reference(
            "schema",
            snapshot.schema().server().database(),
            "shown to the model in whole: " + columns.size() + " tables and views"));
    return new SchemaExcerpt(text.toString(), columns, true, references);
  }

  private static String routines(SchemaSnapshot snapshot) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (Routine routine : snapshot.schema().routines()) {
      if (Untrusted.isPlainName(routine.name().name()) && count++ < MAX_ROUTINES) {
        String result = routine.result() == null ? "" : " returns " + routine.result();
        text.append(routine.kind().name().toLowerCase(java.util.Locale.ROOT))
            .append(' ')
            .append(
                Untrusted.line(
                    routine.name() + "(" + routine.arguments() + ")" + result, MAX_ROUTINE))
            .append('\n');
      }
    }
    return text.toString();
  }

  private SchemaExcerpt excerpt(
      SchemaSnapshot snapshot, String request, Collection<Relation> wanted, TableText tables)
      throws InterruptedException {
    Map<ObjectName, RankedTable> candidates = candidates(snapshot, request, wanted);
    Filling filling = new Filling(tables, tokenBudget - tokenBudget / NAMES_SHARE);
    for (RankedTable candidate : candidates.values()) {
      if (!filling.isFull()) {
        filling.offer(candidate);
      }
    }
    return filling.finish(snapshot, candidates.values());
  }

  /** Everything that may be shown, the most important first. */
  private Map<ObjectName, RankedTable> candidates(
      SchemaSnapshot snapshot, String request, Collection<Relation> wanted)
      throws InterruptedException {
    List<RankedTable> ranked = ranking.rank(snapshot, request, MAX_RANKED);
    Map<ObjectName, RankedTable> byName =
        ranked.stream().collect(Collectors.toMap(t -> t.relation().name(), t -> t, (a, _) -> a));
    Map<ObjectName, RankedTable> chosen = new LinkedHashMap<>();
    for (Relation relation : wanted) {
      RankedTable known = byName.get(relation.name());
      Set<String> columns = known == null ? Set.of() : known.columns();
      chosen.putIfAbsent(
          relation.name(),
          new RankedTable(
              relation, Double.MAX_VALUE, columns, "the refused script or its findings name it"));
    }
    List<RankedTable> seeds = seeds(ranked);
    seeds.forEach(seed -> chosen.putIfAbsent(seed.relation().name(), seed));
    for (int i = 0; i < seeds.size(); i++) {
      for (int j = i + 1; j < seeds.size(); j++) {
        addBridges(snapshot, seeds.get(i), seeds.get(j), byName, chosen);
      }
    }
    addCompanions(snapshot, seeds, byName, chosen);
    addSchemas(snapshot, seeds, ranked, chosen);
    ranked.forEach(table -> chosen.putIfAbsent(table.relation().name(), table));
    if (ranked.isEmpty()) {
      addMostLinked(snapshot, chosen);
    }
    chosen.values().removeIf(table -> !isShowable(table.relation()));
    return chosen;
  }

  private static List<RankedTable> seeds(List<RankedTable> ranked) {
    if (ranked.isEmpty()) {
      return List.of();
    }
    double least = ranked.getFirst().score() * SEED_SHARE;
    return ranked.stream().filter(t -> t.score() >= least).limit(MAX_SEEDS).toList();
  }

  private void addBridges(
      SchemaSnapshot snapshot,
      RankedTable from,
      RankedTable to,
      Map<ObjectName, RankedTable> ranked,
      Map<ObjectName, RankedTable> chosen)
      throws InterruptedException {
    for (Relation bridge : ranking.between(snapshot, from.relation(), to.relation())) {
      RankedTable known = ranked.get(bridge.name());
      String reason =
          "it joins " + from.relation().name().name() + " and " + to.relation().name().name();
      Set<String> columns = known == null ? Set.of() : known.columns();
      chosen.putIfAbsent(bridge.name(), new RankedTable(bridge, to.score(), columns, reason));
    }
  }

  /**
   * Tables that hang together with those spoken of, before others that share a word by chance: what
   * a request needs beside the tables that it names, it seldom names.
   */
  private void addCompanions(
      SchemaSnapshot snapshot,
      List<RankedTable> seeds,
      Map<ObjectName, RankedTable> ranked,
      Map<ObjectName, RankedTable> chosen)
      throws InterruptedException {
    List<RankedTable> ends = seeds;
    int left = MAX_COMPANIONS;
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      List<RankedTable> reached = new ArrayList<>();
      Set<ObjectName> seen = new HashSet<>(chosen.keySet());
      for (RankedTable end : ends) {
        for (Relation companion : ranking.companions(snapshot, end.relation())) {
          if (seen.add(companion.name())) {
            RankedTable known = ranked.get(companion.name());
            String reason = "it hangs together with " + end.relation().name().name();
            double near = COMPANION_SHARE * end.score();
            reached.add(
                known == null
                    ? new RankedTable(companion, near, Set.of(), reason)
                    : new RankedTable(
                        companion, Math.max(near, known.score()), known.columns(), known.reason()));
          }
        }
      }
      // Equal ones stay in the order in which they were reached: the closest to the best first.
      reached.sort(Comparator.comparingDouble(table -> -table.score()));
      List<RankedTable> kept = reached.subList(0, Math.min(left, reached.size()));
      kept.forEach(table -> chosen.putIfAbsent(table.relation().name(), table));
      left -= kept.size();
      ends = kept;
    }
  }

  /** Where there are several schemas: what else is in those of the tables spoken of. */
  private static void addSchemas(
      SchemaSnapshot snapshot,
      List<RankedTable> seeds,
      List<RankedTable> ranked,
      Map<ObjectName, RankedTable> chosen) {
    Set<String> schemas =
        seeds.stream()
            .map(seed -> seed.relation().name().schema())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<Relation> relations = snapshot.schema().relations();
    if (relations.stream().allMatch(relation -> schemas.contains(relation.name().schema()))) {
      return;
    }
    for (String schema : schemas) {
      String reason = "it is in " + schema + " too";
      ranked.stream()
          .filter(table -> table.relation().name().schema().equals(schema))
          .forEach(table -> chosen.putIfAbsent(table.relation().name(), table));
      relations.stream()
          .filter(relation -> relation.name().schema().equals(schema))
          .limit(MAX_COMPANIONS)
          .forEach(
              relation ->
                  chosen.putIfAbsent(
                      relation.name(), new RankedTable(relation, 0, Set.of(), reason)));
    }
  }

  /** Where no word of the request is met: the tables that most others hang on. */
  private static void addMostLinked(SchemaSnapshot snapshot, Map<ObjectName, RankedTable> chosen) {
    snapshot.schema().relations().stream()
        .sorted(
            Comparator.comparingInt((Relation r) -> -snapshot.catalog().links(r.name()).size())
                .thenComparing(Relation::name))
        .limit(MAX_RANKED)
        .forEach(
            relation ->
                chosen.putIfAbsent(
                    relation.name(),
                    new RankedTable(
                        relation,
                        1,
                        Set.of(),
                        "no word of the request is in the schema; it is linked with "
                            + snapshot.catalog().links(relation.name()).size()
                            + " others")));
  }

  private static boolean isShowable(Relation relation) {
    return Untrusted.isPlainName(relation.name().name())
        && Untrusted.isPlainName(relation.name().schema());
  }

  private static Set<String> columnNames(Relation relation) {
    Set<String> names = new LinkedHashSet<>();
    relation.columns().forEach(column -> names.add(column.name()));
    return names;
  }

  private static Reference reference(Relation relation, String reason) {
    return new Reference("schema_object", relation.name().toString(), reason);
  }

  /** Tables of the same columns whose names differ in digits only, as yearly tables do. */
  private record Shape(String name, List<String> columns) {
    static Shape of(Relation relation) {
      return new Shape(
          relation.name().schema() + "." + relation.name().name().replaceAll("[0-9]+", "#"),
          relation.columns().stream().map(c -> c.name() + " " + c.type()).toList());
    }
  }

  /** Adds tables until the budget is used up. */
  private final class Filling {
    private final TableText tables;
    private final int budget;
    private final Map<ObjectName, String> texts = new LinkedHashMap<>();
    private final Map<ObjectName, Set<String>> columns = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<Shape, ObjectName> shapes = new HashMap<>();
    private final Map<ObjectName, List<Relation>> alike = new HashMap<>();
    private final Set<ObjectName> shown = new HashSet<>();
    private int tokens;
    private int misses;

    Filling(TableText tables, int budget) {
      this.tables = tables;
      this.budget = budget;
    }

    boolean isFull() {
      return misses >= MAX_MISSES;
    }

    void offer(RankedTable candidate) throws InterruptedException {
      Relation relation = candidate.relation();
      Shape shape = Shape.of(relation);
      ObjectName twin = shapes.get(shape);
      if (twin != null) {
        addAlike(alike.computeIfAbsent(twin, _ -> new ArrayList<>()), relation);
        return;
      }
      if (add(candidate, null, budget / MAX_TABLE_SHARE)
          || add(candidate, important(candidate), budget)) {
        misses = 0;
        shapes.put(shape, relation.name());
        if (references.size() < MAX_REFERENCES) {
          references.add(reference(relation, candidate.reason()));
        }
      } else {
        misses++;
      }
    }

    /** Notes that a table has the columns of one that is shown. */
    private void addAlike(List<Relation> twins, Relation relation) {
      int name = twins.size() < MAX_ALIKE_NAMES ? TokenEstimate.of(tables.name(relation)) + 1 : 0;
      int cost = twins.isEmpty() ? name + ALIKE_FRAME : name;
      if (tokens + cost > budget) {
        misses++;
        return;
      }
      tokens += cost;
      twins.add(relation);
      shown.add(relation.name());
    }

    private boolean add(RankedTable candidate, @Nullable Set<String> only, int most)
        throws InterruptedException {
      Relation relation = candidate.relation();
      String text = tables.write(relation, only);
      int cost = TokenEstimate.of(text);
      if (cost > most || tokens + cost > budget) {
        return false;
      }
      tokens += cost;
      texts.put(relation.name(), text);
      columns.put(relation.name(), only == null ? columnNames(relation) : only);
      shown.add(relation.name());
      return true;
    }

    /** The columns without which a wide table is of no use. */
    private Set<String> important(RankedTable candidate) {
      Relation relation = candidate.relation();
      Set<String> names = new LinkedHashSet<>(candidate.columns());
      if (relation.primaryKey() != null) {
        names.addAll(relation.primaryKey().columns());
      }
      for (ForeignKey key : relation.foreignKeys()) {
        names.addAll(key.columns());
      }
      for (Column column : relation.columns()) {
        if (names.size() >= WIDE_TABLE_COLUMNS) {
          break;
        }
        names.add(column.name());
      }
      return names;
    }

    SchemaExcerpt finish(SchemaSnapshot snapshot, Collection<RankedTable> candidates) {
      StringBuilder text = new StringBuilder();
      texts.forEach(
          (name, table) -> {
            text.append(table);
            List<Relation> twins = alike.getOrDefault(name, List.of());
            if (!twins.isEmpty()) {
              text.append(tables.remark("the same columns: " + names(twins)));
            }
          });
      List<Relation> all = snapshot.schema().relations();
      if (shown.size() < all.size()) {
        text.append("not shown: ");
        int listed =
            listNames(
                Stream.concat(candidates.stream().map(RankedTable::relation), all.stream()), text);
        int more = all.size() - shown.size() - listed;
        text.append(more == 0 ? "\n" : " and " + more + " more\n");
      }
      references.add(
          new Reference(
              "schema",
              snapshot.schema().server().database(),
              "shown to the model in part: "
                  + columns.size()
                  + " of "
                  + all.size()
                  + " tables and views, within "
                  + tokenBudget
                  + " tokens"));
      return new SchemaExcerpt(text.toString(), columns, false, references);
    }

    private String names(List<Relation> relations) {
      String listed =
          relations.stream()
              .limit(MAX_ALIKE_NAMES)
              .map(tables::name)
              .collect(Collectors.joining(", "));
      int more = relations.size() - MAX_ALIKE_NAMES;
      return more <= 0 ? listed : listed + " and " + more + " more";
    }

    /** Lists what is not shown yet, as far as the budget goes; says how many. */
    private int listNames(Stream<Relation> relations, StringBuilder text) {
      Set<ObjectName> listed = new HashSet<>();
      int left = tokenBudget - tokens - NAMES_FRAME;
      for (Relation relation : (Iterable<Relation>) relations::iterator) {
        if (!shown.contains(relation.name())
            && isShowable(relation)
            && !listed.contains(relation.name())) {
          String name = tables.name(relation);
          left -= TokenEstimate.of(name) + 1;
          if (left < 0) {
            break;
          }
          text.append(listed.isEmpty() ? "" : ", ").append(name);
          listed.add(relation.name());
        }
      }
      return listed.size();
    }
  }
}
