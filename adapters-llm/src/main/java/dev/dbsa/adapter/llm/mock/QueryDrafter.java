package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts a query: which rows, of which tables, grouped, sorted and cut how. */
final class QueryDrafter {
  private static final int ROWS_OF_A_LIST = 100;
  private static final int ROWS_OF_THE_LATEST = 10;
  private static final int MOST_ROWS = 1_000_000;

  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("sum", "SUM"),
          Map.entry("total", "SUM"),
          Map.entry("average", "AVG"),
          Map.entry("avg", "AVG"),
          Map.entry("mean", "AVG"),
          Map.entry("minimum", "MIN"),
          Map.entry("min", "MIN"),
          Map.entry("lowest", "MIN"),
          Map.entry("smallest", "MIN"),
          Map.entry("maximum", "MAX"),
          Map.entry("max", "MAX"),
          Map.entry("highest", "MAX"),
          Map.entry("largest", "MAX"));

  private static final Set<String> NEWEST = Set.of("latest", "newest", "recent", "last");
  private static final Set<String> OLDEST = Set.of("oldest", "earliest", "first");

  private static final Set<String> HAVE =
      Set.of(
          "have",
          "has",
          "had",
          "having",
          "with",
          "placed",
          "made",
          "bought",
          "received",
          "own",
          "owns");

  private static final Set<String> DESCENDING =
      Set.of("desc", "descending", "decreasing", "reverse");
  private static final Set<String> ASCENDING =
      Set.of("asc", "ascending", "increasing", "alphabetically");

  private record Aggregate(
      String function, @Nullable Field field, boolean distinct, Relation relation) {}

  /** A group key: a column, a column's calendar unit, or a table's rows. */
  private record Group(@Nullable Field field, @Nullable Unit unit, @Nullable Relation relation) {}

  private record Order(String expression, boolean descending, boolean nullable) {}

  private record Counted(Relation relation, Comparison comparison, int number) {}

  private record Related(Relation relation, boolean negated) {}

  private record Output(String expression, @Nullable String alias) {}

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final FilterReader filterReader;
  private final Filters filters;
  private final ComparisonReader comparisons;

  private final List<Aggregate> aggregates = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private final List<Related> related = new ArrayList<>();
  private final List<Field> selected = new ArrayList<>();
  private final List<Relation> shown = new ArrayList<>();
  private final Set<ObjectName> keptWhole = new HashSet<>();
  private final Set<ObjectName> lookedUp = new LinkedHashSet<>();
  private @Nullable Counted counted;
  private @Nullable Counted groupSize;
  private @Nullable Field sortField;
  private @Nullable Relation sortCount;
  private @Nullable Relation sortTable;
  private boolean sortDescending;
  private boolean sortGiven;
  private boolean newest;
  private boolean oldest;
  private boolean distinct;
  private boolean all;
  private @Nullable Integer limit;

  QueryDrafter(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.filterReader = new FilterReader(reading, sql);
    this.filters = filterReader.filters();
    this.comparisons = new ComparisonReader(reading);
  }

  /** The drafted query, without a final semicolon. */
  String draft() throws Unclear {
    Relation listed = listedTable();
    readRelated(listed);
    readPeriods(listed);
    readAggregates();
    readGroups(listed);
    readOrder(listed);
    filterReader.readConditions(listed);
    readLimit();
    readAll();
    // A ranking beside group keys is one within each group.
    boolean perGroup =
        !groups.isEmpty() && aggregates.isEmpty() && (newest || oldest || limit != null);
    readSelected(listed);
    groupByOnlyColumn();
    readShown(listed);
    Relation base = base(listed);
    return perGroup ? rankedQuery(base) : query(base, listed);
  }

  // -- Which table --------------------------------------------------------------------------------

  /** The table whose rows are asked for. */
  private Relation listedTable() {
    Relation first = null;
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null) {
        continue;
      }
      boolean qualifier = ownsNext(i, table) || isSubordinate(i);
      if (!qualifier) {
        return table;
      }
      first = first == null ? table : first;
    }
    if (first == null || onlySubordinates()) {
      for (int i = 0; i < reading.size(); i++) {
        Field field = reading.field(i);
        if (field != null && isMetric(i, field)) {
          return field.relation();
        }
      }
    }
    return first != null ? first : reading.scope().getFirst();
  }

  private boolean isMetric(int i, Field field) {
    return sql.kind(field.column()).isNumeric() && !isSubordinate(i);
  }

  private boolean onlySubordinates() {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.table(i) != null && !isSubordinate(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean ownsNext(int i, Relation table) {
    Field next = reading.field(i + 1);
    return next != null && next.isOf(table) && !isPluralItem(i);
  }

  private boolean isPluralItem(int i) {
    String fold = reading.item(i).last().fold();
    return !Words.stem(fold).equals(fold) && fold.endsWith("s");
  }

  private boolean isSubordinate(int i) {
    int before = i - 1;
    while (before >= 0
        && (Set.of("all", "any", "each", "every", "their", "its", "no", "more", "least")
                .contains(reading.word(before))
            || reading.item(before).isNumber())) {
      if (Set.of("each", "every").contains(reading.word(before))) {
        return true;
      }
      before--;
    }
    return Set.of(
                "per", "by", "without", "with", "for", "than", "in", "from", "have", "has",
                "across")
            .contains(reading.word(before))
        && !(Set.of("for", "from", "in").contains(reading.word(before)) && !hasTableBefore(before));
  }

  private boolean hasTableBefore(int i) {
    for (int j = 0; j < i; j++) {
      if (reading.table(j) != null) {
        return true;
      }
    }
    return false;
  }

  /** What the FROM clause begins with: the counted or summed table, else the listed one. */
  private Relation base(Relation listed) {
    for (Aggregate aggregate : aggregates) {
      return aggregate.relation();
    }
    return listed;
  }

  // -- Reading the parts --------------------------------------------------------------------------

  /** with orders, without orders, with more than 3 orders. */
  private void readRelated(Relation listed) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      int at = absenceEnd(i);
      if (at > 0) {
        Relation table = reading.table(at);
        if (table != null && !isCompared(at)) {
          related.add(new Related(table, true));
          reading.use(i, at + 1);
          notes.refer(table, "must have no counterpart");
        }
        continue;
      }
      if (reading.isWord(i, "never")) {
        readNever(i, listed);
        continue;
      }
      if (reading.isWord(i, HAVE)) {
        readHaving(i, listed);
      }
    }
  }

  /** Where the words for an absence end; 0 where there are none. */
  private int absenceEnd(int i) {
    int at = 0;
    if (reading.isWord(i, Set.of("without", "lacking"))) {
      at = i + 1;
    } else if (reading.isWord(i, HAVE) && reading.isWord(i + 1, "no")) {
      at = i + 2;
    } else if (reading.isWord(i, Set.of("don", "doesn", "haven", "hasn", "didn", "not"))) {
      at = i + 1;
      while (reading.isWord(at, HAVE) || reading.isWord(at, "not")) {
        at++;
      }
      at = at > i + 1 || reading.isWord(at, "any") ? at : 0;
    } else if (reading.isWord(i, "never") && reading.isWord(i + 1, HAVE)) {
      at = i + 2;
    }
    while (at > 0 && reading.isWord(at, Set.of("any", "single", "their", "existing"))) {
      at++;
    }
    return at;
  }

  private boolean isCompared(int table) {
    Field next = reading.field(table + 1);
    Relation owner = reading.table(table);
    return next != null && owner != null && next.isOf(owner);
  }

  /** customers who never ordered. */
  private void readNever(int i, Relation listed) throws Unclear {
    int at = reading.isWord(i + 1, Set.of("been", "be")) ? i + 2 : i + 1;
    String word = reading.word(at);
    for (JoinLink link : reading.index().links(listed)) {
      boolean child =
          link.target().name().equals(listed.name()) && !link.source().name().equals(listed.name());
      String name = Words.fold(link.source().name().name());
      if (child
          && word.length() >= 4
          && name.contains(word.substring(0, Math.min(5, word.length() - 1)))) {
        related.add(new Related(link.source(), true));
        reading.use(i, at + 1);
        notes.assume(
            "“never " + word + "” means without any row in " + link.source().name().name() + ".",
            0.08);
        return;
      }
    }
    throw new Unclear(
        "What tells that "
            + listed.name().name()
            + " “never "
            + reading.word(at)
            + "”: which table or column?");
  }

  private void readHaving(int i, Relation listed) throws Unclear {
    int at = i + 1;
    while (reading.isWord(at, HAVE)) {
      at++;
    }
    Comparison comparison = comparisons.comparisonAt(at);
    Integer number = comparison == null ? null : reading.number(comparison.next());
    if (comparison == null && reading.number(at) != null) {
      comparison = new Comparison("=", at);
      number = reading.number(at);
    }
    if (comparison != null && number != null) {
      int tableAt = comparison.next() + 1;
      if (reading.isPhrase(tableAt, "or more")) {
        comparison = new Comparison(">=", comparison.next());
        tableAt += 2;
      }
      Relation table = reading.table(tableAt);
      if (table != null && !table.name().equals(listed.name()) && !isCompared(tableAt)) {
        counted = new Counted(table, comparison, number);
        reading.use(i, tableAt + 1);
      } else if (table != null && table.name().equals(listed.name())) {
        groupSize = new Counted(table, comparison, number);
        reading.use(i, tableAt + 1);
      }
      return;
    }
    boolean theirs = reading.isWord(at, Set.of("their", "its"));
    while (reading.isWord(at, Set.of("any", "some", "existing"))) {
      at++;
    }
    Relation table = reading.table(at);
    if (theirs
        || table == null
        || table.name().equals(listed.name())
        || isCompared(at)
        || reading.isNumber(at + 1)
        || at + 1 < reading.size() && reading.item(at + 1).isQuotedValue()) {
      return;
    }
    Joins probe = new Joins(listed, reading, sql);
    if (probe.isToMany(table)) {
      related.add(new Related(table, false));
      reading.use(i, at + 1);
      notes.assume(
          "“"
              + reading.word(i)
              + " "
              + reading.item(at).text()
              + "” keeps the "
              + listed.name().name()
              + " that have at least one row in "
              + table.name().name()
              + ".",
          0.05);
    }
  }

  /** A period is about the table that is counted or looked for right before it, else the listed. */
  private void readPeriods(Relation listed) throws Unclear {
    Relation subject = listed;
    for (Related relation : related) {
      if (columns.creationDate(relation.relation()).isPresent()) {
        subject = relation.relation();
      }
    }
    Counted count = counted;
    if (count != null && columns.creationDate(count.relation()).isPresent()) {
      subject = count.relation();
    }
    if (subject.name().equals(listed.name()) && columns.creationDate(listed).isEmpty()) {
      subject =
          reading.scope().stream()
              .filter(r -> columns.creationDate(r).isPresent())
              .findFirst()
              .orElse(subject);
    }
    filterReader.readPeriods(countedTable().orElse(subject));
  }

  private Optional<Relation> countedTable() {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = countTarget(i) < 0 ? null : reading.table(countTarget(i));
      if (table != null && columns.creationDate(table).isPresent()) {
        return Optional.of(table);
      }
    }
    return Optional.empty();
  }

  /** Where the thing stands that is to be counted; -1 where nothing is counted here. */
  private int countTarget(int i) {
    int at;
    if (reading.isPhrase(i, "how many")) {
      at = i + 2;
    } else if (reading.isPhrase(i, "number of") || reading.isPhrase(i, "count of")) {
      at = i + 2;
    } else if (reading.isWord(i, "count")) {
      at = i + 1;
    } else if (reading.isWord(i, "total") && reading.table(i + 1) != null && isPluralItem(i + 1)) {
      at = i + 1;
    } else {
      return -1;
    }
    while (reading.isWord(at, Set.of("all", "of", "distinct", "different", "unique"))
        || at < reading.size()
            && (reading.item(at).label() != null
                || reading.field(at) != null && reading.table(at + 1) != null)) {
      at++;
    }
    return at;
  }

  private void readAggregates() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      int target = countTarget(i);
      if (target > 0 && readCount(i, target)) {
        continue;
      }
      Relation table = reading.table(i);
      if (table != null && reading.isWord(i + 1, "count")) {
        if (!reading.isWord(i - 1, Set.of("by", "sorted", "ordered"))) {
          aggregates.add(new Aggregate("COUNT", null, false, table));
          reading.use(i, i + 2);
        }
        continue;
      }
      readFunctions(i);
    }
  }

  private boolean readCount(int i, int target) throws Unclear {
    if (isAfterSortWord(i)) {
      return false;
    }
    boolean unique = false;
    for (int j = i; j < target; j++) {
      unique |= Set.of("distinct", "different", "unique").contains(reading.word(j));
    }
    Relation table = reading.table(target);
    Field field = reading.field(target);
    if (table != null) {
      Field own = reading.field(target + 1);
      if (unique && own != null && own.isOf(table)) {
        aggregates.add(new Aggregate("COUNT", own, true, table));
        useWords(i, target + 2);
        return true;
      }
      aggregates.add(new Aggregate("COUNT", null, false, table));
      useWords(i, target);
      reading.use(i, i + 1);
      reading.use(target, target + 1);
      return true;
    }
    if (field != null) {
      aggregates.add(new Aggregate("COUNT", field, true, field.relation()));
      if (!unique) {
        notes.assume("Each value of " + field.column().name() + " is counted once.", 0.05);
      }
      useWords(i, target + 1);
      return true;
    }
    if (!reading.scope().isEmpty()) {
      aggregates.add(new Aggregate("COUNT", null, false, listedTable()));
      useWords(i, Math.min(target, i + 2));
      return true;
    }
    return false;
  }

  /** Uses the words between, but leaves columns and values to become conditions. */
  private void useWords(int from, int to) {
    for (int j = from; j < to; j++) {
      if (reading.item(j).isPlainWord() || j == to - 1) {
        reading.item(j).use();
      }
    }
  }

  private boolean isAfterSortWord(int i) {
    return reading.isWord(i - 1, "by")
        || reading.isWord(i - 1, Set.of("highest", "most", "largest", "lowest", "total"))
            && reading.isWord(i - 2, Set.of("by", "with", "the"));
  }

  /** min, max and average price. */
  private void readFunctions(int i) throws Unclear {
    List<String> functions = new ArrayList<>();
    int at = i;
    while (FUNCTIONS.containsKey(reading.word(at)) && !isColumnHere(at)) {
      functions.add(FUNCTIONS.get(reading.word(at)));
      at++;
      while (reading.isSymbol(at, ",") || reading.isWord(at, "and")) {
        int next = reading.isWord(at + 1, "and") ? at + 2 : at + 1;
        if (!FUNCTIONS.containsKey(reading.word(next))) {
          break;
        }
        at = next;
      }
    }
    if (functions.isEmpty() || isSortedBy(i, functions)) {
      return;
    }
    while (reading.isWord(at, Set.of("of", "value", "all"))) {
      at++;
    }
    Relation table = reading.table(at);
    Field field = table == null ? reading.field(at) : reading.field(at + 1);
    int end = table == null ? at + 1 : at + 2;
    if (table != null && (field == null || !field.isOf(table))) {
      List<Column> amounts = columns.amounts(table);
      amounts = amounts.isEmpty() ? columns.measures(table) : amounts;
      if (amounts.isEmpty()) {
        throw new Unclear(
            "Which column of "
                + table.name().name()
                + " is meant by “"
                + reading.item(i).text()
                + "”?");
      }
      field = new Field(table, amounts.getFirst());
      end = at + 1;
      notes.assume(
          "The figure is taken from " + table.name().name() + "." + field.column().name() + ".",
          0.08);
    }
    if (field == null) {
      return;
    }
    for (String function : functions) {
      requireFitting(function, field);
      aggregates.add(new Aggregate(function, field, false, field.relation()));
    }
    reading.use(i, end);
  }

  private void requireFitting(String function, Field field) throws Unclear {
    TypeKind kind = sql.kind(field.column());
    boolean fits =
        kind.isNumeric()
            || (function.equals("MIN") || function.equals("MAX"))
                && kind.isComparable()
                && kind != TypeKind.BOOLEAN
                && kind != TypeKind.UUID;
    if (!fits) {
      throw new Unclear(
          function
              + " needs numbers, but "
              + field.relation().name().name()
              + "."
              + field.column().name()
              + " is "
              + field.column().type()
              + ": which column is meant?");
    }
  }

  /** total is a column of its own, unless a figure follows. */
  private boolean isColumnHere(int i) {
    if (reading.field(i) == null) {
      return false;
    }
    Field next = reading.field(i + 1);
    return next == null || !sql.kind(next.column()).isNumeric();
  }

  /** customers with the highest credit limit. */
  private boolean isSortedBy(int i, List<String> functions) {
    boolean extreme =
        functions.size() == 1
            && Set.of("highest", "lowest", "largest", "smallest").contains(reading.word(i));
    return extreme
        && (reading.isWord(i - 1, "with")
            || reading.table(i + 1) != null
            || reading.isPhrase(i + 1, "number of")
            || reading.isPhrase(i + 1, "count of"));
  }

  private void readGroups(Relation listed) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      int at = groupStart(i);
      if (at > 0) {
        readGroupKeys(i, at, listed);
        continue;
      }
      Optional<Unit> unit =
          Set.of("daily", "weekly", "monthly", "yearly", "quarterly", "hourly", "annually")
                  .contains(reading.word(i))
              ? Dates.unit(reading.word(i))
              : Optional.empty();
      if (unit.isPresent()) {
        addUnit(unit.get(), listed);
        reading.use(i, i + 1);
      }
    }
    promoteMeasures();
  }

  /** Where the group keys begin; 0 where none do. */
  private int groupStart(int i) {
    if (reading.isPhrase(i, "for each")
        || reading.isPhrase(i, "for every")
        || reading.isPhrase(i, "in each")
        || reading.isPhrase(i, "grouped by")
        || reading.isPhrase(i, "group by")
        || reading.isPhrase(i, "of each")
        || reading.isPhrase(i, "down by")) {
      return i + 2;
    }
    if (reading.isWord(i, Set.of("per", "each", "every"))) {
      return i + 1;
    }
    boolean by =
        reading.isWord(i, "by")
            && !reading.isWord(i - 1, Set.of("sorted", "ordered", "order", "sort", "ranked"));
    if (!by) {
      return 0;
    }
    boolean unit = Dates.unit(reading.word(i + 1)).isPresent();
    Field field = reading.field(i + 1);
    boolean key = reading.table(i + 1) != null || field != null;
    boolean measured = field != null && sql.kind(field.column()) == TypeKind.DECIMAL;
    return unit || (key && !measured && !aggregates.isEmpty() && !isTop()) || isGuessedMetric(i)
        ? i + 1
        : 0;
  }

  /** revenue by country: a figure without a function before the word by. */
  private boolean isGuessedMetric(int i) {
    Field before = reading.field(i - 1);
    Field after = reading.field(i + 1);
    boolean key =
        reading.table(i + 1) != null || after != null && !sql.kind(after.column()).isNumeric();
    return key
        && before != null
        && sql.kind(before.column()).isNumeric()
        && !columns.key(before.relation()).contains(before.column());
  }

  private boolean isTop() {
    for (int i = 0; i < reading.size(); i++) {
      if (Set.of("top", "bottom").contains(reading.word(i))) {
        return true;
      }
    }
    return false;
  }

  private void readGroupKeys(int start, int at, Relation listed) throws Unclear {
    int end = at;
    int i = at;
    while (i < reading.size()) {
      Optional<Unit> unit = Dates.unit(reading.word(i));
      Relation table = reading.table(i);
      Field field = reading.field(i);
      if (unit.isPresent() && field == null) {
        addUnit(unit.get(), listed);
        end = i + 1;
      } else if (field != null) {
        groups.add(new Group(field, null, null));
        end = i + 1;
      } else if (table != null) {
        Field own = reading.field(i + 1);
        boolean column = own != null && own.isOf(table);
        groups.add(column ? new Group(own, null, null) : new Group(null, null, table));
        end = column ? i + 2 : i + 1;
      } else {
        break;
      }
      i = end;
      if (reading.isSymbol(i, ",") || reading.isWord(i, "and")) {
        i = reading.isSymbol(i, ",") && reading.isWord(i + 1, "and") ? i + 2 : i + 1;
      } else {
        break;
      }
    }
    if (end > at) {
      reading.use(start, end);
    }
  }

  private void addUnit(Unit unit, Relation listed) throws Unclear {
    Relation about = base(listed);
    Optional<Column> day = columns.creationDate(about);
    if (day.isEmpty() && !about.name().equals(listed.name())) {
      about = listed;
      day = columns.creationDate(about);
    }
    if (day.isEmpty()) {
      for (Relation relation : relatedByKey(about)) {
        Optional<Column> other = columns.creationDate(relation);
        if (other.isPresent()) {
          about = relation;
          day = other;
          break;
        }
      }
    }
    if (day.isEmpty()) {
      throw new Unclear(
          about.name().name() + " has no date column: by which date are its rows grouped?");
    }
    Field field = explicitDay().orElse(new Field(about, day.get()));
    notes.assume(
        "The "
            + unit.label()
            + " is that of "
            + field.relation().name().name()
            + "."
            + field.column().name()
            + ".",
        0.03);
    groups.add(new Group(field, unit, null));
  }

  private List<Relation> relatedByKey(Relation relation) {
    return reading.index().links(relation).stream()
        .filter(link -> link.source().name().equals(relation.name()))
        .map(JoinLink::target)
        .toList();
  }

  private Optional<Field> explicitDay() {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && sql.kind(field.column()).isDay()) {
        reading.item(i).use();
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** Figures that stand beside group keys are summed. */
  private void promoteMeasures() {
    if (groups.isEmpty() || !aggregates.isEmpty()) {
      return;
    }
    if (isRanked()) {
      return;
    }
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      boolean free =
          field != null
              && comparisons.comparisonAt(i + 1) == null
              && !reading.isWord(i + 1, "between");
      if (field != null
          && free
          && sql.kind(field.column()).isNumeric()
          && columns.measures(field.relation()).contains(field.column())) {
        aggregates.add(new Aggregate("SUM", field, false, field.relation()));
        notes.assume(field.column().name() + " is summed up for each group.", 0.05);
        reading.item(i).use();
      }
    }
  }

  /** latest order per customer: rows within groups, not figures. */
  private boolean isRanked() {
    for (int i = 0; i < reading.size(); i++) {
      boolean ranking =
          Set.of("top", "latest", "newest", "oldest", "first", "last").contains(reading.word(i))
              || reading.isPhrase(i, "most recent");
      if (ranking && !reading.item(i).isUsed()) {
        return true;
      }
    }
    return false;
  }

  private void readOrder(Relation listed) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      int at = 0;
      if (reading.isWord(i, Set.of("sorted", "ordered", "order", "sort", "ranked", "arranged"))
          && reading.isWord(i + 1, "by")) {
        at = i + 2;
      } else if (reading.isWord(i, "by") && isPassive(i - 1)) {
        reading.use(i, i + 1);
        continue;
      } else if (reading.isWord(i, "by")
          || reading.isPhrase(i, "with most")
          || reading.isPhrase(i, "with highest")
          || reading.isPhrase(i, "with lowest")
          || reading.isPhrase(i, "with largest")
          || reading.isPhrase(i, "with fewest")
          || reading.isPhrase(i, "have most")
          || reading.isPhrase(i, "has most")
          || reading.isPhrase(i, "placed most")) {
        at = reading.isWord(i, "by") ? i + 1 : i + 2;
      } else if (reading.isWord(i, Set.of("highest", "largest", "lowest", "smallest"))
          && (reading.field(i + 1) != null || reading.table(i + 1) != null)) {
        at = i + 1;
      }
      if (at > 0) {
        readSortKey(i, at, listed);
      } else {
        readSuperlative(i, listed);
      }
    }
  }

  /** supplied by, written by: who did it, not how to sort. */
  private boolean isPassive(int i) {
    return i >= 0
        && reading.item(i).isPlainWord()
        && !reading.item(i).isUsed()
        && (reading.word(i).endsWith("ed")
            || Set.of("made", "written", "sold", "given", "bought").contains(reading.word(i)))
        && !Set.of("sorted", "ordered", "ranked", "arranged", "grouped").contains(reading.word(i));
  }

  private void readSortKey(int start, int first, Relation listed) throws Unclear {
    int at = first;
    boolean descending =
        reading.isWord(start, Set.of("highest", "largest"))
            || reading.isWord(start + 1, Set.of("most", "highest", "largest"));
    boolean ascending =
        reading.isWord(start, Set.of("lowest", "smallest"))
            || reading.isWord(start + 1, Set.of("fewest", "lowest", "smallest"));
    while (reading.isWord(at, Set.of("total", "highest", "sum", "of", "most", "overall", "largest"))
        && reading.field(at) == null) {
      at++;
    }
    boolean number = false;
    if (reading.isPhrase(at, "number of") || reading.isPhrase(at, "count of")) {
      number = true;
      at += 2;
    }
    Relation table = reading.table(at);
    Field field = reading.field(at);
    int end = at + 1;
    if (table != null && !number) {
      Field own = reading.field(at + 1);
      if (own != null && own.isOf(table)) {
        field = own;
        table = null;
        end = at + 2;
      } else if (reading.isWord(at + 1, "count")) {
        number = true;
        end = at + 2;
      } else if (descending && !table.name().equals(listed.name())) {
        number = true;
      } else if (isTop()
          && !table.name().equals(listed.name())
          && new Joins(listed, reading, sql).isToMany(table)) {
        number = true;
      } else if (table.name().equals(listed.name())) {
        List<Column> amounts = columns.amounts(table);
        if (amounts.isEmpty()) {
          return;
        }
        field = new Field(table, amounts.getFirst());
        notes.assume(
            "The ranking follows " + table.name().name() + "." + field.column().name() + ".", 0.06);
        table = null;
      }
    }
    if (number && table != null) {
      sortCount = table;
      sortDescending = !ascending;
      sortGiven = true;
    } else if (field != null) {
      sortField = field;
      sortDescending = descending || !ascending && isTop();
      sortGiven = true;
    } else if (table != null) {
      sortTable = table;
      sortGiven = true;
    } else {
      return;
    }
    if (reading.isWord(end, DESCENDING)) {
      sortDescending = true;
      end++;
    } else if (reading.isWord(end, ASCENDING)) {
      sortDescending = false;
      end++;
    } else if (reading.isWord(end, Set.of("newest", "latest", "highest", "largest"))
        || reading.isPhrase(end, "from newest")
        || reading.isPhrase(end, "from highest")) {
      sortDescending = true;
      reading.use(end, end + 2);
      end += reading.isWord(end + 1, "first") ? 2 : 1;
    } else if (reading.isWord(end, Set.of("oldest", "lowest"))) {
      sortDescending = false;
      end += reading.isWord(end + 1, "first") ? 2 : 1;
    }
    reading.use(start, end);
  }

  private void readSuperlative(int i, Relation listed) throws Unclear {
    String word = reading.word(i);
    Set<String> wanted =
        switch (word) {
          case "expensive", "priciest", "costliest", "cheapest" ->
              Set.of("pric", "cost", "amount", "total", "fee");
          case "biggest", "largest", "highest", "smallest", "lowest", "valuable" ->
              Set.of("total", "amount", "valu", "pric", "siz", "balanc", "revenu", "salari");
          case "longest", "shortest" -> Set.of("length", "duration", "minut", "second");
          case "heaviest", "lightest" -> Set.of("weight");
          case "youngest" -> Set.of("birth", "birthdat", "birthday", "born", "dob", "ag");
          default -> Set.of();
        };
    if (wanted.isEmpty()) {
      return;
    }
    Optional<Column> column = columns.byWords(listed, wanted);
    if (column.isEmpty()) {
      throw new Unclear("Which column of " + listed.name().name() + " tells the “" + word + "”?");
    }
    sortField = new Field(listed, column.get());
    boolean least = Set.of("cheapest", "smallest", "lowest", "shortest", "lightest").contains(word);
    boolean youngestByAge = word.equals("youngest") && sql.kind(column.get()).isNumeric();
    sortDescending = !least && !youngestByAge;
    if (reading.isWord(i - 1, "least")) {
      sortDescending = false;
    }
    sortGiven = true;
    notes.assume(
        "“" + word + "” follows " + listed.name().name() + "." + column.get().name() + ".", 0.05);
    reading.use(reading.isWord(i - 1, Set.of("most", "least")) ? i - 1 : i, i + 1);
    if (limit == null && !hasPluralTable(listed) && !isTop()) {
      limit = 1;
    }
  }

  private boolean hasPluralTable(Relation listed) {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.item(i).table();
      if (table != null && table.name().equals(listed.name()) && !isPluralItem(i)) {
        return false;
      }
    }
    return true;
  }

  private void readLimit() {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      String word = reading.word(i);
      boolean recent = reading.isPhrase(i, "most recent") || word.equals("recent");
      boolean top = word.equals("top");
      boolean bottom = word.equals("bottom");
      if (NEWEST.contains(word) || recent || OLDEST.contains(word) || top || bottom) {
        int at = reading.isPhrase(i, "most recent") ? i + 2 : i + 1;
        Integer number = reading.number(at);
        boolean before = i > 0 && reading.number(i - 1) != null;
        newest |= NEWEST.contains(word) || recent;
        oldest |= OLDEST.contains(word);
        if (number != null && limit == null) {
          limit = Math.min(number, MOST_ROWS);
          at++;
        } else if (before && limit == null) {
          limit = reading.number(i - 1);
          reading.use(i - 1, i);
        }
        if (bottom && sortGiven) {
          sortDescending = false;
        }
        reading.use(i, at);
      } else if (word.equals("limit") && reading.number(i + 1) != null) {
        limit = Math.min(Optional.ofNullable(reading.number(i + 1)).orElse(0), MOST_ROWS);
        reading.use(i, i + 2);
      } else if (reading.number(i) != null && limit == null && isCountOfRows(i)) {
        limit = Math.min(Optional.ofNullable(reading.number(i)).orElse(0), MOST_ROWS);
        reading.use(i, i + 1);
      }
    }
  }

  /** show 5 orders, the 3 most expensive products. */
  private boolean isCountOfRows(int i) {
    boolean thing = false;
    for (int j = i + 1; j < Math.min(reading.size(), i + 5) && !thing; j++) {
      thing =
          reading.item(j).table() != null
              || Set.of("rows", "records", "entries", "results").contains(reading.word(j));
      if (!thing && reading.item(j).isNumber()) {
        return false;
      }
    }
    return thing
        && !Set.of("than", "least", "most", "over", "under", "is", "=")
            .contains(reading.word(i - 1));
  }

  private void readAll() {
    for (int i = 0; i < reading.size(); i++) {
      all |=
          Set.of("all", "every", "everything").contains(reading.word(i))
              && !reading.isWord(i - 1, "of");
      if (reading.isWord(i, Set.of("distinct", "unique", "different"))) {
        distinct = true;
        reading.item(i).use();
      }
    }
  }

  private void readSelected(Relation listed) {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field == null) {
        continue;
      }
      boolean soleWith =
          reading.isWord(i - 1, Set.of("with", "having", "have", "has"))
              && field.isOf(listed)
              && field.column().nullable()
              && !isListContinued(i)
              && selected.isEmpty();
      if (soleWith) {
        filters.add(i, i + 1, field, column -> column + " IS NOT NULL");
        notes.assume(
            "“with "
                + reading.item(i).text()
                + "” keeps the rows where "
                + field.column().name()
                + " is set.",
            0.06);
        continue;
      }
      if (reading.item(i).fields().isEmpty()) {
        selected.add(field);
      } else {
        selected.addAll(reading.item(i).fields());
      }
      reading.item(i).use();
      notes.refer(field.relation(), field.column(), "named by “" + reading.item(i).text() + "”");
    }
    for (Field field : selected) {
      if (!field.isOf(listed)) {
        markQualifierUsed(field.relation());
      }
    }
  }

  private boolean isListContinued(int i) {
    return reading.isSymbol(i + 1, ",")
        || reading.isWord(i + 1, "and") && reading.field(i + 2) != null;
  }

  private void markQualifierUsed(Relation relation) {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean beside = i + 1 < reading.size() && reading.item(i + 1).field() != null;
      if (table != null && table.name().equals(relation.name()) && beside) {
        reading.item(i).use();
      }
    }
  }

  /** Tables that are named beside the listed one and not used otherwise are shown with it. */
  private void readShown(Relation listed) {
    boolean aggregated = !aggregates.isEmpty() || !groups.isEmpty();
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null) {
        continue;
      }
      boolean needed =
          filters.all().stream().anyMatch(f -> f.field().isOf(table))
              || selected.stream().anyMatch(f -> f.isOf(table));
      boolean aggregatedHere =
          aggregates.stream().anyMatch(a -> a.relation().name().equals(table.name()));
      if (!table.name().equals(listed.name()) && !needed && !aggregatedHere && !aggregated) {
        shown.add(table);
        if (reading.isWord(i - 1, Set.of("their", "its", "and", ","))
            || reading.isSymbol(i - 1, ",")) {
          keptWhole.add(table.name());
        }
      }
      reading.item(i).use();
    }
  }

  // -- Writing ------------------------------------------------------------------------------------

  private String query(Relation base, Relation listed) throws Unclear {
    notes.refer(base, "the rows come from it");
    notes.step("Read from " + base.name().name());
    Joins joins = new Joins(base, reading, sql);
    boolean aggregated = !aggregates.isEmpty() || !groups.isEmpty();
    boolean rolledUp = isRolledUp(joins, base);
    Counted count = counted;
    if (count != null || rolledUp) {
      return countedQuery(listed, count);
    }
    if (groupSize != null && groups.isEmpty()) {
      throw new Unclear(
          "By what are the rows of "
              + base.name().name()
              + " to be grouped before their number is compared?");
    }
    if (!aggregated) {
      findLookedUp(joins);
    }
    if (!related.isEmpty() || !lookedUp.isEmpty()) {
      joins.qualify();
    }
    for (Group group : groups) {
      joins.join(relationOf(group), false);
    }
    if (aggregated
        && !listed.name().equals(base.name())
        && groups.isEmpty()
        && !isFiltered(listed)) {
      // sum of totals for customers: the listed table adds nothing but its rows' existence.
      notes.assume("The figures are over all of " + base.name().name() + ".", 0.05);
    }
    joinNeeded(joins);
    for (Relation table : shown) {
      joins.join(table, keptWhole.contains(table.name()));
    }
    List<Output> outputs = aggregated ? aggregateOutputs(joins, base) : listOutputs(joins, base);
    StringBuilder text = new StringBuilder("SELECT ");
    if (distinct && !aggregated) {
      text.append("DISTINCT ");
    }
    text.append(write(outputs)).append('\n').append(joins.from());
    appendWhere(text, joins);
    if (!groups.isEmpty()) {
      text.append("\nGROUP BY ").append(String.join(", ", groupExpressions(joins)));
      appendGroupSize(text);
      notes.step(
          "Group by " + String.join(", ", groups.stream().map(QueryDrafter::describe).toList()));
    }
    appendOrder(text, joins, base, aggregated, outputs);
    appendLimit(text, aggregated, base);
    return text.toString();
  }

  /**
   * Rows of a list are to stand in it once, however many counterparts fit a condition: such a
   * condition looks the counterparts up instead of joining them.
   */
  private void findLookedUp(Joins joins) throws Unclear {
    for (Filter filter : filters.all()) {
      Relation relation = filter.field().relation();
      boolean shownToo =
          selected.stream().anyMatch(f -> f.isOf(relation))
              || shown.stream().anyMatch(r -> r.name().equals(relation.name()))
              || sortField != null && sortField.isOf(relation);
      if (!shownToo
          && joins.isToMany(relation)
          && related.stream().noneMatch(r -> filter.field().isOf(r.relation()))) {
        lookedUp.add(relation.name());
      }
    }
  }

  /** Whether a condition on a table further away says that there is a counterpart already. */
  private boolean isImplied(Related relation, Joins joins, Relation base) throws Unclear {
    for (ObjectName name : lookedUp) {
      Relation end = base;
      Relation target = reading.index().catalog().find(name).orElse(base);
      for (JoinLink link : joins.path(base, target)) {
        end = link.opposite(end);
        if (!relation.negated() && end.name().equals(relation.relation().name())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isFiltered(Relation relation) {
    return filters.all().stream().anyMatch(f -> f.field().isOf(relation));
  }

  /** cities with more than 5 customers: the only column that is named is what to group by. */
  private void groupByOnlyColumn() {
    if (groupSize != null && groups.isEmpty() && aggregates.isEmpty() && selected.size() == 1) {
      groups.add(new Group(selected.getFirst(), null, null));
      selected.clear();
    }
  }

  /** A condition on the number of rows of each group. */
  private void appendGroupSize(StringBuilder text) {
    Counted size = groupSize;
    if (size == null) {
      return;
    }
    String having = "COUNT(*) " + size.comparison().operator() + " " + size.number();
    text.append("\nHAVING ").append(having);
    notes.step("Keep the groups where " + having);
  }

  private static Relation relationOf(Group group) {
    if (group.relation() != null) {
      return group.relation();
    }
    Field field = group.field();
    if (field == null) {
      throw new IllegalStateException("a group has a column or a relation");
    }
    return field.relation();
  }

  private static String describe(Group group) {
    Field field = group.field();
    if (field != null) {
      return (group.unit() == null ? "" : group.unit().label() + " of ")
          + field.relation().name().name()
          + "."
          + field.column().name();
    }
    return relationOf(group).name().name();
  }

  /** Whether rows are to be ranked by figures of the rows that belong to them. */
  private boolean isRolledUp(Joins joins, Relation base) throws Unclear {
    if (!aggregates.isEmpty() || !groups.isEmpty()) {
      return false;
    }
    Field by = sortField;
    return sortCount != null
        || by != null
            && !by.isOf(base)
            && sql.kind(by.column()).isNumeric()
            && joins.isToMany(by.relation());
  }

  private void joinNeeded(Joins joins) throws Unclear {
    for (Aggregate aggregate : aggregates) {
      joins.join(aggregate.relation(), false);
    }
    for (Field field : selected) {
      joins.join(field.relation(), false);
    }
    for (Filter filter : filters.all()) {
      if (!isInsideRelated(filter)) {
        joins.join(filter.field().relation(), false);
      }
    }
    Field by = sortField;
    if (by != null) {
      joins.join(by.relation(), false);
    }
    Relation byTable = sortTable;
    if (byTable != null) {
      joins.join(byTable, false);
    }
  }

  private boolean isInsideRelated(Filter filter) {
    return lookedUp.contains(filter.field().relation().name())
        || related.stream().anyMatch(r -> filter.field().isOf(r.relation()));
  }

  private void appendWhere(StringBuilder text, Joins joins) throws Unclear {
    List<String> conditions = new ArrayList<>();
    List<Filter> outer = filters.all().stream().filter(f -> !isInsideRelated(f)).toList();
    conditions.addAll(
        Conditions.combine(reading, outer, f -> f.sql().apply(joins.column(f.field()))));
    for (ObjectName name : lookedUp) {
      List<Filter> inner =
          filters.all().stream().filter(f -> f.field().relation().name().equals(name)).toList();
      conditions.add(joins.exists(inner.getFirst().field().relation(), false, null, inner));
    }
    for (Related relation : related) {
      if (isImplied(relation, joins, joins.base())) {
        continue;
      }
      List<Filter> inner =
          filters.all().stream().filter(f -> f.field().isOf(relation.relation())).toList();
      conditions.add(joins.exists(relation.relation(), relation.negated(), null, inner));
    }
    if (!conditions.isEmpty()) {
      text.append("\nWHERE ").append(String.join("\n  AND ", conditions));
      notes.step("Keep the rows where " + String.join(" and ", conditions));
    }
    for (Filter filter : filters.all()) {
      notes.refer(filter.field().relation(), filter.field().column(), "used in a condition");
    }
  }

  private List<Output> aggregateOutputs(Joins joins, Relation base) throws Unclear {
    List<Output> outputs = new ArrayList<>();
    for (Group group : groups) {
      outputs.addAll(groupOutputs(joins, group));
    }
    if (aggregates.isEmpty()) {
      outputs.add(new Output("COUNT(*)", base.name().name() + "_count"));
      notes.assume("What is counted are the rows of " + base.name().name() + ".", 0.08);
    }
    boolean fansOut = false;
    for (Group group : groups) {
      fansOut |= joins.isToMany(relationOf(group));
    }
    for (Filter filter : filters.all()) {
      fansOut |= !isInsideRelated(filter) && joins.isToMany(filter.field().relation());
    }
    for (Aggregate aggregate : aggregates) {
      outputs.add(aggregateOutput(joins, base, aggregate, fansOut));
    }
    return outputs;
  }

  private Output aggregateOutput(Joins joins, Relation base, Aggregate aggregate, boolean fansOut)
      throws Unclear {
    Field field = aggregate.field();
    if (field == null) {
      boolean many = fansOut || joins.isToMany(aggregate.relation());
      Optional<Column> key = columns.identifier(aggregate.relation());
      notes.step("Count the rows of " + aggregate.relation().name().name());
      if (many && key.isPresent()) {
        return new Output(
            "COUNT(DISTINCT " + joins.column(aggregate.relation(), key.get().name()) + ")",
            aggregate.relation().name().name() + "_count");
      }
      return new Output("COUNT(*)", aggregate.relation().name().name() + "_count");
    }
    if (fansOut && Set.of("SUM", "AVG").contains(aggregate.function())) {
      notes.ask(
          "A row of "
              + base.name().name()
              + " can have several counterparts here, so that "
              + field.column().name()
              + " may be counted more than once. Is that wanted?",
          0.15);
    }
    notes.refer(field.relation(), field.column(), aggregate.function() + " is taken of it");
    notes.step(
        "Compute "
            + aggregate.function()
            + " of "
            + field.relation().name().name()
            + "."
            + field.column().name());
    String argument =
        aggregate.distinct()
            ? "DISTINCT " + sql.comparable(field.column(), joins.column(field))
            : joins.column(field);
    String name = aggregate.function().toLowerCase(Locale.ROOT) + "_" + field.column().name();
    return new Output(
        aggregate.function() + "(" + argument + ")",
        aggregate.distinct() ? "distinct_" + field.column().name() : name);
  }

  private List<Output> groupOutputs(Joins joins, Group group) {
    Field field = group.field();
    if (field != null) {
      Unit unit = group.unit();
      if (unit != null) {
        return List.of(new Output(sql.bucket(unit, joins.column(field)), unit.label()));
      }
      String plain = joins.column(field);
      String written = sql.comparable(field.column(), plain);
      return List.of(new Output(written, written.equals(plain) ? null : field.column().name()));
    }
    Relation relation = relationOf(group);
    List<Output> outputs = new ArrayList<>();
    for (Column column : groupColumns(relation)) {
      outputs.add(new Output(joins.column(relation, column.name()), null));
    }
    return outputs;
  }

  private List<Column> groupColumns(Relation relation) {
    Set<Column> both = new LinkedHashSet<>(columns.key(relation));
    both.addAll(columns.labels(relation));
    if (both.isEmpty()) {
      relation.columns().stream()
          .filter(c -> sql.kind(c).isComparable())
          .limit(3)
          .forEach(both::add);
    }
    return List.copyOf(both);
  }

  private List<String> groupExpressions(Joins joins) {
    List<String> expressions = new ArrayList<>();
    for (Group group : groups) {
      groupOutputs(joins, group).forEach(o -> expressions.add(o.expression()));
    }
    return expressions;
  }

  private List<Output> listOutputs(Joins joins, Relation base) throws Unclear {
    List<Output> outputs = new ArrayList<>();
    boolean wholeBase = selected.stream().noneMatch(f -> f.isOf(base));
    if (wholeBase && !(distinct && !selected.isEmpty())) {
      boolean brief = !selected.isEmpty() && !wantsWholeRows(base);
      for (Column column : brief ? briefColumns(base) : base.columns()) {
        outputs.add(new Output(joins.column(base, column.name()), null));
      }
    }
    Set<String> names = new HashSet<>();
    base.columns().forEach(c -> names.add(c.name().toLowerCase(Locale.ROOT)));
    Set<String> written = new HashSet<>();
    for (Field field : selected) {
      String expression = joins.column(field);
      if (!written.add(expression)) {
        continue;
      }
      if (distinct) {
        expression = sql.comparable(field.column(), expression);
      }
      boolean clash =
          !field.isOf(base) && names.contains(field.column().name().toLowerCase(Locale.ROOT));
      outputs.add(
          new Output(
              expression,
              clash ? field.relation().name().name() + "_" + field.column().name() : null));
    }
    for (Relation table : shown) {
      boolean many = joins.isToMany(table);
      for (Column column : many ? table.columns() : briefColumns(table)) {
        String expression = joins.column(table, column.name());
        boolean clash = names.contains(column.name().toLowerCase(Locale.ROOT));
        if (written.add(expression)) {
          outputs.add(
              new Output(expression, clash ? table.name().name() + "_" + column.name() : null));
        }
      }
    }
    if (distinct && selected.isEmpty()) {
      distinct = base.columns().stream().allMatch(c -> sql.kind(c).isComparable());
    }
    return outputs;
  }

  private boolean wantsWholeRows(Relation base) {
    return selected.stream().noneMatch(f -> f.isOf(base));
  }

  private List<Column> briefColumns(Relation relation) {
    Set<Column> both = new LinkedHashSet<>(columns.key(relation));
    both.addAll(columns.labels(relation));
    return both.isEmpty() ? relation.columns() : List.copyOf(both);
  }

  private String write(List<Output> outputs) {
    Set<String> taken = new HashSet<>();
    List<String> written = new ArrayList<>();
    for (Output output : outputs) {
      String alias = output.alias();
      if (alias == null) {
        written.add(output.expression());
      } else {
        written.add(output.expression() + " AS " + sql.name(unique(alias, taken)));
      }
    }
    return String.join(", ", written);
  }

  /** Short enough for both servers, and not the same twice. */
  private static String unique(String alias, Set<String> taken) {
    String cut = alias;
    while (cut.getBytes(StandardCharsets.UTF_8).length > 60) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    String candidate = cut;
    for (int n = 2; !taken.add(candidate); n++) {
      candidate = cut + n;
    }
    return candidate;
  }

  private void appendOrder(
      StringBuilder text, Joins joins, Relation base, boolean aggregated, List<Output> outputs)
      throws Unclear {
    if (aggregated) {
      appendAggregatedOrder(text, joins, outputs);
      return;
    }
    Order order = listOrder(joins, base);
    if (order == null) {
      return;
    }
    boolean selectedToo = outputs.stream().anyMatch(o -> o.expression().equals(order.expression()));
    if (distinct && !selectedToo) {
      // A sort key outside the list of a DISTINCT is an error on both servers.
      if (sortGiven || newest || oldest) {
        notes.assume("The order asked for does not fit distinct values and is left out.", 0.1);
      }
      return;
    }
    text.append("\nORDER BY ")
        .append(order.expression())
        .append(direction(order.descending(), order.nullable()));
    notes.step("Sort by " + order.expression() + (order.descending() ? ", highest first" : ""));
  }

  /** PostgreSQL takes NULL for the highest value, MySQL for the lowest. */
  private String direction(boolean descending, boolean nullable) {
    return !descending ? "" : nullable && sql.isPostgres() ? " DESC NULLS LAST" : " DESC";
  }

  private void appendAggregatedOrder(StringBuilder text, Joins joins, List<Output> outputs) {
    if (groups.isEmpty()) {
      return;
    }
    Field by = sortField;
    Group first = groups.getFirst();
    if (by != null) {
      String expression = sql.comparable(by.column(), joins.column(by));
      boolean grouped = outputs.stream().anyMatch(o -> o.expression().equals(expression));
      String figure =
          sql.kind(by.column()).isNumeric() ? "SUM(" + expression + ")" : "MIN(" + expression + ")";
      text.append("\nORDER BY ")
          .append(grouped ? expression : figure)
          .append(sortDescending ? " DESC" : "");
    } else if (first.unit() != null) {
      text.append("\nORDER BY ").append(groupExpressions(joins).getFirst());
    } else {
      Output figure = outputs.get(groupExpressions(joins).size());
      boolean ascending = sortGiven && !sortDescending;
      boolean nullable = !figure.expression().startsWith("COUNT");
      text.append("\nORDER BY ")
          .append(figure.expression())
          .append(direction(!ascending, nullable));
    }
  }

  private @Nullable Order listOrder(Joins joins, Relation base) throws Unclear {
    Field by = sortField;
    if (by != null) {
      notes.refer(by.relation(), by.column(), "sorted by it");
      return new Order(
          sql.comparable(by.column(), joins.column(by)), sortDescending, by.column().nullable());
    }
    Relation byTable = sortTable;
    if (byTable != null) {
      List<Column> labels = groupColumns(byTable);
      Column label =
          columns.labels(byTable).isEmpty()
              ? labels.getFirst()
              : columns.labels(byTable).getFirst();
      return new Order(joins.column(byTable, label.name()), sortDescending, label.nullable());
    }
    if (newest || oldest) {
      return chronological(joins, base);
    }
    if (!distinct) {
      List<Column> key = columns.key(base);
      Optional<Column> any =
          base.columns().stream().filter(c -> sql.kind(c).isComparable()).findFirst();
      Column column = key.isEmpty() ? any.orElse(null) : key.getFirst();
      return column == null ? null : new Order(joins.column(base, column.name()), false, false);
    }
    return null;
  }

  private Order chronological(Joins joins, Relation base) throws Unclear {
    Optional<Column> day = columns.creationDate(base);
    if (day.isPresent()) {
      notes.assume(
          "“"
              + (newest ? "Latest" : "Oldest")
              + "” goes by "
              + base.name().name()
              + "."
              + day.get().name()
              + ".",
          0.02);
      notes.refer(base, day.get(), "tells when a row came to be");
      return new Order(joins.column(base, day.get().name()), newest, day.get().nullable());
    }
    Optional<Column> counter = columns.counter(base);
    if (counter.isEmpty()) {
      throw new Unclear(
          base.name().name()
              + " has no date column and no counting key: which column tells the "
              + (newest ? "latest" : "oldest")
              + " rows?");
    }
    notes.assume(
        base.name().name()
            + " has no date column; “"
            + (newest ? "latest" : "oldest")
            + "” goes by its counting key "
            + counter.get().name()
            + ".",
        0.08);
    return new Order(joins.column(base, counter.get().name()), newest, false);
  }

  private void appendLimit(StringBuilder text, boolean aggregated, Relation base) {
    Integer rows = limit;
    if (rows == null && aggregated) {
      return;
    }
    if (rows == null) {
      rows = defaultLimit(base);
    }
    if (rows != null) {
      text.append("\nLIMIT ").append(rows);
    }
  }

  private @Nullable Integer defaultLimit(Relation base) {
    if (newest || oldest) {
      boolean one = !hasPluralTable(base) && isEnglishPluralised(base);
      int rows = one ? 1 : ROWS_OF_THE_LATEST;
      notes.assume(
          one ? "One row is wanted." : "As no number is given, " + rows + " rows are shown.", 0.02);
      return rows;
    }
    if (all) {
      notes.assume("All rows are wanted: there is no limit.", 0);
      return null;
    }
    boolean byKey =
        filters.all().stream()
            .anyMatch(
                f ->
                    f.field().isOf(base)
                        && columns.key(base).equals(List.of(f.field().column()))
                        && f.sql().apply("").startsWith(" = "));
    if (byKey) {
      return null;
    }
    notes.assume("At most " + ROWS_OF_A_LIST + " rows are shown, as no number is given.", 0);
    return ROWS_OF_A_LIST;
  }

  /** Only where the name has a plural does a singular in the request tell something. */
  private static boolean isEnglishPluralised(Relation base) {
    String fold = Words.fold(base.name().name());
    return fold.endsWith("s") && fold.chars().allMatch(c -> c < 0x80);
  }

  /** Rows with figures of those that belong to them: customers with more than 3 orders. */
  private String countedQuery(Relation listed, @Nullable Counted count) throws Unclear {
    Joins joins = new Joins(listed, reading, sql);
    Field by = sortField;
    Relation target =
        count != null
            ? count.relation()
            : sortCount != null ? sortCount : by != null ? by.relation() : listed;
    boolean keepAll =
        count == null && sortCount != null
            || count != null
                && (count.comparison().operator().startsWith("<") || count.number() == 0);
    joins.join(target, keepAll);
    joinNeeded(joins);
    List<Column> shownColumns = groupColumns(listed);
    Set<Column> outputColumns = new LinkedHashSet<>(shownColumns);
    selected.stream()
        .filter(f -> f.isOf(listed))
        .map(Field::column)
        .filter(c -> sql.kind(c).isComparable())
        .forEach(outputColumns::add);
    List<Output> outputs = new ArrayList<>();
    outputColumns.forEach(c -> outputs.add(new Output(joins.column(listed, c.name()), null)));
    List<String> grouped = outputs.stream().map(Output::expression).toList();
    String figure;
    if (count == null && sortCount == null && by != null) {
      figure = "SUM(" + joins.column(by) + ")";
      outputs.add(new Output(figure, "sum_" + by.column().name()));
      notes.refer(by.relation(), by.column(), "summed up for each row of " + listed.name().name());
      notes.assume(
          by.column().name() + " is summed up for each row of " + listed.name().name() + ".", 0.05);
    } else {
      figure = countOf(joins, target);
      outputs.add(new Output(figure, target.name().name() + "_count"));
    }
    notes.refer(listed, "its rows are listed");
    notes.step(
        "Join " + target.name().name() + " and group by the rows of " + listed.name().name());
    StringBuilder text =
        new StringBuilder("SELECT ").append(write(outputs)).append('\n').append(joins.from());
    appendWhere(text, joins);
    text.append("\nGROUP BY ").append(String.join(", ", grouped));
    if (count != null) {
      String having = figure + " " + count.comparison().operator() + " " + count.number();
      text.append("\nHAVING ").append(having);
      notes.step("Keep the groups where " + having);
    }
    boolean descending = !sortGiven || sortDescending;
    text.append("\nORDER BY ")
        .append(figure)
        .append(direction(descending, !figure.startsWith("COUNT")));
    Integer rows = limit;
    if (rows == null && !all) {
      boolean one = sortGiven && count == null && !hasPluralTable(listed);
      rows = one ? Integer.valueOf(1) : Integer.valueOf(ROWS_OF_A_LIST);
      notes.assume(
          one
              ? "One row is wanted."
              : "At most " + rows + " rows are shown, as no number is given.",
          0);
    }
    if (rows != null) {
      text.append("\nLIMIT ").append(rows);
    }
    return text.toString();
  }

  private String countOf(Joins joins, Relation target) {
    Optional<Column> key = columns.identifier(target);
    if (key.isPresent()) {
      return "COUNT(DISTINCT " + joins.column(target, key.get().name()) + ")";
    }
    List<Column> keys = columns.key(target);
    if (!keys.isEmpty()) {
      return "COUNT(" + joins.column(target, keys.getFirst().name()) + ")";
    }
    return "COUNT(*)";
  }

  /** The first rows of each group: latest order per customer. */
  private String rankedQuery(Relation base) throws Unclear {
    Joins joins = new Joins(base, reading, sql);
    joins.qualify();
    List<String> partition = new ArrayList<>();
    for (Group group : groups) {
      partition.add(partitionBy(joins, base, group));
    }
    joinNeeded(joins);
    Order order = listOrder(joins, base);
    if (order == null) {
      throw new Unclear("By which column are the rows of " + base.name().name() + " to be ranked?");
    }
    int rows = Optional.ofNullable(limit).orElse(1);
    List<Output> outputs = new ArrayList<>();
    base.columns().forEach(c -> outputs.add(new Output(joins.column(base, c.name()), null)));
    String rank =
        "ROW_NUMBER() OVER (PARTITION BY "
            + String.join(", ", partition)
            + " ORDER BY "
            + order.expression()
            + direction(order.descending(), order.nullable())
            + ")";
    StringBuilder text = new StringBuilder("SELECT ");
    text.append(
        String.join(
            ", ", base.columns().stream().map(c -> "ranked." + sql.name(c.name())).toList()));
    text.append("\nFROM (\n  SELECT ")
        .append(write(outputs))
        .append(",\n    ")
        .append(rank)
        .append(" AS position_in_group\n");
    text.append(joins.from());
    appendWhere(text, joins);
    text.append("\n) ranked\nWHERE ranked.position_in_group <= ").append(rows);
    notes.refer(base, "its rows are ranked");
    notes.step(
        "Rank the rows of " + base.name().name() + " within each group and keep the first " + rows);
    return text.toString();
  }

  private String partitionBy(Joins joins, Relation base, Group group) throws Unclear {
    Field field = group.field();
    if (field != null) {
      joins.join(field.relation(), false);
      Unit unit = group.unit();
      String column = joins.column(field);
      return unit == null ? sql.comparable(field.column(), column) : sql.bucket(unit, column);
    }
    Relation relation = relationOf(group);
    List<JoinLink> path = joins.path(base, relation);
    if (path.size() == 1 && path.getFirst().source().name().equals(base.name())) {
      return String.join(
          ", ", path.getFirst().sourceColumns().stream().map(c -> joins.column(base, c)).toList());
    }
    joins.join(relation, false);
    return String.join(
        ", ", groupColumns(relation).stream().map(c -> joins.column(relation, c.name())).toList());
  }
}
