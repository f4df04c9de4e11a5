package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Relation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is read: its words, the tables, columns and values that they mean, and which of
 * them the draft has used.
 */
final class Reading {
  /** More pieces than a person would write about one script are not looked at for names. */
  private static final int MAX_ITEMS = 600;

  private static final Set<String> ARTICLES = Set.of("the", "a", "an", "t", "please", "kindly");

  private static final Set<String> NEGATIONS =
      Set.of("isn", "aren", "wasn", "weren", "don", "doesn", "didn", "hasn", "haven", "hadn");

  private static final Map<String, Integer> NUMBERS = numbers();

  private static final Map<String, Integer> MAGNITUDES =
      Map.of("hundred", 100, "thousand", 1000, "million", 1_000_000, "billion", 1_000_000_000);

  /** Two hundred thousand. */
  private static final int MOST_OF_A_NUMBER = 4;

  private final String request;
  private final SchemaIndex index;
  private final ColumnFinder columns;
  private final Notes notes;
  private final List<Item> items = new ArrayList<>();
  private final List<Relation> scope = new ArrayList<>();
  private @Nullable Item verb;

  Reading(String request, SchemaIndex index, ColumnFinder columns, Notes notes) {
    this.request = request;
    this.index = index;
    this.columns = columns;
    this.notes = notes;
    List<Token> tokens = index.tokens(request);
    for (int i = 0; i < tokens.size(); i++) {
      if (!isHyphen(tokens, i) && !isArticle(tokens, i)) {
        items.add(new Item(List.of(tokens.get(i))));
      }
    }
  }

  /** Whether a word is an article, and neither the t of t-shirt nor the a of a.name. */
  private static boolean isArticle(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    boolean qualifies = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol(".");
    return token.kind() == Token.Kind.WORD
        && ARTICLES.contains(token.fold())
        && !qualifies
        && !isHyphen(tokens, i - 1)
        && !isHyphen(tokens, i + 1);
  }

  /** t-shirt: what a hyphen joins is read as if a space stood there. */
  private static boolean isHyphen(List<Token> tokens, int i) {
    return i > 0
        && i + 1 < tokens.size()
        && tokens.get(i).isSymbol("-")
        && tokens.get(i - 1).kind() == Token.Kind.WORD
        && tokens.get(i + 1).kind() == Token.Kind.WORD
        && tokens.get(i - 1).end() == tokens.get(i).start()
        && tokens.get(i).end() == tokens.get(i + 1).start();
  }

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> words =
        List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    for (int i = 0; i < words.size(); i++) {
      numbers.put(words.get(i), i);
    }
    List<String> tens =
        List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    for (int i = 0; i < tens.size(); i++) {
      numbers.put(tens.get(i), 10 * (i + 2));
    }
    numbers.put("hundred", 100);
    numbers.put("thousand", 1000);
    numbers.put("million", 1_000_000);
    return Map.copyOf(numbers);
  }

  // -- The pieces ---------------------------------------------------------------------------------

  int size() {
    return items.size();
  }

  Item item(int i) {
    return items.get(i);
  }

  /** Takes the word that says what is wanted; it names nothing. */
  void takeVerb(int i) {
    verb = items.get(i);
    verb.use("what is done");
  }

  /** Where the word stands that says what is wanted; -1 where it was not taken. */
  int verbAt() {
    return verb == null ? -1 : items.indexOf(verb);
  }

  List<Item> items() {
    return Collections.unmodifiableList(items);
  }

  List<Item> items(int from, int to) {
    return items().subList(from, to);
  }

  String request() {
    return request;
  }

  SchemaIndex index() {
    return index;
  }

  ColumnFinder columns() {
    return columns;
  }

  Notes notes() {
    return notes;
  }

  /** Drops what names nothing: possessives, and all but the beginning of a very long request. */
  void tidy() {
    if (items.size() > MAX_ITEMS) {
      items.subList(MAX_ITEMS, items.size()).clear();
      notes.ask(
          "The request is very long, and only its beginning was read: what is essential?", 0.3);
    }
    mergeDates();
    mergeNumbers();
    items.removeIf(item -> item.isSymbol("'") || item.isSymbol("’") || item.isSymbol("`"));
  }

  /** March 5, 2025 and 5 March 2025 are dates as 2025-03-05 is. */
  private void mergeDates() {
    for (int i = 0; i + 2 < items.size(); i++) {
      boolean dayFirst =
          dayOfMonth(i) > 0 && (word(i + 1).equals("of") ? month(i + 2) : month(i + 1)) > 0;
      int monthAt = dayFirst ? (word(i + 1).equals("of") ? i + 2 : i + 1) : i;
      int dayAt = dayFirst ? i : i + 1;
      int month = month(monthAt);
      int day = dayOfMonth(dayAt);
      int yearAt = Math.max(monthAt, dayAt) + 1;
      yearAt += isSymbol(yearAt, ",") ? 1 : 0;
      if (month <= 0 || day <= 0 || !isNumber(yearAt) || !Dates.isYear(items.get(yearAt).text())) {
        continue;
      }
      String text = "%s-%02d-%02d".formatted(items.get(yearAt).text(), month, day);
      if (Dates.day(text).isPresent()) {
        Token token =
            new Token(
                Token.Kind.DATE,
                text,
                text,
                List.of(),
                items.get(i).start(),
                items.get(yearAt).end());
        items.subList(i, yearAt + 1).clear();
        items.add(i, new Item(List.of(token)));
      }
    }
  }

  /** 2 million and a hundred thousand are numbers as 2000000 is. */
  private void mergeNumbers() {
    for (int i = 0; i + 1 < items.size(); i++) {
      Integer word = NUMBERS.get(word(i));
      boolean digits =
          items.get(i).isNumber() && items.get(i).text().matches("\\d{1,9}(?:\\.\\d{1,6})?");
      int end = i + 1;
      BigDecimal number =
          digits
              ? new BigDecimal(items.get(i).text())
              : BigDecimal.valueOf(word == null ? 0 : word);
      while (MAGNITUDES.containsKey(word(end)) && end < i + MOST_OF_A_NUMBER) {
        number = number.multiply(BigDecimal.valueOf(MAGNITUDES.getOrDefault(word(end), 1)));
        end++;
      }
      if (end > i + 1 && number.signum() > 0) {
        String text = number.stripTrailingZeros().toPlainString();
        int from = items.get(i).start();
        int to = items.get(end - 1).end();
        items.subList(i, end).clear();
        items.add(
            i, new Item(List.of(new Token(Token.Kind.NUMBER, text, text, List.of(), from, to))));
      }
    }
  }

  private int month(int i) {
    return Dates.month(word(i)).orElse(0);
  }

  /** 5, or 5th; 0 for anything else. */
  private int dayOfMonth(int i) {
    if (i >= items.size()) {
      return 0;
    }
    String text = items.get(i).text().replaceFirst("(?<=\\d)(?:st|nd|rd|th)$", "");
    return text.matches("[0-3]?\\d") && items.get(i).tokens().size() == 1
        ? Integer.parseInt(text)
        : 0;
  }

  /** Makes one piece of several, whose meaning is still to be set. */
  Item merge(int from, int to) {
    List<Token> tokens = new ArrayList<>();
    List<Item> merged = items.subList(from, to);
    merged.forEach(item -> tokens.addAll(item.tokens()));
    Item item = new Item(tokens);
    merged.clear();
    items.add(from, item);
    return item;
  }

  // -- The tables ---------------------------------------------------------------------------------

  /** The relations that the request names, in order; or the one that its words suggest. */
  List<Relation> scope() {
    return Collections.unmodifiableList(scope);
  }

  void addToScope(Relation relation) {
    if (scope.stream().noneMatch(r -> r.name().equals(relation.name()))) {
      scope.add(relation);
    }
  }

  void replaceInScope(Relation relation, Relation by) {
    scope.replaceAll(r -> r.name().equals(relation.name()) ? by : r);
  }

  /** Whether a table is spoken of in the singular. */
  boolean isSingular(Relation relation) {
    return items.stream()
        .anyMatch(
            item ->
                item.table() != null
                    && item.table().name().equals(relation.name())
                    && !item.isPlural());
  }

  // -- What stands where --------------------------------------------------------------------------

  /** The single word at a place, in English; empty beyond the end and for anything else. */
  String word(int i) {
    return i >= 0 && i < items.size() ? items.get(i).word() : "";
  }

  boolean isWord(int i, Set<String> words) {
    return words.contains(word(i)) && !item(i).isUsed();
  }

  boolean isWord(int i, String word) {
    return word(i).equals(word) && !item(i).isUsed();
  }

  /** Whether exactly these words, none of them used, stand from here on. */
  boolean isPhrase(int i, String phrase) {
    int at = i;
    for (String word : phrase.split(" ")) {
      if (!isWord(at++, word)) {
        return false;
      }
    }
    return true;
  }

  boolean isAnyPhrase(int i, List<String> phrases) {
    return phrases.stream().anyMatch(phrase -> isPhrase(i, phrase));
  }

  /** Whether one of these words stands anywhere, used or not. */
  boolean hasWord(Set<String> words) {
    return items.stream().anyMatch(item -> words.contains(item.word()));
  }

  boolean isSymbol(int i, String symbol) {
    return i >= 0 && i < items.size() && items.get(i).isSymbol(symbol) && !items.get(i).isUsed();
  }

  @Nullable Relation table(int i) {
    return i >= 0 && i < items.size() && !items.get(i).isUsed() ? items.get(i).table() : null;
  }

  @Nullable Field field(int i) {
    return i >= 0 && i < items.size() && !items.get(i).isUsed() ? items.get(i).field() : null;
  }

  boolean isNumber(int i) {
    return i >= 0 && i < items.size() && items.get(i).isNumber() && !items.get(i).isUsed();
  }

  /** A small whole number in digits or as a word; {@code null} for anything else. */
  @Nullable Integer number(int i) {
    if (isNumber(i)) {
      String text = item(i).text();
      return text.matches("\\d{1,6}") ? Integer.valueOf(text) : null;
    }
    return NUMBERS.get(word(i));
  }

  boolean isDate(int i) {
    return i >= 0 && i < items.size() && items.get(i).isDate() && !items.get(i).isUsed();
  }

  // -- What is used -------------------------------------------------------------------------------

  void use(int from, int to) {
    use(from, to, "the script");
  }

  /** Lets words count as used, and tells which part of the script they have become. */
  void use(int from, int to, String place) {
    for (int i = Math.max(0, from); i < Math.min(to, items.size()); i++) {
      items.get(i).use(place);
    }
  }

  /** The request's words from one item to another, as they were written. */
  String text(int from, int to) {
    return request.substring(items.get(from).start(), items.get(to - 1).end());
  }

  /** Whether the relation itself, not only a column of it, is named. */
  boolean names(Relation relation) {
    return items.stream()
        .anyMatch(i -> i.table() != null && i.table().name().equals(relation.name()));
  }

  /** Whether a row of one relation can have several counterparts in the other. */
  boolean isToMany(Relation from, Relation to) {
    Relation at = from;
    List<List<JoinLink>> paths = index.paths(from, to);
    for (JoinLink link : paths.isEmpty() ? List.<JoinLink>of() : paths.getFirst()) {
      if (!link.source().name().equals(at.name())) {
        return true;
      }
      at = link.opposite(at);
    }
    return false;
  }

  /** Lets a table's name count as used wherever it stands. */
  void useTable(Relation relation) {
    for (Item item : items) {
      if (item.table() != null && item.table().name().equals(relation.name())) {
        item.use();
      }
    }
  }

  /** Lets these words count as used wherever they stand. */
  void useWords(Set<String> words) {
    for (Item item : items) {
      if (words.contains(item.word())) {
        item.use();
      }
    }
  }

  void useSymbol(String symbol) {
    for (Item item : items) {
      if (item.isSymbol(symbol)) {
        item.use();
      }
    }
  }

  /** Whether a word with this stem stands in the request; such a word counts as used. */
  boolean useStem(String stem) {
    boolean found = false;
    for (Item item : items) {
      if (item.isPlainWord() && item.first().stems().contains(stem)) {
        item.use();
        found = true;
      }
    }
    return found;
  }

  /** The words that neither the draft nor the sentence needs, as they were written. */
  List<String> unusedWords() {
    List<String> unused = new ArrayList<>();
    for (Item item : items) {
      boolean speaks =
          switch (item.first().kind()) {
            case SYMBOL -> false;
            case WORD ->
                !NEGATIONS.contains(item.word()) && !Lexicon.isFunctionWord(item.first().fold());
            default -> true;
          };
      if (speaks && !item.isUsed() && !isKinOfTable(item)) {
        unused.add(item.text());
      }
    }
    return unused;
  }

  /** products supplied by suppliers: the verb says no more than the table does. */
  private boolean isKinOfTable(Item item) {
    String fold = item.first().fold();
    return item.isPlainWord()
        && fold.length() >= 6
        && scope.stream()
            .flatMap(r -> Words.stems(r.name().name()).stream())
            .anyMatch(stem -> stem.length() >= 5 && fold.startsWith(stem.substring(0, 5)));
  }
}
