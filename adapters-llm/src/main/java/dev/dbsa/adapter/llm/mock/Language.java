package dev.dbsa.adapter.llm.mock;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of requests whatever the schema is: what they do in a sentence. */
final class Language {
  private Language() {}

  private static Set<String> words(String text) {
    return Set.copyOf(List.of(text.strip().split("\\s+")));
  }

  static final Set<String> OPENERS =
      words(
          """
          show list display find give get return tell fetch select retrieve print identify provide report compute
          calculate determine state search see view output name what which who whose whom is are was were me us i
          we want need to would like please can could you do the of all kindly let lets hey hi hello following for pairs
          """);

  static final Set<String> SKIPPED =
      words(
          """
          please all any also currently temporarily there following respective corresponding kindly just only now
          """);

  static final Set<String> BE = words("is are was were be been being");
  static final Set<String> HAVE =
      words("has have had having with contain contains containing include includes including");
  static final Set<String> DO = words("do does did");
  static final Set<String> RELATIVE = words("who that which whom where whose");
  static final Set<String> PREPOSITIONS =
      words(
          "in from at of on by for to about through into near within under inside during across among using belonging"
              + " located situated around over with as against between along via");
  static final Set<String> NOT =
      words(
          "not never n't no isn aren wasn weren don doesn didn hasn haven hadn without none neither cannot");

  /** Those of {@link #NOT} that stand beside verbs. */
  static final Set<String> NEGATIONS =
      words("not never n't isn aren wasn weren don doesn didn hasn haven hadn cannot");

  static final Set<String> DISTINCT =
      words("different distinct unique distinctive diverse various");
  static final Set<String> EACH = words("each every per");
  static final Set<String> MOST = words("most highest largest greatest biggest maximum max top");
  static final Set<String> LEAST = words("least fewest lowest smallest minimum min");

  /** Of these, the ones that say nothing else; “ordered” may be what customers have done. */
  static final Set<String> SORTED = words("sorted ranked arranged alphabetized");

  static final Set<String> SORT =
      words("sorted ordered sort order ranked rank arranged listed alphabetized");

  static final Map<String, String> FIGURES =
      Map.ofEntries(
          Map.entry("average", "AVG"),
          Map.entry("avg", "AVG"),
          Map.entry("mean", "AVG"),
          Map.entry("total", "SUM"),
          Map.entry("sum", "SUM"),
          Map.entry("overall", "SUM"),
          Map.entry("combined", "SUM"),
          Map.entry("cumulative", "SUM"),
          Map.entry("maximum", "MAX"),
          Map.entry("max", "MAX"),
          Map.entry("minimum", "MIN"),
          Map.entry("min", "MIN"),
          Map.entry("median", "MEDIAN"));

  /** Superlatives that a figure can be called by too. */
  static final Map<String, String> EXTREMES =
      Map.ofEntries(
          Map.entry("highest", "MAX"),
          Map.entry("largest", "MAX"),
          Map.entry("greatest", "MAX"),
          Map.entry("biggest", "MAX"),
          Map.entry("most", "MAX"),
          Map.entry("longest", "MAX"),
          Map.entry("latest", "MAX"),
          Map.entry("last", "MAX"),
          Map.entry("lowest", "MIN"),
          Map.entry("smallest", "MIN"),
          Map.entry("least", "MIN"),
          Map.entry("fewest", "MIN"),
          Map.entry("shortest", "MIN"),
          Map.entry("earliest", "MIN"),
          Map.entry("first", "MIN"),
          Map.entry("cheapest", "MIN"));

  /** Words of people for the country they come from. */
  static final Map<String, String> NATIONS =
      Map.ofEntries(
          Map.entry("french", "France"),
          Map.entry("german", "Germany"),
          Map.entry("italian", "Italy"),
          Map.entry("spanish", "Spain"),
          Map.entry("british", "United Kingdom"),
          Map.entry("american", "USA"),
          Map.entry("japanese", "Japan"),
          Map.entry("chinese", "China"),
          Map.entry("indian", "India"),
          Map.entry("russian", "Russia"),
          Map.entry("canadian", "Canada"),
          Map.entry("mexican", "Mexico"),
          Map.entry("brazilian", "Brazil"),
          Map.entry("dutch", "Netherlands"),
          Map.entry("swiss", "Switzerland"),
          Map.entry("austrian", "Austria"),
          Map.entry("polish", "Poland"),
          Map.entry("turkish", "Turkey"),
          Map.entry("greek", "Greece"),
          Map.entry("european", "Europe"),
          Map.entry("asian", "Asia"),
          Map.entry("african", "Africa"));

  /** Verbs that say how rows belong together and nothing about them. */
  static final Set<String> VERBS =
      words(
          """
          made written wrote sold given bought won held taught teach teaches live lives work works worked play plays
          played own owns owned use uses used using produce produces produced make makes speak speaks spoken write
          publish published publishes run runs take took taken come comes came went gone go goes flow flows lie lies
          appear appears appeared win receive receives received perform performs performed operate operates operated
          serve serves served fly flies study studies direct directs directed act acts acted sell sells buy buys pay
          pays paid built build spend spent happen occur start started hold holds attend attends attended join offer
          offers support supports supported create created creates contain contained belong belongs located associated
          linked related assigned registered enrolled placed ordered order purchased purchase cite cites cited
          collaborated cooperated worked cooperate traverse traverses traversed cross crosses crossed pass passes
          border borders bordering surround surrounding neighbor neighbors participated participate participating
          arranged received treated treat performed operated involve involved stored found exist exists developed
          designed released launched aired carried mentioned shared visited visit employed employ manage manages
          managed hired hire reviewed rated presented accepted containing traversing running flowing playing
          producing speaking living working teaching arriving departing departed arrived voted vote got get gets
          affiliated connected attached born done went going gone through spend spends post posted has having wrote authored author co
          """);

  /** Participles that say only that rows belong together. */
  static final Set<String> LINKING =
      words("associated related linked connected assigned corresponding attached affiliated");

  /** What people find of things; never what these are called. */
  static final Set<String> QUALITIES =
      words(
          """
          major minor important main frequent common popular certain specific urban rural big huge great famous good bad
          interesting average typical normal usual special similar close nearby recent current former previous next active
          profitable successful valuable expensive rare rarest unusual busy regular loyal best worst combined several
          """);

  /** Nouns for what adjectives speak of. */
  static final Map<String, String> MEASURED =
      Map.ofEntries(
          Map.entry("length", "long"),
          Map.entry("duration", "long"),
          Map.entry("height", "high"),
          Map.entry("elevation", "high"),
          Map.entry("altitude", "high"),
          Map.entry("weight", "heavy"),
          Map.entry("size", "big"),
          Map.entry("age", "old"),
          Map.entry("price", "expensive"),
          Map.entry("depth", "deep"),
          Map.entry("width", "wide"),
          Map.entry("speed", "fast"));

  static final Map<String, Integer> SMALL = Map.of("once", 1, "twice", 2, "single", 1, "one", 1);
}
