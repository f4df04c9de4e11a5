package dev.dbsa.adapter.llm.link;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a schema, ready to be looked up. Immutable; shared freely between threads. */
public final class SchemaIndex {
  /** Prefixes that say that a table is a table. */
  private static final Set<String> IDLE_PREFIXES = Set.of("tbl", "tb", "t");

  private static final float NAME = 4f;
  private static final float COLUMN = 1.5f;
  private static final float COMMENT = 1f;
  private static final float COLUMN_COMMENT = 0.5f;
  private static final float VALUE = 1f;

  /** A key's name in more tables than this, such as tenant_id, ties none of them together. */
  private static final int MAX_SHARING_KEY = 20;

  private static final int MAX_HOPS = 4;

  private final DatabaseSchema schema;
  private final SchemaCatalog catalog;
  private final ColumnValues values;
  private final Map<String, int[]> byKey;
  private final Map<String, int[]> byWord;
  private final Map<String, Postings> postings;
  private final float[] lengths;
  private final float averageLength;
  private final Map<ObjectName, Integer> positions = new HashMap<>();
  private final Map<ObjectName, List<JoinLink>> links = new HashMap<>();
  private final Map<ObjectName, List<Relation>> bySchemaAndKey = new HashMap<>();
  private final Set<String> unspacedWords = new HashSet<>();
  private final int longestUnspacedWord;

  /** The tables whose single key column has this name, which other tables then refer by. */
  private final Map<String, List<Relation>> byKeyColumn = new HashMap<>();

  private static final Set<String> UNTELLING_KEYS =
      Set.of("id", "name", "code", "key", "uid", "uuid");

  /** Where a term occurs and how much it weighs there. */
  record Postings(int[] relations, float[] weights) {}

  private SchemaIndex(DatabaseSchema schema, SchemaCatalog catalog) throws InterruptedException {
    this.schema = schema;
    this.catalog = catalog;
    this.values = new ColumnValues(schema);
    List<Relation> relations = schema.relations();
    Map<String, List<Integer>> keys = new HashMap<>();
    Map<String, List<Integer>> words = new HashMap<>();
    Map<String, PostingsBuilder> terms = new HashMap<>();
    this.lengths = new float[relations.size()];
    double totalLength = 0;
    for (int i = 0; i < relations.size(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("indexing of the schema was interrupted");
      }
      Relation relation = relations.get(i);
      positions.put(relation.name(), i);
      for (String key : keysOf(relation.name().name())) {
        add(keys, key, i);
      }
      Map<String, Float> weights = new LinkedHashMap<>();
      for (String stem : Words.stems(relation.name().name())) {
        add(words, stem, i);
        weights.merge(stem, NAME, Float::sum);
      }
      rememberUnspaced(relation.name().name());
      weigh(relation, weights);
      for (Map.Entry<String, Float> entry : weights.entrySet()) {
        terms.computeIfAbsent(entry.getKey(), _ -> new PostingsBuilder()).add(i, entry.getValue());
        lengths[i] += entry.getValue();
      }
      totalLength += lengths[i];
    }
    this.byKey = frozen(keys);
    this.byWord = frozen(words);
    Map<String, Postings> built = HashMap.newHashMap(terms.size());
    terms.forEach((term, builder) -> built.put(term, builder.build()));
    this.postings = built;
    this.averageLength =
        relations.isEmpty() ? 1 : (float) Math.max(1, totalLength / relations.size());
    this.longestUnspacedWord =
        Math.max(4, unspacedWords.stream().mapToInt(String::length).max().orElse(0));
    linkRelations();
  }

  static SchemaIndex of(DatabaseSchema schema, SchemaCatalog catalog) throws InterruptedException {
    return new SchemaIndex(schema, catalog);
  }

  private void weigh(Relation relation, Map<String, Float> weights) {
    weighText(relation.comment(), COMMENT, weights);
    for (Column column : relation.columns()) {
      rememberUnspaced(column.name());
      Words.stems(column.name()).forEach(stem -> weights.merge(stem, COLUMN, Float::sum));
      weighText(column.comment(), COLUMN_COMMENT, weights);
      if (mayListValues(relation, column)) {
        for (String value : values.of(relation, column)) {
          rememberUnspaced(value);
          Words.stems(value).forEach(stem -> weights.merge(stem, VALUE, Float::sum));
        }
      }
    }
  }

  /** Spares the search for values in the many columns that cannot have a list of them. */
  private boolean mayListValues(Relation relation, Column column) {
    return !relation.checks().isEmpty()
        || column.type().startsWith("enum(")
        || column.type().startsWith("set(")
        || values.enumeration(column) != null;
  }

  private void weighText(@Nullable String text, float weight, Map<String, Float> weights) {
    if (text == null || text.isBlank()) {
      return;
    }
    rememberUnspaced(text);
    for (String word : Words.split(text)) {
      String fold = Words.fold(word);
      if (!Lexicon.isFunctionWord(fold)) {
        weights.merge(Words.stem(fold), weight, Float::sum);
      }
    }
  }

  private void rememberUnspaced(String name) {
    int from = -1;
    for (int i = 0; i <= name.length(); i++) {
      boolean inside = i < name.length() && Words.isUnspaced(name.charAt(i));
      if (inside && from < 0) {
        from = i;
      } else if (!inside && from >= 0) {
        if (i - from <= 32) {
          unspacedWords.add(Words.fold(name.substring(from, i)));
        }
        from = -1;
      }
    }
  }

  /** The keys under which a relation's whole name is found. */
  static List<String> keysOf(String name) {
    List<String> stems = Words.stems(name);
    List<String> keys = new ArrayList<>(2);
    keys.add(stems.isEmpty() ? name : String.join("", stems));
    if (stems.size() > 1 && IDLE_PREFIXES.contains(stems.getFirst())) {
      keys.add(String.join("", stems.subList(1, stems.size())));
    }
    return keys;
  }

  private static void add(Map<String, List<Integer>> lists, String key, int position) {
    List<Integer> list = lists.computeIfAbsent(key, _ -> new ArrayList<>(1));
    if (list.isEmpty() || list.getLast() != position) {
      list.add(position);
    }
  }

  private static Map<String, int[]> frozen(Map<String, List<Integer>> lists) {
    Map<String, int[]> arrays = HashMap.newHashMap(lists.size());
    lists.forEach((key, list) -> arrays.put(key, list.stream().mapToInt(i -> i).toArray()));
    return arrays;
  }

  private void linkRelations() {
    for (Relation relation : schema.relations()) {
      String single = singleKey(relation);
      if (single != null) {
        String key = Words.fold(single);
        if (!UNTELLING_KEYS.contains(key)) {
          byKeyColumn.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(relation);
        }
      }
    }
    byKeyColumn.values().forEach(SchemaIndex::preferDeclaredKeys);
    for (Relation relation : schema.relations()) {
      Set<String> covered = new HashSet<>();
      for (ForeignKey key : relation.foreignKeys()) {
        catalog
            .find(key.target())
            .ifPresent(
                target ->
                    addLink(
                        new JoinLink(
                            key.name(),
                            relation,
                            key.columns(),
                            target,
                            key.targetColumns(),
                            true)));
        covered.addAll(key.columns());
      }
      for (Column column : relation.columns()) {
        if (endsLikeKey(column.name())) {
          bySchemaAndKey
              .computeIfAbsent(keyName(relation, column), _ -> new ArrayList<>(2))
              .add(relation);
        }
        if (!covered.contains(column.name())) {
          inferLink(relation, column);
        }
      }
    }
  }

  /** A table without a primary key only seems to have one where others declare theirs. */
  private static void preferDeclaredKeys(List<Relation> sharing) {
    if (sharing.stream().anyMatch(r -> r.primaryKey() != null)) {
      sharing.removeIf(r -> r.primaryKey() == null);
    }
  }

  private static ObjectName keyName(Relation relation, Column column) {
    return new ObjectName(relation.name().schema(), Words.fold(column.name()));
  }

  private static boolean endsLikeKey(String name) {
    return name.length() > 2 && name.regionMatches(true, name.length() - 2, "id", 0, 2);
  }

  /** By the conventions that customer_id, customer or fk_customer refer to the key of customers. */
  private void inferLink(Relation relation, Column column) {
    Relation target = referredTo(relation, column);
    if (target == null) {
      return;
    }
    String key = keyOf(target, column);
    boolean own = key == null || isKeyItself(relation, column, target);
    if (!own && key != null) {
      addLink(
          new JoinLink(
              column.name(), relation, List.of(column.name()), target, List.of(key), false));
    }
  }

  /** The one table whose key a column is called after; {@code null} if none or several are. */
  private @Nullable Relation referredTo(Relation relation, Column column) {
    List<String> stems = Words.stems(column.name());
    if (stems.isEmpty()) {
      return null;
    }
    boolean id = stems.size() > 1 && KEY_WORDS.contains(stems.getLast());
    List<String> names = new ArrayList<>();
    if (id) {
      names.add(String.join("", stems.subList(0, stems.size() - 1)));
    }
    boolean ownKey =
        column.name().equals(singleKey(relation))
            && Words.stems(column.name()).containsAll(Words.stems(relation.name().name()));
    if (ownKey) {
      // state.state_name is what others refer to.
      return null;
    }
    List<Relation> sharing = byKeyColumn.getOrDefault(Words.fold(column.name()), List.of());
    Relation byKey = only(calledAfterKey(sharing, column), relation);
    if (byKey != null && fits(column, byKey)) {
      return byKey;
    }
    String fold = Words.fold(column.name());
    for (String ending : List.of("id", "code", "key")) {
      if (stems.size() == 1 && fold.length() > ending.length() + 1 && fold.endsWith(ending)) {
        String rest = fold.substring(0, fold.length() - ending.length());
        names.add(Words.stem(rest));
        for (int from = 3; from <= rest.length() - 4; from++) {
          // billingaddressid ends with the name of a table, but for the ending of keys.
          names.add(Words.stem(rest.substring(from)));
        }
      }
    }
    if (stems.size() > 1 && !id) {
      names.add(stems.getLast());
    }
    if (stems.size() > 2 && id) {
      // home_team_id refers to teams.
      names.add(stems.get(stems.size() - 2));
    }
    for (int from = 3; stems.size() == 1 && from <= fold.length() - 5; from++) {
      // sourceairport ends with the name of a table.
      names.add(Words.stem(fold.substring(from)));
    }
    if (!id) {
      names.add(String.join("", stems));
    }
    // A number is no name: revenue_2024 does not refer to sales_2024.
    names.removeIf(name -> name.chars().allMatch(Character::isDigit));
    for (String name : names) {
      Relation found = only(candidates(name), relation);
      if (found != null && fits(column, found)) {
        return found;
      }
    }
    return null;
  }

  /** Of tables whose keys are called the same, those that the key is called after. */
  private static List<Relation> calledAfterKey(List<Relation> sharing, Column column) {
    List<String> words = Words.stems(column.name());
    List<Relation> named =
        sharing.stream().filter(r -> words.containsAll(Words.stems(r.name().name()))).toList();
    return named.isEmpty() ? sharing : named;
  }

  private static final Set<String> KEY_WORDS =
      Set.of("id", "cod", "key", "ref", "no", "number", "nam");

  /** The single key column: as declared, or the first column that is called after the table. */
  public static @Nullable String singleKey(Relation relation) {
    if (relation.primaryKey() != null) {
      List<String> key = relation.primaryKey().columns();
      return key.size() == 1 ? key.getFirst() : null;
    }
    if (relation.columns().isEmpty()) {
      return null;
    }
    boolean bridge = relation.columns().stream().allMatch(c -> endsLikeKey(c.name()));
    for (Column column : relation.columns()) {
      String fold = Words.fold(column.name());
      String table = Words.fold(relation.name().name());
      for (String ending : List.of("_id", "id", "_name", "_code")) {
        boolean named =
            fold.endsWith(ending)
                && fold.length() > ending.length()
                && (Words.stem(fold.substring(0, fold.length() - ending.length()))
                        .equals(Words.stem(table))
                    || ending.equals("id")
                        && !bridge
                        && (column.position() == 1 || !column.nullable())
                        && fold.length() == 3
                        && table.startsWith(fold.substring(0, 1)));
        if (named) {
          return column.name();
        }
      }
    }
    return null;
  }

  /** Tables of this name, else those whose name ends so. */
  private List<Relation> candidates(String key) {
    List<Relation> named = findByKey(key);
    if (!named.isEmpty()) {
      return named;
    }
    return findByWord(key).stream()
        .filter(r -> Words.stems(r.name().name()).getLast().equals(key))
        .toList();
  }

  private static @Nullable Relation only(@Nullable List<Relation> candidates, Relation relation) {
    if (candidates == null || candidates.size() > MAX_SHARING_KEY) {
      return null;
    }
    List<Relation> others =
        candidates.stream()
            .filter(r -> r.kind().isTable() && !r.name().equals(relation.name()))
            .filter(r -> r.name().schema().equals(relation.name().schema()))
            .toList();
    return others.size() == 1 ? others.getFirst() : null;
  }

  private static boolean fits(Column column, Relation target) {
    String key = keyOf(target, column);
    return key != null
        && target
            .findColumn(key)
            .map(k -> family(k.type()).equals(family(column.type())))
            .orElse(false);
  }

  private static String family(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.contains("int") || lower.startsWith("numeric") || lower.startsWith("decimal")
        ? "number"
        : lower.contains("char") || lower.contains("text") ? "text" : lower;
  }

  private static @Nullable String keyOf(Relation target, Column column) {
    String single = singleKey(target);
    return single != null || target.primaryKey() != null
        ? single
        : target.findColumn(column.name()).map(Column::name).orElse(null);
  }

  /** A table's own single key is no reference, unless the other table's key is called the same. */
  private static boolean isKeyItself(Relation relation, Column column, Relation target) {
    boolean single =
        relation.primaryKey() != null
            && relation.primaryKey().columns().equals(List.of(column.name()));
    return single && Words.fold(column.name()).equals("id");
  }

  private void addLink(JoinLink link) {
    links.computeIfAbsent(link.source().name(), _ -> new ArrayList<>(2)).add(link);
    if (!link.target().name().equals(link.source().name())) {
      links.computeIfAbsent(link.target().name(), _ -> new ArrayList<>(2)).add(link);
    }
  }

  public DatabaseSchema schema() {
    return schema;
  }

  public SchemaCatalog catalog() {
    return catalog;
  }

  public ColumnValues values() {
    return values;
  }

  /** Cuts a request into pieces, with this schema's words for scripts without spaces. */
  public List<Token> tokens(String request) {
    return Tokens.of(
        request,
        word -> unspacedWords.contains(word) || Lexicon.isForeignWord(word),
        longestUnspacedWord);
  }

  /** The relations whose whole name has this key; those on the search path first. */
  public List<Relation> findByKey(String key) {
    return relations(byKey.get(key));
  }

  /** The relations that have this stem among the words of their name. */
  public List<Relation> findByWord(String stem) {
    return relations(byWord.get(stem));
  }

  /** The relation of exactly this name, as the server resolves it, else those of it anywhere. */
  public List<Relation> findByName(String name) {
    Optional<Relation> found = catalog.findUnqualified(name);
    return found.map(List::of).orElseGet(() -> catalog.findAnywhere(name));
  }

  /** All keys of relation names. */
  public Set<String> keys() {
    return byKey.keySet();
  }

  private List<Relation> relations(int @Nullable [] found) {
    if (found == null) {
      return List.of();
    }
    return Arrays.stream(found)
        .mapToObj(schema.relations()::get)
        .sorted(
            Comparator.comparingInt(
                    (Relation r) -> {
                      int at = schema.searchPath().indexOf(r.name().schema());
                      return at < 0 ? Integer.MAX_VALUE : at;
                    })
                .thenComparing(Relation::name))
        .toList();
  }

  /** The joins that leave or reach a relation. */
  public List<JoinLink> links(Relation relation) {
    return links.getOrDefault(relation.name(), List.of());
  }

  /**
   * The relations that are read together with one: those that joins lead to, foreign keys first,
   * then those of its schema with a key column of the same name, for schemas that declare none.
   */
  public List<Relation> companions(Relation relation) {
    Map<ObjectName, Relation> found = new LinkedHashMap<>();
    for (boolean declared : new boolean[] {true, false}) {
      for (JoinLink link : links(relation)) {
        if (link.declared() == declared) {
          Relation opposite = link.opposite(relation);
          found.putIfAbsent(opposite.name(), opposite);
        }
      }
    }
    for (Column column : relation.columns()) {
      List<Relation> sharing = bySchemaAndKey.getOrDefault(keyName(relation, column), List.of());
      if (sharing.size() <= MAX_SHARING_KEY) {
        sharing.forEach(other -> found.putIfAbsent(other.name(), other));
      }
    }
    found.remove(relation.name());
    return List.copyOf(found.values());
  }

  /**
   * The shortest ways from one relation to another, at most four joins long. Several where they are
   * equally long. A join by name alone counts as two: a longer way over foreign keys is surer.
   */
  public List<List<JoinLink>> paths(Relation from, Relation to) {
    List<List<JoinLink>> any = JoinPaths.between(from, to, MAX_HOPS, this::links);
    if (any.isEmpty() || any.getFirst().stream().allMatch(JoinLink::declared)) {
      return any;
    }
    List<List<JoinLink>> declared =
        JoinPaths.between(
            from, to, MAX_HOPS, end -> links(end).stream().filter(JoinLink::declared).toList());
    boolean surer = !declared.isEmpty() && declared.getFirst().size() <= weight(any.getFirst());
    return surer ? declared : any;
  }

  private static int weight(List<JoinLink> path) {
    return path.stream().mapToInt(link -> link.declared() ? 1 : 2).sum();
  }

  /** The relation that a path leads to. */
  public static Relation endOf(Relation from, List<JoinLink> path) {
    Relation end = from;
    for (JoinLink link : path) {
      end = link.opposite(end);
    }
    return end;
  }

  Postings postings(String term) {
    return postings.getOrDefault(term, NO_POSTINGS);
  }

  private static final Postings NO_POSTINGS = new Postings(new int[0], new float[0]);

  int size() {
    return lengths.length;
  }

  int position(Relation relation) {
    return positions.getOrDefault(relation.name(), -1);
  }

  float relativeLength(int relation) {
    return lengths[relation] / averageLength;
  }

  private static final class PostingsBuilder {
    private int[] relations = new int[2];
    private float[] weights = new float[2];
    private int size;

    void add(int relation, float weight) {
      if (size == relations.length) {
        relations = Arrays.copyOf(relations, size * 2);
        weights = Arrays.copyOf(weights, size * 2);
      }
      relations[size] = relation;
      weights[size++] = weight;
    }

    Postings build() {
      return new Postings(Arrays.copyOf(relations, size), Arrays.copyOf(weights, size));
    }
  }
}
