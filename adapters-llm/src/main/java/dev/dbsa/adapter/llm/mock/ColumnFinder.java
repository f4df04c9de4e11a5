package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Synonyms;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the columns of a relation are called and what they are there for. */
final class ColumnFinder {
  /** How well words fit a column's name, best first. */
  enum Fit {
    WHOLE,
    /** Without the table's own name or is/has at the front. */
    SHORT,
    /** Another word for it. */
    SYNONYM,
    /** One of the name's words. */
    PART
  }

  private static final Set<String> FLAG_PREFIXES = Set.of("is", "has", "was", "can", "flag");

  private static final Set<String> FULL_NAME =
      Set.of(
          Words.stem("firstname"),
          Words.stem("lastname"),
          Words.stem("forename"),
          Words.stem("surname"));

  private static final List<String> LABEL_KEYS =
      List.of(
          "nam",
          "titl",
          "label",
          "fullnam",
          "displaynam",
          "caption",
          "usernam",
          "login",
          "email",
          "subject",
          "cod",
          "number",
          "sku",
          "slug");

  /** Keys of columns that tell when a row came to be, best first. */
  private static final List<String> CREATION_KEYS =
      List.of(
          "createdat",
          "created",
          "creationdat",
          "createdon",
          "createddat",
          "createdtim",
          "creatat",
          "creattim",
          "insertedat",
          "placedat",
          "orderedat",
          "orderdat",
          "purchasedat",
          "registeredat",
          "postedat",
          "publishedat",
          "occurredat",
          "receivedat",
          "datcreated",
          "timestamp",
          "dat");

  private static final Set<String> LATER_WORDS =
      Set.of(
          "updated",
          "modified",
          "deleted",
          "changed",
          "expir",
          "expirat",
          "birth",
          "born",
          "dob",
          "birthday",
          "birthdat",
          "due",
          "valid",
          "retired",
          "closed",
          "terminated",
          "left",
          "end",
          "ended");

  private static final Set<String> AMOUNT_WORDS =
      Set.of(
          "total", "amount", "pric", "revenu", "valu", "cost", "sum", "balanc", "salari", "sal",
          "fee", "charg");

  private final SchemaIndex index;
  private final Sql sql;
  private final Map<Relation, List<Column>> labels = new IdentityHashMap<>();
  private final Map<Relation, Optional<Column>> creationDates = new IdentityHashMap<>();
  private final Map<Relation, List<Column>> amounts = new IdentityHashMap<>();

  ColumnFinder(SchemaIndex index, Sql sql) {
    this.index = index;
    this.sql = sql;
  }

  /** The columns that the stems fit in this very way. */
  List<Column> find(Relation relation, List<String> stems, Fit fit) {
    String key = String.join("", stems);
    List<Column> found = new ArrayList<>(1);
    for (Column column : relation.columns()) {
      List<String> words = Words.stems(column.name());
      boolean fits =
          switch (fit) {
            case WHOLE ->
                String.join("", words).equals(key)
                    || isFused(column, stems)
                    || isSameWords(words, stems);
            case SHORT ->
                shortKeys(relation, words).contains(key)
                    || isFusedWithTable(relation, column, stems);
            case SYNONYM -> fitsBySynonym(shortened(relation, words), stems);
            case PART -> isPart(words, stems);
          };
      if (fits) {
        found.add(column);
      }
    }
    return found;
  }

  private static final Set<String> LINKING_WORDS = Set.of("of", "in", "by", "the", "for", "dat");

  /** Other words of the name in another order: birth date for date_of_birth. */
  private static boolean isSameWords(List<String> words, List<String> stems) {
    if (stems.size() < 2 || words.size() < 2) {
      return false;
    }
    List<String> name = new ArrayList<>(words);
    name.removeIf(w -> LINKING_WORDS.contains(w) && !w.equals("dat"));
    List<String> said = new ArrayList<>(stems);
    said.removeIf(w -> LINKING_WORDS.contains(w) && !w.equals("dat"));
    return said.size() > 1
        && name.size() == said.size()
        && new HashSet<>(name).equals(new HashSet<>(said));
  }

  /** Names without anything between their words: surfacearea. */
  private static boolean isFused(Column column, List<String> stems) {
    String fold = Words.fold(column.name());
    return stems.size() > 1 && fold.indexOf('_') < 0 && isMadeOf(fold, 0, stems, 0);
  }

  private static boolean isFusedWithTable(Relation relation, Column column, List<String> stems) {
    String fold = Words.fold(column.name());
    if (fold.indexOf('_') >= 0) {
      return false;
    }
    List<String> all = new ArrayList<>(Words.stems(relation.name().name()));
    all.addAll(stems);
    return isMadeOf(fold, 0, all, 0);
  }

  private static boolean isMadeOf(String fold, int at, List<String> stems, int next) {
    if (next == stems.size()) {
      return at == fold.length();
    }
    String stem = stems.get(next);
    if (!fold.startsWith(stem, at)) {
      boolean y =
          stem.endsWith("i") && fold.startsWith(stem.substring(0, stem.length() - 1) + "y", at);
      return y && isMadeOf(fold, at + stem.length(), stems, next + 1);
    }
    for (String ending : List.of("", "e", "s", "es")) {
      int end = at + stem.length();
      if (fold.startsWith(ending, end) && isMadeOf(fold, end + ending.length(), stems, next + 1)) {
        return true;
      }
    }
    return false;
  }

  /** arriving date for date_arrived: each word said has the root of one of the name's. */
  private static boolean areKin(List<String> words, List<String> stems) {
    return stems.stream()
        .allMatch(
            s ->
                words.stream()
                    .anyMatch(
                        w ->
                            w.equals(s)
                                || s.length() >= 4
                                    && w.length() >= 4
                                    && s.substring(0, 4).equals(w.substring(0, 4))));
  }

  /** All words said are in the name, and what the name ends with is not only the word for a key. */
  private static boolean isPart(List<String> words, List<String> stems) {
    if (words.size() == 1 && stems.size() == 1) {
      // surfacearea ends with area.
      String stem = stems.getFirst();
      String fused = words.getFirst();
      return stem.length() >= 4 && fused.length() >= stem.length() + 4 && fused.endsWith(stem);
    }
    if (words.size() == 1 && stems.size() == 2) {
      return isAbbreviated(words.getFirst(), stems);
    }
    if (words.size() == 2 && stems.size() == 1 && words.getLast().equals("by")) {
      // directors stand in directed_by.
      String said = stems.getFirst();
      String verb = words.getFirst();
      return said.length() >= 5
          && verb.length() >= 4
          && said.startsWith(verb.substring(0, Math.min(5, verb.length())));
    }
    return words.size() >= stems.size()
        && !words.getLast().equals("id")
        && (words.size() > stems.size() && words.containsAll(stems)
            || stems.size() > 1 && areKin(words, stems));
  }

  /** independence year for indepyear. */
  private static boolean isAbbreviated(String fused, List<String> stems) {
    String last = stems.getLast();
    if (last.length() < 3 || !fused.endsWith(last)) {
      return false;
    }
    String beginning = fused.substring(0, fused.length() - last.length());
    return beginning.length() >= 4 && stems.getFirst().startsWith(beginning);
  }

  private static List<String> shortKeys(Relation relation, List<String> words) {
    List<String> keys = new ArrayList<>(2);
    List<String> shorter = shortened(relation, words);
    if (shorter.size() < words.size()) {
      keys.add(String.join("", shorter));
    }
    if (words.size() > 1 && FLAG_PREFIXES.contains(words.getFirst())) {
      keys.add(String.join("", words.subList(1, words.size())));
    }
    return keys;
  }

  /** Without the words of the table's name at the front, if something remains. */
  private static List<String> shortened(Relation relation, List<String> words) {
    List<String> table = Words.stems(relation.name().name());
    boolean prefixed = words.size() > table.size() && words.subList(0, table.size()).equals(table);
    return prefixed ? words.subList(table.size(), words.size()) : words;
  }

  private boolean fitsBySynonym(List<String> words, List<String> stems) {
    if (words.size() == stems.size() + 1 && Set.of("cod", "nam").contains(words.getLast())) {
      return fitsBySynonym(words.subList(0, stems.size()), stems);
    }
    if (words.size() != stems.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).equals(stems.get(i)) && !Synonyms.areSynonyms(words.get(i), stems.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The columns that tell people which row it is; empty where only the key does. */
  List<Column> labels(Relation relation) {
    return labels.computeIfAbsent(relation, this::foundLabels);
  }

  private List<Column> foundLabels(Relation relation) {
    List<Column> fullName =
        relation.columns().stream()
            .filter(c -> FULL_NAME.contains(String.join("", Words.stems(c.name()))))
            .toList();
    for (String key : LABEL_KEYS) {
      if (!key.endsWith("nam") && !fullName.isEmpty()) {
        // A title that stands beside a first and a last name is one of people.
        return fullName;
      }
      for (Column column : relation.columns()) {
        List<String> words = Words.stems(column.name());
        boolean named =
            String.join("", words).equals(key)
                || String.join("", shortened(relation, words)).equals(key);
        if (named && sql.kind(column) == TypeKind.TEXT) {
          return List.of(column);
        }
      }
    }
    List<String> table = Words.stems(relation.name().name());
    List<String> telling = Naming.ofTable(relation.name().name(), Set.of()).bare();
    for (Column column : relation.columns()) {
      String fold = Words.fold(column.name());
      boolean fused =
          fold.indexOf('_') < 0
              && (fold.endsWith("name") || fold.endsWith("title"))
              && fold.length() > 6;
      boolean named =
          Words.stems(column.name()).equals(table)
              || key(relation).size() < 2 && Words.stems(column.name()).equals(telling)
              || fused;
      if (named && sql.kind(column) == TypeKind.TEXT) {
        return List.of(column);
      }
    }
    return relation.columns().stream()
        .filter(
            c ->
                Set.of("nam", "titl").contains(lastWord(c))
                    || Synonyms.areSynonyms("nam", lastWord(c)))
        .filter(c -> sql.kind(c) == TypeKind.TEXT)
        .limit(1)
        .toList();
  }

  /**
   * The columns that tell a row from others, to people too: its key and what it is called.
   *
   * @throws Unclear if there is nothing to tell rows apart by
   */
  List<Column> identity(Relation relation) throws Unclear {
    Set<Column> identity = keyAndLabels(relation);
    if (identity.isEmpty()) {
      relation.columns().stream()
          .filter(c -> sql.kind(c).isComparable())
          .limit(3)
          .forEach(identity::add);
    }
    if (identity.isEmpty()) {
      throw new Unclear(
          relation.name().name()
              + " has no key, and none of its columns can be compared: what tells its rows apart?");
    }
    return List.copyOf(identity);
  }

  /** The columns that show a row in short: its key and what it is called, or all. */
  List<Column> brief(Relation relation) {
    Set<Column> brief = keyAndLabels(relation);
    return brief.isEmpty() ? relation.columns() : List.copyOf(brief);
  }

  private Set<Column> keyAndLabels(Relation relation) {
    Set<Column> both = new LinkedHashSet<>(key(relation));
    String single = both.isEmpty() ? SchemaIndex.singleKey(relation) : null;
    if (single != null) {
      relation.findColumn(single).ifPresent(both::add);
    }
    both.addAll(labels(relation));
    return both;
  }

  private static String lastWord(Column column) {
    List<String> words = Words.stems(column.name());
    return words.isEmpty() ? "" : words.getLast();
  }

  /** The column that tells when a row came to be, as far as names tell. */
  Optional<Column> creationDate(Relation relation) {
    return creationDates.computeIfAbsent(relation, this::foundCreationDate);
  }

  private Optional<Column> foundCreationDate(Relation relation) {
    List<Column> days = relation.columns().stream().filter(c -> sql.kind(c).isDay()).toList();
    for (String key : CREATION_KEYS) {
      for (Column column : days) {
        List<String> words = Words.stems(column.name());
        if (String.join("", words).equals(key)
            || String.join("", shortened(relation, words)).equals(key)) {
          return Optional.of(column);
        }
      }
    }
    Optional<Column> first =
        days.stream()
            .filter(c -> Words.stems(c.name()).stream().noneMatch(LATER_WORDS::contains))
            .findFirst();
    return first.isPresent() || days.size() != 1 ? first : Optional.of(days.getFirst());
  }

  /** The single column that the server counts up for each new row. */
  Optional<Column> counter(Relation relation) {
    PrimaryKey key = relation.primaryKey();
    if (key == null || key.columns().size() != 1) {
      return Optional.empty();
    }
    return relation
        .findColumn(key.columns().getFirst())
        .filter(
            c ->
                c.generation() == ColumnGeneration.AUTO_INCREMENT
                    || c.generation() == ColumnGeneration.IDENTITY_ALWAYS
                    || c.generation() == ColumnGeneration.IDENTITY_BY_DEFAULT
                    || c.defaultExpression() != null && c.defaultExpression().contains("nextval("));
  }

  /** The columns of the primary key; empty where there is none. */
  List<Column> key(Relation relation) {
    PrimaryKey key = relation.primaryKey();
    if (key == null) {
      return List.of();
    }
    return key.columns().stream().flatMap(name -> relation.findColumn(name).stream()).toList();
  }

  /** The single column that identifies rows: the primary key, else one called id. */
  Optional<Column> identifier(Relation relation) {
    List<Column> key = key(relation);
    if (key.size() == 1) {
      return Optional.of(key.getFirst());
    }
    return key.isEmpty()
        ? relation.columns().stream().filter(c -> Words.fold(c.name()).equals("id")).findFirst()
        : Optional.empty();
  }

  /** The numeric columns that hold an amount, best first. */
  List<Column> amounts(Relation relation) {
    return amounts.computeIfAbsent(relation, this::foundAmounts);
  }

  private List<Column> foundAmounts(Relation relation) {
    return relation.columns().stream()
        .filter(c -> sql.kind(c).isNumeric())
        .filter(c -> Words.stems(c.name()).stream().anyMatch(AMOUNT_WORDS::contains))
        .toList();
  }

  /** Numeric columns that are no keys. */
  List<Column> measures(Relation relation) {
    Set<String> keys = new HashSet<>();
    key(relation).forEach(c -> keys.add(c.name()));
    for (ForeignKey foreignKey : relation.foreignKeys()) {
      keys.addAll(foreignKey.columns());
    }
    return relation.columns().stream()
        .filter(
            c -> sql.kind(c).isNumeric() && !keys.contains(c.name()) && !lastWord(c).equals("id"))
        .toList();
  }

  /** The column whose name has one of these words, the first by position. */
  Optional<Column> byWords(Relation relation, Set<String> words) {
    return relation.columns().stream()
        .filter(c -> Words.stems(c.name()).stream().anyMatch(words::contains))
        .findFirst();
  }

  SchemaIndex index() {
    return index;
  }
}
