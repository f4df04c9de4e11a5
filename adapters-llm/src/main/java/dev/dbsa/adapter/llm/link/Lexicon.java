package dev.dbsa.adapter.llm.link;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Words that belong to the language of requests, not to what is asked for. */
public final class Lexicon {
  /** English function words and the verbs of requests. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          """
          a an the this that these those which who whom whose what when where why how is are was
          were be been being am do does did done has have had having can could will would shall
          should may might must i me my we us our you your it its he she his her they them their
          there here and or not no nor but if then else so as at by for from in into of off on
          onto out over per to up with without within via than too very just only also both each
          every any all some such same other another please kindly want need like get give show
          list display find fetch select return retrieve see view tell print query look lookup
          let lets s t top first last latest newest oldest most least more less fewer greater
          higher lower above below under between before after since until during ago past recent
          recently earliest highest lowest biggest largest smallest many much number count sum
          average avg mean total minimum min maximum max distinct unique different sorted sort
          ordered order group grouped ascending descending asc desc row rows record records entry
          entries data information info details table tables column columns field fields equals
          equal contains containing starts ends named called whether one ones exactly currently
          now make sure thing things everything anything something overall altogether together
          along respective corresponding associated related exist exists existing whole entire
          complete
          """
              .strip()
              .split("\\s+"));

  private static final String TRANSLATIONS =
      """
      wie how
      viele many
      haben have
      wir we
      welche which
      combien count
      de of
      par per
      avec with
      sans without
      cuantos count
      sin without
      表中 table
      zeige show
      zeig show
      liste list
      finde find
      alle all
      neueste latest
      neuesten latest
      neuste latest
      letzte last
      letzten last
      alteste oldest
      altesten oldest
      anzahl count
      wieviele count
      summe sum
      durchschnitt average
      durchschnittlich average
      durchschnittliche average
      pro per
      je per
      nach by
      ohne without
      mit with
      und and
      oder or
      von of
      der of
      des of
      die the
      das the
      den the
      dem the
      im in
      aus from
      ist is
      sind is
      nicht not
      seit since
      vor before
      zwischen between
      losche delete
      loesche delete
      entferne remove
      setze set
      andere change
      aktualisiere update
      erhohe increase
      senke reduce
      fuge add
      erstelle create
      lege create
      benenne rename
      spalte column
      spalten columns
      tabelle table
      tabellen tables
      hinzu here
      zur to
      zum to
      auf to
      einen the
      eine the
      einer the
      ein the
      neue new
      neuen new
      wenn where
      deren whose
      tagen days
      tage days
      jahre years
      jahren years
      monate months
      monaten months
      anade add
      agrega add
      elimina delete
      borra delete
      actualiza update
      cambia change
      columna column
      tabla table
      todos all
      todas all
      del of
      los the
      las the
      una the
      unos the
      donde where
      ajoute add
      supprime delete
      modifie change
      colonne column
      les the
      une the
      toutes all
      tous all
      ans years
      jours days
      fur for
      wo where
      显示 show
      列出 list
      查询 show
      查找 find
      最新 latest
      最近 last
      最早 oldest
      前 top
      数量 count
      多少 count
      统计 count
      总和 sum
      合计 sum
      平均 average
      按 by
      每个 per
      每 per
      的 of
      所有 all
      全部 all
      和 and
      没有 without
      删除 delete
      更新 update
      添加 add
      增加 add
      创建 create
      列 column
      表 table
      索引 index
      给 to
      设置 set
      改为 to
      """;

  private static final Map<String, String> ENGLISH = readTranslations();

  private Lexicon() {}

  private static Map<String, String> readTranslations() {
    Map<String, String> table = new HashMap<>();
    TRANSLATIONS
        .lines()
        .map(line -> line.strip().split(" "))
        .forEach(pair -> table.put(pair[0], pair[1]));
    return Map.copyOf(table);
  }

  /** Whether the folded word only serves the sentence. */
  public static boolean isFunctionWord(String fold) {
    return FUNCTION_WORDS.contains(english(fold));
  }

  /** Function words that tables and columns are called by nevertheless. */
  private static final Set<String> NOUNS = Set.of("total", "order", "number", "count", "group");

  /** Whether a function word may name something of the schema. */
  static boolean isNoun(String fold) {
    return NOUNS.contains(fold);
  }

  /** The English word for a German or Chinese word of requests; any other word as it is. */
  public static String english(String fold) {
    return ENGLISH.getOrDefault(fold, fold);
  }

  static boolean isForeignWord(String fold) {
    return ENGLISH.containsKey(fold);
  }
}
