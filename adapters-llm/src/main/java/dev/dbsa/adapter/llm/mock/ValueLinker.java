package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns that values stand in which no column is named for: customers in Berlin, papers
 * by Ada. The words beside a value tell: a preposition, a verb, a table's or column's name.
 */
final class ValueLinker {
  private static final Set<String> PREPOSITIONS =
      Set.of(
          "in",
          "from",
          "at",
          "of",
          "by",
          "on",
          "near",
          "for",
          "about",
          "to",
          "named",
          "called",
          "titled",
          "with",
          "inside",
          "through",
          "within",
          "outside",
          "except",
          "excluding",
          "than",
          "not");

  private static final Set<String> PLACES =
      Set.of(
          "citi",
          "town",
          "countri",
          "nation",
          "land",
          "region",
          "stat",
          "provinc",
          "location",
          "plac",
          "district",
          "continent",
          "stadt",
          "ort",
          "hometown",
          "nationaliti",
          "county",
          "counti",
          "area",
          "venu",
          "airport");

  private static final Set<String> COUNTRY_WORDS =
      Set.of("countri", "nation", "land", "nationaliti");

  private static final Set<String> TOWN_WORDS = Set.of("citi", "town", "stadt", "ort", "hometown");

  private static final Set<String> COUNTRIES =
      Set.of(
          """
          afghanistan albania algeria angola armenia azerbaijan bahrain bangladesh belarus bolivia britain cambodia cameroon cuba ecuador
              ethiopia georgia ghana guatemala honduras jamaica jordan kazakhstan kuwait kyrgyzstan laos lebanon liberia libya
              madagascar mali moldova mongolia nepal nicaragua oman panama paraguay qatar rwanda senegal somalia sudan syria
              tajikistan tanzania tunisia turkmenistan uganda uzbekistan yemen zambia zimbabwe
              argentina australia austria belgium brazil bulgaria canada chile china colombia croatia cyprus czechia denmark
          egypt england estonia finland france germany greece hungary iceland india indonesia iran iraq ireland israel
          italy japan kenya korea latvia lithuania luxembourg malaysia malta mexico morocco netherlands nigeria norway
          pakistan peru philippines poland portugal romania russia scotland serbia singapore slovakia slovenia spain
          sweden switzerland taiwan thailand turkey uk ukraine usa us uruguay venezuela vietnam wales deutschland
          osterreich schweiz
          """
              .strip()
              .split("\\s+"));

  private static final Set<String> TOPICS =
      Set.of("keyword", "topic", "subject", "tag", "keyphras", "them", "categori", "genr");

  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "except",
          "excluding",
          "outside",
          "isn",
          "aren",
          "never",
          "without",
          "other",
          "than",
          "no",
          "wasn",
          "weren");

  /** Words between what is asked for and a column with its value: vehicles with plate P5. */
  private static final Set<String> OWNER_LINKS =
      Set.of(
          "with",
          "of",
          "excluding",
          "except",
          "for",
          "in",
          "whose",
          "not",
          "having",
          "other",
          "than");

  private static final double LEAST_SCORE = 1.5;
  private static final double CLEAR_LEAD = 0.45;

  private static final Pattern CODE = Pattern.compile("(?:character|char|bpchar)\\((\\d+)\\)");

  private final Reading reading;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final Filters filters;

  ValueLinker(Reading reading, Sql sql, Filters filters) {
    this.reading = reading;
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.filters = filters;
  }

  /** A value of one or several words. */
  private record Run(int from, int to, boolean certain) {}

  private record Scored(Field field, double score) {}

  void read(Relation listed) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Run run = runAt(i);
      if (run != null) {
        link(run, listed);
        i = run.to() - 1;
      }
    }
  }

  // -- What is a value ----------------------------------------------------------------------------

  private @Nullable Run runAt(int i) {
    Item item = reading.item(i);
    if (item.isUsed()) {
      return null;
    }
    if (item.isQuotedValue()) {
      return new Run(i, i + 1, true);
    }
    if (!item.isPlainWord() || Accounting.isFiller(item.word()) && !isName(i)) {
      return null;
    }
    boolean capital = isName(i);
    if (!capital && !isLowerValue(i)) {
      return null;
    }
    int end = i + 1;
    while (end < reading.size() && continues(end, capital)) {
      end++;
    }
    // An adjective before a table is none: major cities.
    return !capital && end < reading.size() && reading.table(end) != null && !isNameBefore(i, end)
        ? null
        : new Run(i, end, capital);
  }

  /** the colorado river: a word between an article and one thing may be what it is called. */
  private boolean isNameBefore(int from, int table) {
    return !reading.item(table).isPlural()
        && isPlain(reading.item(from))
        && !isVerbLike(from)
        && isAfterArticle(from)
        && !reading.request().substring(0, reading.item(from).start()).strip().endsWith(" a")
        && !isColumnWord(from);
  }

  private boolean isAfterArticle(int i) {
    String before = reading.request().substring(0, reading.item(i).start()).strip();
    return Words.fold(before).endsWith("the");
  }

  /** Whether a column has the word in its name: it says more than what a thing is called. */
  private boolean isColumnWord(int i) {
    List<String> stems = reading.item(i).first().stems();
    return reading.scope().stream()
        .flatMap(r -> r.columns().stream())
        .anyMatch(c -> Words.stems(c.name()).containsAll(stems));
  }

  /** A capitalised word inside of the sentence. */
  private boolean isName(int i) {
    Item item = reading.item(i);
    return i > 0
        && item.isCapitalised()
        && item.isPlainWord()
        && !reading.item(i - 1).isSymbol(".")
        && !reading.item(i - 1).isSymbol("?")
        && Dates.month(item.word()).isEmpty()
        && !Requests.isVerb(item.word());
  }

  private boolean continues(int i, boolean capital) {
    Item item = reading.item(i);
    if (item.isUsed()) {
      return false;
    }
    if (capital) {
      return isName(i)
          || item.isNumber() && reading.item(i).text().length() <= 2
          || item.isSymbol(".") && i + 1 < reading.size() && isName2(i + 1);
    }
    return item.isPlainWord()
        && !Accounting.isFiller(item.word())
        && !CounterpartReader.NEGATIONS.contains(item.word())
        && !isVerbLike(i);
  }

  private boolean isName2(int i) {
    return reading.item(i).isCapitalised() && reading.item(i).isPlainWord();
  }

  /** Words without capitals are values right after a preposition or the name of a thing. */
  private boolean isLowerValue(int i) {
    if (i == 0 || isVerbLike(i) || !isPlain(reading.item(i)) && !isFirstOfName(i)) {
      return false;
    }
    if (i + 1 < reading.size() && reading.table(i + 1) != null && isNameBefore(i, i + 1)) {
      return true;
    }
    return reading.isWord(
            i - 1, Set.of("in", "from", "by", "of", "at", "through", "named", "called", "titled"))
        || reading.item(i - 1).field() != null
            && reading.isWord(i - 2, Set.of("of", "the", "with"));
  }

  /** in new york: an adjective before a word that means nothing else. */
  private boolean isFirstOfName(int i) {
    String word = reading.word(i);
    return Measures.isAdjective(word)
        && !Measures.isSuperlative(word)
        && !Measures.isComparative(word)
        && i + 1 < reading.size()
        && reading.item(i + 1).isPlainWord()
        && !reading.item(i + 1).isUsed()
        && isPlain(reading.item(i + 1))
        && !Accounting.isFiller(reading.word(i + 1));
  }

  private static boolean isPlain(Item item) {
    String said = item.word();
    return !Measures.isAdjective(said)
        && !(said.length() > 5 && said.endsWith("est"))
        && Dates.unit(item.word()).isEmpty()
        && !Set.of(
                "each",
                "every",
                "both",
                "total",
                "number",
                "how",
                "many",
                "percent",
                "ratio",
                "sum",
                "weekday",
                "any",
                "maximum",
                "minimum",
                "highest",
                "lowest",
                "most",
                "least",
                "more",
                "less",
                "average",
                "distinct",
                "different",
                "or",
                "and",
                "top",
                "order",
                "same",
                "only",
                "other",
                "year",
                "month",
                "day",
                "week",
                "last",
                "today")
            .contains(item.word());
  }

  private boolean isVerbLike(int i) {
    String word = reading.word(i);
    return word.length() > 4 && (word.endsWith("ing") || word.endsWith("ed"))
        || Set.of("born", "live", "lives", "made", "written", "won", "work", "works")
            .contains(word);
  }

  // -- Where it stands ----------------------------------------------------------------------------

  private void link(Run run, Relation listed) throws Unclear {
    int start = run.from();
    boolean negated = false;
    String preposition = "";
    int verb = -1;
    int at = run.from() - 1;
    while (at >= 0 && at >= run.from() - 4) {
      Item item = reading.item(at);
      if (item.isUsed()) {
        break;
      }
      String word = item.word();
      if (NEGATIONS.contains(word)) {
        negated = negated || !word.equals("than") && !word.equals("other") || word.equals("other");
        preposition =
            preposition.isEmpty() && Set.of("outside").contains(word) ? "in" : preposition;
        start = at;
      } else if (PREPOSITIONS.contains(word)) {
        preposition = preposition.isEmpty() ? word : preposition;
        start = at;
      } else if (Set.of(
              "that", "those", "which", "who", "is", "are", "was", "were", "do", "does", "did",
              "have", "been", "either")
          .contains(word)) {
        start = at;
      } else if (item.isPlainWord() && verb < 0 && isVerbLike(at)) {
        verb = at;
        start = at;
      } else {
        break;
      }
      at--;
    }
    int owner = at;
    int beforeOwner = owner;
    boolean negatedOwner = false;
    if (owner >= 0 && owner == run.from() - 1 && reading.field(owner) != null) {
      while (reading.isWord(beforeOwner - 1, OWNER_LINKS)) {
        beforeOwner--;
        negatedOwner |= NEGATIONS.contains(reading.word(beforeOwner));
      }
    }
    String text = value(run);
    List<Scored> scored = scores(run, text, preposition, verb, owner, listed);
    if (scored.isEmpty() || scored.getFirst().score() < LEAST_SCORE) {
      askForCode(text, preposition, listed);
      return;
    }
    Scored best = scored.getFirst();
    if (scored.size() > 1 && scored.get(1).score() > best.score() - CLEAR_LEAD) {
      List<String> rivals =
          scored.stream()
              .filter(s -> s.score() > best.score() - CLEAR_LEAD)
              .limit(5)
              .map(s -> s.field().fullName())
              .toList();
      throw new Unclear(
          "“"
              + text
              + "” could stand in "
              + String.join(", ", rivals)
              + ": which column is meant?");
    }
    Field field = best.field();
    if (owner > 0 && field.equals(reading.field(owner)) && isCondition(owner, beforeOwner)) {
      // vehicles with plate P5; cartoons directed by Ada: the column is not one that is shown.
      start = beforeOwner;
      negated |= negatedOwner;
    }
    List<String> written = new ArrayList<>(List.of(literal(field, text)));
    int end = run.to();
    while (end + 1 < reading.size()
        && (reading.isWord(end, Set.of("or", "nor"))
            || reading.isSymbol(end, ",")
            || (negated || run.certain() && !isToMany(listed, field))
                && reading.isWord(end, "and"))) {
      int next = reading.isWord(end + 1, Set.of("or", "and")) ? end + 2 : end + 1;
      while (reading.isWord(next, PREPOSITIONS)) {
        next++;
      }
      Run more = next < reading.size() ? runAt(next) : null;
      if (more == null
          && next < reading.size()
          && !reading.item(next).isUsed()
          && reading.item(next).isCapitalised()
          && reading.item(next).isPlainWord()) {
        more = new Run(next, next + 1, true);
      }
      if (more == null || more.certain() != run.certain()) {
        break;
      }
      written.add(literal(field, value(more)));
      end = more.to();
    }
    String condition =
        written.size() == 1
            ? (negated ? " <> " : " = ") + written.getFirst()
            : (negated ? " NOT IN (" : " IN (") + String.join(", ", written) + ")";
    notes.assume(
        "“" + text + "” stands in " + field.fullName() + ".",
        best.score() >= 3.4 ? 0.04 : best.score() >= 2.9 ? 0.1 : 0.18);
    int last = useNounBehind(end, field);
    filters.add(start, last, field, column -> filters.comparable(field, column) + condition);
  }

  /** Of a row that has one value only, two values are alternatives. */
  private boolean isToMany(Relation listed, Field field) {
    return !field.isOf(listed) && reading.isToMany(listed, field.relation());
  }

  /** Whether the column before a value is compared with it, and not asked for. */
  private boolean isCondition(int owner, int beforeOwner) {
    Item column = reading.item(owner);
    String said = column.first().fold();
    boolean participle = said.endsWith("ed") || said.endsWith("en");
    boolean by = column.last().fold().equals("by") || reading.isWord(owner + 1, "by");
    return beforeOwner < owner || participle && by;
  }

  /** A country's name is none of the codes that the column for countries holds. */
  private void askForCode(String text, String preposition, Relation listed) throws Unclear {
    for (Column column : listed.columns()) {
      boolean forCountries = Words.stems(column.name()).stream().anyMatch(COUNTRY_WORDS::contains);
      if (forCountries
          && !mayHold(listed, column, text)
          && Set.of("in", "from").contains(preposition)) {
        throw new Unclear(
            listed.name().name()
                + "."
                + column.name()
                + " holds codes ("
                + column.type()
                + "): which one stands for “"
                + text
                + "”?");
      }
    }
  }

  /** the VLDB conference: the noun says what the value is. */
  private int useNounBehind(int end, Field field) {
    Relation table = reading.table(end);
    return table != null && field.isOf(table) ? end + 1 : end;
  }

  private String value(Run run) {
    return run.to() == run.from() + 1
        ? reading.item(run.from()).text().strip()
        : reading.text(run.from(), run.to());
  }

  private List<Scored> scores(
      Run run, String text, String preposition, int verb, int owner, Relation listed) {
    List<Scored> scored = new ArrayList<>();
    List<Relation> near = new ArrayList<>(reading.scope());
    Neighbourhood.of(reading.scope(), reading.index()).forEach(near::add);
    Relation ownerTable = owner >= 0 ? reading.item(owner).table() : null;
    Field ownerField =
        owner >= 0 && owner == run.from() - 1 - (preposition.equals("of") ? 1 : 0)
            ? reading.item(owner).field()
            : null;
    Relation behind = run.to() < reading.size() ? reading.table(run.to()) : null;
    Field behindField = run.to() < reading.size() ? reading.field(run.to()) : null;
    boolean adjacent =
        owner == run.from() - 1
            || preposition.equals("of") && owner == run.from() - 2
            || Set.of("named", "called", "titled").contains(preposition);
    for (Relation relation : near) {
      double distance = distance(listed, relation);
      List<Column> labels = columns.labels(relation);
      for (Column column : relation.columns()) {
        TypeKind kind = sql.kind(column);
        if (kind != TypeKind.TEXT && kind != TypeKind.ENUM || !mayHold(relation, column, text)) {
          continue;
        }
        Field field = new Field(relation, column);
        double score = 0;
        boolean label = labels.contains(column);
        boolean ofPlace =
            preposition.equals("of")
                && field.equals(ownerField)
                && Words.stems(column.name()).stream().anyMatch(PLACES::contains)
                && reading.isWord(owner - 1, Set.of("in", "from", "of", "the", "either", "or"));
        score += ofPlace ? 4 : 0;
        boolean ofColumn =
            ownerField != null
                && preposition.equals("of")
                && !reading.isWord(owner - 1, Set.of("in", "from", "either", "or"));
        if (!ofColumn && field.equals(ownerField)
            || field.equals(behindField) && behindField != null) {
          score += 4;
        }
        if (label
            && ofColumn
            && ownerField != null
            && same(ownerField.relation(), relation)
            && !field.equals(ownerField)) {
          score += 3.2;
        }
        if (label && adjacent && same(ownerTable, relation)) {
          boolean singular = !reading.item(owner).isPlural();
          boolean named = preposition.isEmpty() || !preposition.equals("of");
          boolean placeName =
              Words.stems(relation.name().name()).stream().anyMatch(PLACES::contains);
          score +=
              preposition.isEmpty() && singular && !isOpenEnded(run)
                  ? 4
                  : preposition.equals("of") && placeName ? 3 : named && singular ? 2 : 0.5;
        }
        if (label && same(behind, relation)) {
          score += reading.item(run.to()).isPlural() ? 1 : 4;
        }
        if (label
            && Set.of("named", "called", "titled").contains(preposition)
            && (ownerTable == null
                ? relation.name().equals(listed.name())
                : same(ownerTable, relation))) {
          score += 3;
        }
        List<String> words = Words.stems(column.name());
        if (verb >= 0) {
          String said = reading.word(verb);
          boolean columnKin = words.stream().anyMatch(w -> kin(said, w));
          boolean tableKin =
              Words.stems(relation.name().name()).stream().anyMatch(w -> kin(said, w));
          score +=
              columnKin ? 3 : tableKin && label && !relation.name().equals(listed.name()) ? 2.5 : 0;
          score +=
              said.equals("born") && words.stream().anyMatch(w -> w.startsWith("birth")) ? 3 : 0;
        }
        boolean place =
            words.stream().anyMatch(w -> PLACES.contains(w)) || PLACES.contains(words.getLast());
        boolean own = label && relation.name().equals(listed.name());
        boolean placed =
            Set.of("in", "from", "at", "near", "inside", "within", "outside", "of")
                .contains(preposition);
        if (place && !own && placed) {
          score += preposition.equals("of") ? 1.6 : 2;
          score += placeScore(text, words, preposition, hasRegion(relation));
        }
        if (label
            && !own
            && preposition.equals("by")
            && isAgent(relation)
            && (run.certain() || run.to() - run.from() > 1)) {
          score += 3.2;
        }
        if (Set.of("about", "on").contains(preposition)
            && words.stream().anyMatch(TOPICS::contains)) {
          score += 2.5;
        }
        if (score > 0) {
          scored.add(new Scored(field, score - distance * 0.5));
        }
      }
    }
    scored.sort(Comparator.comparingDouble((Scored s) -> -s.score()));
    boolean found = !scored.isEmpty() && scored.getFirst().score() >= LEAST_SCORE;
    Field only =
        !found && Set.of("in", "through", "within").contains(preposition)
            ? onlyOther(listed, text)
            : null;
    if (only != null) {
      return List.of(new Scored(only, LEAST_SCORE));
    }
    return scored;
  }

  /**
   * Of a key with what rows are called, the one other text: a row stands for each that it is in.
   */
  private @Nullable Field onlyOther(Relation listed, String text) {
    List<Column> labels = columns.labels(listed);
    List<Column> key = columns.key(listed);
    if (!key.containsAll(labels)) {
      return null;
    }
    List<Column> others =
        key.stream()
            .filter(c -> sql.kind(c) == TypeKind.TEXT && !labels.contains(c))
            .filter(c -> Words.stems(c.name()).stream().noneMatch(COUNTRY_WORDS::contains))
            .filter(c -> mayHold(listed, c, text))
            .toList();
    return others.size() == 1 && !labels.isEmpty() ? new Field(listed, others.getFirst()) : null;
  }

  /** Whether a name may as well be that of a state or province. */
  private static boolean hasRegion(Relation relation) {
    return relation.columns().stream()
        .anyMatch(
            c ->
                Words.stems(c.name()).stream()
                    .anyMatch(w -> Set.of("stat", "provinc", "region", "county").contains(w)));
  }

  /** Countries stand in columns for countries, other names rather in those for towns. */
  private static double placeScore(
      String text, List<String> words, String preposition, boolean regions) {
    boolean country = COUNTRIES.contains(Words.fold(text));
    boolean forCountries = words.stream().anyMatch(COUNTRY_WORDS::contains);
    boolean forTowns = words.stream().anyMatch(TOWN_WORDS::contains);
    double origin =
        preposition.equals("from")
                && words.stream()
                    .anyMatch(w -> Set.of("nationaliti", "hometown", "origin").contains(w))
            ? 0.6
            : 0;
    return origin
        + (country == forCountries ? 0.3 : forCountries ? -1.2 : -0.5)
        + (forTowns && !country && !regions ? 0.5 : 0);
  }

  /** the organization that Ada is in: the value is not what stands before is called. */
  private boolean isOpenEnded(Run run) {
    return reading.isWord(
        run.to(), Set.of("is", "are", "was", "did", "does", "has", "had", "have"));
  }

  private static boolean same(@Nullable Relation one, Relation other) {
    return one != null && one.name().equals(other.name());
  }

  private double distance(Relation listed, Relation relation) {
    if (listed.name().equals(relation.name())) {
      return 0;
    }
    List<List<JoinLink>> paths = reading.index().paths(listed, relation);
    if (paths.isEmpty()) {
      return 5;
    }
    return paths.getFirst().size()
        + (paths.getFirst().stream().allMatch(JoinLink::declared) ? 0 : 0.1);
  }

  private boolean mayHold(Relation relation, Column column, String text) {
    List<String> listed = reading.index().values().of(relation, column);
    if (!listed.isEmpty()) {
      return listed.stream().anyMatch(v -> v.equalsIgnoreCase(text));
    }
    int length = codeLength(column);
    return length == 0 || text.length() <= length || countryCode(column, text) != null;
  }

  /** How many letters the codes of the column have; 0 where it holds none. */
  private static int codeLength(Column column) {
    Matcher code = CODE.matcher(column.type().toLowerCase(Locale.ROOT));
    return code.matches() ? Integer.parseInt(code.group(1)) : 0;
  }

  /** The code that stands for a country in a column for such codes; {@code null} if none does. */
  private static @Nullable String countryCode(Column column, String text) {
    boolean forCountries = Words.stems(column.name()).stream().anyMatch(COUNTRY_WORDS::contains);
    return forCountries && text.length() > codeLength(column)
        ? CountryCodes.of(text, codeLength(column))
        : null;
  }

  private String literal(Field field, String text) throws Unclear {
    String code = countryCode(field.column(), text);
    if (code == null) {
      return filters.literal(field, text);
    }
    notes.assume("“" + text + "” has the code " + code + ".", 0.02);
    return filters.literal(field, code);
  }

  private static boolean kin(String said, String word) {
    int common = Words.commonStart(said, word);
    return common >= 4 || common >= 3 && common >= word.length() - 1;
  }

  /** Whether the column's name says that it holds an address or a part of one. */
  static boolean isPlace(Column column) {
    return Words.stems(column.name()).stream()
        .anyMatch(w -> PLACES.contains(w) || w.equals("address") || w.equals("street"));
  }

  /** Whether one of the stems is the word for a place. */
  static boolean isPlaceName(List<String> stems) {
    return stems.stream().anyMatch(PLACES::contains);
  }

  /** Nouns for those who do something. */
  static boolean isAgent(Relation relation) {
    List<String> words = Words.split(relation.name().name());
    if (words.isEmpty()) {
      // A name of signs only.
      return false;
    }
    String fold = Words.fold(words.getLast());
    String last = fold.endsWith("s") ? fold.substring(0, fold.length() - 1) : fold;
    return AGENT_ENDINGS.stream().anyMatch(last::endsWith)
        && !last.endsWith("ment")
        && !THINGS.contains(last);
  }

  private static final List<String> AGENT_ENDINGS =
      List.of(
          "er",
          "or",
          "ist",
          "ian",
          "ant",
          "ent",
          "people",
          "person",
          "staff",
          "company",
          "employee");

  /** Nouns that end as those for people do. */
  private static final Set<String> THINGS =
      Set.of(
          """
          order paper river number chapter center centre theater theatre layer semester quarter folder letter offer
          transfer water power tower color colour floor door sensor motor container computer server printer parameter
          filter register counter meter trailer cover poster tender voucher chamber corner border matter
          event content component restaurant plant variant accident incident continent document talent patent rent cent
          list artlist playlist wishlist checklist error factor sector indicator elevator corridor
          """
              .strip()
              .split("\\s+"));
}
