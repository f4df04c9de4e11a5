package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.Synonyms;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Plan.Compare;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.Flag;
import dev.dbsa.adapter.llm.mock.Plan.Not;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Senses.LabelSense;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values in a request, and the columns that they may stand in. Nothing lists most of them: the word
 * before them and the kinds of the columns tell where they belong.
 */
final class Values {
  private static final double PRESUMED = 0.08;

  /** What stands in quotes is a value and nothing else, wherever it may belong. */
  private static final double QUOTED = -0.03;

  /** What speaks against a country where other things are named: it is no state or city. */
  private static final double NO_COUNTRY = 0.2;

  /** Nouns for anybody and anything; no names. */
  private static final Set<String> GENERAL =
      Set.of(
          "people",
          "person",
          "someone",
          "anyone",
          "everyone",
          "somebody",
          "anybody",
          "world",
          "thing",
          "things",
          "time",
          "times",
          "kind",
          "kinds",
          "combination",
          "combinations",
          "pair",
          "pairs",
          "information",
          "details",
          "data",
          "money",
          "order",
          "reverse");

  private final Grammar g;

  /** Whether some table is one of companies, schools and the like. */
  private final boolean hasOrganisations;

  Values(Grammar grammar) {
    this.g = grammar;
    this.hasOrganisations = g.senses.relations().stream().anyMatch(this::isOfOrganisations);
  }

  /** Texts that may be values, beginning here. */
  List<Read<String>> at(int i) {
    List<Read<String>> found = new ArrayList<>();
    if (i >= g.size()) {
      return found;
    }
    if (g.isQuoted(i)) {
      found.add(Read.of(g.reading.item(i).first().text().strip(), i + 1, QUOTED));
      return found;
    }
    int end = i;
    while (g.isCapitalised(end)
        || end > i
            && Set.of("of", "the", "and", "for", "on", "in", "at").contains(g.word(end))
            && g.isCapitalised(end + 1)
            && !g.word(end).equals("and")) {
      end++;
    }
    for (int e = end; e > i; e--) {
      if (g.isCapitalised(e - 1)) {
        found.add(Read.of(joined(i, e), e, e == end ? 0.02 : 0.12));
      }
    }
    for (int e = Math.min(g.size(), i + 4); e > i && !g.isCapitalised(i); e--) {
      if (g.word(i).equals("us") && e == i + 1 && g.isWord(i - 1, Set.of("in", "of", "through"))) {
        found.add(Read.of("us", e, 0.02));
        break;
      }
      if (CountryCodes.of(joined(i, e), 2) != null
          && (e > i + 1
              || g.word(i).length() > 2
              || g.word(i).equals("us")
              || g.word(i).equals("uk"))) {
        found.add(Read.of(joined(i, e), e, 0));
        break;
      }
    }
    if (found.isEmpty()) {
      for (int e = i + 1; e <= Math.min(g.size(), i + 4) && isUnknown(e - 1); e++) {
        found.add(Read.of(joined(i, e), e, 0.06));
      }
    }
    found.sort(Comparator.comparingInt((Read<String> r) -> -r.end()));
    return found;
  }

  /** A word that means nothing else: nothing of the schema and no word of the language. */
  boolean isUnknown(int i) {
    if (i >= g.size() || g.reading.item(i).first().kind() != Token.Kind.WORD) {
      return false;
    }
    String word = g.word(i);
    boolean adjective = Measures.isAdjective(word) && !Set.of("new").contains(word);
    return !Lexicon.isFunctionWord(word)
        && !adjective
        && !Language.VERBS.contains(word)
        && !Language.PREPOSITIONS.contains(word)
        && !Language.NOT.contains(word)
        && !Language.EACH.contains(word)
        && !Language.DISTINCT.contains(word)
        && !Language.FIGURES.containsKey(word)
        && !Language.RELATIVE.contains(word)
        && word.length() > 1
        && !Language.QUALITIES.contains(word)
        && !GENERAL.contains(word)
        && !(word.endsWith("ly") && word.length() > 5)
        && !(word.endsWith("est") && word.length() > 5)
        && !g.isPairingWord(word)
        && g.reading.number(i) == null
        && g.senses.tables(i).stream().noneMatch(t -> t.score() >= 0.75)
        && g.senses.fields(i).stream().noneMatch(f -> f.score() >= 0.7);
  }

  private String joined(int from, int to) {
    return g.text(from, to).replaceAll("\\s+", " ");
  }

  // -- Conditions -------------------------------------------------------------------------------

  /** What a listed value or flag says of the rows of a table, or of one that they lead to. */
  List<Read<Condition>> labels(Relation relation, int i) {
    List<Read<Condition>> found = new ArrayList<>();
    for (LabelSense label : g.senses.labels(i)) {
      Read<Place> place = g.place(relation, label.field(), label.end());
      if (place == null || !Grammar.isToOne(relation, place.value().path())) {
        continue;
      }
      Condition condition =
          label.flag()
              ? new Flag(place.value(), !label.negated())
              : new Compare(place.value(), label.negated() ? "<>" : "=", label.value());
      double cost =
          place.cost() + (1 - label.score()) + (label.negated() && !label.flag() ? 0.3 : 0);
      found.add(
          Read.of(
              condition,
              label.end(),
              cost,
              "“"
                  + g.text(i, label.end())
                  + "” = "
                  + label.field().fullName()
                  + (label.flag()
                      ? label.negated() ? " is false" : " is true"
                      : (label.negated() ? " is not '" : " '") + label.value() + "'")
                  + "."));
    }
    found.sort(Comparator.comparingDouble(Read::cost));
    return found;
  }

  /** The column compared with the value, if it can hold it. */
  List<Read<Condition>> compare(Place place, String operator, Read<String> value, double cost) {
    List<Read<Condition>> found = new ArrayList<>();
    TypeKind kind = g.kind(place.column());
    String text = value.value();
    if (kind == TypeKind.TEXT || kind == TypeKind.ENUM || kind == TypeKind.OTHER) {
      List<String> listed = g.index.values().of(place.relation(), place.column());
      if (!listed.isEmpty() && listed.stream().noneMatch(text::equalsIgnoreCase)) {
        return found;
      }
    } else if (kind.isNumeric()) {
      if (!text.matches("-?\\d{1,18}(?:\\.\\d{1,18})?")) {
        return found;
      }
    } else if (kind == TypeKind.BOOLEAN) {
      if (!text.matches("(?i)true|false|yes|no")) {
        return found;
      }
    } else if (kind.isDay()) {
      if (!text.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
        return found;
      }
    } else {
      return found;
    }
    found.add(
        new Read<>(
            new Compare(place, operator, text), value.end(), value.cost() + cost, value.told()));
    return found;
  }

  /** Rows that are called so: the author Ada, customer 42, the VLDB conference. */
  List<Read<Condition>> called(Relation relation, Read<String> value, double cost) {
    List<Read<Condition>> found = new ArrayList<>();
    String fold = Words.fold(value.value());
    if (Language.NATIONS.containsKey(fold) || Set.of("male", "female").contains(fold)) {
      return found;
    }
    List<Column> labels = g.labels(relation);
    if (labels.size() == 2 && value.value().matches("\\S+ \\S+")) {
      return found;
    }
    for (Column label :
        labels.size() > 1 ? labels.subList(labels.size() - 1, labels.size()) : labels) {
      Place place = Place.own(relation, label);
      double kind = country(value.value()) == null || isCountry(place) ? 0 : NO_COUNTRY;
      for (Read<Condition> read : compare(place, "=", value, cost + kind)) {
        found.add(read.tell(presumed(value.value(), place), 0));
      }
    }
    return found;
  }

  private String presumed(String value, Place place) {
    boolean open = isCountry(place) && isSpelledInSeveralWays(place.column(), value);
    return "“"
        + value
        + "” is taken for a value of "
        + place.field().fullName()
        + (open ? SPELLED_SO : ".");
  }

  private boolean isCountry(Place place) {
    return g.senses.words(place.field()).stream().anyMatch(COUNTRY::contains)
        || name(place.relation()).stream().anyMatch(COUNTRY::contains);
  }

  /** What a value after a preposition says of the rows. */
  List<Read<Condition>> after(String preposition, Relation relation, Read<String> value) {
    List<Read<Condition>> found = new ArrayList<>();
    Said said = Said.of(preposition, value.value());
    for (Column column : relation.columns()) {
      double cost = ownCost(said, relation, column);
      if (cost < 1) {
        Place place = Place.own(relation, column);
        boolean asSaid = !said.country() || g.senses.words(place.field()).contains(NATIONALITY);
        Read<String> written = asSaid ? value : asCountry(value);
        for (Read<Condition> read : compare(place, "=", written, cost)) {
          found.add(read.tell(presumed(value.value(), place), 0));
        }
      }
    }
    for (Relation other : g.senses.relations()) {
      if (other.name().equals(relation.name())) {
        continue;
      }
      List<List<JoinLink>> ways = g.paths(relation, other);
      if (ways.isEmpty()) {
        continue;
      }
      List<JoinLink> way = ways.getFirst();
      double cost = otherCost(said, relation, other, way);
      if (cost >= 1) {
        continue;
      }
      for (Column label : g.labels(other)) {
        boolean itself =
            way.size() == 1
                && way.getFirst().source().name().equals(other.name())
                && way.getFirst().sourceColumns().equals(List.of(label.name()));
        boolean own =
            itself
                || way.size() == 1
                    && way.getFirst().source().name().equals(relation.name())
                    && way.getFirst().targetColumns().equals(List.of(label.name()));
        if (own) {
          // The reference itself holds the name.
          break;
        }
        for (Read<Condition> read : compare(Place.own(other, label), "=", value, cost)) {
          Plan.Rows rows = Plan.Rows.of(other).with(read.value());
          found.add(
              read.as((Condition) new Plan.Exists(new Plan.Related(way, rows), false))
                  .tell(presumed(value.value(), Place.own(other, label)), 0));
        }
        break;
      }
    }
    found.sort(Comparator.comparingDouble(Read::cost));
    return found.size() > 4 ? found.subList(0, 4) : found;
  }

  /** Whom people are called after: French for France. */
  private Read<String> asCountry(Read<String> value) {
    String nation = Language.NATIONS.get(Words.fold(value.value()));
    return nation == null ? value : value.as(nation);
  }

  /** The country that a text is the name of; {@code null} for any other. */
  static @org.jspecify.annotations.Nullable String country(String text) {
    String nation = Language.NATIONS.get(Words.fold(text));
    boolean known =
        CountryCodes.of(text, 2) != null || text.matches("(?i)us|u\\.s\\.|america|united states");
    return nation != null ? nation : known ? text : null;
  }

  /** The names of languages, in English. */
  private static final Set<String> LANGUAGES =
      java.util.Arrays.stream(java.util.Locale.getISOLanguages())
          .map(
              code ->
                  Words.fold(
                      java.util.Locale.of(code).getDisplayLanguage(java.util.Locale.ENGLISH)))
          .collect(java.util.stream.Collectors.toUnmodifiableSet());

  private static final String NATIONALITY = Words.stem("nationality");

  private static final Set<String> COUNTRY = Set.of("countri", "nation", "nationaliti", "land");

  /** A value and the word before it, with what these tell. */
  private record Said(
      String preposition,
      String value,
      List<String> stems,
      boolean country,
      boolean organisation,
      Shape shape) {
    static Said of(String preposition, String value) {
      return new Said(
          preposition,
          value,
          Words.stems(value),
          Values.country(value) != null,
          ORGANISATION_NAME.matcher(value).find(),
          Shape.of(value));
    }
  }

  private double ownCost(Said said, Relation relation, Column column) {
    TypeKind kind = g.kind(column);
    if (kind != TypeKind.TEXT && kind != TypeKind.ENUM) {
      return 1;
    }
    List<String> words = g.senses.words(new Field(relation, column));
    boolean own = g.labels(relation).contains(column);
    boolean listed = !g.index.values().of(relation, column).isEmpty();
    if (listed) {
      return 0.02;
    }
    boolean ofCountry = words.stream().anyMatch(COUNTRY::contains);
    String fold = Words.fold(said.value());
    if (Set.of("male", "female").contains(fold)) {
      return words.stream().anyMatch(Set.of("gender", "sex")::contains) ? 0.02 : 1;
    }
    if (LANGUAGES.contains(fold) && words.contains("languag")) {
      return 0.03;
    }
    return switch (said.preposition()) {
      case "in",
          "from",
          "at",
          "near",
          "inside",
          "within",
          "located",
          "through",
          "of",
          "around",
          "" -> {
        if (own) {
          yield said.preposition().equals("of") ? 0.3 : 1;
        }
        if (ofCountry) {
          yield said.country() ? 0.05 : PRESUMED + 0.2;
        }
        if (ValueLinker.isPlace(column)
            && words.stream().noneMatch(Set.of("street", "address")::contains)) {
          yield PRESUMED + (said.country() ? 0.3 : g.isReference(relation, column) ? 0 : 0.03);
        }
        if (said.country()) {
          // A country is no state, city or customer.
          yield 1;
        }
        boolean keyPart =
            g.columns.key(relation).size() == 2 && g.columns.key(relation).contains(column);
        yield g.isReference(relation, column) || keyPart ? PRESUMED + 0.04 : 1;
      }
      case "by" -> words.contains("by") || isAgentWord(words.getLast()) ? PRESUMED : 1;
      default -> 1;
    };
  }

  /** What the form of a value tells of the rows that are called so. */
  enum Shape {
    PERSON,
    ORGANISATION,
    TITLE,
    ANY;

    private static final Pattern INITIALS = Pattern.compile("(?:\\p{Lu}\\. ?)+\\p{Lu}.*");
    private static final Pattern SEVERAL_WORDS = Pattern.compile("\\S+(?: \\S+){2,}");
    private static final Pattern PLAIN_WORD = Pattern.compile(".* \\p{Ll}{4,}.*");

    static Shape of(String value) {
      if (INITIALS.matcher(value).matches()) {
        return PERSON;
      }
      if (ORGANISATION_NAME.matcher(value).find()) {
        return ORGANISATION;
      }
      boolean title = SEVERAL_WORDS.matcher(value).matches() && PLAIN_WORD.matcher(value).matches();
      return title ? TITLE : ANY;
    }
  }

  /** What speaks against a value of this form in what the rows of a table are called. */
  double cost(Shape shape, Relation relation) {
    return switch (shape) {
      case PERSON -> ValueLinker.isAgent(relation) ? -0.03 : 0.08;
      case ORGANISATION -> isOfOrganisations(relation) ? -0.05 : hasOrganisations ? 0.25 : 0.1;
      case TITLE -> {
        boolean titled =
            g.labels(relation).stream().anyMatch(c -> Words.stems(c.name()).contains("titl"));
        yield titled ? -0.05 : 0.1;
      }
      case ANY -> 0;
    };
  }

  private boolean isOfOrganisations(Relation relation) {
    return name(relation).stream().anyMatch(ORGANISATIONS::contains);
  }

  private static final Pattern ORGANISATION_NAME =
      Pattern.compile(
          "\\b(?:University|Universit\\p{L}+|Institute|College|School|Academy|Company|Corporation|Corp|Inc|Ltd|LLC|GmbH|AG"
              + "|Motors|Bank|Foundation|Group|Airlines?|Airways|Hospital|Clinic|Laborator(?:y|ies)|Labs)\\b");

  /** What tables of companies, schools and the like are called. */
  private static final Set<String> ORGANISATIONS = organisations();

  private static Set<String> organisations() {
    Set<String> all =
        new HashSet<>(Words.stems("company school supplier maker affiliation employer"));
    for (String stem : List.copyOf(all)) {
      all.addAll(Synonyms.of(stem));
    }
    all.addAll(
        Words.stems(
            "institution institute bank hospital clinic airline club sponsor publisher agency brand"));
    return Set.copyOf(all);
  }

  /** Prepositions of places, of which a row is in one. */
  private static final Set<String> WITHIN =
      Set.of("in", "at", "from", "on", "inside", "within", "through", "near", "located");

  /** What is told of a country that some write so and others so: nothing says which. */
  static final String SPELLED_SO = ", spelled so.";

  private static final Set<String> SPELLED_IN_SEVERAL_WAYS =
      Set.of(
          "us",
          "usa",
          "u.s.",
          "u.s.a.",
          "america",
          "united states",
          "united states of america",
          "american",
          "uk",
          "u.k.",
          "united kingdom",
          "great britain",
          "britain",
          "british");

  private boolean isSpelledInSeveralWays(Column column, String value) {
    boolean code = column.type().endsWith("(2)") || column.type().endsWith("(3)");
    return !code
        && SPELLED_IN_SEVERAL_WAYS.contains(value.toLowerCase(java.util.Locale.ROOT))
        && g.reading.items().stream()
            .noneMatch(i -> i.isQuotedValue() && i.text().equalsIgnoreCase(value));
  }

  private List<String> name(Relation relation) {
    return g.senses.naming(relation).bare();
  }

  private static boolean isAgentWord(String stem) {
    return stem.endsWith("or") || stem.endsWith("er") && !stem.endsWith("number");
  }

  private double otherCost(Said said, Relation relation, Relation other, List<JoinLink> way) {
    boolean within = WITHIN.contains(said.preposition());
    double distance =
        0.03 * (way.size() - 1) + (Grammar.isToOne(relation, way) ? 0 : within ? 0.1 : 0.05);
    distance += cost(said.shape(), other) + (way.stream().anyMatch(Ways::isPresumed) ? 0.03 : 0);
    List<String> name = name(other);
    boolean telling =
        said.stems().stream()
            .anyMatch(
                w -> name.contains(w) || name.stream().anyMatch(n -> Synonyms.areSynonyms(n, w)));
    if (telling && !said.preposition().isEmpty()) {
      return 0.06 + distance / 2;
    }
    if (said.organisation() && !said.preposition().isEmpty() && isOfOrganisations(other)) {
      return 0.1 + distance / 2;
    }
    boolean agent = ValueLinker.isAgent(other);
    if (within) {
      if (said.country() && name.stream().anyMatch(COUNTRY::contains)) {
        return 0.04 + distance;
      }
      if (agent && !said.preposition().equals("from")) {
        return 1;
      }
      return (ValueLinker.isPlaceName(name) ? PRESUMED : PRESUMED + 0.08) + distance;
    }
    return switch (said.preposition()) {
      case "by" -> agent ? PRESUMED + distance : 1;
      case "of", "for" -> PRESUMED + 0.06 + distance;
      case "about" -> PRESUMED + 0.06 + distance + (agent ? 0.1 : 0);
      default -> 1;
    };
  }

  Condition negated(Condition condition) {
    return switch (condition) {
      case Compare(var place, var operator, var value) when operator.equals("=") ->
          new Compare(place, "<>", value);
      case Flag(var place, var set) -> new Flag(place, !set);
      case Plan.Exists(var related, var negated) -> new Plan.Exists(related, !negated);
      case Plan.Known(var place, var known) -> new Plan.Known(place, !known);
      default -> new Not(condition);
    };
  }
}
