package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.link.Synonyms;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all rules for reading a request share: its words, their senses, and the ways of a schema.
 */
final class Grammar {
  final Reading reading;
  final Senses senses;
  final SchemaIndex index;
  final ColumnFinder columns;
  final Sql sql;
  final Measures measures;
  final PeriodParser periods;

  /** The words of phrases, all of which stand in the program. */
  private static final Map<String, String[]> PHRASES =
      new java.util.concurrent.ConcurrentHashMap<>();

  private int furthest;
  private @Nullable Set<String> pairings;

  private final Ways ways;

  Grammar(Reading reading, SchemaLinker linker, Sql sql) {
    this.reading = reading;
    this.index = reading.index();
    this.columns = reading.columns();
    this.sql = sql;
    this.senses = new Senses(reading, linker, sql);
    this.measures = new Measures(index, sql, columns);
    this.periods = new PeriodParser(reading, sql);
    this.ways = new Ways(this);
  }

  /** Remembers how far some reading got. */
  void reach(int end) {
    furthest = Math.max(furthest, end);
  }

  /** The item that no reading got beyond. */
  int furthest() {
    return furthest;
  }

  /** Whether a list is asked for, as “show” does, and not what something is. */
  boolean lists() {
    return !Set.of(
            "which",
            "what",
            "who",
            "give",
            "return",
            "whose",
            "name",
            "find",
            "tell",
            "get",
            "how",
            "identify",
            "provide",
            "in",
            "for")
        .contains(word(skip(0)));
  }

  int size() {
    return reading.size();
  }

  String word(int i) {
    return reading.word(i);
  }

  boolean isWord(int i, Set<String> words) {
    return words.contains(word(i));
  }

  boolean isSymbol(int i, String symbol) {
    return reading.isSymbol(i, symbol);
  }

  boolean isComma(int i) {
    return isSymbol(i, ",");
  }

  /** Beyond punctuation and words that change nothing. */
  int skip(int i) {
    int at = i;
    while (at < size()
        && (isWord(at, Language.SKIPPED)
            || isSymbol(at, "?")
            || isSymbol(at, ".")
            || isSymbol(at, "!")
            || isSymbol(at, "(")
            || isSymbol(at, ")")
            || isSymbol(at, ":")
            || isSymbol(at, "'"))) {
      at++;
    }
    return at;
  }

  /** The end of these words if they stand here; -1 if not. */
  int phrase(int i, String text) {
    int at = i;
    for (String word : PHRASES.computeIfAbsent(text, t -> t.split(" "))) {
      if (!word(at).equals(word)) {
        return -1;
      }
      at++;
    }
    return at;
  }

  int anyPhrase(int i, String... phrases) {
    int best = -1;
    for (String phrase : phrases) {
      best = Math.max(best, phrase(i, phrase));
    }
    return best;
  }

  private static final List<String> ORDINALS =
      List.of(
          "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
          "tenth");

  private static final Pattern ORDINAL = Pattern.compile("(\\d{1,3})(?:st|nd|rd|th)");

  /** How many come before: 1 for second and 2nd; 0 for the first one and for other words. */
  int skipped(int i) {
    Matcher digits = ORDINAL.matcher(word(i));
    int before =
        digits.matches() ? Integer.parseInt(digits.group(1)) - 1 : ORDINALS.indexOf(word(i));
    return Math.max(0, before);
  }

  boolean isCapitalised(int i) {
    boolean first = i == 0 || isSymbol(i - 1, ".") || isSymbol(i - 1, "?");
    if (first && (isWord(i, Language.OPENERS) || Lexicon.isFunctionWord(word(i)))) {
      return false;
    }
    return i < size()
        && reading.item(i).first().kind() == Token.Kind.WORD
        && reading.item(i).isCapitalised();
  }

  boolean isQuoted(int i) {
    if (i >= size()) {
      return false;
    }
    Token.Kind kind = reading.item(i).first().kind();
    return kind == Token.Kind.VALUE || kind == Token.Kind.QUOTED;
  }

  /** What follows “sorted”, “arranged” and the like where they speak of the order. */
  private static final Set<String> ORDERINGS =
      Set.of("by", "in", "according", "alphabetically", "from", "descending", "ascending", "on");

  /** Whether a word may say what rows do or what is done with them. */
  boolean isVerb(int i) {
    String word = word(i);
    boolean sorts = Language.SORTED.contains(word) && isWord(i + 1, ORDERINGS);
    if (word.isEmpty() || Language.PREPOSITIONS.contains(word) || sorts) {
      return false;
    }
    boolean form =
        word.length() > 4 && (word.endsWith("ed") || word.endsWith("ing") || word.endsWith("en"));
    return Language.VERBS.contains(word) || form;
  }

  /** Beyond “their”, “his or her” and the like. */
  int possessive(int i) {
    int end =
        anyPhrase(
            i, "his or her", "his for her", "their own", "their", "its", "his", "her", "your");
    return end > 0 ? end : i;
  }

  // -- Ways between tables ----------------------------------------------------------------------

  /** The ways from a table to another or to itself; see {@link Ways#paths}. */
  List<List<JoinLink>> paths(Relation from, Relation to) {
    return ways.paths(from, to);
  }

  /** Whether a verb says what a table that pairs rows is called after. */
  boolean isPairing(Relation relation, String verb) {
    String stem = Words.stem(verb);
    return paths(relation, relation).stream()
        .flatMap(List::stream)
        .anyMatch(
            l ->
                Words.stems(l.source().name().name()).stream().anyMatch(w -> isKin(w, stem))
                    || l.sourceColumns().stream()
                        .anyMatch(c -> Words.stems(c).stream().anyMatch(w -> isKin(w, stem))));
  }

  /** Whether some table pairs rows by such a word. */
  boolean isPairingWord(String word) {
    if (word.length() <= 4) {
      return false;
    }
    String stem = Words.stem(word);
    return pairings().stream().anyMatch(w -> isKin(w, stem));
  }

  /** The words of tables that pair rows of another one, and of their columns. */
  private Set<String> pairings() {
    Set<String> known = pairings;
    if (known == null) {
      Set<String> found = new HashSet<>();
      for (Relation relation : senses.relations()) {
        for (List<JoinLink> way : paths(relation, relation)) {
          for (JoinLink link : way) {
            found.addAll(Words.stems(link.source().name().name()));
            link.sourceColumns().forEach(c -> found.addAll(Words.stems(c)));
          }
        }
      }
      known = Set.copyOf(found);
      pairings = known;
    }
    return known;
  }

  static boolean isKin(String one, String other) {
    return isStemKin(one, other) || Synonyms.areSynonyms(one, other);
  }

  /** Whether both begin alike: direct, directed, director. */
  static boolean isStemKin(String one, String other) {
    int common = Words.commonStart(one, other);
    return common >= 4 && common >= Math.min(one.length(), other.length()) - 3;
  }

  /**
   * The end of “they teach”, “it has”, “that they have done”; the place itself for anything else.
   */
  int pronounClause(int i) {
    int at = skip(i);
    if (isWord(at, Set.of("that", "which")) && isWord(at + 1, PRONOUNS)) {
      at++;
    }
    int does = isWord(at, Language.DO) ? at + 1 : at;
    if (isWord(at, Set.of("that", "which", "who"))
        && isWord(at + 1, Language.VERBS)
        && isWord(at + 2, Set.of("it", "them"))) {
      return at + 3;
    }
    if (isWord(at, Language.VERBS)
        && word(at).endsWith("ing")
        && isWord(at + 1, Set.of("it", "them"))) {
      return at + 2;
    }
    if (isVerb(at)
        && isWord(at + 1, Language.PREPOSITIONS)
        && (isWord(at + 2, Set.of("it", "them"))
            || isWord(at + 2, Set.of("each")) && skip(at + 3) >= size())) {
      return at + 3;
    }
    if (!isWord(does, PRONOUNS)) {
      return i;
    }
    at = does + 1;
    int words = 0;
    while (words < 4
        && (isWord(at, Language.VERBS)
            || isWord(at, Language.HAVE)
            || isWord(at, Language.BE)
            || isWord(at, Set.of("done", "to", "did", "been", "in", "have", "has", "used"))
            || word(at).length() > 4 && word(at).endsWith("ed"))) {
      at++;
      words++;
    }
    return words > 0 ? at : i;
  }

  private static final Set<String> PRONOUNS = Set.of("they", "it", "he", "she", "each", "them");

  boolean isKeyLike(Relation relation, Column column) {
    String fold = Words.fold(column.name());
    return columns.key(relation).contains(column)
        || fold.endsWith("_id")
        || fold.endsWith("_code")
        || fold.equals("state")
        || index.links(relation).stream()
            .anyMatch(
                l ->
                    l.source().name().equals(relation.name())
                        && l.sourceColumns().contains(column.name()));
  }

  /** Whether a column refers to another table. */
  boolean isReference(Relation relation, Column column) {
    return index.links(relation).stream()
        .anyMatch(
            l ->
                l.source().name().equals(relation.name())
                    && l.sourceColumns().equals(List.of(column.name())));
  }

  /** Whether one row leads to at most one along the way. */
  static boolean isToOne(Relation from, List<JoinLink> path) {
    Relation at = from;
    for (JoinLink link : path) {
      if (!link.source().name().equals(at.name())) {
        var key = link.source().primaryKey();
        if (key == null || !key.columns().equals(link.sourceColumns())) {
          return false;
        }
      }
      at = link.opposite(at);
    }
    return true;
  }

  /** The rows of another table that belong to one's, with what speaks against each way. */
  List<Read<Related>> related(Relation from, Rows rows, int at) {
    List<Read<Related>> found = new ArrayList<>();
    List<List<JoinLink>> all = paths(from, rows.relation());
    if (all.isEmpty()) {
      return found;
    }
    List<JoinLink> bought = overPurchases(from, rows.relation());
    if (bought != null && !all.getFirst().equals(bought)) {
      return List.of(Read.of(new Related(bought, rows), at, 0.06));
    }
    int shortest = all.getFirst().size();
    List<List<JoinLink>> equal = all.stream().filter(w -> w.size() == shortest).toList();
    Set<List<JoinLink>> hinted = equal.size() > 1 ? ways.hinted(equal) : Set.of();
    for (List<JoinLink> way : equal) {
      double cost = 0.01 * (way.size() - 1);
      for (JoinLink link : way) {
        cost += link.declared() ? 0 : Ways.isPresumed(link) ? 0.03 : 0.01;
      }
      if (equal.size() > 1) {
        cost += hinted.contains(way) ? 0 : isUnderNamed(way, rows.relation()) ? 0.06 : 0.12;
      }
      found.add(Read.of(new Related(way, rows), at, cost));
    }
    found.sort(java.util.Comparator.comparingDouble(Read::cost));
    return found.size() > 3 ? found.subList(0, 3) : found;
  }

  private static final Set<String> BUYING =
      Set.of("bought", "buy", "buys", "buying", "purchased", "ordered");

  private static final Set<String> PURCHASES =
      Set.copyOf(Words.stems("order purchase sale invoice transaction booking"));

  /**
   * The way over what was bought, where the request speaks of buying and the shortest way is
   * another one; {@code null} if there is none.
   */
  private @Nullable List<JoinLink> overPurchases(Relation from, Relation to) {
    boolean buying = reading.items().stream().anyMatch(i -> BUYING.contains(i.word()));
    if (!buying || isPurchase(from) || isPurchase(to)) {
      return null;
    }
    List<JoinLink> best = null;
    for (Relation middle : senses.relations()) {
      if (!isPurchase(middle) || senses.naming(middle).bare().size() > 1) {
        continue;
      }
      List<List<JoinLink>> first = index.paths(from, middle);
      List<List<JoinLink>> second = index.paths(middle, to);
      if (!first.isEmpty() && !second.isEmpty()) {
        List<JoinLink> way = new ArrayList<>(first.getFirst());
        way.addAll(second.getFirst());
        boolean simple = way.stream().distinct().count() == way.size();
        if (simple && (best == null || way.size() < best.size())) {
          best = List.copyOf(way);
        }
      }
    }
    return best;
  }

  private boolean isPurchase(Relation relation) {
    return senses.naming(relation).bare().stream().anyMatch(PURCHASES::contains);
  }

  /** The reference is called as the table that it leads to. */
  private static boolean isUnderNamed(List<JoinLink> way, Relation to) {
    List<String> words = Words.stems(to.name().name());
    return way.stream().anyMatch(l -> Words.stems(l.sourceColumns().getFirst()).containsAll(words));
  }

  // -- Columns ----------------------------------------------------------------------------------

  /** A column seen from a row: its own, or that of one it leads to; what the way costs. */
  @Nullable Read<Place> place(Relation from, Field field, int end) {
    if (field.relation().name().equals(from.name())) {
      return Read.of(Place.own(from, field.column()), end, 0);
    }
    List<List<JoinLink>> ways = paths(from, field.relation());
    if (ways.isEmpty()) {
      return null;
    }
    List<JoinLink> way = ways.getFirst();
    boolean twin = way.size() == 1 && isToOne(from, way) && isToOne(field.relation(), way);
    double cost = (twin ? 0.02 : 0.05) + 0.03 * (way.size() - 1) + (isToOne(from, way) ? 0 : 0.1);
    if (ways.size() > 1 && ways.get(1).size() == way.size()) {
      cost += 0.05;
    }
    return Read.of(new Place(way, field.relation(), field.column()), end, cost);
  }

  TypeKind kind(Column column) {
    return sql.kind(column);
  }

  boolean isNumeric(Column column) {
    return kind(column).isNumeric();
  }

  /** A text that numbers are kept in, as told by its name. */
  boolean isMeasure(Relation relation, Column column) {
    return isNumeric(column) && !isKeyLike(relation, column) && !isNumbering(column);
  }

  /** A number that rows are told apart by, as those of flights and invoices. */
  private static boolean isNumbering(Column column) {
    List<String> words = Words.split(column.name());
    String last = words.isEmpty() ? "" : Words.fold(words.getLast());
    return words.size() > 1 && Set.of("no", "nr", "number").contains(last)
        || last.length() > 4
            && (last.endsWith("number") || last.endsWith("no"))
            && !last.equals("number");
  }

  /** Whether the rows refer to the one that belongs to them: there is nothing to count. */
  static boolean isReferredTo(Relation from, Related related) {
    return related.path().getFirst().source().name().equals(from.name())
        && isToOne(from, related.path());
  }

  /** Rows that can belong to one several times, or are spoken of so though a key says once. */
  static double severalCost(Relation from, Related related) {
    return isToOne(from, related.path()) ? 0.1 : 0;
  }

  /** The rows between, where nothing is said of those behind them: each stands for one. */
  static Related counted(Related related) {
    int size = related.path().size();
    if (size < 2 || !related.rows().isBare()) {
      return related;
    }
    JoinLink last = related.path().getLast();
    boolean toOne = last.target().name().equals(related.rows().relation().name());
    return toOne
        ? new Related(related.path().subList(0, size - 1), Rows.of(last.source()))
        : related;
  }

  /** Whether people who name no table hardly mean this one: a view, a copy, what was. */
  static boolean isAside(Relation relation) {
    return !relation.kind().isTable()
        || Words.stems(relation.name().name()).stream().anyMatch(ASIDE::contains);
  }

  private static final Set<String> ASIDE =
      Set.copyOf(Words.stems("old archive archived backup bak tmp temp copy history log staging"));

  /** What rows of the table are called by; see {@link ColumnFinder#labels(Relation)}. */
  List<Column> labels(Relation relation) {
    return columns.labels(relation);
  }

  /** What a row is called by, if one column does. */
  Optional<Column> label(Relation relation) {
    List<Column> labels = labels(relation);
    return labels.size() == 1 ? Optional.of(labels.getFirst()) : Optional.empty();
  }

  /** The one amount that rows have; empty where there is none, or several. */
  Optional<Column> amount(Relation relation) {
    List<Column> amounts = columns.amounts(relation);
    return amounts.size() == 1 ? Optional.of(amounts.getFirst()) : Optional.empty();
  }

  /** The column that tells when: a moment, or a year. */
  List<Column> moments(Relation relation) {
    List<Column> found = new ArrayList<>();
    columns.creationDate(relation).ifPresent(found::add);
    for (Column column : relation.columns()) {
      boolean year = isNumeric(column) && Words.fold(column.name()).endsWith("year");
      if ((kind(column).isDay() || year) && !found.contains(column)) {
        found.add(column);
      }
    }
    return found;
  }

  String text(int from, int to) {
    return reading.text(from, to);
  }
}
