package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Terms.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a whole request for rows: what is shown, of which rows, in which order and how many. */
final class Questions {
  private final Grammar g;
  private final Terms terms;
  private final Subjects subjects;
  private final Endings endings;
  private final GroupQuestions groups;
  private final SpecialQuestions specials;

  Questions(Grammar grammar) {
    this.g = grammar;
    Values values = new Values(grammar);
    Nouns nouns = new Nouns(grammar, values);
    Modifiers modifiers = nouns.modifiers();
    this.terms = new Terms(grammar, nouns);
    this.subjects = new Subjects(grammar, nouns, terms, values, modifiers, grammar.lists());
    Orders orders = new Orders(grammar, nouns);
    Quantities quantities = modifiers.quantities();
    this.endings = new Endings(grammar, nouns, terms, modifiers, quantities, subjects, orders);
    this.groups =
        new GroupQuestions(grammar, nouns, terms, modifiers, quantities, subjects, endings);
    this.specials =
        new SpecialQuestions(grammar, nouns, terms, modifiers, subjects, values, orders, endings);
  }

  /** All ways to understand the whole request, the likeliest first. */
  List<Read<Plan>> plans() {
    List<Read<Plan>> found = new ArrayList<>();
    for (int start : starts()) {
      g.reach(start);
      found.addAll(sentence(start));
    }
    found.sort(java.util.Comparator.comparingDouble(Read::cost));
    return found;
  }

  /** The places where the request may begin: beyond the words that only ask. */
  private List<Integer> starts() {
    List<Integer> starts = new ArrayList<>();
    int i = g.skip(0);
    for (int n = 0; n < 9; n++) {
      starts.add(i);
      int rows =
          g.anyPhrase(
              i, "rows of", "rows in", "rows from", "records of", "records in", "entries of");
      if (rows > 0) {
        i = rows;
        continue;
      }
      int much = g.anyPhrase(i, "how much is", "how much was", "how much are", "how much were");
      if (much > 0) {
        i = g.skip(much);
        continue;
      }
      boolean named =
          g.word(i).equals("name")
              && (i > g.skip(0) || terms.joint(i + 1) > 0 || g.isWord(i + 1, Set.of("of", "for")));
      if (!g.isWord(i, Language.OPENERS) && !g.isComma(i) || named) {
        break;
      }
      i = g.skip(i + 1);
    }
    return starts.reversed();
  }

  private List<Read<Plan>> sentence(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    found.addAll(groups.common(start));
    found.addAll(groups.byColumn(start));
    found.addAll(specials.shares(start));
    found.addAll(specials.ratios(start));
    found.addAll(specials.tops(start));
    found.addAll(specials.people(start));
    found.addAll(specials.placesAndTimes(start, start == starts().getLast()));
    found.addAll(specials.inhabitants(start));
    found.addAll(specials.duplicates(start));
    found.addAll(specials.perFirst(start));
    found.addAll(specials.possessed(start));
    for (Read<List<Term>> list : terms.list(start)) {
      g.reach(list.end());
      for (Read<Intent> intent : subjects.owned(list)) {
        found.addAll(endings.finished(intent));
      }
    }
    found.addAll(specials.prefixed(start));
    return found;
  }
}
