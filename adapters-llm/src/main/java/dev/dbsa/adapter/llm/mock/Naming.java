package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Synonyms;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.name.EditDistance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How well words of a request fit the name of a table or column. */
final class Naming {
  /** Words that say of a name only what kind of thing it is. */
  private static final Set<String> IDLE =
      stems("tbl tb data info list record table detail master dim fact lookup");

  private static final Set<String> LINKING = stems("of in by the for to at on");

  private static final Set<String> COUNTING = stems("num number count no total qty cnt nbr amount");

  private static final Set<String> ENDINGS =
      stems("code name id key no number abbrev desc yn flag");

  /** Words after which a name says what kind of value it holds. */
  private static final Set<String> KINDS = stems("year date day time at on city place country");

  private static final String ADDRESS = Words.stem("address");

  /** What has an address that is called by the word alone. */
  private static final Set<String> ADDRESSED = stems("email mail ip web mac");

  private static final Set<String> MOMENTS = stems("year date day time");

  private static final Set<String> FLAGS = stems("is has was can flag");

  private final String fused;
  private final List<String> words;
  private final List<String> bare;
  private final Set<String> starts;

  private Naming(List<String> words, List<String> bare) {
    this.words = words.stream().map(Naming::evened).toList();
    this.bare = bare.stream().map(Naming::evened).toList();
    this.fused = String.join("", this.words);
    Set<String> starts = new HashSet<>();
    for (String word : words) {
      starts.add(start(word));
      Synonyms.of(word).forEach(s -> starts.add(start(s)));
    }
    this.starts = Set.copyOf(starts);
  }

  /** plays and play: both with the ending of their stem. */
  private static String evened(String stem) {
    return stem.length() > 3 && stem.endsWith("y")
        ? stem.substring(0, stem.length() - 1) + "i"
        : stem;
  }

  private static String start(String word) {
    return word.length() > 3 ? word.substring(0, 3) : word;
  }

  /** Whether one of the words said may be one of the name's at all. */
  private boolean mayFit(List<String> said) {
    if (said.size() >= 3 && said.size() == fused.length()) {
      return true;
    }
    for (String word : said) {
      if (starts.contains(start(word)) || word.length() > 3 && fused.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> stems(String text) {
    return Set.copyOf(Words.stems(text));
  }

  static Naming ofTable(String name, Set<String> known) {
    List<String> words = ofTwo(Words.fold(name), known);
    words = words.isEmpty() ? segmented(name, known) : words;
    List<String> bare = new ArrayList<>(words);
    bare.removeIf(IDLE::contains);
    return new Naming(words, bare.isEmpty() ? words : bare);
  }

  /** supplierproduct: two words that are both spoken of; empty for anything else. */
  private static List<String> ofTwo(String fold, Set<String> known) {
    for (int at = 4; at <= fold.length() - 4; at++) {
      String tail = fold.substring(at);
      if (known.contains(fold.substring(0, at))
          && known.contains(tail)
          && !IDLE.contains(Words.stem(tail))) {
        return List.of(Words.stem(fold.substring(0, at)), Words.stem(tail));
      }
    }
    return List.of();
  }

  static Naming ofColumn(String name, Naming table, Set<String> known) {
    List<String> words = segmented(name, known);
    List<String> bare = new ArrayList<>(words);
    if (bare.size() > 1 && FLAGS.contains(bare.getFirst())) {
      bare.removeFirst();
    }
    List<String> own = table.bare;
    if (bare.size() > own.size() && bare.subList(0, own.size()).equals(own)) {
      bare = new ArrayList<>(bare.subList(own.size(), bare.size()));
    } else if (bare.size() > 1 && bare.getFirst().equals(own.getLast())) {
      bare.removeFirst();
    }
    if (bare.size() > 1 && IDLE.contains(bare.getFirst())) {
      bare.removeFirst();
    }
    return new Naming(words, bare);
  }

  /** The words of a name; those without anything between them are cut where words are known. */
  private static List<String> segmented(String name, Set<String> known) {
    List<String> words = new ArrayList<>();
    for (String word : Words.split(name)) {
      String fold = Words.fold(word);
      List<String> parts =
          fold.length() < 6 || known.contains(fold) ? List.of(fold) : cut(fold, known);
      parts.forEach(p -> words.add(Words.stem(p)));
    }
    if (words.isEmpty()) {
      // A name of signs only is found by nothing but itself.
      words.add(Words.fold(name));
    }
    return words;
  }

  private static final Set<String> COMMON =
      Set.of(
          """
          name code year date number area first last birth type title address phone price amount total rate
          status count city country state time level size unit zip email user order rank points abbrev
          """
              .strip()
              .split("\\s+"));

  private static List<String> cut(String fold, Set<String> known) {
    for (int at = fold.length() - 2; at >= 3; at--) {
      String head = fold.substring(0, at);
      String tail = fold.substring(at);
      boolean headKnown = known.contains(head) || COMMON.contains(head);
      boolean tailKnown =
          tail.equals("id") || tail.length() > 2 && (known.contains(tail) || COMMON.contains(tail));
      if (headKnown && tailKnown) {
        return List.of(head, tail);
      }
    }
    for (int at = 3; at <= fold.length() - 3; at++) {
      String head = fold.substring(0, at);
      String tail = fold.substring(at);
      boolean tailKnown = tail.length() > 3 && (known.contains(tail) || COMMON.contains(tail));
      boolean headKnown = head.length() > 3 && (known.contains(head) || COMMON.contains(head));
      if (tailKnown && head.length() > 2) {
        return List.of(head, tail);
      }
      if (headKnown && tail.length() > 3 && !fold.equals(head + "s")) {
        List<String> rest = cut(tail, known);
        if (rest.size() > 1 || known.contains(tail)) {
          List<String> all = new ArrayList<>(List.of(head));
          all.addAll(rest);
          return all;
        }
      }
    }
    return List.of(fold);
  }

  List<String> words() {
    return words;
  }

  /** Without what every name of its table has in common. */
  List<String> bare() {
    return bare;
  }

  /** How well the stems fit, from 0 to 1. */
  double fit(List<String> said) {
    List<String> even = said.stream().map(Naming::evened).toList();
    return mayFit(even) ? fitting(even) : 0;
  }

  private double fitting(List<String> said) {
    String key = String.join("", said);
    if (key.equals(fused)) {
      return 1;
    }
    if (said.equals(bare) || key.equals(String.join("", bare))) {
      return 0.97;
    }
    List<String> saidBare = without(said, LINKING);
    List<String> nameBare = without(bare, LINKING);
    if (saidBare.isEmpty() || nameBare.isEmpty()) {
      return 0;
    }
    if (saidBare.equals(nameBare) || sameSet(saidBare, nameBare)) {
      return 0.95;
    }
    if (sameSet(saidBare, without(words, LINKING))) {
      return 0.95;
    }
    if (nameBare.size() == saidBare.size() + 1) {
      if (COUNTING.contains(nameBare.getLast())
              && nameBare.subList(0, saidBare.size()).equals(saidBare)
          || COUNTING.contains(nameBare.getFirst())
              && nameBare.subList(1, nameBare.size()).equals(saidBare)) {
        return 0.88;
      }
      if (ENDINGS.contains(nameBare.getLast())
          && nameBare.subList(0, saidBare.size()).equals(saidBare)) {
        return nameBare.getLast().equals("id") ? 0.6 : 0.86;
      }
    }
    if (nameBare.size() == saidBare.size() + 1
        && nameBare.getLast().equals(ADDRESS)
        && ADDRESSED.contains(nameBare.get(saidBare.size() - 1))
        && nameBare.subList(0, saidBare.size()).equals(saidBare)) {
      return 0.95;
    }
    if (saidBare.size() == nameBare.size() && alike(saidBare, nameBare)) {
      return 0.76;
    }
    if (saidBare.size() == nameBare.size() + 1
        && saidBare.size() == said.size()
        && MOMENTS.contains(saidBare.getLast())
        && kin(saidBare.subList(0, nameBare.size()), nameBare)) {
      // create date for created
      return 0.73;
    }
    List<String> once = withoutRepeats(saidBare);
    if (once.size() < saidBare.size()) {
      return Math.max(0, fit(once) - 0.04);
    }
    if (nameBare.size() == saidBare.size() + 1
        && alike(saidBare, nameBare.subList(0, saidBare.size()))
        && (ENDINGS.contains(nameBare.getLast()) || KINDS.contains(nameBare.getLast()))) {
      return nameBare.getLast().equals("id") ? 0.5 : 0.73;
    }
    if (nameBare.size() == saidBare.size() + 1
        && KINDS.contains(nameBare.getFirst())
        && alike(saidBare, nameBare.subList(1, nameBare.size()))) {
      return 0.73;
    }
    if (nameBare.size() == saidBare.size() + 1
        && KINDS.contains(nameBare.getLast())
        && kin(saidBare, nameBare.subList(0, saidBare.size()))) {
      return 0.68;
    }
    if (saidBare.size() == 1
        && nameBare.size() > 1
        && nameBare.stream().allMatch(w -> Synonyms.areSynonyms(w, saidBare.getFirst()))) {
      return 0.74;
    }

    if (saidBare.size() >= 3 && initials(said).equals(fused)) {
      return 0.85;
    }
    if (saidBare.size() == nameBare.size() && kin(saidBare, nameBare)) {
      return 0.72;
    }
    boolean suffix =
        saidBare.size() > 1
            && nameBare.size() > saidBare.size()
            && nameBare
                .subList(nameBare.size() - saidBare.size(), nameBare.size())
                .equals(saidBare);
    if (suffix) {
      // due date for original_due_date
      return 0.86;
    }
    if (nameBare.containsAll(saidBare)) {
      boolean head = nameBare.getLast().equals(saidBare.getLast());
      boolean telling = !ENDINGS.contains(saidBare.getLast());
      return !telling
          ? 0
          : head ? 0.71 : nameBare.getFirst().equals(saidBare.getFirst()) ? 0.7 : 0.6;
    }
    if (said.size() == 1) {
      String word = said.getFirst();
      if (word.length() >= 4 && nameBare.size() == 1 && isTypo(word, nameBare.getFirst())) {
        return 0.7;
      }
      if (word.length() >= 4 && fused.endsWith(word) && fused.length() > word.length() + 2) {
        return 0.6;
      }
    } else if (saidBare.size() > 1 && isTypo(key, fused) && key.length() > 7) {
      return 0.75;
    }
    if (saidBare.size() < nameBare.size()
        && Synonyms.areSynonyms(saidBare.getLast(), nameBare.getLast())
        && saidBare.size() == 1) {
      return 0.55;
    }
    return 0;
  }

  /** Without words that say the same as one before them: cell phone. */
  private static List<String> withoutRepeats(List<String> said) {
    List<String> once = new ArrayList<>();
    for (String word : said) {
      if (once.stream().noneMatch(o -> Synonyms.areSynonyms(o, word))) {
        once.add(word);
      }
    }
    return once;
  }

  private static boolean isTypo(String a, String b) {
    return b.length() >= 5 && a.charAt(0) == b.charAt(0) && EditDistance.between(a, b, 1) <= 1;
  }

  private static List<String> without(List<String> words, Set<String> idle) {
    List<String> rest = new ArrayList<>(words);
    rest.removeIf(idle::contains);
    return rest;
  }

  private static boolean sameSet(List<String> a, List<String> b) {
    return a.size() == b.size() && new HashSet<>(a).equals(new HashSet<>(b));
  }

  /** Each word is the same or another word for it. */
  private static boolean alike(List<String> said, List<String> name) {
    for (int i = 0; i < said.size(); i++) {
      boolean same =
          said.get(i).equals(name.get(i)) || Synonyms.areSynonyms(said.get(i), name.get(i));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** Each word begins as one of the name: arriving date for date_arrived, indepyear. */
  private static boolean kin(List<String> said, List<String> name) {
    for (String s : said) {
      boolean found = false;
      for (String w : name) {
        int common = Words.commonStart(s, w);
        boolean begins = common >= 3 && common == Math.min(s.length(), w.length());
        found |= s.equals(w) || Grammar.isStemKin(s, w) || begins && said.size() > 1;
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static String initials(List<String> said) {
    StringBuilder initials = new StringBuilder();
    said.stream().filter(w -> !w.isEmpty()).forEach(w -> initials.append(w.charAt(0)));
    return initials.toString();
  }
}
