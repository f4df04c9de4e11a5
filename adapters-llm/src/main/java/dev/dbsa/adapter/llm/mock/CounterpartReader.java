package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Expression.Figure;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.QueryPlan.FigureCondition;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what must not belong to a row, and how many of it must: never ordered, with 3 orders. */
final class CounterpartReader {
  static final Set<String> NEGATIONS =
      Set.of(
          "not", "never", "no", "don", "doesn", "didn", "haven", "hasn", "hadn", "isn", "aren",
          "wasn", "weren", "cannot");

  private static final Set<String> AUXILIARIES =
      Set.of(
          "have", "has", "had", "having", "do", "does", "did", "been", "be", "being", "is", "are",
          "was", "were", "with", "that", "which", "who", "any", "single", "ever", "yet", "in", "on",
          "to", "of", "for", "by", "at", "their", "its", "through", "from", "and", "out", "there");

  /** More words than this between a negation and its table belong to something else. */
  private static final int REACH = 7;

  private final Reading reading;
  private final Notes notes;
  private final ComparisonReader comparisons;
  private final Relation listed;
  private final PlanDraft draft;

  CounterpartReader(Reading reading, Relation listed, PlanDraft draft) {
    this.reading = reading;
    this.notes = reading.notes();
    this.comparisons = new ComparisonReader(reading);
    this.listed = listed;
    this.draft = draft;
  }

  void read() {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      if (reading.isWord(i, Set.of("without", "lacking")) || reading.isWord(i, NEGATIONS)) {
        readAbsence(i);
      } else {
        readNumber(i);
      }
    }
  }

  /** without orders; who have not placed any order; never ordered. */
  private void readAbsence(int i) {
    for (int at = i + 1; at < Math.min(reading.size(), i + 1 + REACH); at++) {
      Relation table = reading.table(at);
      Item item = reading.item(at);
      if (item.isUsed()) {
        return;
      }
      if (table != null) {
        boolean column = hasColumnBehind(at, table);
        boolean value =
            at + 1 < reading.size()
                && (reading.item(at + 1).isQuotedValue() || reading.isNumber(at + 1));
        if (!column && !value && !table.name().equals(listed.name()) && isConnected(table)) {
          add(i, at, table);
        }
        return;
      }
      Relation kin = item.isPlainWord() ? kin(item) : null;
      if (kin != null && !hasTableAhead(at, i + 1 + REACH)) {
        add(i, at, kin);
        return;
      }
      boolean passes =
          item.isPlainWord()
              && (AUXILIARIES.contains(item.word())
                  || reading.isWord(i, NEGATIONS) && isVerbLike(item));
      if (!passes) {
        return;
      }
    }
  }

  private boolean hasColumnBehind(int at, Relation table) {
    Field field = reading.field(at + 1);
    int next = at + 2;
    while (reading.isWord(next, Set.of("by", "is", "=", "of"))) {
      next++;
    }
    boolean value =
        next < reading.size()
            && (reading.item(next).isQuotedValue()
                || reading.item(next).isNumber()
                || reading.item(next).isPlainWord() && reading.item(next).isCapitalised());
    return field != null && field.isOf(table) && !value;
  }

  private boolean hasTableAhead(int at, int end) {
    for (int j = at + 1; j < Math.min(reading.size(), end); j++) {
      Relation table = reading.table(j);
      if (table != null) {
        return isConnected(table);
      }
      if (!reading.item(j).isPlainWord()) {
        return false;
      }
    }
    return false;
  }

  private static boolean isVerbLike(Item item) {
    return !item.isCapitalised() && item.isPlainWord();
  }

  private boolean isConnected(Relation table) {
    return !reading.index().paths(listed, table).isEmpty();
  }

  /** never ordered: the verb that a table is named after. */
  private @Nullable Relation kin(Item item) {
    String word = item.first().fold();
    if (word.length() < 5) {
      return null;
    }
    for (JoinLink link : reading.index().links(listed)) {
      boolean child =
          link.target().name().equals(listed.name()) && !link.source().name().equals(listed.name());
      boolean named =
          Words.stems(link.source().name().name()).stream()
              .anyMatch(
                  s ->
                      s.length() >= 4
                          && word.startsWith(s.substring(0, Math.min(s.length(), 6)))
                          && !word.equals(s));
      if (child && named) {
        return link.source();
      }
    }
    return null;
  }

  private void add(int from, int at, Relation table) {
    draft.counterparts.add(new Counterpart(table, true, at, List.of()));
    String words = reading.text(from, at + 1);
    reading.use(from, at + 1, "without a row in " + table.name().name());
    notes.refer(table, "must have no counterpart");
    notes.assume("“" + words + "”: without any row in " + table.name().name() + ".", 0.06);
    useParent(at + 1, table);
  }

  /** did not perform a treatment on dogs: what the missing rows are about says no more. */
  private void useParent(int at, Relation table) {
    boolean preposition = reading.isWord(at, Set.of("on", "to", "for", "of", "in"));
    Relation parent = preposition ? reading.table(at + 1) : null;
    if (parent != null
        && !parent.name().equals(listed.name())
        && reading.index().links(table).stream()
            .anyMatch(
                l ->
                    l.source().name().equals(table.name())
                        && l.target().name().equals(parent.name()))
        && at + 2 >= reading.size() - 1) {
      reading.use(at, at + 2, "implied by " + table.name().name());
    }
  }

  /** with more than 3 orders; cities with at least 5 customers. */
  private void readNumber(int i) {
    Comparison comparison = comparisonAt(i);
    Integer number = comparison == null ? null : reading.number(comparison.next());
    if (comparison == null || number == null) {
      return;
    }
    String operator = comparison.operator();
    int at = comparison.next() + 1;
    if (reading.isPhrase(at, "or more")) {
      operator = ">=";
      at += 2;
    } else if (reading.isPhrase(at, "or fewer") || reading.isPhrase(at, "or less")) {
      operator = "<=";
      at += 2;
    }
    while (reading.isWord(at, Set.of("different", "distinct", "of", "types", "kinds"))) {
      at++;
    }
    Relation table = reading.table(at);
    Field counted = reading.field(at);
    if (table == null
        && counted != null
        && reading.item(at).isPlural()
        && !counted.isOf(listed)
        && counted.column().type().toLowerCase(Locale.ROOT).matches(".*(?:char|text).*")
        && reading.isToMany(listed, counted.relation())) {
      // at least 3 languages: the rows with one are counted.
      table = counted.relation();
    }
    if (table == null || hasColumnBehind(at, table)) {
      return;
    }
    draft.having.add(new FigureCondition(Figure.rowsOf(table), operator, number.toString()));
    int from = reading.isWord(i - 1, Set.of("with", "have", "has", "having", "had")) ? i - 1 : i;
    reading.use(from, at + 1, "a condition on the number of " + table.name().name());
  }

  /** A number alone counts only after a word such as with. */
  private @Nullable Comparison comparisonAt(int i) {
    Comparison comparison = comparisons.comparisonAt(i);
    if (comparison != null) {
      return comparison;
    }
    boolean more =
        reading.number(i) != null
            && (reading.isPhrase(i + 1, "or more")
                || reading.isPhrase(i + 1, "or fewer")
                || reading.isPhrase(i + 1, "or less"));
    boolean with = reading.isWord(i - 1, Set.of("with", "have", "has", "having", "had", "only"));
    return reading.number(i) != null && (more || with) ? new Comparison("=", i) : null;
  }
}
