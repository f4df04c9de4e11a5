package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.LinkedTable;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the words of a request may mean in the schema: at each place the tables, the columns and the
 * listed values that the words from there on may name, each with how well it fits.
 */
final class Senses {
  /** The longest name in words. */
  private static final int MOST_WORDS = 5;

  private static final int MOST_TABLES = 60;

  /** Of a large schema so many tables are looked at, and as many of those beside them. */
  private static final int LIKELY_TABLES = 10;

  private static final double LEAST = 0.55;

  /** A table that words may name. */
  record TableSense(Relation relation, int end, double score) {}

  /** A column that words may name. */
  record FieldSense(Field field, int end, double score) {}

  /** A listed value, or a flag where the value is {@code true} or {@code false}. */
  record LabelSense(
      Field field, String value, int end, boolean negated, boolean flag, double score) {}

  private record NamedTable(Relation relation, Naming naming) {}

  private record NamedColumn(Field field, Naming naming, Naming table, List<Listed> listed) {}

  /** A value that a column's type or check lists, and its stems in one. */
  private record Listed(String value, String stem) {}

  /** What tells a column from others; a field compares all that its table holds. */
  private record ColumnName(ObjectName table, String column) {
    static ColumnName of(Field field) {
      return new ColumnName(field.relation().name(), field.column().name());
    }
  }

  private final Reading reading;
  private final SchemaIndex index;
  private final Sql sql;
  private final List<Relation> relations;
  private final Map<ObjectName, NamedTable> tables = new LinkedHashMap<>();
  private final Map<ColumnName, NamedColumn> columns = new LinkedHashMap<>();
  private final Map<Integer, List<TableSense>> tablesAt = new HashMap<>();
  private final Map<Integer, List<FieldSense>> fieldsAt = new HashMap<>();
  private final Map<Integer, List<LabelSense>> labelsAt = new HashMap<>();

  Senses(Reading reading, SchemaLinker linker, Sql sql) {
    this.reading = reading;
    this.index = reading.index();
    this.sql = sql;
    Set<String> known = new HashSet<>();
    for (Item item : reading.items()) {
      if (item.first().kind() == Token.Kind.WORD && item.first().fold().length() > 2) {
        known.add(item.first().fold());
        known.add(singular(item.first().fold()));
      }
    }
    this.relations = scope(linker);
    for (Relation relation : relations) {
      String fold = Words.fold(relation.name().name());
      if (fold.indexOf('_') < 0 && fold.length() > 2) {
        known.add(fold);
        known.add(singular(fold));
      }
    }
    for (Relation relation : relations) {
      Naming table = Naming.ofTable(relation.name().name(), known);
      tables.put(relation.name(), new NamedTable(relation, table));
      for (Column column : relation.columns()) {
        Field field = new Field(relation, column);
        Naming naming = Naming.ofColumn(column.name(), table, known);
        columns.put(ColumnName.of(field), new NamedColumn(field, naming, table, listed(field)));
      }
    }
  }

  private static String singular(String fold) {
    return fold.endsWith("ies")
        ? fold.substring(0, fold.length() - 3) + "y"
        : fold.endsWith("s") && !fold.endsWith("ss") ? fold.substring(0, fold.length() - 1) : fold;
  }

  private List<Listed> listed(Field field) {
    return index.values().of(field.relation(), field.column()).stream()
        .map(value -> new Listed(value, String.join("", Words.stems(value))))
        .toList();
  }

  /** All tables of a small schema; of a large one those that the request may be about. */
  private List<Relation> scope(SchemaLinker linker) {
    List<Relation> all = index.schema().relations();
    if (all.size() <= MOST_TABLES) {
      return all;
    }
    Map<ObjectName, Relation> found = new LinkedHashMap<>();
    for (LinkedTable table : linker.link(index, reading.request(), LIKELY_TABLES)) {
      found.put(table.relation().name(), table.relation());
    }
    for (Relation relation : List.copyOf(found.values())) {
      for (Relation near : index.companions(relation)) {
        if (found.size() < 2 * LIKELY_TABLES) {
          found.putIfAbsent(near.name(), near);
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** The tables in question. */
  List<Relation> relations() {
    return relations;
  }

  Naming naming(Relation relation) {
    NamedTable known = tables.get(relation.name());
    return known != null ? known.naming() : Naming.ofTable(relation.name().name(), Set.of());
  }

  /** What the words of a column are, without those of its table. */
  List<String> words(Field field) {
    NamedColumn known = columns.get(ColumnName.of(field));
    return known != null ? known.naming().bare() : Words.stems(field.column().name());
  }

  private List<String> stems(int from, int to) {
    List<String> stems = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (i >= reading.size()) {
        return List.of();
      }
      Token token = reading.item(i).first();
      boolean name =
          token.kind() == Token.Kind.WORD
              || token.kind() == Token.Kind.QUOTED
              || token.kind() == Token.Kind.NUMBER;
      if (!name) {
        return List.of();
      }
      if (token.kind() == Token.Kind.NUMBER) {
        stems.add(token.text());
      } else {
        stems.addAll(token.stems());
      }
    }
    return stems;
  }

  List<TableSense> tables(int i) {
    return tablesAt.computeIfAbsent(i, this::findTables);
  }

  private boolean isClosed(int i) {
    String word = reading.word(i);
    return CLOSED.contains(word);
  }

  /** Words that begin no name. */
  private static final Set<String> CLOSED =
      Set.of(
          """
          is are was were be been the a an in on at by for from to with without and or not no than that which who
          whose what how many much do does did has have had of most least each every per all any more less fewer
          above below over under between after before where when if as it its their them they there show list find
          give return tell me us i we our you please display get also both either only named called whom into
          """
              .strip()
              .split("\\s+"));

  private List<TableSense> findTables(int i) {
    List<TableSense> found = new ArrayList<>();
    if (i >= reading.size() || isClosed(i) && !reading.isSymbol(i + 1, ".")) {
      return found;
    }
    if (reading.isSymbol(i + 1, ".") && i + 2 < reading.size()) {
      String dotted = reading.text(i, i + 3);
      for (Relation relation : relations) {
        boolean exact =
            relation.name().toString().equalsIgnoreCase(dotted)
                || relation.name().name().equalsIgnoreCase(dotted);
        if (exact) {
          found.add(new TableSense(relation, i + 3, 1));
        }
      }
    }
    for (int end = i + 1; end <= Math.min(reading.size(), i + MOST_WORDS); end++) {
      if (isClosed(end - 1)) {
        break;
      }
      List<String> said = stems(i, end);
      if (said.isEmpty()) {
        break;
      }
      boolean named = false;
      for (NamedTable table : tables.values()) {
        Relation relation = table.relation();
        double fit = table.naming().fit(said);
        if (fit < 0.9
            && said.size() == 1
            && (Measures.isSuperlative(reading.word(i))
                || Language.FIGURES.containsKey(reading.word(i)))) {
          continue;
        }
        if (fit > 0.7 && fit < 0.72) {
          fit = withoutRest(table.naming(), said, fit);
        }
        boolean part = fit < 0.9 && fit != 0.76;
        if (fit >= LEAST) {
          named |= fit >= 0.7;
          boolean exactName =
              Words.fold(relation.name().name()).equals(reading.item(i).first().fold());
          double score = exactName ? 1 : part ? fit - 0.02 : fit;
          if (!index.catalog().isOnSearchPath(relation)) {
            score -= hasNamesakeOnSearchPath(relation) ? 0.3 : 0.05;
          }
          found.add(new TableSense(relation, end, score));
        }
      }
      if (!named && fields(i).stream().noneMatch(f -> f.score() > 0.85)) {
        for (Relation relation : relations) {
          if (comment(relation.comment(), said)) {
            found.add(new TableSense(relation, end, 0.62));
          }
        }
      }
    }
    // keywords are those of the table that is called so, not of one whose name has the word too.
    found.replaceAll(
        t ->
            t.score() < 0.9 && found.stream().anyMatch(o -> o.end() == t.end() && o.score() > 0.96)
                ? new TableSense(t.relation(), t.end(), t.score() - 0.12)
                : t);
    found.sort(
        Comparator.comparingDouble((TableSense t) -> -t.score() - 0.03 * (t.end() - i))
            .thenComparing(t -> t.relation().name()));
    return found.size() > 6 ? List.copyOf(found.subList(0, 6)) : found;
  }

  private boolean hasNamesakeOnSearchPath(Relation relation) {
    return index.schema().relations().stream()
        .anyMatch(
            r ->
                r.name().name().equals(relation.name().name())
                    && index.catalog().isOnSearchPath(r));
  }

  /**
   * How well words fit that are the last ones of a name: better where the rest is the name of
   * another table, or stands in the names of other tables as well.
   */
  private double withoutRest(Naming naming, List<String> said, double fit) {
    List<String> rest = new ArrayList<>(naming.bare());
    rest.removeAll(said);
    if (rest.isEmpty()) {
      return fit;
    }
    if (tables.values().stream().anyMatch(t -> t.naming().words().equals(rest))) {
      return 0.85;
    }
    boolean common =
        naming.bare().getLast().equals(said.getLast())
            && rest.stream().allMatch(this::isInSeveralNames);
    return common ? 0.88 : fit;
  }

  private boolean isInSeveralNames(String word) {
    return tables.values().stream().filter(t -> t.naming().bare().contains(word)).count() > 2;
  }

  private static boolean comment(
      @org.jspecify.annotations.Nullable String comment, List<String> said) {
    return comment != null
        && said.size() == 1
        && said.getFirst().length() > 3
        && Words.stems(comment).contains(said.getFirst());
  }

  List<FieldSense> fields(int i) {
    return fieldsAt.computeIfAbsent(i, this::findFields);
  }

  private List<FieldSense> findFields(int i) {
    List<FieldSense> found = new ArrayList<>();
    if (i >= reading.size() || isClosed(i)) {
      return found;
    }
    if (reading.isSymbol(i + 1, ".") && i + 2 < reading.size()) {
      // orders.status, as scripts write it.
      String table = reading.item(i).text();
      String named = reading.item(i + 2).text();
      for (NamedColumn column : columns.values()) {
        boolean exact =
            column.field().relation().name().name().equalsIgnoreCase(table)
                && column.field().column().name().equalsIgnoreCase(named);
        if (exact) {
          found.add(new FieldSense(column.field(), i + 3, 1));
        }
      }
    }
    for (int end = i + 1; end <= Math.min(reading.size(), i + MOST_WORDS); end++) {
      String last = reading.word(end - 1);
      if (isClosed(end - 1) && !Set.of("by", "of", "in", "per", "at", "to").contains(last)) {
        break;
      }
      List<String> said = stems(i, end);
      if (said.isEmpty()) {
        break;
      }
      boolean open = isClosed(end - 1);
      for (NamedColumn column : columns.values()) {
        double fit =
            open && !column.naming().words().contains(said.getLast()) ? 0 : fit(column, said);
        if (fit >= LEAST) {
          found.add(new FieldSense(column.field(), end, fit));
        }
      }
    }
    found.sort(
        Comparator.comparingDouble((FieldSense f) -> -f.score() - 0.05 * (f.end() - i))
            .thenComparing(f -> f.field().relation().name())
            .thenComparing(f -> f.field().column().position()));
    return found.size() > 40 ? List.copyOf(found.subList(0, 40)) : found;
  }

  private double fit(NamedColumn column, List<String> said) {
    double fit = column.naming().fit(said);
    Naming table = column.table();
    // song name for singer.song_name; singer names for singer.name.
    if (fit < 0.9 && said.size() > 1) {
      List<String> own = table.bare();
      int cut =
          said.size() > own.size() && said.subList(0, own.size()).equals(own) ? own.size() : 0;
      if (cut == 0 && said.getFirst().equals(own.getLast())) {
        cut = 1;
      }
      if (cut > 0) {
        fit = Math.max(fit, column.naming().fit(said.subList(cut, said.size())) - 0.01);
      }
    }
    if (fit < 0.9 && said.getLast().equals("id") && isKeyOf(column.field(), table, said)) {
      return 0.9;
    }
    if (fit < LEAST && said.size() == 2 && column.naming().fit(said.subList(1, 2)) > 0.9) {
      // population density: a word more that another column of the table is called after.
      boolean beside =
          columns.values().stream()
              .anyMatch(
                  c ->
                      c.field().isOf(column.field().relation())
                          && c.naming().bare().equals(said.subList(0, 1)));
      fit = beside ? 0.75 : fit;
    }
    if (fit < 0.9
        && said.size() > 1
        && isName(said.getLast())
        && sql.kind(column.field().column()) == TypeKind.TEXT
        && column.naming().fit(said.subList(0, said.size() - 1)) > 0.94) {
      // country name for a country: what is named is what stands there
      return 0.88;
    }
    boolean named =
        said.size() == table.bare().size() + 1
            && said.subList(0, said.size() - 1).equals(table.bare());
    if (named && isName(said.getLast()) && fit < 0.9) {
      return reading.columns().labels(column.field().relation()).contains(column.field().column())
          ? 0.9
          : fit;
    }
    if (said.size() == 1 && isName(said.getFirst())) {
      boolean label =
          reading.columns().labels(column.field().relation()).contains(column.field().column());
      return label ? Math.max(fit, 0.9) : fit > 0.9 ? fit : 0;
    }
    if (comment(column.field().column().comment(), said)) {
      return fit < LEAST ? LEAST : Math.max(fit, Math.min(0.9, fit + 0.12));
    }
    return fit;
  }

  /** id, or book id for book.bid: the single key of the table. */
  private static boolean isKeyOf(Field field, Naming table, List<String> said) {
    List<String> before = said.subList(0, said.size() - 1);
    boolean named = before.isEmpty() || before.equals(table.bare()) || before.equals(table.words());
    return named && field.column().name().equals(SchemaIndex.singleKey(field.relation()));
  }

  static boolean isName(String stem) {
    return stem.equals("nam") || stem.equals("titl");
  }

  List<LabelSense> labels(int i) {
    return labelsAt.computeIfAbsent(i, this::findLabels);
  }

  private List<LabelSense> findLabels(int i) {
    List<LabelSense> found = new ArrayList<>();
    if (i >= reading.size()) {
      return found;
    }
    for (int end = i + 1; end <= Math.min(reading.size(), i + 3); end++) {
      List<String> said = stems(i, end);
      if (reading.item(i).isQuotedValue() && end == i + 1) {
        said = reading.item(i).first().stems();
      }
      if (said.isEmpty()) {
        break;
      }
      String key = String.join("", said);
      for (NamedColumn column : columns.values()) {
        Field field = column.field();
        if (sql.kind(field.column()) == TypeKind.BOOLEAN && end == i + 1) {
          addFlag(found, field, column.naming(), key, i);
          continue;
        }
        for (Listed listed : column.listed()) {
          if (listed.stem().equals(key)) {
            found.add(new LabelSense(field, listed.value(), end, false, false, 0.95));
          } else if (key.length() > 4 && end == i + 1 && isOpposite(key, listed.stem())) {
            found.add(new LabelSense(field, listed.value(), end, true, false, 0.8));
          }
        }
      }
    }
    return found;
  }

  private static boolean isOpposite(String said, String value) {
    return said.equals("un" + value) || said.equals("non" + value) || said.equals("in" + value);
  }

  private void addFlag(List<LabelSense> found, Field field, Naming naming, String key, int i) {
    String name = String.join("", naming.bare());
    if (name.equals(key)) {
      found.add(new LabelSense(field, "true", i + 1, false, true, 0.95));
    } else if (isOpposite(key, name)) {
      found.add(new LabelSense(field, "true", i + 1, true, true, 0.93));
    } else if (isOpposite(name, key)) {
      found.add(new LabelSense(field, "true", i + 1, true, true, 0.9));
    }
  }
}
