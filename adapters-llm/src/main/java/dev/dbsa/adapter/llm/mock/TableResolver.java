package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ColumnFinder.Fit;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the tables that a request names. */
final class TableResolver {
  private static final int MAX_NAME_WORDS = 5;

  private final Reading reading;
  private final SchemaIndex index;
  private final ColumnFinder columns;
  private final Notes notes;
  private final TableNames names;

  TableResolver(Reading reading) {
    this.reading = reading;
    this.index = reading.index();
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.names = new TableNames(index, notes);
  }

  /** Finds what is named by its name; else by other words, at last by names nearly right. */
  void findTables() {
    reading.tidy();
    findNamedTables();
    if (isNoneFound()) {
      findTablesByOtherWords(false);
    }
    if (isNoneFound()) {
      findTablesByOtherWords(true);
    }
    addFound();
  }

  /** Finds what is named by its name alone: the other words are for what is new. */
  void findNamedTablesOnly() {
    reading.tidy();
    findNamedTables();
    addFound();
  }

  /** For definitions: a column that only one table has names its table before other words do. */
  void findTablesOrTheirColumns() {
    reading.tidy();
    findNamedTables();
    Relation only = isNoneFound() ? new ChangeTarget(reading).onlyWithColumn() : null;
    if (only == null) {
      findTables();
    } else {
      reading.addToScope(only);
    }
  }

  private void addFound() {
    for (Item item : reading.items()) {
      if (item.table() != null) {
        reading.addToScope(item.table());
      }
    }
  }

  private boolean isNoneFound() {
    return reading.items().stream().allMatch(item -> item.table() == null);
  }

  private void findNamedTables() {
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      boolean announced =
          item.isKind(Token.Kind.VALUE)
              && (reading.word(i - 1).equals("table") || reading.word(i + 1).equals("table"));
      if (item.isKind(Token.Kind.QUOTED) || announced) {
        List<Relation> named = index.findByName(item.first().text());
        if (!named.isEmpty()) {
          setTable(i, i + 1, named);
        }
      } else if (item.isKind(Token.Kind.WORD)) {
        findNamedTable(i);
      }
    }
  }

  private void findNamedTable(int i) {
    List<Relation> qualified = isQualified(i) ? qualified(i) : List.of();
    if (!qualified.isEmpty()) {
      setTable(i, i + 3, qualified);
      return;
    }
    for (int n = Math.min(MAX_NAME_WORDS, reading.size() - i); n >= 1; n--) {
      if (!areWords(i, n) || n == 1 && isGrammar(i)) {
        continue;
      }
      StringBuilder key = new StringBuilder();
      StringBuilder spelled = new StringBuilder();
      for (Item item : reading.items(i, i + n)) {
        key.append(item.first().key());
        spelled.append(spelled.isEmpty() ? "" : "_").append(item.first().text());
      }
      List<Relation> found = index.findByKey(key.toString());
      if (!found.isEmpty()) {
        setTable(i, i + n, TableNames.bestSpelled(found, spelled.toString()));
        return;
      }
    }
  }

  /** schema.table, without a space between. */
  private boolean isQualified(int i) {
    return i + 2 < reading.size()
        && reading.item(i + 1).isSymbol(".")
        && reading.item(i).end() == reading.item(i + 1).start()
        && reading.item(i + 1).end() == reading.item(i + 2).start()
        && reading.item(i + 2).isKind(Token.Kind.WORD);
  }

  private List<Relation> qualified(int i) {
    String before = reading.item(i).first().text();
    Token after = reading.item(i + 2).first();
    List<Relation> inSchema =
        index.findByKey(after.key()).stream()
            .filter(r -> r.name().schema().equalsIgnoreCase(before))
            .toList();
    return inSchema.isEmpty() ? index.findByName(before + "." + after.text()) : inSchema;
  }

  private boolean areWords(int i, int n) {
    for (int j = i; j < i + n; j++) {
      if (!reading.item(j).isKind(Token.Kind.WORD) || reading.item(j).table() != null) {
        return false;
      }
    }
    return true;
  }

  /** Whether the word serves the sentence here, although a table may be called so. */
  private boolean isGrammar(int i) {
    String word = reading.word(i);
    if (word.equals("order") || word.equals("group") || word.equals("ordered")) {
      return reading.word(i + 1).equals("by") || i == 0 && !isIdentity(i + 1);
    }
    if (word.equals("table") || word.equals("column") || word.equals("index")) {
      return true;
    }
    if (word.equals("order") || word.equals("orders")) {
      return false;
    }
    return Lexicon.isFunctionWord(reading.item(i).first().fold())
        || Requests.isVerb(word) && i == 0
        || reading.verbAt() == i;
  }

  /** A number or a quoted name, as in: order 1001. */
  private boolean isIdentity(int i) {
    return i < reading.size() && (reading.item(i).isNumber() || reading.item(i).isSymbol("#"));
  }

  /** By synonyms and by parts of names; at last by names that are only nearly right. */
  private void findTablesByOtherWords(boolean nearly) {
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      if (!item.isPlainWord() || isGrammar(i) || item.first().stems().size() != 1) {
        continue;
      }
      String stem = item.first().stems().getFirst();
      List<Relation> found =
          nearly ? names.nearlyNamed(item.first().key()) : names.otherNames(stem);
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

  private void setTable(int from, int to, List<Relation> candidates) {
    List<Relation> clear = names.preferred(candidates);
    reading.merge(from, to).setTable(clear.getFirst(), clear);
  }

  /**
   * Lets words that name no column mean a table beside those that are named: orders with items.
   * Only for requests about rows, where every word speaks of what is there already.
   */
  void findNeighbourTables() {
    List<Relation> near = Neighbourhood.of(reading.scope(), index);
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      boolean free = item.isPlainWord() && !isGrammar(i) && item.first().stems().size() == 1;
      if (!free
          || Requests.verbAt(reading) == i
          || namesColumnOrValue(item.first().stems(), near)) {
        continue;
      }
      List<Relation> found =
          names.otherNames(item.first().stems().getFirst()).stream()
              .filter(r -> near.stream().anyMatch(n -> n.name().equals(r.name())))
              .toList();
      if (!found.isEmpty()) {
        setTable(i, i + 1, found);
        notes.assume(
            "“" + item.text() + "” means the table " + found.getFirst().name().name() + ".", 0.08);
        reading.addToScope(found.getFirst());
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
    for (Relation relation : reading.scope()) {
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

  /** Asks where a table's name fits several tables equally well. */
  void requireClearTables() throws Unclear {
    for (Item item : reading.items()) {
      List<Relation> candidates = item.tableCandidates();
      if (candidates.size() > 1) {
        choose(item, candidates);
      }
    }
  }

  private void choose(Item item, List<Relation> candidates) throws Unclear {
    Relation neighbour = onlyNeighbourOfOthers(candidates);
    Relation connected = neighbour == null ? onlyWithColumns(candidates) : neighbour;
    if (connected == null) {
      throw new Unclear(
          "“"
              + item.text()
              + "” fits several tables equally well: "
              + String.join(
                  ", ", candidates.stream().limit(10).map(r -> r.name().toString()).toList())
              + ". Which one is meant?");
    }
    if (item.table() != null) {
      reading.replaceInScope(item.table(), connected);
    }
    item.setTable(connected, List.of(connected));
    notes.assume(
        "“"
            + item.text()
            + "” means "
            + connected.name()
            + (neighbour == null
                ? ", the one with the columns asked for."
                : ", the one joined to the others."),
        0.08);
  }

  /** The one table that has the most of the columns that the request names. */
  private @Nullable Relation onlyWithColumns(List<Relation> candidates) {
    Map<ObjectName, Integer> counts = new HashMap<>();
    int most = 0;
    for (Relation candidate : candidates) {
      int count = 0;
      for (Item item : reading.items()) {
        boolean named =
            item.isPlainWord()
                && !columns.find(candidate, item.first().stems(), Fit.WHOLE).isEmpty();
        count += named ? 1 : 0;
      }
      counts.put(candidate.name(), count);
      most = Math.max(most, count);
    }
    int best = most;
    List<Relation> found =
        candidates.stream()
            .filter(c -> best > 0 && counts.getOrDefault(c.name(), 0) == best)
            .toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  private @Nullable Relation onlyNeighbourOfOthers(List<Relation> candidates) {
    Set<ObjectName> neighbours = new HashSet<>();
    for (Item item : reading.items()) {
      Relation table = item.table();
      if (table != null && item.tableCandidates().size() == 1) {
        index.links(table).forEach(link -> neighbours.add(link.opposite(table).name()));
      }
    }
    List<Relation> connected =
        candidates.stream().filter(r -> neighbours.contains(r.name())).toList();
    return connected.size() == 1 ? connected.getFirst() : null;
  }
}
