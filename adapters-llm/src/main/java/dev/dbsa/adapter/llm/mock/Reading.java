package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.LinkedTable;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.adapter.llm.link.Synonyms;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ColumnFinder.Fit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request read against a schema: its words, and the tables, columns and values they mean. */
final class Reading {
  private static final int MAX_NAME_WORDS = 5;

  /** More pieces than a person would write about one script are not looked at for names. */
  private static final int MAX_ITEMS = 600;

  private static final Set<String> ARTICLES = Set.of("the", "a", "an", "t", "please", "kindly");

  private static final Set<String> NEGATIONS =
      Set.of("isn", "aren", "wasn", "weren", "don", "doesn", "didn", "hasn", "haven", "hadn");

  private static final List<String> NEGATING_PREFIXES = List.of("in", "un", "non", "not");

  private final String request;
  private final SchemaIndex index;
  private final ColumnFinder columns;
  private final Notes notes;
  private final List<Item> items = new ArrayList<>();
  private final List<Relation> scope = new ArrayList<>();
  private boolean scopeIsGuessed;

  Reading(String request, SchemaIndex index, ColumnFinder columns, Notes notes) {
    this.request = request;
    this.index = index;
    this.columns = columns;
    this.notes = notes;
    List<Token> tokens = index.tokens(request);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean article = token.kind() == Token.Kind.WORD && ARTICLES.contains(token.fold());
      if (article && !(i + 1 < tokens.size() && tokens.get(i + 1).isSymbol("."))) {
        continue;
      }
      items.add(new Item(List.of(token)));
    }
  }

  // -- What is there ------------------------------------------------------------------------------

  int size() {
    return items.size();
  }

  Item item(int i) {
    return items.get(i);
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

  /** The relations that the request names, in order; or the one that its words suggest. */
  List<Relation> scope() {
    return scope;
  }

  boolean isScopeGuessed() {
    return scopeIsGuessed;
  }

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

  /** Whether a table is spoken of in the singular. */
  boolean isSingular(Relation relation) {
    return items.stream()
        .anyMatch(
            item ->
                item.table() != null
                    && item.table().name().equals(relation.name())
                    && !item.isPlural());
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
    int at =
        List.of(
                "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                "ten", "eleven", "twelve")
            .indexOf(word(i));
    return at < 0 ? null : Integer.valueOf(at);
  }

  boolean isDate(int i) {
    return i >= 0 && i < items.size() && items.get(i).isDate() && !items.get(i).isUsed();
  }

  void use(int from, int to) {
    for (int i = Math.max(0, from); i < Math.min(to, items.size()); i++) {
      items.get(i).use();
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

  // -- Reading ------------------------------------------------------------------------------------

  /** Finds the tables that the request names; asks where a name fits several equally well. */
  void findTables() {
    if (items.size() > MAX_ITEMS) {
      items.subList(MAX_ITEMS, items.size()).clear();
      notes.ask(
          "The request is very long, and only its beginning was read: what is essential?", 0.3);
    }
    dropPossessives();
    findNamedTables();
    if (items.stream().allMatch(item -> item.table() == null)) {
      findTablesByOtherWords(false);
    }
    if (items.stream().allMatch(item -> item.table() == null)) {
      findTablesByOtherWords(true);
    }
    for (Item item : items) {
      Relation table = item.table();
      if (table != null && scope.stream().noneMatch(r -> r.name().equals(table.name()))) {
        scope.add(table);
      }
    }
  }

  private void dropPossessives() {
    items.removeIf(item -> item.isSymbol("'") || item.isSymbol("’") || item.isSymbol("`"));
  }

  private void findNamedTables() {
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (item.isKind(Token.Kind.QUOTED)) {
        List<Relation> named = index.findByName(item.first().text());
        if (!named.isEmpty()) {
          setTable(i, i + 1, named);
        }
        continue;
      }
      if (item.isKind(Token.Kind.VALUE)
          && (word(i - 1).equals("table") || word(i + 1).equals("table"))) {
        List<Relation> named = index.findByName(item.first().text());
        if (!named.isEmpty()) {
          setTable(i, i + 1, named);
        }
        continue;
      }
      if (item.isKind(Token.Kind.WORD)) {
        findNamedTable(i);
      }
    }
  }

  private void findNamedTable(int i) {
    if (isQualified(i)) {
      String schemaName = items.get(i).first().text();
      List<Relation> inSchema =
          index.findByKey(items.get(i + 2).first().key()).stream()
              .filter(r -> r.name().schema().equalsIgnoreCase(schemaName))
              .toList();
      if (!inSchema.isEmpty()) {
        setTable(i, i + 3, inSchema);
        return;
      }
    }
    List<Relation> dotted = isQualified(i) ? index.findByName(dottedName(i)) : List.of();
    if (!dotted.isEmpty()) {
      setTable(i, i + 3, dotted);
      return;
    }
    for (int n = Math.min(MAX_NAME_WORDS, items.size() - i); n >= 1; n--) {
      if (!areWords(i, n) || n == 1 && isGrammar(i)) {
        continue;
      }
      StringBuilder key = new StringBuilder();
      StringBuilder spelled = new StringBuilder();
      for (int j = i; j < i + n; j++) {
        key.append(items.get(j).first().key());
        spelled.append(j > i ? "_" : "").append(items.get(j).first().text());
      }
      List<Relation> found = index.findByKey(key.toString());
      if (!found.isEmpty()) {
        setTable(i, i + n, bestSpelled(found, spelled.toString()));
        return;
      }
    }
  }

  private String dottedName(int i) {
    return items.get(i).first().text() + "." + items.get(i + 2).first().text();
  }

  /** Of names that differ by their endings only, the one that is spelled as in the request. */
  private static List<Relation> bestSpelled(List<Relation> found, String spelled) {
    List<Relation> exact = found.stream().filter(r -> r.name().name().equals(spelled)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    List<Relation> folded =
        found.stream()
            .filter(r -> Words.fold(r.name().name()).equals(Words.fold(spelled)))
            .toList();
    return folded.isEmpty() ? found : folded;
  }

  /** schema.table, without a space between. */
  private boolean isQualified(int i) {
    return i + 2 < items.size()
        && items.get(i + 1).isSymbol(".")
        && items.get(i).end() == items.get(i + 1).start()
        && items.get(i + 1).end() == items.get(i + 2).start()
        && items.get(i + 2).isKind(Token.Kind.WORD);
  }

  private boolean areWords(int i, int n) {
    for (int j = i; j < i + n; j++) {
      if (!items.get(j).isKind(Token.Kind.WORD) || items.get(j).table() != null) {
        return false;
      }
    }
    return true;
  }

  /** Whether the word serves the sentence here, although a table may be called so. */
  private boolean isGrammar(int i) {
    String word = word(i);
    if (word.equals("order") || word.equals("group") || word.equals("ordered")) {
      return word(i + 1).equals("by") || i == 0 && !isIdentity(i + 1);
    }
    if (word.equals("table") || word.equals("column") || word.equals("index")) {
      return true;
    }
    if (word.equals("order") || word.equals("orders")) {
      return false;
    }
    return Lexicon.isFunctionWord(items.get(i).first().fold()) || Requests.isVerb(word) && i == 0;
  }

  /** A number or a quoted name, as in: order 1001. */
  private boolean isIdentity(int i) {
    return i < items.size() && (items.get(i).isNumber() || items.get(i).isSymbol("#"));
  }

  /**
   * Lets words that name no column mean a table beside those that are named: orders with items.
   * Only for requests about rows, where every word speaks of what is there already.
   */
  void findNeighbourTables() {
    List<Relation> near = neighbours(scope);
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      boolean free = item.isPlainWord() && !isGrammar(i) && item.first().stems().size() == 1;
      if (!free || Requests.verbAt(this) == i || namesColumnOrValue(item.first().stems(), near)) {
        continue;
      }
      List<Relation> found =
          otherNames(item.first().stems().getFirst()).stream()
              .filter(r -> near.stream().anyMatch(n -> n.name().equals(r.name())))
              .toList();
      if (!found.isEmpty()) {
        setTable(i, i + 1, found);
        notes.assume(
            "“" + item.text() + "” means the table " + found.getFirst().name().name() + ".", 0.08);
        if (scope.stream().noneMatch(r -> r.name().equals(found.getFirst().name()))) {
          scope.add(found.getFirst());
        }
      }
    }
  }

  private boolean namesColumnOrValue(List<String> stems, List<Relation> near) {
    boolean columnNearby =
        near.stream()
            .anyMatch(
                r ->
                    !columns.find(r, stems, Fit.WHOLE).isEmpty()
                        || !columns.find(r, stems, Fit.SHORT).isEmpty());
    if (columnNearby) {
      return true;
    }
    for (Relation relation : scope) {
      boolean column =
          List.of(Fit.WHOLE, Fit.SHORT, Fit.PART, Fit.SYNONYM).stream()
              .anyMatch(fit -> !columns.find(relation, stems, fit).isEmpty());
      boolean value =
          relation.columns().stream()
              .flatMap(c -> index.values().of(relation, c).stream())
              .anyMatch(label -> Words.stems(label).equals(stems));
      if (column || value) {
        return true;
      }
    }
    return false;
  }

  /** By synonyms and by parts of names; at last by names that are only nearly right. */
  private void findTablesByOtherWords(boolean nearly) {
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (!item.isPlainWord() || isGrammar(i) || item.first().stems().size() != 1) {
        continue;
      }
      String stem = item.first().stems().getFirst();
      List<Relation> found = nearly ? nearlyNamed(item.first().key()) : otherNames(stem);
      if (!found.isEmpty()) {
        setTable(i, i + 1, found);
        String doubt =
            found.size() == 1
                ? "“" + item.text() + "” means the table " + found.getFirst().name().name() + "."
                : "“" + item.text() + "” means a table.";
        notes.assume(doubt, nearly ? 0.2 : 0.1);
      }
    }
  }

  private List<Relation> otherNames(String stem) {
    Map<ObjectName, Relation> found = new LinkedHashMap<>();
    for (String synonym : Synonyms.of(stem)) {
      index.findByKey(synonym).forEach(r -> found.putIfAbsent(r.name(), r));
    }
    if (!found.isEmpty()) {
      return List.copyOf(found.values());
    }
    List<Relation> byWord = index.findByWord(stem);
    // The last word of a name says what it is; the others only of what kind.
    List<Relation> byHead =
        byWord.stream().filter(r -> Words.stems(r.name().name()).getLast().equals(stem)).toList();
    return byHead.isEmpty() ? byWord : byHead;
  }

  private List<Relation> nearlyNamed(String key) {
    if (key.length() < 4) {
      return List.of();
    }
    int allowed = key.length() < 8 ? 1 : 2;
    Map<ObjectName, Relation> found = new LinkedHashMap<>();
    index.keys().stream()
        .filter(k -> Math.abs(k.length() - key.length()) <= 2)
        .filter(k -> EditDistance.isAtMost(k, key, allowed))
        .sorted()
        .forEach(k -> index.findByKey(k).forEach(r -> found.putIfAbsent(r.name(), r)));
    return List.copyOf(found.values());
  }

  private void setTable(int from, int to, List<Relation> candidates) {
    List<Relation> clear = preferred(candidates);
    List<Token> tokens = new ArrayList<>();
    items.subList(from, to).forEach(item -> tokens.addAll(item.tokens()));
    Item table = new Item(tokens);
    table.setTable(clear.getFirst(), clear);
    items.subList(from, to).clear();
    items.add(from, table);
  }

  /** An unqualified name means the first relation on the search path. */
  private List<Relation> preferred(List<Relation> candidates) {
    if (candidates.size() > 1) {
      List<Relation> onPath = candidates.stream().filter(index.catalog()::isOnSearchPath).toList();
      boolean sameName = candidates.stream().map(r -> r.name().name()).distinct().count() == 1;
      if (sameName && onPath.size() == 1) {
        notes.assume(
            "Of the tables called "
                + candidates.getFirst().name().name()
                + ", "
                + onPath.getFirst().name()
                + " is meant: it is the one on the search path.",
            0.05);
        return onPath;
      }
      List<Relation> tables = candidates.stream().filter(r -> r.kind().isTable()).toList();
      if (sameName || tables.isEmpty()) {
        return candidates;
      }
      return tables;
    }
    return candidates;
  }

  /** Lets the words choose a table where the request names none. */
  void guessScope(SchemaLinker linker) throws Unclear {
    List<LinkedTable> ranked =
        linker.link(index, request, 8).stream()
            .filter(
                t -> !t.columns().isEmpty() || t.reasons().stream().anyMatch(r -> r.contains("“")))
            .toList();
    if (ranked.isEmpty()) {
      throw new Unclear(
          "No table or column of the schema matches the request: which tables does it speak of?");
    }
    Optional<LinkedTable> measured =
        isAboutFigures() ? ranked.stream().filter(this::hasMeasure).findFirst() : Optional.empty();
    LinkedTable best = measured.orElse(ranked.getFirst());
    List<LinkedTable> equal =
        measured.isPresent()
            ? List.of(best)
            : ranked.stream().filter(t -> t.score() >= best.score() * 0.93).toList();
    if (equal.size() > 1) {
      throw new Unclear(
          "Several tables match the request equally well: "
              + String.join(", ", equal.stream().map(t -> t.relation().name().toString()).toList())
              + ". Which one is meant?");
    }
    if (best.columns().isEmpty() || best.columns().getFirst().score() < 0.9) {
      throw new Unclear(
          "The request names no table. Is "
              + best.relation().name()
              + " meant ("
              + String.join("; ", best.reasons())
              + ")?");
    }
    scope.add(best.relation());
    scopeIsGuessed = true;
    notes.assume(
        "The request names no table; "
            + best.relation().name().name()
            + " fits best: "
            + String.join("; ", best.reasons())
            + ".",
        0.15);
  }

  /** revenue by country: the figure says which table it is about, not what it is grouped by. */
  private boolean isAboutFigures() {
    for (int i = 0; i < items.size(); i++) {
      if (Set.of("by", "per", "total", "sum", "average", "each").contains(word(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasMeasure(LinkedTable table) {
    return table.columns().stream()
        .anyMatch(
            c ->
                c.score() >= 0.9
                    && table.relation().kind().isTable()
                    && columns.measures(table.relation()).contains(c.column()));
  }

  /** Asks where a table's name fits several tables equally well. */
  void requireClearTables() throws Unclear {
    for (Item item : items) {
      List<Relation> candidates = item.tableCandidates();
      if (candidates.size() > 1) {
        Relation connected = onlyNeighbourOfOthers(candidates);
        if (connected == null) {
          throw new Unclear(
              "“"
                  + item.text()
                  + "” fits several tables equally well: "
                  + String.join(
                      ", ", candidates.stream().limit(10).map(r -> r.name().toString()).toList())
                  + ". Which one is meant?");
        }
        Relation before = item.table();
        item.setTable(connected, List.of(connected));
        if (before != null) {
          scope.replaceAll(r -> r.name().equals(before.name()) ? connected : r);
        }
        notes.assume(
            "“" + item.text() + "” means " + connected.name() + ", the one joined to the others.",
            0.08);
      }
    }
  }

  private @Nullable Relation onlyNeighbourOfOthers(List<Relation> candidates) {
    Set<ObjectName> neighbours = new HashSet<>();
    for (Item item : items) {
      Relation table = item.table();
      if (table != null && item.tableCandidates().size() == 1) {
        index.links(table).forEach(link -> neighbours.add(link.opposite(table).name()));
      }
    }
    List<Relation> connected =
        candidates.stream().filter(r -> neighbours.contains(r.name())).toList();
    return connected.size() == 1 ? connected.getFirst() : null;
  }

  /** Finds the columns and listed values that the request names. */
  void findColumns() {
    List<Relation> near = neighbours(scope);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).table() == null || isPartOfColumnName(i)) {
        findColumn(i, near);
      }
    }
  }

  /** A table's name followed by a word may be the name of another table's column: order date. */
  private boolean isPartOfColumnName(int i) {
    Relation table = items.get(i).table();
    return table != null
        && items.get(i).isKind(Token.Kind.WORD)
        && i + 1 < items.size()
        && items.get(i + 1).isKind(Token.Kind.WORD);
  }

  private void findColumn(int i, List<Relation> near) {
    Item item = items.get(i);
    if (item.isUsed()) {
      return;
    }
    if (item.isKind(Token.Kind.QUOTED)) {
      findQuotedColumn(i, near);
      return;
    }
    if (!item.isKind(Token.Kind.WORD)) {
      return;
    }
    boolean startsWithTable = item.table() != null;
    Relation owner = ownerBeside(i);
    for (int n = Math.min(MAX_NAME_WORDS, items.size() - i); n >= 1; n--) {
      if (!areColumnWords(i, n) || n == 1 && (startsWithTable || isColumnGrammar(i))) {
        continue;
      }
      List<String> stems = new ArrayList<>();
      items.subList(i, i + n).forEach(part -> stems.addAll(part.first().stems()));
      if (startsWithTable) {
        Field whole = findIn(othersThan(i), stems, List.of(Fit.WHOLE));
        if (whole != null) {
          setField(i, i + n, whole, false);
          return;
        }
        continue;
      }
      boolean grammatical = n == 1 && Lexicon.isFunctionWord(items.get(i).first().fold());
      Field found = findBest(owner, stems, near, n == 1 && isPartLikely(i), !grammatical);
      if (found != null) {
        if (n == 1 && isLabelInstead(i, found)) {
          return;
        }
        setField(i, i + n, found, false);
        return;
      }
      if (findLabel(i, n, stems)) {
        return;
      }
    }
    if (item.isPlainWord() && !isColumnGrammar(i)) {
      findNegated(i);
    }
  }

  /** Words of requests that a column may be called by too, if it is called so as a whole. */
  private boolean isColumnGrammar(int i) {
    String word = word(i);
    if (Requests.verbAt(this) == i || word.equals("values") && isSymbol(i + 1, "(")) {
      return true;
    }
    if (Set.of("number", "total", "name", "date", "order", "data", "value", "count", "sum")
        .contains(word)) {
      return word.equals("order") && word(i + 1).equals("by")
          || Set.of("number", "count", "sum").contains(word) && word(i + 1).equals("of");
    }
    return Lexicon.isFunctionWord(items.get(i).first().fold())
        || Dates.unit(word).isPresent() && !isSymbol(i + 1, "=") && !word(i + 1).equals("is");
  }

  private boolean isPartLikely(int i) {
    return !Lexicon.isFunctionWord(items.get(i).first().fold())
        || Set.of("date", "total", "name").contains(word(i));
  }

  private void findQuotedColumn(int i, List<Relation> near) {
    if (items.get(i).table() != null) {
      return;
    }
    String name = items.get(i).first().text();
    List<Relation> all = new ArrayList<>(scope);
    all.addAll(near);
    for (Relation relation : all) {
      Column column = index.catalog().findColumn(relation, name).orElse(null);
      if (column != null) {
        setField(i, i + 1, new Field(relation, column), false);
        return;
      }
    }
  }

  private boolean areColumnWords(int i, int n) {
    for (int j = i; j < i + n; j++) {
      Item item = items.get(j);
      boolean tableInside = item.table() != null && j > i;
      if (!item.isKind(Token.Kind.WORD) || tableInside || item.field() != null || item.isUsed()) {
        return false;
      }
      if (n > 1
          && j > i
          && Set.of("and", "or", "by", "of", "with", "for", "is", "per").contains(item.word())) {
        return false;
      }
    }
    return n == 1
        || !Lexicon.isFunctionWord(items.get(i).first().fold())
        || isWholeColumnName(i, n);
  }

  /** A column's name may begin with a word of requests: first name. */
  private boolean isWholeColumnName(int i, int n) {
    StringBuilder key = new StringBuilder();
    items.subList(i, i + n).forEach(part -> key.append(part.first().key()));
    return scope.stream()
        .flatMap(r -> r.columns().stream())
        .anyMatch(c -> String.join("", Words.stems(c.name())).equals(key.toString()));
  }

  /**
   * The table that a word belongs to by its place: customer name, orders.total, name of customer.
   */
  private @Nullable Relation ownerBeside(int i) {
    if (i > 0 && items.get(i - 1).table() != null) {
      return items.get(i - 1).table();
    }
    if (i > 1 && items.get(i - 1).isSymbol(".") && items.get(i - 2).table() != null) {
      return items.get(i - 2).table();
    }
    for (int j = i + 1; j <= i + MAX_NAME_WORDS && j < items.size(); j++) {
      if ((word(j).equals("of") || word(j).equals("from")) && j + 1 < items.size()) {
        int k =
            word(j + 1).equals("each") || word(j + 1).equals("all") || items.get(j + 1).isNumber()
                ? j + 2
                : j + 1;
        return k < items.size() ? items.get(k).table() : null;
      }
      if (!items.get(j).isPlainWord() || Lexicon.isFunctionWord(items.get(j).first().fold())) {
        return null;
      }
    }
    return null;
  }

  private List<Relation> othersThan(int tableItem) {
    Relation own = items.get(tableItem).table();
    Set<ObjectName> elsewhere = new HashSet<>();
    for (int j = 0; j < items.size(); j++) {
      Relation table = items.get(j).table();
      if (j != tableItem && table != null) {
        elsewhere.add(table.name());
      }
    }
    return scope.stream()
        .filter(r -> elsewhere.contains(r.name()))
        .filter(r -> own != null)
        .toList();
  }

  private @Nullable Field findBest(
      @Nullable Relation owner,
      List<String> stems,
      List<Relation> near,
      boolean partly,
      boolean freely) {
    List<Fit> certain = List.of(Fit.WHOLE, Fit.SHORT);
    List<Fit> likely = new ArrayList<>();
    if (partly) {
      likely.add(Fit.PART);
    }
    if (freely) {
      likely.add(Fit.SYNONYM);
    }
    Field found = null;
    if (owner != null) {
      found = findIn(List.of(owner), stems, certain);
      found = found != null ? found : findIn(List.of(owner), stems, likely);
    }
    found = found != null ? found : findIn(scope, stems, certain);
    found = found != null ? found : findIn(scope, stems, likely);
    found = found != null ? found : findIn(near, stems, certain);
    return found != null ? found : findIn(near, stems, likely);
  }

  private @Nullable Field findIn(List<Relation> relations, List<String> stems, List<Fit> fits) {
    for (Fit fit : fits) {
      for (Relation relation : relations) {
        List<Column> found = columns.find(relation, stems, fit);
        if (found.size() == 1) {
          return noted(relation, found.getFirst(), stems, fit);
        }
        if (found.size() > 1) {
          return chosen(relation, found, stems, fit);
        }
      }
    }
    return null;
  }

  private Field noted(Relation relation, Column column, List<String> stems, Fit fit) {
    pending = new Pending(column, fit, List.of());
    return new Field(relation, column);
  }

  private Field chosen(Relation relation, List<Column> found, List<String> stems, Fit fit) {
    Column best = found.getFirst();
    if (stems.contains("dat") || stems.contains("tim")) {
      Column creation = columns.creationDate(relation).orElse(best);
      best = found.contains(creation) ? creation : best;
    }
    pending = new Pending(best, fit, found);
    return new Field(relation, best);
  }

  /** How the last column was found; told when it is taken. */
  private record Pending(Column column, Fit fit, List<Column> rivals) {}

  private @Nullable Pending pending;

  private void setField(int from, int to, Field field, boolean negated) {
    List<Token> tokens = new ArrayList<>();
    items.subList(from, to).forEach(item -> tokens.addAll(item.tokens()));
    Item item = new Item(tokens);
    item.setField(field, negated);
    items.subList(from, to).clear();
    items.add(from, item);
    Pending how = pending;
    pending = null;
    if (how == null || !how.column().equals(field.column())) {
      return;
    }
    if (how.rivals().size() > 1 && how.rivals().equals(columns.labels(field.relation()))) {
      // The name of a person is in two columns.
      item.setFields(how.rivals().stream().map(c -> new Field(field.relation(), c)).toList());
      return;
    }
    String name = field.relation().name().name() + "." + field.column().name();
    if (how.rivals().size() > 1) {
      notes.ask(
          "“"
              + item.text()
              + "” fits several columns of "
              + field.relation().name().name()
              + ": "
              + String.join(", ", how.rivals().stream().map(Column::name).toList())
              + ". The script takes "
              + field.column().name()
              + "; is that right?",
          0.12);
    } else if (how.fit() == Fit.SYNONYM || how.fit() == Fit.PART) {
      notes.assume("“" + item.text() + "” means the column " + name + ".", 0.04);
    }
  }

  /** A listed value is meant rather than a column that only has the word in its name. */
  private boolean isLabelInstead(int i, Field found) {
    Pending how = pending;
    if (how == null || how.fit() == Fit.WHOLE || how.fit() == Fit.SHORT) {
      return false;
    }
    boolean period =
        Set.of(
                "since",
                "before",
                "after",
                "between",
                "in",
                "on",
                "during",
                "last",
                "this",
                "today",
                "yesterday")
            .contains(word(i + 1));
    if (period && columnIsDay(found)) {
      return false;
    }
    return findLabel(i, 1, items.get(i).first().stems());
  }

  private boolean columnIsDay(Field field) {
    return field.column().type().toLowerCase(Locale.ROOT).matches("(?:date|timestamp).*");
  }

  private boolean findLabel(int i, int n, List<String> stems) {
    if (n == 1 && Lexicon.isFunctionWord(items.get(i).first().fold())) {
      return false;
    }
    Field field = null;
    String value = null;
    for (Relation relation : scope) {
      for (Column column : relation.columns()) {
        for (String label : index.values().of(relation, column)) {
          if (field == null && Words.stems(label).equals(stems)) {
            field = new Field(relation, column);
            value = label;
          }
        }
      }
      if (field != null) {
        break;
      }
    }
    if (field == null || value == null) {
      return false;
    }
    setLabel(i, i + n, new Label(field, value, false));
    return true;
  }

  private void setLabel(int from, int to, Label label) {
    List<Token> tokens = new ArrayList<>();
    items.subList(from, to).forEach(item -> tokens.addAll(item.tokens()));
    Item item = new Item(tokens);
    item.setLabel(label);
    items.subList(from, to).clear();
    items.add(from, item);
  }

  /** inactive, unpaid: the opposite of a flag or of a listed value. */
  private void findNegated(int i) {
    String fold = items.get(i).first().fold();
    for (String prefix : NEGATING_PREFIXES) {
      if (!fold.startsWith(prefix) || fold.length() < prefix.length() + 3) {
        continue;
      }
      List<String> stems = List.of(Words.stem(fold.substring(prefix.length())));
      for (Relation relation : scope) {
        for (Column column : relation.columns()) {
          boolean flag =
              column.type().toLowerCase(Locale.ROOT).startsWith("bool")
                  || column.type().equalsIgnoreCase("tinyint(1)");
          boolean named =
              columns.find(relation, stems, Fit.WHOLE).contains(column)
                  || columns.find(relation, stems, Fit.SHORT).contains(column);
          if (flag && named) {
            setField(i, i + 1, new Field(relation, column), true);
            return;
          }
          for (String label : index.values().of(relation, column)) {
            if (Words.stems(label).equals(stems)) {
              setLabel(i, i + 1, new Label(new Field(relation, column), label, true));
              return;
            }
          }
        }
      }
    }
  }

  /** The relations one or two joins away, the near ones first, those referred to before others. */
  private List<Relation> neighbours(List<Relation> of) {
    Map<ObjectName, Relation> found = new LinkedHashMap<>();
    List<Relation> ring = of;
    for (int hop = 0; hop < 2; hop++) {
      List<Relation> next = new ArrayList<>();
      for (Relation relation : ring) {
        List<JoinLink> links = new ArrayList<>(index.links(relation));
        links.sort(
            Comparator.comparing((JoinLink l) -> !l.source().name().equals(relation.name()))
                .thenComparing(JoinLink::name));
        for (JoinLink link : links) {
          Relation other = link.opposite(relation);
          boolean known = of.stream().anyMatch(r -> r.name().equals(other.name()));
          if (!known && found.size() < 40 && found.putIfAbsent(other.name(), other) == null) {
            next.add(other);
          }
        }
      }
      ring = next;
    }
    return List.copyOf(found.values());
  }
}
