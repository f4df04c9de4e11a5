package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where every word of a request went. A word is part of the plan, with the place that it was put
 * to; or it is filler, which serves the sentence and can change no result; or it is left over. A
 * draft that leaves words over would answer another request, so that it is not made: what they mean
 * is asked.
 */
final class Accounting {
  /** Words that can be left out of a request without another result. */
  private static final Set<String> FILLER =
      Set.copyOf(
          List.of(
              """
              a an the this that these those which who whom whose what where when why how is are was were
              be been being am do does did done has have had having can could will would shall should may
              might must i me my we us our you your it its he she his her him they them their there here
              and if then so as at by for from in into of on onto to up with within via too also all any
              some such please kindly want need like get give show list display find fetch select return
              retrieve see view tell print query look lookup let lets s t d row rows record records entry
              entries data information info details detail table tables column columns field fields
              currently make sure thing things overall altogether together along respective corresponding
              associated related exist exists existing whole entire complete know identify provide
              following listed full about belong belongs contain contains containing hi hello could
              database schema name names value values kind present available possible given various
              now just include including along did ever through across among under question answer
              result results people person one ones total type types id ids number numbers date dates
              kinds well each every both himself herself itself themselves everyone somebody someone meters metres kilometers kilometres square miles feet dollars euros usd world moment temporarily various certain particular got use used get gets around pairs pair  members member
              """
                  .strip()
                  .split("\\s+")));

  /** Of the fillers, those that say something where figures or names could be meant. */
  private static final Set<String> TELLING =
      Set.of("each", "every", "both", "total", "number", "numbers", "how", "under", "when");

  /** Of the fillers, those that may be names of what is new. */
  private static final Set<String> NAMING =
      Set.of(
          "date",
          "dates",
          "number",
          "numbers",
          "name",
          "names",
          "id",
          "ids",
          "total",
          "type",
          "types",
          "details",
          "information",
          "data",
          "person",
          "people");

  private final Reading reading;
  private final boolean verbsTell;

  Accounting(Reading reading) {
    this(reading, true);
  }

  private Accounting(Reading reading, boolean verbsTell) {
    this.reading = reading;
    this.verbsTell = verbsTell;
  }

  /** For definitions, where a verb says nothing of how rows belong together. */
  static Accounting strict(Reading reading) {
    return new Accounting(reading, false);
  }

  static boolean isFiller(String word) {
    return FILLER.contains(word) && !TELLING.contains(word);
  }

  /** The words that are neither part of the plan nor filler, as they were written. */
  List<String> leftOver() {
    List<String> left = new ArrayList<>();
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      if (!item.isUsed() && speaks(i, item)) {
        left.add(item.text());
      }
    }
    return left;
  }

  private boolean speaks(int i, Item item) {
    if (item.table() != null || item.field() != null || item.label() != null) {
      return true;
    }
    Token.Kind kind = item.first().kind();
    if (kind == Token.Kind.SYMBOL) {
      return item.isSymbol("%") || item.isSymbol("<") || item.isSymbol(">") || item.isSymbol("=");
    }
    if (kind != Token.Kind.WORD) {
      return true;
    }
    String word = item.word();
    if (!verbsTell && NAMING.contains(word)) {
      return true;
    }
    if (word.equals("or") && Set.of("his", "him", "he").contains(reading.word(i - 1))
        || word.equals("total") && reading.word(i - 1).equals("in")) {
      return false;
    }
    if (word.equals("both")) {
      boolean columns =
          i + 1 < reading.size() && reading.item(i + 1).field() != null
              || i + 2 < reading.size() && reading.item(i + 2).field() != null;
      return !columns;
    }
    if (word.equals("how")) {
      return !reading.word(i + 1).isEmpty() && Measures.isAdjective(reading.word(i + 1));
    }
    return !isFiller(word) && !(verbsTell && isVerbOfTables(i, word));
  }

  /**
   * A verb between the things that the request names, such as written or owned: it says how rows
   * belong together, as their join does. One that a column is called after may say more.
   */
  private boolean isVerbOfTables(int i, String word) {
    Item next = i + 1 < reading.size() ? reading.item(i + 1) : null;
    boolean adjective =
        next != null
            && (next.table() != null || next.label() != null)
            && (word.endsWith("ed") || word.endsWith("ing"));
    if (adjective && !isVerbPlace(i) || i == reading.size() - 1 && word.endsWith("ing")) {
      return false;
    }
    if (i > 0 && reading.item(i).isCapitalised()) {
      // in Engineering: a name.
      return false;
    }
    boolean verb =
        word.length() > 4 && (word.endsWith("ed") || word.endsWith("ing")) || VERBS.contains(word);
    if (!verb || Words.stem(word).equals("need") || i == 0 && !word.endsWith("ing")) {
      return false;
    }
    for (Relation relation : reading.scope()) {
      for (String part : Words.stems(relation.name().name())) {
        if (part.length() >= 5 && word.startsWith(part.substring(0, 5))) {
          return true;
        }
      }
    }
    for (Relation relation : reading.scope()) {
      for (Column column : relation.columns()) {
        boolean reference =
            reading.index().links(relation).stream()
                .anyMatch(
                    l ->
                        l.sourceColumns().contains(column.name())
                            || l.targetColumns().contains(column.name()));
        if (reference
            || reading.columns().labels(relation).contains(column)
            || reading.columns().key(relation).contains(column)) {
          continue;
        }
        for (String part : Words.stems(column.name())) {
          if (part.length() >= 4 && word.startsWith(part.substring(0, 4))) {
            return false;
          }
        }
        for (String value : reading.index().values().of(relation, column)) {
          if (Words.fold(value).equals(word)) {
            return false;
          }
        }
      }
    }
    reading.notes().assume("“" + word + "” is taken to say how the rows belong together.", 0.04);
    return true;
  }

  /** customers who bought products: something that does it stands before. */
  private boolean isVerbPlace(int i) {
    for (int j = i - 1; j >= Math.max(0, i - 3); j--) {
      Item before = reading.item(j);
      boolean subject =
          before.table() != null
              || before.field() != null
              || Set.of("who", "that", "which", "they", "have", "has", "had", "been", "did", "and")
                  .contains(before.word());
      if (subject) {
        return true;
      }
    }
    return false;
  }

  private static final Set<String> VERBS =
      Set.of(
          "made",
          "written",
          "wrote",
          "sold",
          "given",
          "bought",
          "won",
          "held",
          "taught",
          "teach",
          "teaches",
          "live",
          "lives",
          "work",
          "works",
          "play",
          "plays",
          "own",
          "owns",
          "use",
          "uses",
          "produce",
          "produces",
          "speak",
          "speaks",
          "spoken",
          "write",
          "publish",
          "run",
          "runs",
          "take",
          "took",
          "taken",
          "come",
          "comes",
          "came",
          "went",
          "gone",
          "go",
          "goes",
          "flow",
          "flows",
          "lie",
          "lies",
          "born",
          "appear",
          "win",
          "receive",
          "receives",
          "perform",
          "performs",
          "operate",
          "serve",
          "serves",
          "fly",
          "study",
          "studies",
          "direct",
          "directs",
          "act",
          "acts",
          "make",
          "makes",
          "sell",
          "sells",
          "buy",
          "buys",
          "pay",
          "pays",
          "paid",
          "built",
          "spend",
          "spent",
          "happen",
          "happens",
          "occur",
          "occurs",
          "start",
          "starts",
          "hold",
          "holds",
          "attend",
          "attends",
          "join",
          "offer",
          "offers",
          "support",
          "supports");

  /**
   * Asks what the words mean that are left over.
   *
   * @throws Unclear if there are any
   */
  void requireNothingLeft() throws Unclear {
    List<String> left = leftOver();
    if (!left.isEmpty()) {
      throw new Unclear(question(left) + likely());
    }
  }

  /**
   * Asks where a superlative is part of a column's name only: the state with the highest point.
   *
   * @throws Unclear if nothing in the query takes the extreme
   */
  void requireExtremeTaken(String query) throws Unclear {
    boolean taken = EXTREME.matcher(query).find();
    for (int i = 1; i < reading.size() && !taken; i++) {
      Item item = reading.item(i);
      String first = item.first().fold();
      boolean introduced =
          Set.of("with", "has", "have", "had", "whose").contains(reading.word(i - 1));
      if (introduced && item.tokens().size() > 1 && Measures.isSuperlative(first)) {
        throw new Unclear(
            "“"
                + item.text()
                + "” is the name of a column: is the row with the extreme value of it meant, and"
                + " which column is compared?");
      }
    }
  }

  private static final Pattern EXTREME =
      Pattern.compile("LIMIT (?!100\\b)|MAX\\(|MIN\\(|ROW_NUMBER");

  /** The values that the first word left may stand for, where the table beside it lists some. */
  private String likely() {
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      if (item.isUsed() || !item.isPlainWord() || !speaks(i, item)) {
        continue;
      }
      Relation table = i + 1 < reading.size() ? reading.item(i + 1).table() : null;
      boolean predicate = Set.of("is", "are", "not", "yet").contains(reading.word(i - 1));
      table =
          table == null && predicate && !reading.scope().isEmpty()
              ? reading.scope().getFirst()
              : table;
      if (table == null) {
        continue;
      }
      for (Column column : table.columns()) {
        List<String> values = reading.index().values().of(table, column);
        if (values.size() > 1) {
          return " "
              + table.name().name()
              + "."
              + column.name()
              + " holds "
              + String.join(", ", values.stream().limit(12).toList())
              + ".";
        }
      }
    }
    return "";
  }

  private static String question(List<String> left) {
    String words = MockScriptGenerator.quoted(left);
    boolean one = left.stream().distinct().count() == 1;
    return "Of the request, "
        + words
        + (one ? " is" : " are")
        + " not understood, and could change the result: "
        + (one
            ? "which column, value or condition is meant by it?"
            : "which columns, values or conditions are meant by them?");
  }
}
